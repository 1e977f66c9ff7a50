package motcua.kiosk.counter;

import org.jspecify.annotations.Nullable;

/**
 * A ticket's stay at a counter, as it ends.
 *
 * @param waitMs from taking the ticket to its first call, absent where nobody can tell
 * @param serviceMs from the last call to now, absent where nobody can tell
 * @param stroke identity of the key stroke that ends it, absent if a page does
 */
public record Stay(
        String ticket,
        @Nullable Long waitMs,
        @Nullable Long serviceMs,
        @Nullable String stroke) {}
