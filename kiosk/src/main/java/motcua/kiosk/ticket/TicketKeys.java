package motcua.kiosk.ticket;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import motcua.contract.body.Kind;
import motcua.contract.body.SettingsApplied;
import motcua.contract.body.TicketOrigin;
import motcua.kiosk.counter.Moment;
import motcua.kiosk.queue.Refusal;
import motcua.kiosk.queue.TicketWish;
import motcua.kiosk.queue.Tickets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wired keys that take a ticket: {@code A} is the series A, {@code priority} a priority ticket. Whoever presses twice within two
 * seconds wants one ticket. Safe for any thread.
 */
public final class TicketKeys {
    static final long ONE_WISH_MS = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(TicketKeys.class);
    private static final String PRIORITY = "priority";

    private final Tickets tickets;
    private final Supplier<Moment> clock;
    private final Map<String, Long> pressed = new HashMap<>();

    private record Series(SettingsApplied.Queue queue, boolean priority) {}

    public TicketKeys(Tickets tickets, Supplier<Moment> clock) {
        this.tickets = tickets;
        this.clock = clock;
    }

    /**
     * Takes a ticket. Where none is to be had nothing happens: a key can say nothing.
     *
     * @param key letter of a series, or {@code priority}
     * @param ageMs how long ago it was pressed
     */
    public synchronized void pressed(String key, long ageMs) {
        Moment at = clock.get().minus(ageMs);
        Long before = pressed.get(key);
        if (before != null && at.upMs() - before < ONE_WISH_MS) {
            return;
        }
        Optional<Series> series = series(key);
        if (series.isEmpty()) {
            LOG.warn("no queue has the ticket key {}", key);
            return;
        }
        TicketWish wish = new TicketWish(
                "key-" + key + "-" + at.boot() + "-" + at.upMs(),
                series.get().queue().id(),
                null,
                null,
                series.get().priority(),
                TicketOrigin.KEY,
                false);
        try {
            tickets.issue(wish);
            pressed.put(key, at.upMs());
        } catch (Refusal e) {
            LOG.info("ticket key {}: {}", key, e.reason());
        }
    }

    private Optional<Series> series(String key) {
        for (SettingsApplied.Queue each : tickets.queues()) {
            if (key.equals(PRIORITY) ? each.kind() == Kind.PROCEDURE : key.equals(each.letter())) {
                return Optional.of(new Series(each, key.equals(PRIORITY)));
            }
            if (key.equals(each.priorityLetter())) {
                return Optional.of(new Series(each, true));
            }
        }
        return Optional.empty();
    }
}
