package motcua.kiosk.print;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import motcua.bridge.health.DeviceState;
import motcua.bridge.printer.JobResult;
import motcua.bridge.printer.PrintJob;
import motcua.bridge.printer.PrinterCondition;
import motcua.bridge.printer.PrinterListener;
import motcua.bridge.printer.PrinterState;
import motcua.bridge.printer.TicketPrinter;
import motcua.contract.body.DeviceChanged;
import motcua.contract.body.PrintResult;
import motcua.contract.body.RecordBody;
import motcua.contract.body.TicketPrinted;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.Moment;
import motcua.kiosk.slip.DaySlip;
import motcua.kiosk.slip.PaperWidth;
import motcua.kiosk.slip.Slip;
import motcua.kiosk.slip.TicketSlip;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings tickets to paper, one after another, and writes down what became of each copy and of the printer.
 *
 * <p>No number is on two papers that look alike: once a byte of the number has left for the printer, every further copy says that it is
 * one. A copy that surely did not come out is tried again while the citizen still stands there; one that may have come out is not, a
 * person must ask for it.
 *
 * <p>Safe for any thread; no method waits for the printer. Thread {@code print-desk} draws and orders, the driver's thread writes the
 * records of the printer's state. A record that the journal refuses for want of room is kept and written later.
 */
