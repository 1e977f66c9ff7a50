package motcua.verifier.journal;

import org.jspecify.annotations.Nullable;

/** The first wrong record of a journal. */
public final class Problem extends Exception {
    private static final long serialVersionUID = 1L;

    private final Fault fault;
    private final long line;
    private final @Nullable String epoch;
    private final long seq;
    private final String detail;

    /**
     * @param line line of the file, from 1; 0 if it is about no single line
     * @param epoch the record's epoch, null if unknown
     * @param seq the record's seq, 0 if unknown
     */
    Problem(Fault fault, long line, @Nullable String epoch, long seq, String detail) {
        super(fault.english() + ": " + detail, null, false, false); // a finding, not a failure: nobody needs its stack
        this.fault = fault;
        this.line = line;
        this.epoch = epoch;
        this.seq = seq;
        this.detail = detail;
    }

    static Problem at(WireRecord record, Fault fault, String detail) {
        return new Problem(fault, record.line(), record.epoch(), record.seq(), detail);
    }

    public Fault fault() {
        return fault;
    }

    public long line() {
        return line;
    }

    public long seq() {
        return seq;
    }

    /** One line in both languages. */
    public String text() {
        StringBuilder where = new StringBuilder();
        if (line > 0) {
            where.append("dòng/line ").append(line);
        }
        if (epoch != null) {
            where.append(where.isEmpty() ? "" : ", ").append("epoch ").append(epoch);
        }
        if (seq > 0) {
            where.append(where.isEmpty() ? "" : ", ").append("seq ").append(seq);
        }
        return (where.isEmpty() ? "" : where + ": ") + fault.vietnamese() + " / " + fault.english() + " (" + detail
                + ")";
    }
}
