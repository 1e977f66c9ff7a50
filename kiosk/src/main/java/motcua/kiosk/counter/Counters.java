package motcua.kiosk.counter;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import motcua.contract.body.Boot;
import motcua.contract.body.ClerkSignedIn;
import motcua.contract.body.ClerkSignedOut;
import motcua.contract.body.CounterPaused;
import motcua.contract.body.DeviceChanged;
import motcua.contract.body.Kind;
import motcua.contract.body.Mode;
import motcua.contract.body.PadBound;
import motcua.contract.body.PracticeChanged;
import motcua.contract.body.Press;
import motcua.contract.body.Reasons;
import motcua.contract.body.RecordBody;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.SettingsApplied;
import motcua.contract.body.TicketCalled;
import motcua.contract.body.Verdict;
import motcua.contract.body.Visit;
import motcua.contract.journal.JournalRecord;
import motcua.contract.journal.RecordType;
import motcua.contract.json.MalformedJson;
import motcua.contract.scale.Scale;
import org.jspecify.annotations.Nullable;

/**
 * All counters of the office: takes finishes, presses and sign-ins, writes their records, and knows what the records
 * together say.
 *
 * <p>A projection of the journal and nothing else but which screens are open now: {@link #replay} every record, then
 * {@link #start}. Safe for any thread; one thing happens at a time. A method returns when its records are durable.
 */
public final class Counters {
    /** Meant by a screen whose visit is not known any more. */
    private static final String NO_VISIT = "";
    /** A service session without any sign of life ends by itself. Source: domain g 16, twice its time to ask first. */
    public static final Duration IDLE_END = Duration.ofMinutes(60);
    /** After this long without a sign of life the desk asks whether the session goes on. Source: domain g 16. */
    public static final Duration IDLE_ASK = Duration.ofMinutes(30);
    /** A clerk who said that the counter rests is not asked, and comes back without a PIN for so long. */
    public static final Duration RESTING_END = Duration.ofHours(3);
    /** After the office has closed a session ends this long after the last sign of life. */
    public static final Duration IDLE_AFTER_HOURS = Duration.ofMinutes(15);

    private final RecordSink sink;
    private final Supplier<Moment> clock;
    private final RandomGenerator random;
    private final List<IntConsumer> listeners = new CopyOnWriteArrayList<>();
    private final Map<Integer, CounterWindows> windows = new TreeMap<>();
    private final ServiceSessions sessions = new ServiceSessions();
    private final Visits visits = new Visits(sessions);
    private final RatingScreens screens = new RatingScreens();
    private final BoundPads pads = new BoundPads();
    private final IntSupplier gen;
    private final Strokes strokes;
    private final PracticeSwitch practice = new PracticeSwitch(visits, windows);
    private final List<Projection> projections = new CopyOnWriteArrayList<>();
    private final ScalesOfOffice scales = new ScalesOfOffice();
    private Predicate<Moment> shiftOver = moment -> false;
    private @Nullable SettingsApplied settings;

    /**
     * @param gen number of the epoch in which records are written now
     * @param clock the time now, as records have it
     * @param random draws service ids
     */
    public Counters(RecordSink sink, IntSupplier gen, Supplier<Moment> clock, RandomGenerator random) {
        this.sink = sink;
        this.gen = gen;
        this.clock = clock;
        this.random = random;
        strokes = new Strokes(this, windows, pads, gen, clock, this::freshId);
    }

    /** Lets a projection take part from the first record on; to be called before {@link #replay}. */
    public synchronized void join(Projection projection) {
        projections.add(projection);
    }

    /** Who hears the clerk's key at counters in mode TICKET. */
    public synchronized void ticketKey(TicketKey key) {
        strokes.ticketKey(key);
    }

    /** Says whether the office has closed for the day; until this is called it never has. */
    public synchronized void shiftOver(Predicate<Moment> over) {
        shiftOver = over;
    }

    /** Does several things as one: nothing else happens at any counter meanwhile. */
    public synchronized <T> T atOnce(Supplier<T> what) {
        return what.get();
    }

    /** Takes in a stored record. To be called for all of them in order, before {@link #start}. */
    public synchronized void replay(JournalRecord record) {
        Optional<RecordType> type = RecordType.named(record.header().type());
        if (type.isEmpty()
                || record.erased()
                || record.header().v() != type.get().version()) {
            return;
        }
        try {
            apply(Moment.of(record.header()), record.body(type.get().bodyClass()));
        } catch (MalformedJson e) {
            throw new IllegalStateException("record " + record + " was stored but cannot be read", e);
        }
    }

