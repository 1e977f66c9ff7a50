package motcua.kiosk.counter;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import motcua.contract.body.Mode;
import motcua.contract.body.Outcome;
import motcua.contract.body.Press;
import motcua.contract.body.RecordBody;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.Verdict;
import motcua.contract.body.Visit;
import motcua.contract.body.WindowExpired;
import motcua.contract.scale.Scale;
import org.jspecify.annotations.Nullable;

/**
 * The rating windows of one counter, without any input or output.
 *
 * <p>Questions ({@link #finish}, {@link #press}, {@link #due}) answer with the records to write and change nothing;
 * only {@link #apply} of a written record changes state. So the state after a restart is the one the journal gives. Not
 * safe for several threads.
 */
public final class CounterWindows {
    /** After the first press another one may still correct it for this long. Source: design 5. */
    public static final Duration CORRECTION = Duration.ofSeconds(10);
    /** The screen after a press stays this long. Source: ui/kiosk 5. */
    public static final Duration AFTER = Duration.ofSeconds(30);
    /** Shortest and longest window an office may choose. Source: design 5. */
    public static final Duration SHORTEST = Duration.ofSeconds(30);

    public static final Duration LONGEST = Duration.ofMinutes(5);

    /** More presses than this within {@link #BURST_SPAN} are flagged. Source: domain g 9. */
    static final int BURST_PRESSES = 3;

    static final Duration BURST_SPAN = Duration.ofSeconds(10);
    /** A press older than this when it arrives was waiting in a pad: the pad shows a fault after the same time. */
    static final Duration LATE = Duration.ofSeconds(3);
    /** Two different keys within this time came from one hand or object. */
    static final Duration TWO_KEYS = Duration.ofMillis(300);
    /** A service shorter than this, then rated, is flagged. Source: domain g 15. */
    static final Duration SHORT_SERVICE = Duration.ofSeconds(30);
    /** Ended windows kept for late presses; a pad keeps at most 64 presses. */
    private static final int KEPT = 128;

    private final int counter;
    private final Deque<Window> windows = new ArrayDeque<>(); // newest first
    /** Services of windows that {@link #beginAnew} has put away, oldest first. */
    private final Set<String> past = new LinkedHashSet<>();

    private @Nullable Moment begunAnew;
    private final Deque<Made> recent = new ArrayDeque<>(); // newest first
    private Mode mode;
    private final ScalesInForce scales;
    private boolean device;
    private boolean deviceUp;

    private record Made(Moment at, int key) {}

    /** @param scale absent if nobody here can read it: then no key means anything */
    public CounterWindows(int counter, Mode mode, @Nullable Scale scale) {
        this.counter = counter;
        this.mode = mode;
        scales = new ScalesInForce(scale);
    }

    /** The mode and scale of the visits that end from here on; windows that are open end on the scale they began with. */
    public void settings(Moment at, Mode newMode, @Nullable Scale newScale) {
        mode = newMode;
        scales.change(at, newScale);
    }

    /** The scale of the keys as they stand now: that of the visit that is being rated, else the one in force. */
    public Optional<Scale> scale(Moment now) {
        CounterView view = view(now, true);
        Window newest = windows.peekFirst();
        boolean rating = view.service() != null && (view.phase() == Phase.INVITE || view.redoLeftMs() > 0);
        return Optional.ofNullable(rating && newest != null ? scales.of(newest.visit()) : scales.now());
    }

    /**
     * Whether there is anything to press at this counter, and whether it answers now.
     *
     * @param exists a bound pad or an open rating screen
     */
    public void device(boolean exists, boolean up) {
        device = exists;
        deviceUp = up;
        Window newest = windows.peekFirst();
        if (up && newest != null && newest.unsettled()) {
            newest.sawDevice();
        }
    }

    public Mode mode() {
        return mode;
    }

    /**
     * The records of a finished visit: the end of the window before it, the visit, and its NOT_ASKED where nobody can be
     * asked.
     *
     * @param proposed its window is 30 000 to 300 000 ms, or 0 to ask nobody
     */
    public List<RecordBody> finish(Moment now, ServiceFinished proposed) {
        long windowMs = proposed.windowMs();
        if (windowMs != 0 && (windowMs < SHORTEST.toMillis() || windowMs > LONGEST.toMillis())) {
            throw new IllegalArgumentException("a window lasts 30 000 to 300 000 ms, not " + windowMs);
        }
        List<RecordBody> records = new ArrayList<>();
        Window before = windows.peekFirst();
        if (before != null && before.unsettled()) {
            records.add(new WindowExpired(before.service(), counter, outcome(before)));
        }
        long asked = device ? windowMs : 0;
        records.add(proposed.asking(asked));
        if (asked == 0) {
            records.add(new WindowExpired(proposed.service(), counter, Outcome.NOT_ASKED));
        }
        return records;
    }

