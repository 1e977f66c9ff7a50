package motcua.contract.body;

/** A service session ended. {@code reason}: {@code CLERK}, {@code TAKEN_OVER}, {@code IDLE}, {@code END_OF_DAY}, {@code RESTART}. */
public record ClerkSignedOut(int counter, String clerk, String session, String reason) implements RecordBody {}
