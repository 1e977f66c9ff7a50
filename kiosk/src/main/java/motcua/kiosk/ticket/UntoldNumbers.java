package motcua.kiosk.ticket;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import motcua.kiosk.counter.Moment;
import motcua.kiosk.queue.Ticket;
import motcua.kiosk.queue.Tickets;

/**
 * Numbers that are taken while nobody knows them yet: the paper did not come, and no screen has shown them. After five minutes
 * whoever pressed has gone; the number goes back, stays taken, and nobody waits with it. One that is {@linkplain Tickets#perhapsOut
 * perhaps on paper} is kept, as somebody may hold it. For one thread.
 */
public final class UntoldNumbers {
    static final long PATIENCE_MS = 300_000;

    private final Tickets tickets;
    private final Supplier<Moment> clock;
    private final Predicate<String> coming;
    private final Map<String, Moment> seen = new HashMap<>();

    /** @param coming whether the slip of a ticket is about to come out */
    public UntoldNumbers(Tickets tickets, Supplier<Moment> clock, Predicate<String> coming) {
        this.tickets = tickets;
        this.clock = clock;
        this.coming = coming;
    }

    /** Gives back what is due. To be called often. */
    public void tick() {
        List<Ticket> untold = tickets.reserved();
        Moment now = clock.get();
        seen.keySet().removeIf(id -> untold.stream().noneMatch(each -> each.id().equals(id)));
        for (Ticket each : untold) {
            Moment first =
                    seen.computeIfAbsent(each.id(), id -> now); // since this start: the boot before may be long ago
            boolean old = each.issuedAt().boot().equals(now.boot())
                    ? now.upMs() - each.issuedAt().upMs() >= PATIENCE_MS
                    : now.upMs() - first.upMs() >= PATIENCE_MS;
            if (old && !tickets.isPerhapsOut(each.id()) && !coming.test(each.id())) {
                tickets.giveUp(each.id());
            }
        }
    }
}