public final class PrintDesk implements PrinterListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PrintDesk.class);

    /** The printer's name in records. */
    public static final String DEVICE = "printer";
    /** How long a number stands on the screen of a kiosk whose printer fails. Source: domain g 30. */
    public static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration DAY_PATIENCE = Duration.ofMinutes(30);
    /** Copies that are tried without anybody asking. */
    private static final int MOST_TRIES = 3;

    private static final Duration BEFORE_RETRY = Duration.ofMillis(300);
    private static final int KEPT_PROGRESS = 256;
    private static final int KEPT_TICKETS = 4_096;
    private static final long BEAT_MS = 250;
    private static final long END_PATIENCE_MS = 30_000;

    private final Counters counters;
    private final PaperWidth paper;
    private final Function<TicketSlip, Slip> drawing;
    private final LongSupplier upMs;
    private final List<Consumer<PrintProgress>> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<PrinterState>> watchers = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "print-desk");
    private final Object writing = new Object();
    private boolean refused; // under the lock of writing

    // Under this object's lock, which is never held while something is appended: appending takes another lock first.
    private final Deque<Order> orders = new ArrayDeque<>();
    private final Copies copies = new Copies();
    /** Tickets of this run, the last of them; what came before may have been under way when the kiosk stopped. */
    private final Set<String> orderedHere = new LinkedHashSet<>();

    private final PaperMeter meter;
    private final Deque<RecordBody> unwritten = new ArrayDeque<>();
    private final Map<String, PrintProgress> progress = new LinkedHashMap<>();
    private String recordedState = "";
    private @Nullable TicketPrinter printer;
    private @Nullable Order current;
    private boolean closed;

    /** Something to bring to paper. */
    private static final class Order {
        final @Nullable TicketSlip ticket;
        final @Nullable DaySlip day;
        final boolean marked;
        final long untilUpMs;
        int tries;
        long notBeforeUpMs;

        Order(@Nullable TicketSlip ticket, @Nullable DaySlip day, boolean marked, long untilUpMs) {
            this.ticket = ticket;
            this.day = day;
            this.marked = marked;
            this.untilUpMs = untilUpMs;
        }
    }

    /**
     * Joins the counters; to be made before they replay.
     *
     * @param rollMm length of a new roll, until a record says another
     * @param upMs monotonic milliseconds
     */
    public PrintDesk(Counters counters, PaperWidth paper, long rollMm, LongSupplier upMs) {
        this(counters, paper, slip -> slip.draw(paper), rollMm, upMs);
    }

    /**
     * The same for who prints so many tickets that drawing each of them takes too long.
     *
     * @param drawing draws a ticket for this paper
     */
    public PrintDesk(
            Counters counters, PaperWidth paper, Function<TicketSlip, Slip> drawing, long rollMm, LongSupplier upMs) {
        this.counters = counters;
        this.paper = paper;
        this.drawing = drawing;
        this.upMs = upMs;
        meter = new PaperMeter(rollMm);
        counters.join(this::apply);
    }

    /** Starts to print. The driver was opened with this desk as its listener, and is closed with it. */
    public synchronized void attach(TicketPrinter driver) {
        if (printer != null) {
            throw new IllegalStateException("there is a printer already");
        }
        printer = driver;
        thread.setDaemon(true);
        thread.start();
        notifyAll();
    }

    /** Whether the office has a printer at all. */
    public synchronized boolean hasPrinter() {
        return printer != null;
    }

    /** How the printer is; empty without one. */
    public Optional<PrinterState> state() {
        TicketPrinter there = printer();
        return there == null ? Optional.empty() : Optional.of(there.state());
    }

    /** The same in the words of {@code /status}. */
    public Optional<DeviceState> device() {
        return state().map(state -> new DeviceState(
                DEVICE,
                state.condition().prints() ? DeviceState.Condition.OK : DeviceState.Condition.DOWN,
                Optional.of(state.condition()
                        + state.detail().map(why -> ": " + why).orElse("")),
                state.sinceUpMs()));
    }

    private synchronized @Nullable TicketPrinter printer() {
        return printer;
    }

    /** The listener hears each step of each ticket, on this desk's threads; it must be quick. */
    public void addListener(Consumer<PrintProgress> listener) {
        listeners.add(listener);
    }

    /** The watcher hears the printer's condition change, on the driver's thread; it must be quick. */
    public void addWatcher(Consumer<PrinterState> watcher) {
        watchers.add(watcher);
    }

    /**
     * Prints a ticket that was taken just now. Asked twice for the same ticket, the second copy says that it is one. Does nothing
     * without a printer.
     */
    public void print(TicketSlip slip) {
        order(slip, false);
    }

    /**
     * Prints a ticket again because a person asks for it. Unless it is sure that its number is on no paper, the copy says that it is one; of
     * a ticket from before a restart nobody is sure.
     */
    public void reprint(TicketSlip slip) {
        order(slip, true);
    }

    private void order(TicketSlip slip, boolean again) {
        if (!hasPrinter()) {
            return;
        }
        tell(slip.ticket(), PrintPhase.WAITING, nextCopy(slip.ticket()), 0, null);
        synchronized (this) {
            boolean fresh = orderedHere.add(slip.ticket());
            if (orderedHere.size() > KEPT_TICKETS) {
                orderedHere.remove(orderedHere.iterator().next());
            }
            orders.removeIf(order -> order.tries > 0 && isOf(slip.ticket(), order)); // whoever asks stands there now
            boolean marked = slip.reprint() || again && fresh;
            orders.add(new Order(slip, null, marked, upMs.getAsLong() + PATIENCE.toMillis()));
            notifyAll();
        }
    }

    /** Prints a day slip, now or as soon as the printer can within the next half hour. */
    public synchronized void print(DaySlip slip) {
        if (printer != null && !closed) {
            orders.add(new Order(null, slip, false, upMs.getAsLong() + DAY_PATIENCE.toMillis()));
            notifyAll();
        }
    }

    /** Prints a slip that is no ticket, and waits until it is known what became of it. Empty without a printer. */
    public Optional<JobResult> tryOut(TicketSlip slip) {
        TicketPrinter driver = printer();
        if (driver == null) {
            return Optional.empty();
        }
        Slip drawn = drawing.apply(slip);
        JobResult result = wait(driver, new PrintJob(slip.ticket(), drawn.raster(), drawn.numberTop()));
        write(new DeviceChanged(
                DEVICE,
                null,
                PaperMeter.TRIAL_SLIP,
                PaperMeter.detail(
                        result.millimetres(),
                        result.outcome()
                                + result.detail().map(why -> ": " + why).orElse(""))));
        return Optional.of(result);
    }

    /** Where the ticket's paper is; empty if nothing was ordered for it since the start. */
    public synchronized Optional<PrintProgress> progress(String ticket) {
        return Optional.ofNullable(progress.get(ticket));
    }

    /** Whether a copy of the ticket is being printed, or will be without anybody asking. */
    public synchronized boolean coming(String ticket) {
        return isOf(ticket, current) || orders.stream().anyMatch(order -> isOf(ticket, order));
    }

    private static boolean isOf(String ticket, @Nullable Order order) {
        return order != null && order.ticket != null && order.ticket.ticket().equals(ticket);
    }

    /** What is left of the roll. */
    public synchronized PaperLeft paperLeft() {
        return meter.left();
    }

    /** Somebody put in a new roll of this length. */
    public void paperChanged(long millimetres) {
        if (millimetres < 1_000 || millimetres > 1_000_000) {
            throw new IllegalArgumentException("a roll has 1 to 1000 m, not " + millimetres + " mm");
        }
        counters.append(new DeviceChanged(DEVICE, null, PaperMeter.NEW_ROLL, PaperMeter.newRoll(millimetres)));
        counters.changed(0);
    }

    // ---- what the journal says

    private synchronized void apply(Moment at, RecordBody body) {
        if (body instanceof TicketPrinted copy) {
            copies.add(copy);
            meter.add(copy);
        } else if (body instanceof DeviceChanged changed && changed.device().equals(DEVICE)) {
            meter.add(changed);
            if (isCondition(changed.state())) {
                recordedState = changed.state();
            }
        }
    }

    /** Whether it is how the printer is, and not what was done with it. */
    private static boolean isCondition(String state) {
        return Arrays.stream(PrinterCondition.values())
                .anyMatch(each -> each.name().equals(state));
    }

    /** Writes a record, behind those that could not be written before. */
    private void write(RecordBody body) {
        synchronized (this) {
            unwritten.add(body);
        }
        writeAll();
    }

    /** One thread at a time, so that nothing is written twice. */
    private void writeAll() {
        synchronized (writing) {
            for (RecordBody next = firstUnwritten(); next != null; next = firstUnwritten()) {
                try {
                    counters.append(next);
                } catch (RuntimeException e) {
                    if (!refused) {
                        LOG.error("what the printer did cannot be written yet: {}", e.getMessage());
                    }
                    refused = true;
                    return;
                }
                refused = false;
                synchronized (this) {
                    unwritten.removeFirst();
                }
            }
        }
    }

    private synchronized @Nullable RecordBody firstUnwritten() {
        return unwritten.peekFirst();
    }

    // ---- what the driver says

    @Override
    public void onState(PrinterState state) {
        boolean fresh;
        synchronized (this) {
            fresh = !recordedState.equals(state.condition().name());
            recordedState = state.condition().name();
            notifyAll();
        }
        if (fresh) {
            write(new DeviceChanged(
                    DEVICE, null, state.condition().name(), state.detail().orElse(null)));
        }
        watchers.forEach(each -> each.accept(state));
    }

    @Override
    public void onProgress(PrintJob job, int rowsSent) {
        Order now;
        synchronized (this) {
            now = current;
        }
        if (now != null && now.ticket != null) {
            double sent = Math.min(0.95, (double) rowsSent / job.raster().height());
            tell(now.ticket.ticket(), PrintPhase.PRINTING, nextCopy(now.ticket.ticket()), sent, null);
        }
    }

    // ---- the thread

    private void run() {
        while (true) {
            Order next;
            TicketPrinter driver;
            synchronized (this) {
                if (closed) {
                    return;
                }
                driver = printer;
                next = driver == null ? null : due(driver.state().condition());
                current = next;
                if (next == null) {
                    try {
                        wait(BEAT_MS);
                    } catch (InterruptedException e) {
                        LOG.warn("somebody interrupted the print desk; it goes on");
                    }
                }
            }
            writeAll();
            if (next != null && driver != null) {
                try {
                    carryOut(next, driver);
                } catch (RuntimeException e) {
                    LOG.error("a slip could not be printed", e);
                }
            }
        }
    }

    /** Takes out the next order that is due: new ones at once, others when the printer prints again. */
    private @Nullable Order due(PrinterCondition condition) {
        long now = upMs.getAsLong();
        orders.removeIf(order -> order.tries > 0 && now > order.untilUpMs);
        for (Order order : orders) {
            if (order.tries == 0 || condition.prints() && now >= order.notBeforeUpMs) {
                orders.remove(order);
                return order;
            }
        }
        return null;
    }

    private void carryOut(Order order, TicketPrinter driver) {
        order.tries++;
        order.notBeforeUpMs = upMs.getAsLong() + BEFORE_RETRY.toMillis();
        JobResult result = order.ticket != null
                ? ticket(order, order.ticket, driver)
                : day(Objects.requireNonNull(order.day), driver);
        synchronized (this) {
            if (result.outcome() == JobResult.Outcome.NOT_PRINTED && order.tries < MOST_TRIES && !closed) {
                orders.addFirst(order);
            }
        }
    }

    private JobResult ticket(Order order, TicketSlip slip, TicketPrinter driver) {
        String id = slip.ticket();
        int copy = nextCopy(id);
        tell(id, PrintPhase.PRINTING, copy, 0, null);
        Slip drawn = drawing.apply(marked(order, id) ? slip.asReprint() : slip);
        JobResult result = wait(driver, new PrintJob(id, drawn.raster(), drawn.numberTop()));
        TicketPrinted body = new TicketPrinted(
                id,
                copy,
                PrintResult.valueOf(result.outcome().name()),
                result.numberSent(),
                PaperMeter.detail(result.millimetres(), result.detail().orElse(null)));
        synchronized (this) {
            copies.add(body); // at once: the next copy must know it, also if the record has to wait
        }
        write(body);
        boolean out = result.outcome() == JobResult.Outcome.PRINTED;
        tell(
                id,
                PrintPhase.valueOf(result.outcome().name()),
                copy,
                out ? 1 : 0,
                result.detail().orElse(null));
        return result;
    }

    private synchronized boolean marked(Order order, String ticket) {
        return order.marked || copies.of(ticket).numberSent();
    }

    private synchronized int nextCopy(String ticket) {
        return copies.of(ticket).copies() + 1;
    }

    private JobResult day(DaySlip slip, TicketPrinter driver) {
        Slip drawn = slip.draw(paper);
        JobResult result = wait(driver, new PrintJob("day", drawn.raster(), drawn.numberTop()));
        String outcome =
                result.outcome() + result.detail().map(why -> ": " + why).orElse("");
        write(new DeviceChanged(DEVICE, null, PaperMeter.DAY_SLIP, PaperMeter.detail(result.millimetres(), outcome)));
        return result;
    }

    private static JobResult wait(TicketPrinter driver, PrintJob job) {
        CompletableFuture<JobResult> result = driver.print(job);
        while (true) {
            try {
                return result.get();
            } catch (InterruptedException e) {
                LOG.warn("somebody interrupted the print desk; it goes on");
            } catch (ExecutionException e) {
                throw new IllegalStateException("the driver broke its word", e);
            }
        }
    }

    private void tell(String ticket, PrintPhase phase, int copy, double fraction, @Nullable String detail) {
        TicketPrinter there = printer();
        PrinterCondition condition =
                there == null ? PrinterCondition.OFFLINE : there.state().condition();
        PrintProgress now = new PrintProgress(ticket, phase, copy, fraction, condition, detail);
        synchronized (this) {
            progress.remove(ticket);
            progress.put(ticket, now);
            if (progress.size() > KEPT_PROGRESS) {
                progress.remove(progress.keySet().iterator().next());
            }
        }
        for (Consumer<PrintProgress> each : listeners) {
            try {
                each.accept(now);
            } catch (RuntimeException e) {
                LOG.error("a listener of the print desk failed", e);
            }
        }
    }

    /** Closes the driver; a slip under way is given up, and that is written down. */
    @Override
    public void close() {
        TicketPrinter driver;
        synchronized (this) {
            closed = true;
            driver = printer;
            notifyAll();
        }
        if (driver != null) {
            driver.close();
        }
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(END_PATIENCE_MS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
