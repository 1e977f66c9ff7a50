package motcua.contract.body;

import org.jspecify.annotations.Nullable;

/**
 * A service began at a counter.
 *
 * @param service 16 hexadecimal digits, unique for the kiosk
 * @param ticket the ticket it serves, absent without one
 */
public record ServiceStarted(
        String service,
        int counter,
        Mode mode,
        @Nullable String clerk,
        @Nullable String session,
        @Nullable String ticket)
        implements RecordBody {}
