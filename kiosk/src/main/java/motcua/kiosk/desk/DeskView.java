package motcua.kiosk.desk;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.javalin.http.NotFoundResponse;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import motcua.contract.body.Mode;
import motcua.contract.body.SettingsApplied;
import motcua.kiosk.counter.CounterView;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.Moment;
import motcua.kiosk.counter.PadHealth;
import motcua.kiosk.counter.Served;
import motcua.kiosk.counter.ServiceSession;
import motcua.kiosk.office.Office;
import motcua.kiosk.print.PaperLeft;
import motcua.kiosk.print.PrintDesk;
import motcua.kiosk.queue.Ticket;
import motcua.kiosk.queue.Tickets;
import motcua.kiosk.setup.HandClock;
import motcua.kiosk.setup.SetupRoutes;
import org.jspecify.annotations.Nullable;

/** What desks show, read at one moment. Safe for any thread. */
final class DeskView {
    private static final int MOST_LISTED = 60;
    private static final long MINUTE_MS = 60_000;
    private static final int MARK_LENGTH = 6;
    private static final long MM_PER_METRE = 1_000;

    private final Office office;
    private final Counters counters;
    private final Tickets tickets;
    private final PrintDesk prints;
    private final SetupRoutes.Clock clock;
    private final BooleanSupplier practice;
    private final BooleanSupplier recording;
    private final BooleanSupplier help;
    private final int run = new SecureRandom().nextInt();
    private long turn; // under the lock of the counters

    DeskView(
            Office office,
            Counters counters,
            Tickets tickets,
            PrintDesk prints,
            SetupRoutes.Clock clock,
            BooleanSupplier practice,
            BooleanSupplier recording,
            BooleanSupplier help) {
        this.office = office;
        this.counters = counters;
        this.tickets = tickets;
        this.prints = prints;
        this.clock = clock;
        this.practice = practice;
        this.recording = recording;
        this.help = help;
    }

    /** @param desk what two moments are compared by: if it is equal, they look the same */
    record Shown(@JsonUnwrapped Desk desk, @JsonUnwrapped Desk.Running running) {}

    /** @param admitted the session of this browser, absent if it has none */
    Shown at(int counter, @Nullable ServiceSession admitted) {
        return counters.atOnce(() -> read(counter, admitted));
    }

    /**
     * Rises by time and not by count: from a count somebody at a desk could tell when the others were told something, and so when
     * a citizen pressed.
     */
    private long nextTurn() {
        turn = Math.max(turn + 1, System.nanoTime() / 1_000);
        return turn;
    }

    private Shown read(int counter, @Nullable ServiceSession admitted) {
        SettingsApplied settings =
                counters.settings().orElseThrow(() -> new NotFoundResponse("Bộ phận chưa được cài đặt"));
        SettingsApplied.Counter here = settings.counters().stream()
                .filter(each -> each.number() == counter)
                .findFirst()
                .orElseThrow(() -> new NotFoundResponse("Không có quầy này"));
        ServiceSession open = counters.session(counter).orElse(null);
        ServiceSession mine =
                open != null && admitted != null && open.session().equals(admitted.session()) ? open : null;
        PadHealth down = down(counter);
        Desk desk = new Desk(
                counter,
                here.name(),
                settings.office().name(),
                here.mode(),
                practice.getAsBoolean(),
                recording.getAsBoolean(),
                mine == null ? null : office.clerkName(mine.clerk()),
                open == null ? null : office.clerkName(open.clerk()),
                open == null ? null : open.session().substring(0, MARK_LENGTH),
                open == null ? null : wallMs(open.since()),
                mine != null && counters.serving(counter),
                mine != null && counters.idle(counter),
                mine == null || !counters.idle(counter) ? null : wallMs(mine.lastActive()),
                mine != null ? counters.view(counter).map(CounterView::last).orElse(null) : null,
                device(counter),
                down == null || down.since() == null ? null : wallMs(down.since()),
                settings.clerks().stream()
                        .map(clerk -> new Desk.Person(clerk.id(), clerk.name(), clerk.kind()))
                        .toList(),
                settings.version(),
                mine != null && !clock.trusted()
                        ? new HandClock(clock).proposal(EarliestDay.of(tickets, office.calendar()))
                        : null,
                mine != null && help.getAsBoolean(),
                mine != null && here.mode() == Mode.TICKET ? printer() : null,
                mine != null && here.mode() == Mode.TICKET ? line(counter, settings) : null);
        return new Shown(
                desk,
                new Desk.Running(
                        run,
                        nextTurn(),
                        clock.trusted() ? Long.valueOf(clock.wallMs()) : null,
                        mine != null
                                ? tickets.at(counter)
                                        .map(tickets::atCounterMs)
                                        .map(DeskView::boxed)
                                        .orElse(null)
                                : null));
    }

