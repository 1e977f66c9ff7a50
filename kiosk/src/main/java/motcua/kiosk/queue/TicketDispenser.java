package motcua.kiosk.queue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import motcua.contract.body.SettingsApplied;
import motcua.contract.body.TicketIssued;
import motcua.contract.body.TicketOrigin;
import motcua.contract.journal.Hash;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.Moment;

/** Gives out numbers. For use under the lock of the counters. */
final class TicketDispenser {
    /** Numbers have three digits until the series needs a fourth. Source: domain g 38. */
    private static final int THREE_DIGITS = 999;

    private static final int LAST_NUMBER = 9_999;

    private final Counters counters;
    private final TicketQueue queue;
    private final DayEnd days;
    private final Supplier<Moment> clock;
    private final Function<Moment, Optional<Refusal.Reason>> opening;

    TicketDispenser(
            Counters counters,
            TicketQueue queue,
            DayEnd days,
            Supplier<Moment> clock,
            Function<Moment, Optional<Refusal.Reason>> opening) {
        this.counters = counters;
        this.queue = queue;
        this.days = days;
        this.clock = clock;
        this.opening = opening;
    }

    /** The ticket a wish has led to; empty before. */
    Optional<Ticket> known(TicketWish wish) {
        return queue.ticket(id(wish));
    }

    /** Takes a number of the queue for a wish that is not {@link #known}. */
    Ticket take(TicketWish wish, SettingsApplied.Queue from) {
        Moment now = clock.get();
        Optional<Refusal.Reason> closed = opening.apply(now);
        if (closed.isPresent() && byMachine(wish.origin())) {
            throw new Refusal(closed.get());
        }
        days.turn(now);
        queue.correct(now);
        String day = queue.dayAt(now);
        String letter = letter(from, wish.priority());
        int number = queue.next(day, letter);
        if (number > LAST_NUMBER || full(from, day)) {
            throw new Refusal(Refusal.Reason.FULL);
        }
        counters.append(new TicketIssued(
                id(wish),
                day.isEmpty() ? null : day,
                label(letter, number),
                letter,
                number,
                from.id(),
                from.kind(),
                wish.procedure(),
                wish.field(),
                wish.priority(),
                wish.origin(),
                wish.assisted()));
        return known(wish).orElseThrow();
    }

    /** Why a machine gives out no ticket of the queue now; empty if it does. */
    Optional<Refusal.Reason> closed(SettingsApplied.Queue from) {
        Moment now = clock.get();
        Optional<Refusal.Reason> closed = opening.apply(now);
        return closed.isPresent() || !full(from, queue.dayAt(now)) ? closed : Optional.of(Refusal.Reason.FULL);
    }

    private boolean full(SettingsApplied.Queue from, String day) {
        Integer limit = from.dailyLimit();
        return limit != null && day.equals(queue.day()) && queue.issued(from.id()) >= limit;
    }

    private static String id(TicketWish wish) {
        return Hash.ofBody(wish.wish().getBytes(StandardCharsets.UTF_8)).hex().substring(0, 16);
    }

    private static boolean byMachine(TicketOrigin origin) {
        return origin == TicketOrigin.SCREEN || origin == TicketOrigin.KEY;
    }

    private static String letter(SettingsApplied.Queue from, boolean priority) {
        String own = from.priorityLetter();
        return priority && own != null ? own : from.letter();
    }

    private static String label(String letter, int number) {
        return letter + (number > THREE_DIGITS ? Integer.toString(number) : "%03d".formatted(number));
    }
}