    /** The service among those finished here, newest first, that a screen means; empty if none is. */
    public Optional<String> meant(Predicate<String> means) {
        return windows.stream().map(Window::service).filter(means).findFirst();
    }

    /** True if the service was finished here, as far back as windows are kept. */
    public boolean knows(String service) {
        return past.contains(service)
                || windows.stream().anyMatch(window -> window.service().equals(service));
    }

    /** The expiry record of a window that is still open, if any. */
    List<RecordBody> endAsking() {
        Window newest = windows.peekFirst();
        return newest == null || !newest.unsettled()
                ? List.of()
                : List.of(new WindowExpired(newest.service(), counter, outcome(newest)));
    }

    /** No key that was pressed before this moment means anything any more, and no visit that was finished before it is rated. */
    void beginAnew(Moment at) {
        begunAnew = at;
        windows.descendingIterator().forEachRemaining(each -> past.add(each.service()));
        windows.clear();
        Iterator<String> oldest = past.iterator();
        while (past.size() > KEPT) {
            oldest.next();
            oldest.remove();
        }
    }

    /**
     * Whether a key was pressed before {@link #beginAnew}, or may have been.
     *
     * @param ageMs time since it was pressed, absent if nobody can tell
     * @param lastHeard when its pad was last heard before
     */
    boolean fromBefore(Moment now, @Nullable Long ageMs, @Nullable Moment lastHeard) {
        Moment begun = begunAnew;
        if (begun == null) {
            return false;
        }
        Moment earliest = ageMs == null ? lastHeard : now.minus(ageMs);
        return earliest == null || earliest.since(begun).orElse(0) < 0;
    }

    /** The expiry record that is due now, if any. */
    public List<RecordBody> due(Moment now) {
        Window newest = windows.peekFirst();
        if (newest == null || !newest.unsettled()) {
            return List.of();
        }
        OptionalLong age = newest.at(now);
        if (age.isPresent() && age.getAsLong() < newest.endMs()) {
            return List.of();
        }
        return List.of(new WindowExpired(newest.service(), counter, outcome(newest)));
    }

    /**
     * The expiry record of a window that ran out while the kiosk was down, if any: nobody could have been asked all along,
     * or nobody was to be asked and the kiosk was killed before it wrote so.
     * To be asked once after the journal was replayed.
     */
    public List<RecordBody> dueAtStart(Moment now) {
        return due(now).isEmpty()
                ? List.of()
                : List.of(new WindowExpired(
                        windows.getFirst().service(),
                        counter,
                        windows.getFirst().asked() ? Outcome.DEVICE_DOWN : Outcome.NOT_ASKED));
    }

    private Outcome outcome(Window window) {
        return window.deviceSeen() && deviceUp ? Outcome.NOT_RATED : Outcome.DEVICE_DOWN;
    }

    /**
     * The record of a press, with its verdict.
     *
     * @param gen number of the journal's epoch
     * @param openVisit makes the visit of a press in mode OPEN
     * @param serviceId makes a fresh service id
     */
    public Press press(Moment now, int gen, KeyPress press, Supplier<Visit> openVisit, Supplier<String> serviceId) {
        Judgement judgement = judge(now, press);
        Scale scale = scaleOf(judgement, now.minus(press.ageMs() == null ? 0 : press.ageMs()));
        OptionalInt level = ScalesInForce.level(scale, press.key());
        if (level.isEmpty() && judgement.verdict != Verdict.STUCK) {
            judgement = Judgement.UNMATCHED;
        }
        boolean opens = judgement.service == null && judgement.verdict == Verdict.COUNTS;
        return new Press(
                counter,
                press.key(),
                level.isPresent() ? Integer.valueOf(level.getAsInt()) : null,
                judgement.verdict,
                opens ? serviceId.get() : judgement.service,
                opens && scale != null ? openVisit.get().ratedOn(scale.key()) : null,
                gen,
                press.source(),
                press.pad(),
                press.padEpoch(),
                press.padSeq(),
                press.ageMs(),
                flags(now, press, judgement));
    }

