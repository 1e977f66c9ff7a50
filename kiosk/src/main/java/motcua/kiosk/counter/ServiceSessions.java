package motcua.kiosk.counter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntFunction;
import motcua.contract.body.ClerkSignedIn;
import motcua.contract.body.ClerkSignedOut;
import motcua.contract.body.CounterPaused;
import org.jspecify.annotations.Nullable;

/** What the journal says of the clerks: who has a session at which counter, and since when without a sign of life. For one thread. */
final class ServiceSessions {
    private static final int MOST_COUNTERS_OF_A_CLERK = 2;

    private final Map<Integer, ServiceSession> open = new LinkedHashMap<>(); // in the order of signing in
    private final Set<Integer> resting = new HashSet<>(); // counters whose clerk said so

    @Nullable
    ServiceSession at(int counter) {
        return open.get(counter);
    }

    /** Ends of the sessions that a new one replaces: the one at its counter, and the clerk's oldest beyond two counters. */
    List<ClerkSignedOut> replacedBy(int counter, String clerk) {
        List<ClerkSignedOut> ends = new ArrayList<>();
        List<ServiceSession> elsewhere = new ArrayList<>();
        for (ServiceSession each : open.values()) {
            if (each.counter() == counter) {
                ends.add(end(each, each.clerk().equals(clerk) ? "CLERK" : "TAKEN_OVER"));
            } else if (each.clerk().equals(clerk)) {
                elsewhere.add(each);
            }
        }
        elsewhere
                .subList(0, Math.max(0, elsewhere.size() + 1 - MOST_COUNTERS_OF_A_CLERK))
                .forEach(each -> ends.add(end(each, "CLERK")));
        return ends;
    }

    /**
     * Ends of the sessions without a sign of life for longer than {@code longest}.
     *
     * @param longest by counter
     * @param ifUnknown whether a session whose last sign cannot be measured ends, too
     */
    List<ClerkSignedOut> idle(Moment now, IntFunction<Duration> longest, boolean ifUnknown, String reason) {
        List<ClerkSignedOut> ends = new ArrayList<>();
        for (ServiceSession each : open.values()) {
            OptionalLong idle = now.since(each.lastActive());
            if (idle.isPresent()
                    ? idle.getAsLong() > longest.apply(each.counter()).toMillis()
                    : ifUnknown) {
                ends.add(end(each, reason));
            }
        }
        return ends;
    }

    void apply(ClerkSignedIn in, Moment at) {
        open.remove(in.counter());
        open.put(in.counter(), new ServiceSession(in.counter(), in.clerk(), in.session(), at, at));
    }

    void apply(ClerkSignedOut out) {
        open.computeIfPresent(
                out.counter(), (counter, session) -> session.session().equals(out.session()) ? null : session);
    }

    void active(int counter, Moment at) {
        open.computeIfPresent(counter, (number, session) -> session.activeAt(at));
    }

    void apply(CounterPaused pause, Moment at) {
        if (pause.paused()) {
            resting.add(pause.counter());
        } else {
            resting.remove(pause.counter());
        }
        active(pause.counter(), at);
    }

    /** Whether a clerk is there and has not said that the counter rests. */
    boolean working(int counter) {
        return open.containsKey(counter) && !resting.contains(counter);
    }

    /** How long a session at the counter goes on without a sign of life. */
    Duration longestIdle(int counter) {
        return resting.contains(counter) ? Counters.RESTING_END : Counters.IDLE_END;
    }

    /** Whether the clerk should be asked if the session goes on. */
    boolean askable(int counter, Moment now) {
        ServiceSession session = open.get(counter);
        return session != null
                && !resting.contains(counter)
                && now.since(session.lastActive()).orElse(0) > Counters.IDLE_ASK.toMillis();
    }

    static ClerkSignedOut end(ServiceSession session, String reason) {
        return new ClerkSignedOut(session.counter(), session.clerk(), session.session(), reason);
    }
}
