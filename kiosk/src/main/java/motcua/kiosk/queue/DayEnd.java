package motcua.kiosk.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import motcua.contract.body.DayClosed;
import motcua.contract.body.TicketLeft;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.Moment;

/** Ends business days: writes each down once it is over, and lets nobody wait into the next. For use under the lock of the counters. */
final class DayEnd {
    /** Whoever goes so shortly before closing time, with nobody waiting, goes home. */
    private static final Duration NEARLY_OVER = Duration.ofMinutes(30);
    /** Where nobody knows the hours: no lunch lasts that long. */
    private static final Duration LONGEST_BREAK = Duration.ofHours(3);

    private final Counters counters;
    private final TicketQueue queue;
    private final WorkingTime hours;
    private final List<DayCount> untold = new ArrayList<>();

    DayEnd(Counters counters, TicketQueue queue, WorkingTime hours) {
        this.counters = counters;
        this.queue = queue;
        this.hours = hours;
    }

    /** Takes in what the clock says: tickets are good for one day. */
    void turn(Moment now) {
        queue.overUnwritten(now).ifPresent(this::close);
        queue.learn(now);
        String today = queue.dayAt(now);
        for (Ticket each : queue.leftOver(today)) {
            if (each.state() != TicketState.CALLED) {
                counters.append(new TicketLeft(each.id(), null, TicketQueue.DAY_END));
            } else if (counters.session(each.counter()).isEmpty()) { // nobody is there who could still finish it
                counters.append(new TicketLeft(each.id(), each.counter(), TicketQueue.DAY_END));
            }
        }
    }

    /** Writes the day down if the last clerk has gone home. */
    void closeIfOver(Moment now) {
        if (over(now)) {
            close(queue.count());
        }
    }

    private boolean over(Moment now) {
        Shift shift = queue.shift();
        Moment gone = shift.allGoneAt();
        if (gone == null || !shift.unwritten() || queue.inviting()) {
            return false;
        }
        boolean waits = queue.hasOpen(); // a ticket forgotten at a counter holds up nothing
        Optional<Duration> left = hours.leftToday(now);
        if (left.isPresent()) {
            return left.get().isZero() || (!waits && left.get().compareTo(NEARLY_OVER) <= 0);
        }
        return (shift.byHand() && !waits) || now.since(gone).orElse(0) >= LONGEST_BREAK.toMillis();
    }

    private void close(DayCount count) {
        counters.append(new DayClosed(
                count.day(),
                count.issued(),
                count.rated(),
                count.notRated(),
                count.notAsked(),
                count.deviceDown(),
                count.noShow(),
                count.left(),
                count.unserved(),
                count.practising()));
        untold.add(count);
    }

    /** The days written down since this was asked last. */
    List<DayCount> takeClosed() {
        List<DayCount> closed = List.copyOf(untold);
        untold.clear();
        return closed;
    }
}
