package motcua.contract.body;

/** A counter counts its visits in this mode from here on. */
public record VisitMode(int counter, Mode mode) implements RecordBody {}