    /** Ends what ran out while the kiosk was down. */
    public synchronized void start() {
        Moment now = clock.get();
        for (CounterWindows counter : windows.values()) {
            counter.dueAtStart(now).forEach(this::append);
        }
        sessions.idle(now, sessions::longestIdle, true, "RESTART").forEach(this::append);
    }

    /** The listener hears the number of a counter after something about it changed, 0 for all; it must be quick. */
    public void addListener(IntConsumer listener) {
        listeners.add(listener);
    }

    /** Screens of the counter may look different now, though no record says so. */
    public void changed(int counter) {
        listeners.forEach(listener -> listener.accept(counter));
    }

    /** Writes a record that is not about one visit (settings, pad bound, …) and takes it in. */
    public synchronized JournalRecord append(RecordBody body) {
        JournalRecord record = sink.append(body);
        apply(Moment.of(record.header()), body);
        return record;
    }

    /** Ends practice, or begins it again. Nothing that began before it goes on after it. */
    public synchronized void change(PracticeChanged change) {
        practice.before(change).forEach(this::append);
        append(change);
    }

    // ---- what the journal says

    public synchronized Optional<SettingsApplied> settings() {
        return Optional.ofNullable(settings);
    }

    public synchronized Optional<Scale> scale() {
        return Optional.ofNullable(scales.now());
    }

    /** The scale of the keys of a counter as they stand now: a visit that is being rated ends on the one it began with. */
    public synchronized Optional<Scale> scale(int counter) {
        CounterWindows found = windows.get(counter);
        return found == null ? scale() : found.scale(clock.get());
    }

    /** Every scale this office has or had in force that is none of the standard ones, oldest first. */
    public synchronized List<Scale> ownScales() {
        return scales.own();
    }

    public synchronized Optional<ServiceSession> session(int counter) {
        return Optional.ofNullable(sessions.at(counter));
    }

    public synchronized boolean serving(int counter) {
        return visits.begun(counter);
    }

    /** How the counter stands now; empty if the office has no such counter. */
    public synchronized Optional<CounterView> view(int counter) {
        CounterWindows found = windows.get(counter);
        return found == null ? Optional.empty() : Optional.of(found.view(clock.get(), sessions.working(counter)));
    }

    /** Numbers of the counters the office has now, ascending. */
    public synchronized List<Integer> numbers() {
        return settings == null
                ? List.of()
                : settings.counters().stream()
                        .map(SettingsApplied.Counter::number)
                        .sorted()
                        .toList();
    }

    public synchronized List<PadHealth> pads() {
        return pads.all();
    }

    /** The counter a pad is bound to, 0 if none. */
    public synchronized int counterOfPad(String pad) {
        return pads.counterOf(pad);
    }

    /**
     * Highest stored sequence of a pad's presses within its epoch, strokes of the clerk's key included. After a restart those are
     * known by the visits they finished.
     */
    public synchronized OptionalLong lastSeq(String pad, String epoch) {
        return strokes.lastSeq(pad, epoch);
    }

    // ---- clerks

    /** Signs the clerk in. A session open at the counter ends first; of the clerk's own elsewhere the newest goes on. */
    public synchronized ServiceSession signIn(int counter, String clerk) {
        requireCounter(counter);
        sessions.replacedBy(counter, clerk).forEach(this::append);
        append(new ClerkSignedIn(counter, clerk, freshId()));
        return session(counter).orElseThrow();
    }

    /** Ends the session if it is still the one open at its counter. */
    public synchronized void signOut(ServiceSession session) {
        ServiceSession open = sessions.at(session.counter());
        if (open != null && open.session().equals(session.session())) {
            append(ServiceSessions.end(open, "CLERK"));
        }
    }

    /** A sign of life of the clerk at the counter. */
    public synchronized void active(int counter) {
        sessions.active(counter, clock.get());
    }

    /** Notes that a service began, so that its length is known. Nothing happens if one has begun already. */
    public synchronized void startService(int counter) {
        startService(counter, null);
    }

    /** @param ticket the ticket that is served, absent without one */
    public synchronized void startService(int counter, @Nullable String ticket) {
        CounterWindows at = requireCounter(counter);
        if (!visits.begun(counter) && at.mode() != Mode.OPEN) {
            append(visits.start(freshId(), counter, at.mode(), ticket));
        }
    }

