package motcua.contract.body;

/** Practice ended ("Bắt đầu chính thức") or began again. Records from here on carry the new mark. */
public record PracticeChanged(boolean toPractice, String by) implements RecordBody {}
