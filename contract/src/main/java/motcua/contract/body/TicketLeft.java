package motcua.contract.body;

import org.jspecify.annotations.Nullable;

/**
 * A ticket ended without a service.
 *
 * @param counter where it was known, absent while it waited
 * @param reason {@code LEFT} (the citizen went), {@code DAY_END} (the day was over) or {@code VOID} (neither printed nor shown)
 */
public record TicketLeft(String ticket, @Nullable Integer counter, String reason) implements RecordBody {}
