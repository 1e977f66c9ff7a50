package motcua.bridge.serial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import motcua.bridge.pad.PadIdentity;
import motcua.bridge.pad.PadListener;
import motcua.bridge.pad.PadState;
import motcua.bridge.pad.PadState.Connection;
import motcua.bridge.pad.RatingPad;
import motcua.bridge.pad.Shown;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which pads there are, which port each is on, and which ports are in trouble. For any thread. */
final class PadRegister {
    private static final Logger LOG = LoggerFactory.getLogger(PadRegister.class);

    /** More than any office has. A line that makes up numbers must not fill the memory with them. */
    private static final int MOST_PADS = 256;

    private static final long LOG_EVERY_MS = 60_000;

    private final LongSupplier upMs;
    private final ListenerThread calls;
    private final PadListener listener;
    private final Map<Long, SerialPad> pads = new LinkedHashMap<>();
    private final Map<String, SerialPad> troubles = new HashMap<>();
    private final Map<String, Long> badFrames = new HashMap<>();
    private final Map<Long, Rival> rivals = new HashMap<>();
    private final Map<String, Logged> logged = new HashMap<>();
    private final Set<Long> twice = new HashSet<>();

    PadRegister(LongSupplier upMs, ListenerThread calls, PadListener listener) {
        this.upMs = upMs;
        this.calls = calls;
        this.listener = listener;
    }

    synchronized List<RatingPad> all() {
        List<RatingPad> all = new ArrayList<>(pads.values());
        all.addAll(troubles.values());
        all.sort(Comparator.comparing(RatingPad::id));
        return List.copyOf(all);
    }

    /** A number that no pad known here has. */
    synchronized long newPadId(RandomGenerator random) {
        long padId;
        do {
            padId = 1 + random.nextLong(0xFFFF_FFFFL);
        } while (pads.containsKey(padId));
        return padId;
    }

    /** The pad of this number for this port; empty if a pad of this number talks on another. */
    synchronized Optional<SerialPad> attach(PadPort port, PadIdentity who, long nowMs) {
        if (pads.size() >= MOST_PADS && !pads.containsKey(who.padId())) {
            pads.values().stream()
                    .filter(known -> known.port() == null)
                    .findFirst()
                    .ifPresent(known -> pads.values().remove(known));
        }
        SerialPad pad = pads.computeIfAbsent(who.padId(), padId -> newPad(port, who));
        PadPort other = pad.port();
        if (other != null && other != port) {
            rivals.putIfAbsent(who.padId(), new Rival(other, nowMs));
            return Optional.empty();
        }
        if (!isPlaceOf(port, who.padId())) {
            return Optional.empty();
        }
        pad.at(port);
        return Optional.of(pad);
    }

    /** Whether the pad of this number has left the port that kept this one from serving it. */
    synchronized boolean mayTake(PadPort port, @Nullable PadIdentity who) {
        if (who == null) {
            return true;
        }
        SerialPad pad = pads.get(who.padId());
        PadPort other = pad == null ? null : pad.port();
        Rival rival = rivals.get(who.padId());
        if (other != null && rival != null && other.lastFrameMs() > rival.sinceMs + PadPort.proofOfTwoMs()) {
            if (twice.add(who.padId())) {
                LOG.warn("two pads have the number {}: on {} and on {}", who.padIdText(), other.name(), port.name());
            }
        }
        return other == null && isPlaceOf(port, who.padId());
    }

    /**
     * Whether a pad of this number may be served here. A pad may move; but once two of one number have talked at the
     * same time, the port of the first one keeps the number until the kiosk is started again: the second's presses have
     * numbers that the first's have too, and would be taken for stored.
     */
    private boolean isPlaceOf(PadPort port, long padId) {
        Rival rival = rivals.get(padId);
        return rival == null || !twice.contains(padId) || rival.first.name().equals(port.name());
    }

    synchronized void detach(PadPort port, SerialPad pad) {
        if (pad.port() == port) {
            pad.at(null);
            pad.state()
                    .identity()
                    .map(PadIdentity::padId)
                    .filter(padId -> !twice.contains(padId))
                    .ifPresent(rivals::remove);
        }
    }

    /** Something is wrong on a port on which no pad is served. */
    void trouble(String port, Connection connection, Optional<PadIdentity> who, String detail) {
        SerialPad place;
        long bad;
        synchronized (this) {
            place = troubles.computeIfAbsent(port, this::newTrouble);
            bad = badFrames.getOrDefault(port, 0L);
        }
        PadState next =
                new PadState(port, who, connection, 0, 0, 0, false, 0, 0, bad, Shown.CLOSED, Optional.of(detail));
        if (isNews(port, connection)) {
            LOG.warn("port {}: {} ({})", port, connection, detail);
        }
        place.update(before -> next);
    }

    /** A line that changes its mind all the time must not fill the log. */
    private synchronized boolean isNews(String port, Connection connection) {
        long now = upMs.getAsLong();
        Logged before = logged.get(port);
        if (before != null && before.connection == connection && now - before.atMs < LOG_EVERY_MS) {
            return false;
        }
        logged.put(port, new Logged(connection, now));
        return true;
    }

    /** A port named in the configuration is not there; worth a word unless its pad says so itself. */
    void missing(String port) {
        synchronized (this) {
            boolean hadPad =
                    pads.values().stream().anyMatch(pad -> pad.state().name().equals(port));
            if (hadPad || troubles.containsKey(port)) {
                return;
            }
        }
        trouble(port, Connection.DOWN, Optional.empty(), "there is no such port");
    }

    /** A pad is served on this port: whatever was wrong with it is over. */
    void settled(String port, PadIdentity who) {
        SerialPad place;
        synchronized (this) {
            place = troubles.remove(port);
        }
        if (place != null) {
            place.update(state -> new PadState(
                    port,
                    Optional.of(who),
                    Connection.UP,
                    0,
                    0,
                    0,
                    false,
                    0,
                    0,
                    state.badFrames(),
                    Shown.CLOSED,
                    Optional.empty()));
        }
    }

    /** The port's file is gone, and what was wrong on it with it. */
    void portVanished(PadPort port) {
        SerialPad place;
        synchronized (this) {
            place = troubles.get(port.name());
        }
        if (place != null) {
            trouble(port.name(), Connection.DOWN, Optional.empty(), "unplugged");
        }
    }

    synchronized long badFrames(String port) {
        return badFrames.getOrDefault(port, 0L);
    }

    void badFrames(String port, long count, @Nullable SerialPad pad) {
        synchronized (this) {
            badFrames.put(port, count);
        }
        if (pad != null && pad.state().badFrames() != count) {
            pad.update(state -> States.withBadFrames(state, count));
        }
    }

    private SerialPad newPad(PadPort port, PadIdentity who) {
        PadState state = PadState.unknown(port.name(), Connection.DOWN, "not heard yet");
        return new SerialPad(who.padIdText(), state, upMs, calls, listener);
    }

    private SerialPad newTrouble(String port) {
        PadState state = PadState.unknown(port, Connection.DOWN, "not looked at yet");
        return new SerialPad(port, state, upMs, calls, listener);
    }

    /** What the log was told last about a port. */
    private record Logged(Connection connection, long atMs) {}

    /** A second pad of one number: which port had the first, and since when the second was heard. */
    private record Rival(PadPort first, long sinceMs) {}
}
