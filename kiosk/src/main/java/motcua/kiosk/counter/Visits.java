package motcua.kiosk.counter;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import motcua.contract.body.Mode;
import motcua.contract.body.RecordBody;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.ServiceStarted;
import motcua.contract.body.SettingsApplied;
import motcua.contract.body.TicketHeld;
import motcua.contract.body.TicketLeft;
import motcua.contract.body.TicketNoShow;
import motcua.contract.body.TicketTransferred;
import motcua.contract.body.Visit;
import org.jspecify.annotations.Nullable;

/** What the journal says of visits that have begun, and how the records of one are made. For one thread. */
final class Visits {
    private final ServiceSessions sessions;
    private final Map<Integer, Started> started = new HashMap<>();

    private record Started(String service, Moment at) {}

    Visits(ServiceSessions sessions) {
        this.sessions = sessions;
    }

    boolean begun(int counter) {
        return started.containsKey(counter);
    }

    /** The service that has begun at the counter, else the other one. */
    String serviceAt(int counter, Supplier<String> other) {
        Started begun = started.get(counter);
        return begun == null ? other.get() : begun.service;
    }

    ServiceStarted start(String service, int counter, Mode mode, @Nullable String ticket) {
        ServiceSession session = sessions.at(counter);
        return new ServiceStarted(
                service,
                counter,
                mode,
                session == null ? null : session.clerk(),
                session == null ? null : session.session(),
                ticket);
    }

    /** @param stay absent without a ticket */
    ServiceFinished finish(
            String service,
            int counter,
            Mode mode,
            Served served,
            @Nullable Stay stay,
            SettingsApplied settings,
            long windowMs,
            Moment now) {
        Started begun = started.get(counter);
        Long waitMs = stay == null ? null : stay.waitMs();
        Long serviceMs = stay == null ? null : stay.serviceMs();
        if (begun != null && now.since(begun.at).isPresent()) {
            serviceMs = Math.max(0, now.since(begun.at).getAsLong());
        }
        return new ServiceFinished(
                service,
                visit(counter, mode, served, settings, waitMs, serviceMs),
                windowMs,
                stay == null ? null : stay.ticket(),
                served.respondent(),
                served.guidance().isEmpty() ? null : served.guidance(),
                served.dossiers());
    }

    Visit visit(
            int counter,
            Mode mode,
            Served served,
            SettingsApplied settings,
            @Nullable Long waitMs,
            @Nullable Long serviceMs) {
        ServiceSession session = sessions.at(counter);
        return new Visit(
                counter,
                session == null ? null : session.clerk(),
                session == null ? null : session.session(),
                mode,
                served.kind(),
                served.field(),
                served.procedures(),
                settings.scale(),
                waitMs,
                serviceMs);
    }

    /** Whatever has begun is not to be finished. */
    void forget() {
        started.clear();
    }

    /** Takes in that a service began or ended, there or without being finished. */
    void apply(Moment at, RecordBody body) {
        if (body instanceof ServiceStarted begun) {
            started.put(begun.counter(), new Started(begun.service(), at));
        } else if (body instanceof ServiceFinished finished) {
            started.remove(finished.visit().counter());
        } else if (body instanceof TicketHeld held) {
            started.remove(held.counter());
        } else if (body instanceof TicketTransferred transferred) {
            started.remove(transferred.from());
        } else if (body instanceof TicketNoShow absent) {
            started.remove(absent.counter());
        } else if (body instanceof TicketLeft left && left.counter() != null) {
            started.remove(left.counter());
        }
    }
}
