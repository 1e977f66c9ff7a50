package motcua.contract.body;

/** A ticket was called and nobody came. */
public record TicketNoShow(String ticket, int counter) implements RecordBody {}
