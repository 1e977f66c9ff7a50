package motcua.contract.body;

/** A technician bound a pad to a counter. {@code pad} is the pad's id as 8 hexadecimal digits, or the simulated pad's name; counter 0 unbinds. */
public record PadBound(String pad, int counter) implements RecordBody {}