    /** COUNTS without a service is a visit of its own (mode OPEN). */
    private record Judgement(
            Verdict verdict,
            @Nullable String service,
            @Nullable Window window) {
        static final Judgement UNMATCHED = new Judgement(Verdict.UNMATCHED, null, null);

        static Judgement in(Window window, Verdict verdict) {
            return new Judgement(verdict, window.service(), window);
        }
    }

    private Judgement judge(Moment now, KeyPress press) {
        if (press.held()) {
            return new Judgement(Verdict.STUCK, null, null);
        }
        Long age = press.ageMs();
        if (fromBefore(now, age, press.lastHeard())) {
            return Judgement.UNMATCHED;
        }
        if (mode == Mode.OPEN) {
            return age == null ? new Judgement(Verdict.COUNTS, null, null) : judgeOpen(now.minus(age));
        }
        return age == null ? judgeOfUnknownAge(press.lastHeard()) : judgeAt(now.minus(age), press.meant());
    }

    private @Nullable Scale scaleOf(Judgement judgement, Moment made) {
        return judgement.window == null ? scales.at(made) : scales.of(judgement.window.visit());
    }

    private Judgement judgeOpen(Moment made) {
        for (Window window : windows) {
            OptionalLong offset = window.at(made);
            if (window.visit().mode() == Mode.OPEN
                    && offset.isPresent()
                    && offset.getAsLong() >= 0
                    && offset.getAsLong() < window.endMs()) {
                return Judgement.in(window, Verdict.COUNTS);
            }
        }
        return new Judgement(Verdict.COUNTS, null, null);
    }

    private Judgement judgeAt(Moment made, @Nullable String meant) {
        for (Window window : windows) {
            OptionalLong offset = window.at(made);
            boolean other = meant != null && !meant.equals(window.service());
            if (other || offset.isEmpty() || offset.getAsLong() < 0) {
                continue;
            }
            if (offset.getAsLong() < window.endMs()) {
                boolean overtaken = window.earlierThanLastCounted(offset.getAsLong());
                return Judgement.in(window, overtaken ? Verdict.DUPLICATE : Verdict.COUNTS);
            }
            if (window.rated() && offset.getAsLong() < window.repetitionEndMs()) {
                return Judgement.in(window, Verdict.DUPLICATE);
            }
        }
        return Judgement.UNMATCHED;
    }

    /** A press that can be in one window only belongs to it; one that adds to a certain rating does not change it. */
    private Judgement judgeOfUnknownAge(@Nullable Moment lastHeard) {
        List<Window> possible =
                windows.stream().filter(window -> openAfter(window, lastHeard)).toList();
        if (possible.size() != 1) {
            return Judgement.UNMATCHED;
        }
        Window only = possible.get(0);
        return Judgement.in(only, only.rated() ? Verdict.DUPLICATE : Verdict.COUNTS);
    }

    private static boolean openAfter(Window window, @Nullable Moment moment) {
        if (moment == null || window.endMs() == 0) {
            return window.endMs() != 0;
        }
        OptionalLong offset = window.at(moment);
        return offset.isEmpty() || offset.getAsLong() < window.endMs();
    }

    private List<String> flags(Moment now, KeyPress press, Judgement judgement) {
        List<String> flags = new ArrayList<>();
        Moment made = now.minus(press.ageMs() == null ? 0 : press.ageMs());
        long near = recent.stream()
                .filter(other -> within(made, other.at, BURST_SPAN))
                .count();
        if (near >= BURST_PRESSES) {
            flags.add("BURST");
        }
        Window window = judgement.window;
        Long serviceMs = window == null ? null : window.visit().serviceMs();
        if (judgement.verdict == Verdict.COUNTS && serviceMs != null && serviceMs < SHORT_SERVICE.toMillis()) {
            flags.add("SHORT");
        }
        if (press.ageMs() == null || press.ageMs() > LATE.toMillis()) {
            flags.add("LATE");
        }
        boolean otherKeyJustNow =
                recent.stream().anyMatch(other -> other.key != press.key() && within(made, other.at, TWO_KEYS));
        if (press.otherKeyDown() || otherKeyJustNow) {
            flags.add("TWO_KEYS");
        }
        return flags;
    }

    private static boolean within(Moment made, Moment other, Duration span) {
        OptionalLong between = made.since(other);
        return between.isPresent() && between.getAsLong() >= 0 && between.getAsLong() < span.toMillis();
    }