    private Desk.Line line(int counter, SettingsApplied settings) {
        List<Ticket> waiting = tickets.waitingFor(counter);
        return new Desk.Line(
                tickets.at(counter).map(this::now).orElse(null),
                tickets.lastServed(counter).map(Ticket::label).orElse(null),
                waiting.size(),
                waits(waiting, settings),
                slips(waiting),
                slips(tickets.perhapsOut()),
                slips(tickets.held()),
                slips(tickets.noShows()),
                tickets.servedAt(counter),
                tickets.paused(counter),
                tickets.pausedSince(counter).map(DeskView::wallMs).orElse(null),
                tickets.queues().stream()
                        .map(queue -> new Desk.Door(
                                queue.id(),
                                queue.name(),
                                seats(queue, settings),
                                tickets.waitingIn(queue.id()).size()))
                        .toList());
    }

    private Desk.Now now(Ticket ticket) {
        Served served = tickets.served(ticket);
        OptionalLong waitMs = tickets.waitMs(ticket);
        Moment called = ticket.calledAt();
        return new Desk.Now(
                ticket.id(),
                ticket.label(),
                ticket.priority(),
                ticket.times(),
                ticket.started(),
                called == null ? null : wallMs(called),
                waitMs.isPresent() ? Long.valueOf(waitMs.getAsLong() / MINUTE_MS) : null,
                served.kind(),
                served.procedures(),
                ticket.procedure() != null && served.procedures().equals(List.of(ticket.procedure())),
                served.respondent(),
                served.guidance(),
                served.dossiers());
    }

    private List<Desk.Waits> waits(List<Ticket> waiting, SettingsApplied settings) {
        List<Desk.Waits> rows = new ArrayList<>();
        for (SettingsApplied.Queue queue :
                Optional.ofNullable(settings.queues()).orElse(List.of())) {
            int people = (int) waiting.stream()
                    .filter(each -> !each.priority() && each.queue().equals(queue.id()))
                    .count();
            if (people > 0) {
                rows.add(new Desk.Waits(queue.name(), people));
            }
        }
        int first = (int) waiting.stream().filter(Ticket::priority).count();
        if (first > 0) {
            rows.add(new Desk.Waits(null, first));
        }
        return rows;
    }

    private static List<Desk.Slip> slips(List<Ticket> tickets) {
        return tickets.stream()
                .limit(MOST_LISTED)
                .map(each -> new Desk.Slip(each.id(), each.label(), each.priority()))
                .toList();
    }

    private List<Desk.Seat> seats(SettingsApplied.Queue queue, SettingsApplied settings) {
        return settings.counters().stream()
                .filter(each -> queue.counters().contains(each.number()) && each.mode() == Mode.TICKET)
                .map(each -> new Desk.Seat(
                        each.number(),
                        each.name(),
                        counters.session(each.number()).isPresent() && !tickets.paused(each.number())))
                .toList();
    }

    private String device(int counter) {
        List<PadHealth> bound = bound(counter);
        if (counters.hasScreen(counter) || bound.stream().anyMatch(PadHealth::up)) {
            return "GOOD";
        }
        return bound.isEmpty() ? "NONE" : "DOWN";
    }

    private @Nullable PadHealth down(int counter) {
        return bound(counter).stream()
                .filter(pad -> !pad.up() && device(counter).equals("DOWN"))
                .findFirst()
                .orElse(null);
    }

    private List<PadHealth> bound(int counter) {
        return counters.pads().stream().filter(pad -> pad.counter() == counter).toList();
    }

    private Desk.@Nullable Printer printer() {
        return prints.state()
                .map(state -> {
                    PaperLeft paper = prints.paperLeft();
                    return new Desk.Printer(
                            state.condition().name(), paper.tickets(), (int) (paper.rollMm() / MM_PER_METRE));
                })
                .orElse(null);
    }

    private static @Nullable Long wallMs(Moment moment) {
        return moment.trusted() ? moment.wallMs() : null;
    }

    private static @Nullable Long boxed(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }
}
