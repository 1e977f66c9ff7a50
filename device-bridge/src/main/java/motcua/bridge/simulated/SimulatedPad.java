package motcua.bridge.simulated;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.zip.CRC32;
import motcua.bridge.pad.PadDisplay;
import motcua.bridge.pad.PadIdentity;
import motcua.bridge.pad.PadListener;
import motcua.bridge.pad.PadPress;
import motcua.bridge.pad.PadState;
import motcua.bridge.pad.PadState.Connection;
import motcua.bridge.pad.RatingPad;
import motcua.bridge.pad.Shown;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pad without hardware that does what the firmware does, when the firmware does it, and what people do to a pad. Its
 * log survives being unplugged, not the end of the kiosk; each start of the kiosk is a new epoch of the pad.
 *
 * <p>For any thread.
 */
public final class SimulatedPad implements RatingPad {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedPad.class);

    /** Presses that the log holds. */
    public static final int LOG_PRESSES = 64;

    private static final int KEYS = 6;
    private static final long FAULT_AFTER_MS = 3_000;
    private static final long PRESS_EVERY_MS = 200;
    private static final int MOST_REFUSED = 65_535;
    private static final int NO_COUNTER_ASKED = -1;

    /** No step of the simulation is longer: a quarter of the shortest thing that is shown. */
    private static final long STEP_MS = 20;

    private final String name;
    private final PadIdentity identity;
    private final PadListener listener;
    private final Executor calls;
    private final LongSupplier upMs;
    private final Runnable wake;

    // The pad
    private final List<SimulatedKey> keys = new ArrayList<>();
    private final LampPatterns lamps = new LampPatterns();
    private final Deque<Logged> log = new ArrayDeque<>();
    private boolean powered = true;
    private boolean lineWhole = true;
    private boolean lidOpen;
    private int counter;
    private long nextSeq = 1;
    private int refused;
    private long shownSeq = -1;
    private long hostHeardMs;
    private long offerMs;

    // The kiosk's side
    private @Nullable PadDisplay display;
    private long displaySinceMs;
    private int counterWanted = NO_COUNTER_ASKED;
    private Connection connection = Connection.DOWN;
    private boolean greeted;
    private boolean offering;
    private boolean closed;
    private @Nullable PadState told;
    private long steppedMs;
    private volatile long failedSeq = -1;

    SimulatedPad(String name, long epoch, PadListener listener, Executor calls, LongSupplier upMs, Runnable wake) {
        this.name = name;
        this.identity = new PadIdentity(padIdOf(name), epoch);
        this.listener = listener;
        this.calls = calls;
        this.upMs = upMs;
        this.wake = wake;
        for (int key = 0; key < KEYS; key++) {
            keys.add(new SimulatedKey());
        }
        steppedMs = upMs.getAsLong();
        boot(steppedMs);
    }

    @Override
    public String id() {
        return name;
    }

    /** As the pad knows itself: its number comes from its name, its epoch from the start of the kiosk. */
    public PadIdentity identity() {
        return identity;
    }

    /** Presses a key and lets go of it, as a person does; a press of a key that is still down waits for its release. */
    public void press(int key) {
        act(() -> key(key).tap(upMs.getAsLong()));
    }

    /** Presses a key and keeps it down. */
    public void hold(int key) {
        act(() -> key(key).hold(upMs.getAsLong()));
    }

    /** Lets go of a key. */
    public void release(int key) {
        act(() -> key(key).release(upMs.getAsLong()));
    }

    /** Opens or shuts the case. */
    public void lid(boolean open) {
        act(() -> lidOpen = open);
    }

    /** Pulls the plug: the pad loses power and forgets all but what is in its EEPROM. */
    public void unplug() {
        act(() -> {
            powered = false;
            log.forEach(Logged::forgetAge);
        });
    }

    /** Plugs it in again: the pad starts. */
    public void plug() {
        act(() -> {
            if (!powered) {
                powered = true;
                boot(upMs.getAsLong());
            }
        });
    }

    /** Breaks the data line only: the pad has power and hears nobody. */
    public void breakLine() {
        act(() -> lineWhole = false);
    }

    /** Mends the data line. */
    public void mendLine() {
        act(() -> lineWhole = true);
    }

    /** What a person in front of the pad sees and hears now. */
    public synchronized LampsView lamps() {
        return powered ? lamps.view(upMs.getAsLong()) : LampsView.DARK;
    }

    /** What the pad's own lamps say, also while the kiosk cannot hear it. */
    public synchronized Shown shown() {
        return powered ? lamps.shown() : Shown.CLOSED;
    }

    @Override
    public synchronized PadState state() {
        int down = 0;
        int stuck = 0;
        for (int key = 0; key < KEYS; key++) {
            down |= keys.get(key).isDown() ? 1 << key : 0;
            stuck |= keys.get(key).isStuck() ? 1 << key : 0;
        }
        Optional<String> detail =
                connection == Connection.UP ? Optional.empty() : Optional.of(powered ? "silent" : "unplugged");
        return new PadState(
                name,
                Optional.of(identity),
                connection,
                counter,
                down,
                stuck,
                lidOpen,
                log.size(),
                refused,
                0,
                shown(),
                detail);
    }

    @Override
    public void show(PadDisplay next) {
        requireNonNull(next, "display");
        act(() -> {
            display = next;
            displaySinceMs = upMs.getAsLong();
            if (connection == Connection.UP && greeted) {
                obeyDisplay(displaySinceMs);
            }
        });
    }

    @Override
    public void bindCounter(int number) {
        if (number < 0 || number > 255) {
            throw new IllegalArgumentException("counter must be 0 to 255, not " + number);
        }
        act(() -> {
            counterWanted = number;
            if (connection == Connection.UP) {
                counter = number;
            }
        });
    }

    @Override
    public void close() {
        act(() -> {
            closed = true;
            display = new PadDisplay.Closed();
            obeyDisplay(upMs.getAsLong());
        });
    }

    /** Lets the pad live until now. */
    synchronized void step() {
        long now = upMs.getAsLong();
        while (isMoving() && now - steppedMs > STEP_MS) {
            steppedMs += STEP_MS;
            live(steppedMs);
        }
        steppedMs = now;
        live(now);
    }

    /** Whether something will happen without anybody's doing. */
    synchronized boolean isMoving() {
        return !powered
                ? keys.stream().anyMatch(SimulatedKey::isMoving)
                : lamps.isMoving()
                        || !lineWhole
                        || !log.isEmpty()
                        || connection != Connection.UP
                        || keys.stream().anyMatch(SimulatedKey::isMoving);
    }

    private void act(Runnable what) {
        synchronized (this) {
            step();
            what.run();
        }
        wake.run();
    }

    private SimulatedKey key(int key) {
        if (key < 1 || key > KEYS) {
            throw new IllegalArgumentException("key must be 1 to 6, not " + key);
        }
        return keys.get(key - 1);
    }

    private void boot(long now) {
        keys.forEach(SimulatedKey::boot);
        lamps.boot(counter, now);
        hostHeardMs = now;
        offerMs = now;
        shownSeq = -1;
        greeted = false;
    }

    private void live(long now) {
        if (!powered) {
            keys.forEach(key -> key.move(now));
            connection = Connection.DOWN;
            report();
            return;
        }
        if (lineWhole) {
            hostHeardMs = now;
        }
        boolean hostLost = now - hostHeardMs >= FAULT_AFTER_MS;
        lamps.fault(hostLost, now);
        if (lineWhole) {
            connection = Connection.UP;
            greet(now);
        } else if (hostLost) {
            connection = Connection.DOWN;
        }
        for (int key = 1; key <= KEYS; key++) {
            if (keys.get(key - 1).step(now)) {
                take(key, now);
            }
        }
        lamps.letTimePass(now);
        report();
        offer(now);
    }

    /** The kiosk hears a HELLO and tells the pad what it should know. */
    private void greet(long now) {
        if (!greeted) {
            greeted = true;
            counter = counterWanted == NO_COUNTER_ASKED ? counter : counterWanted;
            obeyDisplay(now);
        }
    }

    private void obeyDisplay(long now) {
        if (display instanceof PadDisplay.Closed) {
            lamps.show(Shown.CLOSED, 0, 0, now);
        } else if (display instanceof PadDisplay.Ready ready) {
            lamps.show(Shown.READY, ready.keyMask(), 0, now);
        } else if (display instanceof PadDisplay.Invite invite) {
            long left = displaySinceMs + invite.duration().toMillis() - now;
            if (invite.duration().isZero()) {
                lamps.show(Shown.INVITE, invite.keyMask(), 0, now);
            } else if (left > 0) {
                lamps.show(Shown.INVITE, invite.keyMask(), left, now);
            } else {
                lamps.show(Shown.READY, invite.keyMask(), 0, now);
            }
        }
    }

    private void take(int key, long now) {
        boolean clerk = key == PadPress.CLERK_KEY;
        boolean full = log.size() == LOG_PRESSES;
        if (full) {
            refused = Math.min(refused + 1, MOST_REFUSED);
        } else {
            log.add(new Logged(nextSeq, key, keys.get(key - 1).closedAtMs()));
        }
        if (clerk) {
            lamps.clerk(full, now);
        } else if (full) {
            lamps.refused(now);
            shownSeq = -1;
        } else {
            lamps.seen(key, now);
            shownSeq = nextSeq;
        }
        nextSeq += full ? 0 : 1;
    }

    private void offer(long now) {
        Logged oldest = log.peek();
        if (oldest == null || offering || closed || connection != Connection.UP || !lineWhole || now < offerMs) {
            return;
        }
        offering = true;
        OptionalLong age =
                oldest.ageKnown ? OptionalLong.of(Math.max(0, now - oldest.closedAtMs)) : OptionalLong.empty();
        PadPress press = new PadPress(identity, oldest.seq, oldest.key, age, now);
        calls.execute(() -> store(press));
    }

    private void store(PadPress press) {
        boolean stored = false;
        try {
            OptionalLong last = listener.lastSeq(identity);
            if (last.isEmpty() || press.seq() > last.getAsLong()) {
                listener.onPress(this, press);
            }
            stored = true;
        } catch (Exception e) {
            if (failedSeq != press.seq()) { // once, not each time it is offered
                failedSeq = press.seq();
                LOG.warn("press {} of pad {} is not stored; the pad offers it again", press.seq(), name, e);
            }
        } finally {
            acknowledge(press.seq(), stored);
        }
        wake.run();
    }

    private synchronized void acknowledge(long seq, boolean stored) {
        long now = upMs.getAsLong();
        offering = false;
        offerMs = stored ? now : now + PRESS_EVERY_MS;
        Logged oldest = log.peek();
        if (stored && powered && lineWhole && oldest != null && oldest.seq == seq) {
            log.poll();
            if (shownSeq == seq) {
                lamps.recorded();
            }
        }
    }

    private void report() {
        PadState now = state();
        if (!closed && !now.equals(told)) {
            told = now;
            calls.execute(() -> listener.onState(this, now));
        }
    }

    private static long padIdOf(String name) {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        return Math.max(1, crc.getValue());
    }

    /** A press in the pad's EEPROM. */
    private static final class Logged {
        private final long seq;
        private final int key;
        private final long closedAtMs;
        private boolean ageKnown = true;

        Logged(long seq, int key, long closedAtMs) {
            this.seq = seq;
            this.key = key;
            this.closedAtMs = closedAtMs;
        }

        void forgetAge() {
            ageKnown = false;
        }
    }
}