    /** Takes in a record of this counter that is in the journal. Records of other kinds change nothing. */
    public void apply(Moment at, RecordBody body) {
        if (body instanceof ServiceFinished finished) {
            open(at, finished.service(), finished.visit(), finished.windowMs());
        } else if (body instanceof WindowExpired expired) {
            windows.stream()
                    .filter(window -> window.service().equals(expired.service()))
                    .findFirst()
                    .ifPresent(window -> window.expired(expired.outcome()));
        } else if (body instanceof Press press) {
            applyPress(at, press);
        }
    }

    private void applyPress(Moment at, Press press) {
        Moment made = at.minus(press.ageMs() == null ? 0 : press.ageMs());
        recent.addFirst(new Made(made, press.key()));
        while (recent.size() > 2 * BURST_PRESSES) {
            recent.removeLast();
        }
        Visit opened = press.opens();
        String service = press.service();
        if (press.verdict() != Verdict.COUNTS || service == null) {
            return;
        }
        if (opened != null) {
            open(made, service, opened, CORRECTION.toMillis());
        }
        for (Window window : windows) {
            if (window.service().equals(service)) {
                window.counted(Math.max(0, window.at(made).orElse(0)));
                return;
            }
        }
    }

    private void open(Moment at, String service, Visit visit, long windowMs) {
        Window opened = new Window(service, visit, at, windowMs, deviceUp);
        Window before = windows.peekFirst();
        if (before != null && before.at(at).orElse(0) < 0) {
            windows.removeFirst(); // a late press in mode OPEN: its visit was before the newest one
            windows.addFirst(opened);
            windows.addFirst(before);
        } else {
            if (before != null && visit.mode() != Mode.OPEN) {
                before.endedByNext(before.at(at).orElse(before.endMs()));
            }
            windows.addFirst(opened);
        }
        while (windows.size() > KEPT) {
            windows.removeLast();
        }
    }

    /**
     * What the counter shows now.
     *
     * @param staffed whether a clerk is signed in and not resting
     */
    public CounterView view(Moment now, boolean staffed) {
        Window newest = windows.peekFirst();
        CounterView.LastVisit last = last(now, newest);
        if (newest != null) {
            long afterLeft = left(newest.sinceFirstPress(now), AFTER.toMillis());
            if (afterLeft > 0) {
                long redoLeft = left(newest.sinceFirstPress(now), CORRECTION.toMillis());
                return new CounterView(counter, mode, Phase.AFTER, newest.service(), 0, redoLeft, afterLeft, last);
            }
            if (mode != Mode.OPEN && newest.unsettled()) {
                long inviteLeft = left(newest.at(now), newest.endMs());
                if (inviteLeft > 0) {
                    return new CounterView(counter, mode, Phase.INVITE, newest.service(), inviteLeft, 0, 0, last);
                }
            }
        }
        Phase phase = mode == Mode.OPEN ? Phase.INVITE : staffed ? Phase.READY : Phase.CLOSED;
        return new CounterView(counter, mode, phase, null, 0, 0, 0, last);
    }

    /** The service to which subjects chosen now belong, absent unless a press was stored less than 30 s ago. */
    public @Nullable String serviceAfterPress(Moment now) {
        CounterView view = view(now, true);
        return view.phase() == Phase.AFTER ? view.service() : null;
    }

    private static long left(OptionalLong since, long length) {
        return since.isEmpty() || since.getAsLong() < 0 ? 0 : Math.max(0, length - since.getAsLong());
    }

    private CounterView.@Nullable LastVisit last(Moment now, @Nullable Window newest) {
        if (newest == null) {
            return null;
        }
        if (newest.rated()) {
            return CounterView.LastVisit.RATED;
        }
        Outcome expired = newest.expired();
        if (expired != null) {
            return CounterView.LastVisit.valueOf(expired.name());
        }
        return left(newest.at(now), newest.endMs()) > 0
                ? CounterView.LastVisit.INVITING
                : CounterView.LastVisit.NOT_RATED;
    }

    /** Ids of the visits finished here that neither a press nor an expiry record has settled. */
    public List<String> unsettled() {
        List<String> ids = new ArrayList<>();
        for (Iterator<Window> each = windows.descendingIterator(); each.hasNext(); ) {
            Window window = each.next();
            if (window.unsettled()) {
                ids.add(window.service());
            }
        }
        return ids;
    }
}
