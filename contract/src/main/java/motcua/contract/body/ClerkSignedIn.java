package motcua.contract.body;

/** A service session began. {@code session} is 16 hexadecimal digits. */
public record ClerkSignedIn(int counter, String clerk, String session) implements RecordBody {}
