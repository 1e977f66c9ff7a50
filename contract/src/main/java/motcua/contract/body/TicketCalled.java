package motcua.contract.body;

import org.jspecify.annotations.Nullable;

/**
 * A ticket was called to a counter.
 *
 * @param clerk absent where nobody is signed in
 * @param times 1 for the call, 2 and more for repetitions
 * @param byHand fetched without voice, e.g. a deaf person
 */
public record TicketCalled(
        String ticket,
        int counter,
        @Nullable String clerk,
        @Nullable String session,
        int times,
        boolean byHand) implements RecordBody {}
