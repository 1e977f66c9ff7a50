package motcua.contract.body;

/** The citizen came back after a no-show: the ticket waits again, behind the next one. */
public record TicketReinstated(String ticket, String queue) implements RecordBody {}
