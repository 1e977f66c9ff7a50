package motcua.bridge.printer;

import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Talk with a printer on one open line: whole writes, questions and their answers. For the driver's thread. */
final class Conversation implements AutoCloseable {
    /** No answer came. */
    static final int SILENCE = -1;
    /** What came was no answer. */
    static final int NONSENSE = -2;

    /** How often a question is put again to a printer that answers nonsense. */
    private static final int PATIENCE = 3;

    private static final int SLICE_MS = 100;

    private final PrinterLine line;
    private final PrinterTiming timing;
    private final LongSupplier upMs;
    private final BooleanSupplier given;
    private final byte[] in = new byte[256];
    private int next;
    private int filled;
    private long bad;

    /** @param given whether the driver has given up meanwhile */
    Conversation(PrinterLine line, PrinterTiming timing, LongSupplier upMs, BooleanSupplier given) {
        this.line = line;
        this.timing = timing;
        this.upMs = upMs;
        this.given = given;
    }

    /** Bytes that came back and were no answer. */
    long bad() {
        return bad;
    }

    /** The printer takes no bytes. */
    static final class Stalled extends IOException {
        private static final long serialVersionUID = 1L;

        Stalled() {
            super("the printer takes no bytes any more");
        }
    }

    /**
     * Sends all bytes.
     *
     * @param onFirst called once the line took the first of them
     * @throws Stalled if the line took none for too long
     */
    void send(byte[] bytes, Runnable onFirst) throws IOException {
        int from = 0;
        long end = upMs.getAsLong() + timing.stall();
        while (from < bytes.length) {
            int took = line.write(bytes, from, SLICE_MS);
            if (took > 0) {
                if (from == 0) {
                    onFirst.run();
                }
                from += took;
                end = upMs.getAsLong() + timing.stall();
            } else if (given.getAsBoolean() || upMs.getAsLong() >= end) {
                throw new Stalled();
            }
        }
    }

    void send(byte[] bytes) throws IOException {
        send(bytes, () -> {});
    }

    /** The answer to status question {@code n}, or {@link #SILENCE}, or {@link #NONSENSE}. */
    int ask(int n) throws IOException {
        int answer = SILENCE;
        for (int time = 0; time < PATIENCE; time++) {
            long before = bad;
            drain();
            send(EscPos.ask(n));
            int b = awaitStatus();
            if (b >= 0 && bad == before) {
                return b;
            }
            answer = bad == before ? SILENCE : NONSENSE;
            if (answer == SILENCE || given.getAsBoolean()) {
                return answer;
            }
        }
        return answer;
    }

    /** Everything that the printer tells about itself. */
    Report report() throws IOException {
        int[] answers = new int[5];
        for (int n : new int[] {1, 2, 4}) {
            answers[n] = ask(n);
            if (answers[n] < 0) {
                return Report.without(answers[n]);
            }
        }
        if ((answers[2] & 0x40) != 0) {
            answers[3] = ask(3);
        }
        return Report.of(answers[1], answers[2], answers[3], answers[4]);
    }

    /** What question 2 alone tells: whether the printer goes on. */
    Report glance() throws IOException {
        int answer = ask(2);
        return answer < 0 ? Report.without(answer) : Report.ofOffline(answer);
    }

    /**
     * Waits for the answer to the mark behind a slip, and looks meanwhile whether the printer has stopped.
     *
     * @return empty: everything is printed. {@link Report#silent} or {@link Report#nonsense}: nobody knows. Anything else: it has
     *     stopped for that reason
     */
    Optional<Report> awaitDone() throws IOException {
        long before = bad;
        long end = upMs.getAsLong() + timing.done();
        long look = upMs.getAsLong() + timing.reply();
        while (upMs.getAsLong() < end && !given.getAsBoolean()) {
            int b = nextByte(Math.min(SLICE_MS, timing.reply()));
            if (b >= 0 && EscPos.isDone(b)) {
                return bad == before ? Optional.empty() : Optional.of(Report.without(NONSENSE));
            }
            if (b >= 0 && EscPos.isStatus(b)) {
                Report report = Report.ofOffline(b);
                if (!report.condition().prints()) {
                    return Optional.of(report);
                }
            } else if (b >= 0) {
                bad++;
            }
            if (upMs.getAsLong() >= look) {
                send(EscPos.ask(2));
                look = upMs.getAsLong() + timing.reply();
            }
        }
        return Optional.of(Report.without(bad == before ? SILENCE : NONSENSE));
    }

    /** Takes what came unasked. */
    private void drain() throws IOException {
        while (nextByte(0) >= 0) {
            bad++;
        }
    }

    /** Looks at least once, also on a machine so busy that the time is over before. */
    private int awaitStatus() throws IOException {
        long end = upMs.getAsLong() + timing.reply();
        long left = timing.reply();
        do {
            int b = nextByte((int) Math.max(0, Math.min(left, SLICE_MS)));
            if (b >= 0 && EscPos.isStatus(b)) {
                return b;
            }
            if (b >= 0) {
                bad++;
            } else {
                left = end - upMs.getAsLong();
            }
        } while (left > 0 && !given.getAsBoolean());
        int last = nextByte(0);
        return last >= 0 && EscPos.isStatus(last) ? last : SILENCE;
    }

    private int nextByte(int waitMs) throws IOException {
        if (next == filled) {
            next = 0;
            filled = line.read(in, waitMs);
        }
        return next < filled ? in[next++] & 0xFF : SILENCE;
    }

    @Override
    public void close() {
        line.close();
    }
}
