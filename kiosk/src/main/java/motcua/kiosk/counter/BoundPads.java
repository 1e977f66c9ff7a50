package motcua.kiosk.counter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import motcua.contract.body.DeviceChanged;
import motcua.contract.body.PadBound;
import motcua.contract.body.Press;
import org.jspecify.annotations.Nullable;

/** What the journal says of the pads: where each is bound, whether it is heard, and which of its strokes are stored. For one thread. */
final class BoundPads {
    private static final String DEVICE = "pad:";
    /** A pad silent for this long is called down, so it may have been silent that long before. Source: PROTOCOL.md. */
    private static final Duration SILENCE = Duration.ofSeconds(3);

    private static final Set<String> CONNECTION = Set.of("UP", "DOWN", "FOREIGN", "CONFLICT");

    private final Map<String, PadHealth> pads = new TreeMap<>();
    /** Highest stored sequence by number and epoch of a pad. */
    private final Map<String, Long> lastSeqs = new HashMap<>();

    /** A device's name as {@link DeviceChanged} has it. */
    static String device(String pad) {
        return DEVICE + pad;
    }

    List<PadHealth> all() {
        return List.copyOf(pads.values());
    }

    @Nullable
    PadHealth of(String pad) {
        return pads.get(pad);
    }

    /** The counter a pad is bound to, 0 if none. */
    int counterOf(String pad) {
        PadHealth health = pads.get(pad);
        return health == null ? 0 : health.counter();
    }

    /**
     * Highest stored sequence of a pad within its epoch.
     *
     * @param storedOtherwise whether a sequence is known by something else than a press
     */
    OptionalLong lastSeq(String padNumber, String epoch, LongPredicate storedOtherwise) {
        String name = padNumber + "/" + epoch;
        Long seq = lastSeqs.get(name);
        if (seq == null) {
            return OptionalLong.empty();
        }
        while (storedOtherwise.test(seq + 1)) {
            seq++;
        }
        lastSeqs.put(name, seq);
        return OptionalLong.of(seq);
    }

    void stored(String padNumber, String epoch, long seq) {
        lastSeqs.merge(padNumber + "/" + epoch, seq, Math::max);
    }

    void apply(Press press) {
        Long seq = press.padSeq();
        if (press.pad() != null && press.padEpoch() != null && seq != null) {
            stored(press.pad(), press.padEpoch(), seq);
        }
    }

    /** A boot: no pad has been heard yet. */
    void booted(Moment at) {
        pads.replaceAll((name, pad) -> new PadHealth(name, pad.counter(), "DOWN", at, pad.lastHeard()));
    }

    void bound(String pad, int counter) {
        PadHealth before = before(pad);
        pads.put(pad, new PadHealth(pad, counter, before.state(), before.since(), before.lastHeard()));
    }

    /** Records that bind a pad to a counter, and unbind the pad that was there; none if it is so already. Counter 0 unbinds. */
    List<PadBound> bind(String pad, int counter) {
        if (counterOf(pad) == counter && (counter == 0 || of(pad) != null)) {
            return List.of();
        }
        List<PadBound> records = new ArrayList<>();
        for (PadHealth other : pads.values()) {
            if (counter != 0 && other.counter() == counter) {
                records.add(new PadBound(other.pad(), 0));
            }
        }
        records.add(new PadBound(pad, counter));
        return records;
    }

    /** True if the device is a pad. */
    boolean apply(DeviceChanged changed, Moment at) {
        if (!changed.device().startsWith(DEVICE)) {
            return false;
        }
        String pad = changed.device().substring(DEVICE.length());
        PadHealth before = before(pad);
        if (!CONNECTION.contains(changed.state())) {
            pads.put(pad, before);
            return true;
        }
        Moment lastHeard =
                before.up() && !"UP".equals(changed.state()) ? at.minus(SILENCE.toMillis()) : before.lastHeard();
        pads.put(pad, new PadHealth(pad, before.counter(), changed.state(), at, lastHeard));
        return true;
    }

    /** Time has come to {@code at}: a pad that is up was heard at most {@link #SILENCE} ago. */
    void heard(Moment at) {
        pads.replaceAll((name, pad) -> pad.up()
                ? new PadHealth(name, pad.counter(), pad.state(), pad.since(), at.minus(SILENCE.toMillis()))
                : pad);
    }

    private PadHealth before(String pad) {
        return pads.getOrDefault(pad, new PadHealth(pad, 0, "DOWN", null, null));
    }
}
