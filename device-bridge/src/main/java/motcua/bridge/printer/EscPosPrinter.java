package motcua.bridge.printer;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import motcua.bridge.printer.JobResult.Outcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A printer that understands ESC/POS, as pictures; none of its code pages has all of Vietnamese.
 *
 * <p>Thread {@code printer} owns the line: it opens it again and again while it is gone, looks at the printer every second, and prints.
 * While a slip is sent, the printer is asked every 3 mm whether it goes on; so a power cut at the printer cannot turn dots into
 * pages of letters. Behind the slip stands a question that is answered in its turn: only the answer makes it PRINTED. A printer that
 * never answers anything is printed on all the same, and its slips are UNKNOWN.
 */
public final class EscPosPrinter implements TicketPrinter {
    private static final Logger LOG = LoggerFactory.getLogger(EscPosPrinter.class);
    private static final long END_PATIENCE_MS = 30_000;
    /** Looks without an answer after which a line that once answered is opened anew. */
    private static final int DEAF_LOOKS = 3;

    private final PrinterAddress address;
    private final PrinterListener listener;
    private final PrinterTiming timing;
    private final LongSupplier upMs;
    private final LinkedBlockingQueue<Order> orders = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "printer");
    private volatile PrinterState state;
    private volatile boolean closed;

    // Only the thread uses what follows.
    private @Nullable Conversation line;
    /** Whether this printer has ever answered: then silence means that it is off, and not that it has no voice. */
    private boolean answers;

    private int deafLooks;
    private int retryMs;
    private long badOfClosedLines;
    private boolean told;

    private record Order(@Nullable PrintJob job, CompletableFuture<JobResult> result) {}

    private EscPosPrinter(PrinterAddress address, PrinterListener listener, PrinterTiming timing, LongSupplier upMs) {
        this.address = address;
        this.listener = listener;
        this.timing = timing;
        this.upMs = upMs;
        retryMs = timing.firstRetry();
        state = new PrinterState(PrinterCondition.UNKNOWN, Optional.of("not looked yet"), 0, upMs.getAsLong());
    }

    /** Starts the driver; the printer need not be there. {@code upMs} gives monotonic milliseconds. */
    public static EscPosPrinter open(PrinterAddress address, PrinterListener listener, LongSupplier upMs) {
        return open(address, listener, PrinterTiming.USUAL, upMs);
    }

    /** The same with other patience, for tests. */
    public static EscPosPrinter open(
            PrinterAddress address, PrinterListener listener, PrinterTiming timing, LongSupplier upMs) {
        EscPosPrinter printer = new EscPosPrinter(address, requireNonNull(listener), timing, upMs);
        printer.thread.setDaemon(true);
        printer.thread.start();
        return printer;
    }

    @Override
    public PrinterState state() {
        return state;
    }

    @Override
    public CompletableFuture<JobResult> print(PrintJob job) {
        Order order = new Order(requireNonNull(job), new CompletableFuture<>());
        orders.add(order);
        if (closed) {
            refuseTheRest();
        }
        return order.result;
    }

    @Override
    public void close() {
        closed = true;
        orders.add(new Order(null, new CompletableFuture<>())); // wakes the thread
        if (Thread.currentThread() == thread) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(END_PATIENCE_MS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (thread.isAlive()) {
            LOG.error("thread {} has not ended within {} ms", thread.getName(), END_PATIENCE_MS);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void refuseTheRest() {
        for (Order order = orders.poll(); order != null; order = orders.poll()) {
            order.result.complete(nothingSent("the printer is closed"));
        }
    }

    // ---- the thread

    private void run() {
        look();
        while (!closed) {
            try {
                Order order = orders.poll(line == null ? retryMs : timing.look(), TimeUnit.MILLISECONDS);
                if (order == null || order.job == null) {
                    look();
                } else {
                    carryOut(order.job, order.result);
                }
            } catch (InterruptedException e) {
                LOG.warn("somebody interrupted the printer's thread; it goes on");
            } catch (RuntimeException e) {
                LOG.error("the printer's thread failed and goes on", e);
            }
        }
        hangUp();
        refuseTheRest();
    }

    private void carryOut(PrintJob job, CompletableFuture<JobResult> result) {
        JobResult became = nothingSent("a bug ended the job");
        try {
            became = print(new Sending(job));
        } finally {
            result.complete(became);
        }
    }

    /** Sees how the printer is, and opens its line if there is none. */
    private @Nullable Report look() {
        if (closed) {
            return null;
        }
        try {
            Conversation open = line == null ? dial() : line;
            Report report = open.report();
            heard(report);
            return report;
        } catch (IOException e) {
            lost(e);
            return null;
        }
    }

    private Conversation dial() throws IOException {
        Conversation fresh = new Conversation(address.open(), timing, upMs, () -> closed);
        line = fresh;
        deafLooks = 0;
        fresh.send(EscPos.resync(MAX_WIDTH));
        fresh.send(EscPos.START);
        return fresh;
    }

    /** Of the widest printers, in dots. */
    private static final int MAX_WIDTH = 576;

    private void heard(Report report) {
        retryMs = timing.firstRetry();
        if (report.answered()) {
            answers = true;
            deafLooks = 0;
        } else if (report.silent() && answers) {
            if (++deafLooks >= DEAF_LOOKS) {
                hangUp(); // perhaps the other end has forgotten this connection
            }
            become(PrinterCondition.OFFLINE, Optional.of("the printer does not answer any more"));
            return;
        }
        become(report.condition(), report.detail());
    }

    private void lost(IOException e) {
        boolean stuck = e instanceof Conversation.Stalled;
        hangUp();
        become(stuck ? PrinterCondition.ERROR : PrinterCondition.OFFLINE, Optional.ofNullable(e.getMessage()));
        retryMs = Math.min(2 * retryMs, timing.lastRetry());
    }

    private void hangUp() {
        Conversation open = line;
        line = null;
        if (open != null) {
            badOfClosedLines += open.bad();
            open.close();
        }
    }

    private void become(PrinterCondition condition, Optional<String> detail) {
        Conversation open = line;
        long bad = badOfClosedLines + (open == null ? 0 : open.bad());
        PrinterState before = state;
        boolean changed = !told || before.condition() != condition;
        PrinterState now = new PrinterState(condition, detail, bad, changed ? upMs.getAsLong() : before.sinceUpMs());
        state = now;
        if (changed) {
            told = true;
            LOG.info("printer {}: {} {}", address, condition, detail.orElse(""));
            try {
                listener.onState(now);
            } catch (RuntimeException e) {
                LOG.error("the printer's listener failed", e);
            }
        }
    }

    // ---- one slip

    /** How far a slip has got. */
    private static final class Sending {
        final PrintJob job;
        int rows;
        boolean number;
        boolean cut;

        Sending(PrintJob job) {
            this.job = job;
        }

        JobResult end(Outcome outcome, @Nullable String detail) {
            int mm = (rows + Raster.DOTS_PER_MM - 1) / Raster.DOTS_PER_MM + (cut ? EscPos.KNIFE_MM : 0);
            return new JobResult(outcome, number, mm, Optional.ofNullable(detail));
        }

        JobResult stopped(Report report) {
            return end(
                    Outcome.NOT_PRINTED,
                    report.condition() + report.detail().map(why -> ": " + why).orElse(""));
        }
    }

    private static JobResult nothingSent(String detail) {
        return new JobResult(Outcome.NOT_PRINTED, false, 0, Optional.of(detail));
    }

    private JobResult print(Sending sending) {
        Report before = look();
        Conversation open = line;
        if (before == null || open == null || !state.condition().prints()) {
            return sending.end(Outcome.NOT_PRINTED, describe(state));
        }
        try {
            return print(sending, open, before.answered());
        } catch (IOException e) {
            lost(e);
            return sending.end(sending.cut ? Outcome.UNKNOWN : Outcome.NOT_PRINTED, e.getMessage());
        }
    }

    private JobResult print(Sending sending, Conversation open, boolean asking) throws IOException {
        PrintJob job = sending.job;
        open.send(EscPos.START);
        List<byte[]> bands = EscPos.bands(job.raster());
        boolean trusted = asking;
        for (int i = 0; i < bands.size(); i++) {
            int bottom = Math.min((i + 1) * EscPos.BAND_ROWS, job.raster().height());
            boolean shows = bottom > job.numberTop();
            open.send(bands.get(i), () -> sending.number |= shows);
            sending.rows = bottom;
            progress(job, bottom);
            if (trusted) {
                Report report = open.glance();
                if (report.silent() || report.answered() && !report.condition().prints()) {
                    heard(report);
                    hangUp(); // what it still holds must not mix with the next slip
                    return sending.stopped(report);
                }
                trusted = report.answered(); // to nonsense nobody listens any more
            }
            if (closed) {
                return sending.end(Outcome.NOT_PRINTED, "the driver was closed");
            }
        }
        open.send(EscPos.CUT, () -> sending.cut = true);
        open.send(EscPos.DONE_MARK);
        if (!asking) {
            return sending.end(Outcome.UNKNOWN, "the printer says nothing back");
        }
        return judged(sending, open, trusted);
    }

    private JobResult judged(Sending sending, Conversation open, boolean trusted) throws IOException {
        Optional<Report> stopped = open.awaitDone();
        if (stopped.isPresent()) {
            Report why = stopped.get();
            heard(why);
            if (why.answered()) {
                return sending.stopped(why);
            }
            return sending.end(Outcome.UNKNOWN, why.detail().orElse(null));
        }
        // Printed, whatever becomes of the printer from here on; but one that talks nonsense may have "answered" by
        // chance.
        Report after = null;
        try {
            after = open.report();
            heard(after);
        } catch (IOException e) {
            lost(e);
        }
        boolean believed =
                trusted && (after == null || after.condition() != PrinterCondition.ERROR || after.answered());
        return believed
                ? sending.end(Outcome.PRINTED, null)
                : sending.end(Outcome.UNKNOWN, "the printer answers nonsense");
    }

    private void progress(PrintJob job, int rows) {
        try {
            listener.onProgress(job, rows);
        } catch (RuntimeException e) {
            LOG.error("the printer's listener failed", e);
        }
    }

    private static String describe(PrinterState state) {
        return state.condition() + state.detail().map(why -> ": " + why).orElse("");
    }
}