    /**
     * Ends a visit without a ticket and opens its rating window.
     *
     * @return false at a counter that counts presses only (mode OPEN)
     */
    public synchronized boolean finish(int counter, Served served) {
        CounterWindows at = requireCounter(counter);
        if (at.mode() == Mode.OPEN) {
            return false;
        }
        finish(at, counter, visits.serviceAt(counter, this::freshId), served, null, windowMs());
        return true;
    }

    /** Ends the service of a ticket and opens its rating window. The counter is in mode TICKET. */
    public synchronized void finishTicket(int counter, Served served, Stay stay) {
        String stroke = stay.stroke();
        String service = stroke != null ? Strokes.serviceOf(stroke) : visits.serviceAt(counter, this::freshId);
        finish(requireCounter(counter), counter, service, served, stay, windowMs());
    }

    /** To be called under the lock. */
    void finish(CounterWindows at, int counter, String service, Served served, @Nullable Stay stay, long windowMs) {
        Moment now = clock.get();
        active(counter);
        at.finish(now, visits.finish(service, counter, at.mode(), served, stay, office(), windowMs, now))
                .forEach(this::append);
        strokes.ended(counter, now);
    }

    /** The visit that a press at a counter in mode OPEN is. To be called under the lock. */
    Visit openVisit(int counter) {
        return visits.visit(counter, Mode.OPEN, Served.about(Kind.OTHER, null, List.of()), office(), null, null);
    }

    private SettingsApplied office() {
        return settings().orElseThrow();
    }

    /** How long a window is open. To be called under the lock. */
    long windowMs() {
        return office().windowMs();
    }

    // ---- presses

    /**
     * Stores a press of a pad, or its clerk key as a finish, once: a press that was stored before changes nothing.
     *
     * @param pad name under which the pad is bound
     * @param padNumber number of the pad, with epoch and seq the identity of the press
     * @param key 1 to 5, or 6 for the clerk key
     * @param ageMs time since the key was pressed, absent if the pad lost count
     * @param test a technician is trying the keys: stored, but belongs to no counter
     */
    public synchronized void padPress(
            String pad,
            String padNumber,
            String epoch,
            long seq,
            int key,
            @Nullable Long ageMs,
            boolean held,
            boolean otherKeyDown,
            boolean test) {
        strokes.onPad(pad, padNumber, epoch, seq, key, ageMs, held, otherKeyDown, test);
    }

    /**
     * Stores a press of a rating key wired to the kiosk.
     *
     * @param row name under which its row is bound
     * @param ageMs time since the key was pressed
     * @param test a technician is trying the keys: stored, but belongs to no counter
     */
    public synchronized void wiredPress(String row, int key, long ageMs, boolean test) {
        strokes.onWire(test ? 0 : counterOfPad(row), key, ageMs);
    }

    /** Ends a visit by a clerk key wired to the kiosk; nothing happens at a counter that is not there or in mode OPEN. */
    public synchronized void wiredFinish(int counter, long ageMs) {
        strokes.clerkKeyOnWire(counter, ageMs);
    }

    /** Stores a press made on the counter's screen for the newest visit. True if it counts. */
    public synchronized boolean screenPress(int counter, int key) {
        return pressed(requireCounter(counter), counter, KeyPress.onScreen(key, null));
    }

    /**
     * Stores a press made on the counter's screen. True if it counts.
     *
     * @param means whether a service is the one that the screen asked about: a tap that comes late rates nobody else's visit
     */
    public synchronized boolean screenPress(int counter, int key, Predicate<String> means) {
        CounterWindows at = requireCounter(counter);
        return pressed(at, counter, KeyPress.onScreen(key, at.meant(means).orElse(NO_VISIT)));
    }

    private boolean pressed(CounterWindows at, int counter, KeyPress key) {
        Press press = strokes.judged(at, counter, key);
        append(press);
        return press.verdict() == Verdict.COUNTS;
    }

    /** Stores the subjects chosen after a press; false if the last press at the counter was 30 s ago or more. */
    public synchronized boolean reasons(int counter, List<String> codes) {
        return reasons(counter, codes, service -> true);
    }

