package motcua.kiosk.counter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import motcua.contract.body.ClerkSignedIn;
import motcua.contract.body.ClerkSignedOut;
import org.jspecify.annotations.Nullable;

/** What the journal says of the clerks: who has a session at which counter, and since when without a sign of life. For one thread. */
final class ServiceSessions {
    private final Map<Integer, ServiceSession> open = new HashMap<>();

    @Nullable
    ServiceSession at(int counter) {
        return open.get(counter);
    }

    /** Ends of the sessions that a new one at the counter replaces, the clerk's own one elsewhere among them. */
    List<ClerkSignedOut> replacedBy(int counter, String clerk) {
        List<ClerkSignedOut> ends = new ArrayList<>();
        for (ServiceSession each : open.values()) {
            if (each.counter() == counter || each.clerk().equals(clerk)) {
                ends.add(end(each, each.clerk().equals(clerk) ? "CLERK" : "TAKEN_OVER"));
            }
        }
        return ends;
    }

    /**
     * Ends of the sessions without a sign of life for longer than {@code longest}.
     *
     * @param ifUnknown whether a session whose last sign cannot be measured ends, too
     */
    List<ClerkSignedOut> idle(Moment now, Duration longest, boolean ifUnknown, String reason) {
        List<ClerkSignedOut> ends = new ArrayList<>();
        for (ServiceSession each : open.values()) {
            OptionalLong idle = now.since(each.lastActive());
            if (idle.isPresent() ? idle.getAsLong() > longest.toMillis() : ifUnknown) {
                ends.add(end(each, reason));
            }
        }
        return ends;
    }

    void apply(ClerkSignedIn in, Moment at) {
        open.put(in.counter(), new ServiceSession(in.counter(), in.clerk(), in.session(), at, at));
    }

    void apply(ClerkSignedOut out) {
        open.computeIfPresent(
                out.counter(), (counter, session) -> session.session().equals(out.session()) ? null : session);
    }

    void active(int counter, Moment at) {
        open.computeIfPresent(counter, (number, session) -> session.activeAt(at));
    }

    static ClerkSignedOut end(ServiceSession session, String reason) {
        return new ClerkSignedOut(session.counter(), session.clerk(), session.session(), reason);
    }
}
