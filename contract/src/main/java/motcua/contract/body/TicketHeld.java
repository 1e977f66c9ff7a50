package motcua.contract.body;

import org.jspecify.annotations.Nullable;

/**
 * A called ticket was set aside for missing papers; the same ticket is called again later.
 *
 * @param serviceMs time it was served so far at this counter, absent where unknown
 */
public record TicketHeld(
        String ticket,
        int counter,
        @Nullable String clerk,
        @Nullable Long serviceMs) implements RecordBody {}
