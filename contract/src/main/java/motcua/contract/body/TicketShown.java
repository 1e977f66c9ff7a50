package motcua.contract.body;

/** The screen has shown the number to the citizen, so the ticket is live without paper. */
public record TicketShown(String ticket) implements RecordBody {}
