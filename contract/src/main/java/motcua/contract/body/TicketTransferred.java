package motcua.contract.body;

import org.jspecify.annotations.Nullable;

/**
 * A called ticket goes on to another queue or counter: the same ticket, a further stay.
 *
 * @param from the counter it leaves
 * @param clerk who served it there, absent where nobody was signed in
 * @param serviceMs time it was served there, absent where unknown
 * @param toCounter absent if any counter of the queue may call it
 */
public record TicketTransferred(
        String ticket,
        int from,
        @Nullable String clerk,
        @Nullable Long serviceMs,
        String toQueue,
        @Nullable Integer toCounter)
        implements RecordBody {}
