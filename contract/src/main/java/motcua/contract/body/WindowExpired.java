package motcua.contract.body;

/** A rating window ended without a counted press. A late press of known age may still count afterwards. */
public record WindowExpired(String service, int counter, Outcome outcome) implements RecordBody {}
