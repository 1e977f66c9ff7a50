package motcua.kiosk.counter;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
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
import motcua.contract.body.DayClosed;
import motcua.contract.body.DeviceChanged;
import motcua.contract.body.Kind;
import motcua.contract.body.Mode;
import motcua.contract.body.PadBound;
import motcua.contract.body.Press;
import motcua.contract.body.Reasons;
import motcua.contract.body.RecordBody;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.ServiceStarted;
import motcua.contract.body.SettingsApplied;
import motcua.contract.body.TicketCalled;
import motcua.contract.body.TicketHeld;
import motcua.contract.body.TicketIssued;
import motcua.contract.body.TicketLeft;
import motcua.contract.body.TicketNoShow;
import motcua.contract.body.TicketPrinted;
import motcua.contract.body.TicketReinstated;
import motcua.contract.body.TicketShown;
import motcua.contract.body.TicketTransferred;
import motcua.contract.body.Verdict;
import motcua.contract.body.Visit;
import motcua.contract.body.WindowExpired;
import motcua.contract.journal.Hash;
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
    /** Two strokes of the clerk key within this time are one. No visit is that short. */
    private static final Duration ONE_STROKE = Duration.ofSeconds(2);
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
    private final Map<Integer, Started> started = new HashMap<>();
    /** When the last visit of a counter ended that this process saw end; a stroke may wait in a pad long before its record. */
    private final Map<Integer, Moment> endedAt = new HashMap<>();

    private final Map<Integer, Integer> screens = new HashMap<>();
    private final BoundPads pads = new BoundPads();
    private final IntSupplier gen;
    private final List<Projection> projections = new CopyOnWriteArrayList<>();
    private final Set<Integer> resting = new HashSet<>(); // counters whose clerk said so
    private @Nullable TicketKey ticketKey;
    private Predicate<Moment> shiftOver = moment -> false;
    private @Nullable SettingsApplied settings;

    private record Started(String service, Moment at) {}

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
    }

    /** Lets a projection take part from the first record on; to be called before {@link #replay}. */
    public synchronized void join(Projection projection) {
        projections.add(projection);
    }

    /** Who hears the clerk's key at counters in mode TICKET. */
    public synchronized void ticketKey(TicketKey key) {
        ticketKey = key;
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
        sessions.idle(now, this::idleEnd, true, "RESTART").forEach(this::append);
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

    // ---- what the journal says

    public synchronized Optional<SettingsApplied> settings() {
        return Optional.ofNullable(settings);
    }

    public synchronized Optional<Scale> scale() {
        return settings().flatMap(applied -> Scale.builtIn(applied.scale()));
    }

    public synchronized Optional<ServiceSession> session(int counter) {
        return Optional.ofNullable(sessions.at(counter));
    }

    public synchronized boolean serving(int counter) {
        return started.containsKey(counter);
    }

    /** How the counter stands now; empty if the office has no such counter. */
    public synchronized Optional<CounterView> view(int counter) {
        CounterWindows found = windows.get(counter);
        return found == null
                ? Optional.empty()
                : Optional.of(found.view(clock.get(), sessions.at(counter) != null && !resting.contains(counter)));
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
        return pads.lastSeq(pad, epoch, seq -> finishedByStroke(serviceOfStroke(stroke(pad, epoch, seq))));
    }

    private boolean finishedByStroke(String service) {
        return windows.values().stream().anyMatch(at -> at.knows(service));
    }

    private static String stroke(String pad, String epoch, long seq) {
        return pad + "/" + epoch + "/" + seq;
    }

    private static String serviceOfStroke(String identity) {
        return Hash.ofBody(identity.getBytes(StandardCharsets.US_ASCII)).hex().substring(0, 16);
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
        if (!started.containsKey(counter) && at.mode() != Mode.OPEN) {
            ServiceSession session = sessions.at(counter);
            append(new ServiceStarted(
                    freshId(),
                    counter,
                    at.mode(),
                    session == null ? null : session.clerk(),
                    session == null ? null : session.session(),
                    ticket));
        }
    }

    /**
     * Ends a visit and opens its rating window.
     *
     * @return false at a counter that counts presses only (mode OPEN)
     */
    public synchronized boolean finish(int counter, Kind kind, @Nullable String field, List<String> procedures) {
        return finish(counter, Served.about(kind, field, procedures));
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
        Started begun = started.get(counter);
        finish(at, counter, begun == null ? freshId() : begun.service, served, null, windowMs());
        return true;
    }

    /** Ends the service of a ticket and opens its rating window. The counter is in mode TICKET. */
    public synchronized void finishTicket(int counter, Served served, Stay stay) {
        Started begun = started.get(counter);
        String service =
                stay.stroke() != null ? serviceOfStroke(stay.stroke()) : begun == null ? freshId() : begun.service;
        finish(requireCounter(counter), counter, service, served, stay, windowMs());
    }

    private void finish(
            CounterWindows at, int counter, String service, Served served, @Nullable Stay stay, long windowMs) {
        Moment now = clock.get();
        Started begun = started.get(counter);
        Long waitMs = stay == null ? null : stay.waitMs();
        Long serviceMs = stay == null ? null : stay.serviceMs();
        if (begun != null && now.since(begun.at).isPresent()) {
            serviceMs = Math.max(0, now.since(begun.at).getAsLong());
        }
        active(counter);
        ServiceFinished proposed = new ServiceFinished(
                service,
                visit(counter, at.mode(), served, waitMs, serviceMs),
                windowMs,
                stay == null ? null : stay.ticket(),
                served.respondent(),
                served.guidance().isEmpty() ? null : served.guidance(),
                served.dossiers());
        at.finish(now, proposed).forEach(this::append);
        endedAt.put(counter, now);
    }

    private Visit visit(int counter, Mode mode, Served served, @Nullable Long waitMs, @Nullable Long serviceMs) {
        ServiceSession session = sessions.at(counter);
        return new Visit(
                counter,
                session == null ? null : session.clerk(),
                session == null ? null : session.session(),
                mode,
                served.kind(),
                served.field(),
                served.procedures(),
                scale().orElseThrow().key(),
                waitMs,
                serviceMs);
    }

    private long windowMs() {
        return settings().orElseThrow().windowMs();
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
        if (lastSeq(padNumber, epoch).orElse(-1) >= seq) {
            return;
        }
        PadHealth health = pads.of(pad);
        int counter = health == null || test ? 0 : health.counter();
        CounterWindows at = windows.get(counter);
        if (key == 6) {
            if (at != null && !held) {
                clerkKey(at, counter, stroke(padNumber, epoch, seq), ageMs);
            }
            // No press record will tell it; without this the next press would show a gap.
            pads.stored(padNumber, epoch, seq);
            return;
        }
        KeyPress press = new KeyPress(
                key,
                motcua.contract.body.PressSource.PAD,
                padNumber,
                epoch,
                seq,
                ageMs,
                held,
                otherKeyDown,
                health == null ? null : health.lastHeard());
        append(at == null ? unbound(press) : judged(at, counter, press));
    }

    /**
     * Stores a press of a rating key wired to the kiosk.
     *
     * @param row name under which its row is bound
     * @param ageMs time since the key was pressed
     * @param test a technician is trying the keys: stored, but belongs to no counter
     */
    public synchronized void wiredPress(String row, int key, long ageMs, boolean test) {
        int counter = test ? 0 : counterOfPad(row);
        CounterWindows at = windows.get(counter);
        KeyPress press = KeyPress.onWire(key, ageMs);
        append(at == null ? unbound(press) : judged(at, counter, press));
    }

    /** Ends a visit by a clerk key wired to the kiosk; nothing happens at a counter that is not there or in mode OPEN. */
    public synchronized void wiredFinish(int counter, long ageMs) {
        CounterWindows at = windows.get(counter);
        if (at != null && numbers().contains(counter)) {
            clerkKey(at, counter, freshId(), ageMs);
        }
    }

    /**
     * The key of a counter in mode VISIT. A stroke repeated after a crash, or twice in one go, is one finish: its service is
     * named by the stroke, also if it had been started, since the journal has no other place to know the stroke again by.
     */
    private void clerkKey(CounterWindows at, int counter, String identity, @Nullable Long ageMs) {
        String id = serviceOfStroke(identity);
        if (at.mode() == Mode.OPEN || at.knows(id)) {
            return;
        }
        Moment stroke = ageMs == null ? null : clock.get().minus(ageMs);
        TicketKey tickets = ticketKey;
        if (at.mode() == Mode.TICKET && tickets != null) {
            if (stroke == null || !endsTheVisitBefore(counter, stroke)) {
                tickets.stroke(counter, identity, ageMs);
                endedAt.put(counter, stroke == null ? clock.get() : stroke);
            }
            return;
        }
        if (stroke != null && endsTheVisitBefore(counter, stroke)) {
            return;
        }
        boolean tooLateToAsk = ageMs == null || ageMs > windowMs();
        finish(at, counter, id, Served.UNKNOWN, null, tooLateToAsk ? 0 : windowMs());
        if (stroke != null) {
            endedAt.put(counter, stroke);
        }
    }

    /**
     * Whether a stroke is a second one for the visit that ended last. What this process did not see end is no measure: its record
     * may be much later than the stroke that made it, and a visit too many is better than one lost.
     */
    private boolean endsTheVisitBefore(int counter, Moment stroke) {
        Moment ended = endedAt.get(counter);
        OptionalLong apart = ended == null ? OptionalLong.empty() : stroke.since(ended);
        return apart.isPresent() && Math.abs(apart.getAsLong()) < ONE_STROKE.toMillis();
    }

    private Press unbound(KeyPress press) {
        return new Press(
                0,
                press.key(),
                null,
                press.held() ? Verdict.STUCK : Verdict.UNMATCHED,
                null,
                null,
                gen.getAsInt(),
                press.source(),
                press.pad(),
                press.padEpoch(),
                press.padSeq(),
                press.ageMs(),
                List.of());
    }

    private Press judged(CounterWindows at, int counter, KeyPress press) {
        return at.press(
                clock.get(),
                gen.getAsInt(),
                press,
                () -> visit(counter, Mode.OPEN, Served.about(Kind.OTHER, null, List.of()), null, null),
                this::freshId);
    }

    /** Stores a press made on the counter's screen. True if it counts. */
    public synchronized boolean screenPress(int counter, int key) {
        CounterWindows at = requireCounter(counter);
        Press press = judged(at, counter, KeyPress.onScreen(key));
        append(press);
        return press.verdict() == Verdict.COUNTS;
    }

    /** Stores the subjects chosen after a press; false if the last press at the counter was 30 s ago or more. */
    public synchronized boolean reasons(int counter, List<String> codes) {
        String service = requireCounter(counter).serviceAfterPress(clock.get());
        if (service == null) {
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
        if (counterOfPad(pad) == counter && (counter == 0 || pads.of(pad) != null)) {
            return;
        }
        for (PadHealth other : pads.all()) {
            if (counter != 0 && other.counter() == counter) {
                append(new PadBound(other.pad(), 0));
            }
        }
        append(new PadBound(pad, counter));
    }

    /** A rating screen of the counter was opened. */
    public synchronized void screenOpened(int counter) {
        screens.merge(counter, 1, Integer::sum);
        tellDevices();
    }

    public synchronized void screenClosed(int counter) {
        screens.computeIfPresent(counter, (number, open) -> open > 1 ? open - 1 : null);
        tellDevices();
    }

    public synchronized boolean hasScreen(int counter) {
        return screens.containsKey(counter);
    }

    /** Writes what has become due: windows that ran out, sessions without a sign of life. */
    public synchronized void tick() {
        Moment now = clock.get();
        for (CounterWindows counter : windows.values()) {
            counter.due(now).forEach(this::append);
        }
        sessions.idle(now, this::idleEnd, false, "IDLE").forEach(this::append);
        if (shiftOver.test(now)) {
            sessions.idle(now, counter -> IDLE_AFTER_HOURS, false, "END_OF_DAY").forEach(this::append);
        }
    }

    private Duration idleEnd(int counter) {
        return resting.contains(counter) ? RESTING_END : IDLE_END;
    }

    /** True if the clerk should be asked whether the session goes on. */
    public synchronized boolean idle(int counter) {
        ServiceSession session = sessions.at(counter);
        return session != null
                && !resting.contains(counter)
                && clock.get().since(session.lastActive()).orElse(0) > IDLE_ASK.toMillis();
    }

    // ---- taking in records

    private void apply(Moment at, RecordBody body) {
        int changed = -1;
        if (body instanceof Boot) {
            pads.booted(at);
            changed = 0;
        } else if (body instanceof SettingsApplied applied) {
            applySettings(applied);
            changed = 0;
        } else if (body instanceof ClerkSignedIn in) {
            sessions.apply(in, at);
            changed = in.counter();
        } else if (body instanceof ClerkSignedOut out) {
            sessions.apply(out);
            changed = out.counter();
        } else if (body instanceof ServiceStarted begun) {
            started.put(begun.counter(), new Started(begun.service(), at));
            changed = begun.counter();
        } else if (body instanceof ServiceFinished finished) {
            changed = finished.visit().counter();
            started.remove(changed);
            sessions.active(changed, at);
        } else if (body instanceof TicketHeld held) {
            changed = ended(held.counter());
        } else if (body instanceof TicketTransferred transferred) {
            changed = ended(transferred.from());
        } else if (body instanceof TicketNoShow absent) {
            changed = ended(absent.counter());
        } else if (body instanceof TicketLeft left) {
            changed = left.counter() == null ? 0 : ended(left.counter());
        } else if (body instanceof TicketCalled called) {
            changed = called.counter();
            sessions.active(changed, at);
        } else if (body instanceof TicketIssued
                || body instanceof TicketShown
                || body instanceof TicketPrinted
                || body instanceof TicketReinstated
                || body instanceof DayClosed) {
            changed = 0;
        } else if (body instanceof CounterPaused pause) {
            changed = 0;
            if (pause.paused()) {
                resting.add(pause.counter());
            } else {
                resting.remove(pause.counter());
            }
            sessions.active(pause.counter(), at);
        } else if (body instanceof WindowExpired expired) {
            changed = expired.counter();
        } else if (body instanceof Press press) {
            pads.apply(press);
            changed = press.counter();
        } else if (body instanceof PadBound bound) {
            pads.bound(bound.pad(), bound.counter());
            changed = 0;
        } else if (body instanceof DeviceChanged device && pads.apply(device, at)) {
            changed = 0;
        }
        projections.forEach(projection -> projection.apply(at, body));
        pads.heard(at);
        CounterWindows concerned = windows.get(changed);
        if (concerned != null) {
            concerned.apply(at, body);
        }
        tellDevices();
        if (changed >= 0) {
            int counter = changed;
            listeners.forEach(listener -> listener.accept(counter));
        }
    }

    /** A service at the counter ended without being finished there. */
    private int ended(int counter) {
        started.remove(counter);
        return counter;
    }

    private void applySettings(SettingsApplied applied) {
        settings = applied;
        Scale scale = Scale.builtIn(applied.scale()).orElseThrow();
        for (SettingsApplied.Counter counter : applied.counters()) {
            windows.computeIfAbsent(counter.number(), n -> new CounterWindows(n, counter.mode(), scale))
                    .settings(counter.mode(), scale);
        }
    }

    private void tellDevices() {
        windows.forEach((number, counter) -> {
            List<PadHealth> bound = new ArrayList<>();
            for (PadHealth pad : pads.all()) {
                if (pad.counter() == number) {
                    bound.add(pad);
                }
            }
            boolean screen = screens.containsKey(number);
            counter.device(screen || !bound.isEmpty(), screen || bound.stream().anyMatch(PadHealth::up));
        });
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
