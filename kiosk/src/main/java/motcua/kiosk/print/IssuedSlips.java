package motcua.kiosk.print;

import java.net.URI;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import motcua.contract.body.SettingsApplied;
import motcua.contract.body.TicketOrigin;
import motcua.kiosk.calendar.OfficeCalendar;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.Moment;
import motcua.kiosk.journal.EpochHead;
import motcua.kiosk.queue.DayCount;
import motcua.kiosk.queue.Ticket;
import motcua.kiosk.queue.TicketListener;
import motcua.kiosk.queue.TicketWish;
import motcua.kiosk.queue.Tickets;
import motcua.kiosk.queue.WaitRange;
import motcua.kiosk.slip.DaySlip;
import motcua.kiosk.slip.TicketSlip;
import org.jspecify.annotations.Nullable;

/** Makes the slip of each ticket that is taken, and of each day that is closed, and has them printed. Safe for any thread. */
public final class IssuedSlips implements TicketListener {
    /** Stacked marks are the first to be lost. */
    private static final String TRIAL_TEXT = "Phiếu thử – ễ ộ ữ ằ ẩ ỹ Ễ Ộ Ữ";

    private final Tickets tickets;
    private final Counters counters;
    private final PrintDesk desk;
    private final Supplier<Moment> clock;
    private final BooleanSupplier practice;
    private final boolean simulated;
    private final Supplier<Optional<URI>> lookUp;
    private final Supplier<Chain> chain;

    /**
     * Where the journal stands.
     *
     * @param seq last record
     * @param unsent records the server has not
     * @param head hash of the last record
     */
    public record Chain(long seq, long unsent, String head) {
        public static Chain of(EpochHead head, long unsent) {
            return new Chain(head.headSeq(), unsent, head.headHash().hex());
        }
    }

    /**
     * For the tickets of this office.
     *
     * @param clock the time now, as records have it
     * @param lookUp address behind the QR code, empty without one
     */
    public IssuedSlips(
            Tickets tickets,
            Counters counters,
            PrintDesk desk,
            Supplier<Moment> clock,
            BooleanSupplier practice,
            boolean simulated,
            Supplier<Optional<URI>> lookUp,
            Supplier<Chain> chain) {
        this.tickets = tickets;
        this.counters = counters;
        this.desk = desk;
        this.clock = clock;
        this.practice = practice;
        this.simulated = simulated;
        this.lookUp = lookUp;
        this.chain = chain;
    }

    @Override
    public void issued(Ticket ticket, TicketWish wish) {
        if (ticket.origin() != TicketOrigin.PROXY && desk.hasPrinter()) {
            desk.print(slip(ticket, wish.large()));
        }
    }

    /** Prints a ticket again because a person asks for it. */
    public void reprint(Ticket ticket, boolean large) {
        desk.reprint(slip(ticket, large));
    }

    /** A slip for the technician's eyes: every tone mark, the QR code, and a number that nobody has. */
    TicketSlip trial() {
        return new TicketSlip(
                "trial",
                office(),
                "A000",
                TRIAL_TEXT,
                List.of(),
                0,
                null,
                local(clock.get()),
                false,
                false,
                true,
                simulated,
                false,
                lookUp.get().orElse(null));
    }

    @Override
    public void dayClosed(DayCount count) {
        if (desk.hasPrinter()) {
            desk.print(day(count));
        }
    }

    /** What the ticket's paper says now. */
    TicketSlip slip(Ticket ticket, boolean large) {
        int ahead = tickets.ahead(ticket);
        WaitRange range = tickets.expectedWait(ticket.queue(), ahead).orElse(null);
        List<Integer> at = tickets.queues().stream()
                .filter(queue -> queue.id().equals(ticket.queue()))
                .findFirst()
                .map(SettingsApplied.Queue::counters)
                .orElse(List.of());
        return new TicketSlip(
                ticket.id(),
                office(),
                ticket.label(),
                ticket.field(),
                at,
                ahead,
                range == null ? null : new TicketSlip.Wait(range.fromMinutes(), range.toMinutes()),
                local(ticket.issuedAt()),
                ticket.priority(),
                false,
                practice.getAsBoolean(),
                simulated,
                large,
                lookUp.get().orElse(null));
    }

    DaySlip day(DayCount count) {
        Chain now = chain.get();
        String day = count.day();
        return new DaySlip(
                office(),
                day == null ? null : LocalDate.parse(day),
                local(clock.get()),
                count.issued(),
                count.rated(),
                count.notRated(),
                count.notAsked(),
                count.deviceDown(),
                count.noShow(),
                count.left(),
                count.unserved(),
                count.practising(),
                now.seq(),
                now.unsent(),
                now.head(),
                simulated);
    }

    private String office() {
        return counters.settings().map(set -> set.office().name()).orElse("");
    }

    private static @Nullable LocalDateTime local(Moment moment) {
        return moment.trusted() ? OfficeCalendar.local(moment.wallMs()) : null;
    }
}
