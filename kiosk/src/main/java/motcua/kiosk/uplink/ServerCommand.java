package motcua.kiosk.uplink;

import org.jspecify.annotations.Nullable;

/**
 * A signed command of the server. There are two, and none carries code.
 *
 * @param command {@code resend} (records are sent again) or {@code reload} (say hello and read the settings again)
 * @param epoch of what is sent again; absent: every epoch
 * @param first first seq of what is sent again; absent: 1
 * @param last last seq of what is sent again; absent: to the end
 */
public record ServerCommand(
        String command,
        @Nullable String epoch,
        @Nullable Long first,
        @Nullable Long last) {}
