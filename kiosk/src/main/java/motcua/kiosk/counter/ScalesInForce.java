package motcua.kiosk.counter;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import motcua.contract.body.Visit;
import motcua.contract.scale.Scale;
import org.jspecify.annotations.Nullable;

/**
 * The scales of a counter, each from its moment on: a visit is rated on the one that was in force when it ended, however late its
 * press arrives. Null stands for a scale that nobody here can read; its keys stay dark. Not safe for several threads.
 */
final class ScalesInForce {
    /** More changes than these are forgotten; a pad keeps a press for a day at most. */
    private static final int KEPT = 16;

    private final Deque<Since> newestFirst = new ArrayDeque<>();
    private final Map<String, Scale> byKey = new HashMap<>();

    private record Since(@Nullable Moment at, @Nullable Scale scale) {}

    ScalesInForce(@Nullable Scale first) {
        put(null, first);
    }

    /** The scale from that moment on. */
    void change(Moment at, @Nullable Scale scale) {
        Scale before = now();
        if (before == null ? scale != null : !before.equals(scale)) {
            put(at, scale);
        }
    }

    private void put(@Nullable Moment at, @Nullable Scale scale) {
        newestFirst.addFirst(new Since(at, scale));
        if (scale != null) {
            byKey.put(scale.key(), scale);
        }
        if (newestFirst.size() > KEPT) {
            newestFirst.removeLast();
        }
    }

    @Nullable
    Scale now() {
        return newestFirst.getFirst().scale;
    }

    /** The scale in force at a moment; the newest one that nobody can say began later. */
    @Nullable
    Scale at(Moment moment) {
        for (Since each : newestFirst) {
            OptionalLong after = each.at == null ? OptionalLong.of(0) : moment.since(each.at);
            if (after.isEmpty() || after.getAsLong() >= 0) {
                return each.scale;
            }
        }
        return newestFirst.getLast().scale;
    }

    /** The scale a visit is rated on. */
    @Nullable
    Scale of(Visit visit) {
        Scale found = byKey.get(visit.scale());
        return found != null ? found : Scale.standard(visit.scale()).orElse(null);
    }

    /** The level of a key; empty where it is dark. */
    static OptionalInt level(@Nullable Scale scale, int key) {
        return scale == null ? OptionalInt.empty() : scale.levelOfKey(key);
    }
}