    /**
     * The same for subjects that a screen asked about one visit.
     *
     * @param means whether a service is the one that the screen asked about
     */
    public synchronized boolean reasons(int counter, List<String> codes, Predicate<String> means) {
        String service = requireCounter(counter).serviceAfterPress(clock.get());
        if (service == null || !means.test(service)) {
            return false;
        }
        append(new Reasons(service, counter, gen.getAsInt(), codes));
        return true;
    }

    // ---- devices

    /** Writes that a pad's state changed, if it did. {@code state} is UP, DOWN, FOREIGN or CONFLICT. */
    public synchronized void padState(String pad, String state, @Nullable String detail) {
        PadHealth known = pads.of(pad);
        if (!(known == null ? "DOWN" : known.state()).equals(state)) {
            padEvent(pad, state, detail);
        }
    }

    /** Writes that something happened at a pad: STUCK, UNSTUCK, LID_OPEN, LID_CLOSED, GAP, LOG_FULL, … */
    public synchronized void padEvent(String pad, String state, @Nullable String detail) {
        int counter = counterOfPad(pad);
        append(new DeviceChanged(BoundPads.device(pad), counter == 0 ? null : counter, state, detail));
    }

    /** Binds a pad to a counter, and unbinds the pad that was there. Counter 0 unbinds. */
    public synchronized void bindPad(String pad, int counter) {
        pads.bind(pad, counter).forEach(this::append);
    }

    /** A rating screen of the counter was opened. */
    public synchronized void screenOpened(int counter) {
        screens.opened(counter);
        screens.tell(windows, pads);
    }

    public synchronized void screenClosed(int counter) {
        screens.closed(counter);
        screens.tell(windows, pads);
    }

    public synchronized boolean hasScreen(int counter) {
        return screens.at(counter);
    }

    /** Writes what has become due: windows that ran out, sessions without a sign of life. */
    public synchronized void tick() {
        Moment now = clock.get();
        for (CounterWindows counter : windows.values()) {
            counter.due(now).forEach(this::append);
        }
        sessions.idle(now, sessions::longestIdle, false, "IDLE").forEach(this::append);
        if (shiftOver.test(now)) {
            sessions.idle(now, counter -> IDLE_AFTER_HOURS, false, "END_OF_DAY").forEach(this::append);
        }
    }

    /** True if the clerk should be asked whether the session goes on. */
    public synchronized boolean idle(int counter) {
        return sessions.askable(counter, clock.get());
    }

    // ---- taking in records

    private void apply(Moment at, RecordBody body) {
        int changed = Concerned.by(body);
        visits.apply(at, body);
        practice.apply(at, body);
        if (body instanceof Boot) {
            pads.booted(at);
        } else if (body instanceof SettingsApplied applied) {
            applySettings(at, applied);
        } else if (body instanceof ClerkSignedIn in) {
            sessions.apply(in, at);
        } else if (body instanceof ClerkSignedOut out) {
            sessions.apply(out);
        } else if (body instanceof ServiceFinished || body instanceof TicketCalled) {
            sessions.active(changed, at);
        } else if (body instanceof CounterPaused pause) {
            sessions.apply(pause, at);
        } else if (body instanceof Press press) {
            pads.apply(press);
        } else if (body instanceof PadBound bound) {
            pads.bound(bound.pad(), bound.counter());
        } else if (body instanceof DeviceChanged device && pads.apply(device, at)) {
            changed = Concerned.ALL;
        }
        projections.forEach(projection -> projection.apply(at, body));
        pads.heard(at);
        CounterWindows concerned = windows.get(changed);
        if (concerned != null) {
            concerned.apply(at, body);
        }
        screens.tell(windows, pads);
        if (changed != Concerned.NONE) {
            int counter = changed;
            listeners.forEach(listener -> listener.accept(counter));
        }
    }

    private void applySettings(Moment at, SettingsApplied applied) {
        settings = applied;
        Scale scale = scales.apply(applied);
        for (SettingsApplied.Counter counter : applied.counters()) {
            windows.computeIfAbsent(counter.number(), n -> new CounterWindows(n, counter.mode(), scale))
                    .settings(at, counter.mode(), scale);
        }
    }

    private CounterWindows requireCounter(int counter) {
        CounterWindows found = numbers().contains(counter) ? windows.get(counter) : null;
        if (found == null) {
            throw new IllegalArgumentException("the office has no counter " + counter);
        }
        return found;
    }

    private String freshId() {
        return "%016x".formatted(random.nextLong());
    }
}
