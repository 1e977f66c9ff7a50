package motcua.contract.body;

/** A service ended; if {@code windowMs} > 0 its rating window opened now, else nobody was asked. */
public record ServiceFinished(String service, Visit visit, long windowMs) implements RecordBody {}
