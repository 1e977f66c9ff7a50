package motcua.contract.body;

import org.jspecify.annotations.Nullable;

/**
 * A copy of a ticket was printed, or was tried.
 *
 * @param copy 1 for the first try; each further one counts up
 * @param numberSent whether the bytes of the number had left for the printer: every copy after that says that it is a copy
 * @param detail what the printer said, absent where there is nothing to say
 */
public record TicketPrinted(
        String ticket,
        int copy,
        PrintResult result,
        boolean numberSent,
        @Nullable String detail) implements RecordBody {}
