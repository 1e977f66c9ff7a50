package motcua.kiosk.board;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import motcua.contract.body.Mode;
import motcua.contract.body.SettingsApplied;
import motcua.kiosk.calendar.OfficeCalendar;
import motcua.kiosk.calendar.Opening;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.Moment;
import motcua.kiosk.office.Office;
import motcua.kiosk.queue.Call;
import motcua.kiosk.queue.Ticket;
import motcua.kiosk.queue.TicketState;
import motcua.kiosk.queue.Tickets;
import motcua.kiosk.queue.WaitRange;
import org.jspecify.annotations.Nullable;

/** Finds out what the board shows. Safe for any thread. */
final class Board {
    /** As many as fit on the screen. Source: ui/kiosk.md 2. */
    static final int MOST_NEXT = 8;

    static final long MINUTE_MS = 60_000;
    /** For those who do not hear the call. Source: domain g 6. */
    private static final long FLASH_MS = 20_000;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final Office office;
    private final Counters counters;
    private final Tickets tickets;
    private final Supplier<Moment> clock;
    private final BooleanSupplier practice;
    private final BooleanSupplier recording;

    Board(
            Office office,
            Counters counters,
            Tickets tickets,
            Supplier<Moment> clock,
            BooleanSupplier practice,
            BooleanSupplier recording) {
        this.office = office;
        this.counters = counters;
        this.tickets = tickets;
        this.clock = clock;
        this.practice = practice;
        this.recording = recording;
    }

    /** What holds now, all of one moment. */
    BoardView view() {
        return counters.atOnce(this::now);
    }

    private BoardView now() {
        SettingsApplied settings = counters.settings().orElse(null);
        Moment now = clock.get();
        List<BoardView.Row> rows = settings == null ? List.of() : rows(settings, now);
        List<Ticket> waiting = tickets.waitingEverywhere();
        List<Ticket> next =
                tickets.waitingAndPerhapsOut().stream().limit(MOST_NEXT).toList();
        return new BoardView(
                settings == null ? "" : settings.office().name(),
                practice.getAsBoolean(),
                recording.getAsBoolean(),
                now.trusted() ? now.wallMs() : null,
                rows,
                next.stream().map(Ticket::label).toList(),
                next.stream()
                        .filter(each -> each.state() == TicketState.RESERVED)
                        .map(each -> new BoardView.Untold(each.id(), each.label()))
                        .toList(),
                waiting.size(),
                expected(waiting),
                rest(rows, now),
                now.trusted()
                        && office.calendar()
                                .receptionDay(OfficeCalendar.local(now.wallMs()).toLocalDate())
                                .isPresent(),
                settings == null ? 0 : settings.version());
    }

    private List<BoardView.Row> rows(SettingsApplied settings, Moment now) {
        List<Call> calls = tickets.calls();
        return settings.counters().stream()
                .filter(each -> each.mode() == Mode.TICKET)
                .map(SettingsApplied.Counter::number)
                .sorted()
                .map(counter -> row(counter, calls, now))
                .toList();
    }

    private BoardView.Row row(int counter, List<Call> calls, Moment now) {
        Optional<Ticket> here = tickets.at(counter);
        if (here.isEmpty()) {
            boolean open = counters.session(counter).isPresent() && !tickets.paused(counter);
            return new BoardView.Row(
                    counter, open ? BoardView.CounterState.FREE : BoardView.CounterState.CLOSED, null, false, 0, 0);
        }
        Ticket ticket = here.get();
        Optional<Call> call = calls.stream()
                .filter(each -> each.counter() == counter && each.ticket().equals(ticket.id()))
                .findFirst();
        long flashLeftMs = call.map(each -> flashLeftMs(each, now)).orElse(0L);
        boolean newest = call.isPresent() && call.get().id() == calls.get(0).id();
        return new BoardView.Row(
                counter,
                BoardView.CounterState.SERVING,
                ticket.label(),
                !ticket.started() && (flashLeftMs > 0 || newest),
                call.map(Call::id).orElse(0L),
                flashLeftMs);
    }

    private static long flashLeftMs(Call call, Moment now) {
        OptionalLong since = now.since(call.at());
        return since.isEmpty() || since.getAsLong() < 0 ? 0 : Math.max(0, FLASH_MS - since.getAsLong());
    }

    /** Over all queues, as the board does not know which one somebody wants; nothing if it is unknown for one people wait in. */
    private @Nullable WaitRange expected(List<Ticket> waiting) {
        List<WaitRange> known = new ArrayList<>();
        for (SettingsApplied.Queue queue : tickets.queues()) {
            int ahead = (int) waiting.stream()
                    .filter(each -> each.queue().equals(queue.id()))
                    .count();
            Optional<WaitRange> wait = tickets.expectedWait(queue.id(), ahead);
            if (wait.isPresent()) {
                known.add(wait.get());
            } else if (ahead > 0) {
                return null;
            }
        }
        return known.isEmpty()
                ? null
                : new WaitRange(
                        known.stream().mapToInt(WaitRange::fromMinutes).min().getAsInt(),
                        known.stream().mapToInt(WaitRange::toMinutes).max().getAsInt());
    }

    /** Whoever is still served at lunch sees the number; outside the hours a clerk who is there shows that somebody works. */
    private BoardView.@Nullable Rest rest(List<BoardView.Row> rows, Moment now) {
        if (rows.stream().anyMatch(row -> row.state() == BoardView.CounterState.SERVING)) {
            return null;
        }
        boolean working = rows.stream().anyMatch(row -> row.state() == BoardView.CounterState.FREE);
        Opening opening = office.calendar().at(now.wallMs(), now.trusted());
        LocalDateTime opens = opening.from();
        LocalDateTime since = opening.since();
        if (opening.state() == Opening.State.LUNCH && opens != null && since != null) {
            return new BoardView.Rest(BoardView.RestKind.LUNCH, TIME.format(since), TIME.format(opens), null);
        }
        if (opening.open() || working) {
            return null;
        }
        boolean today = opening.state() == Opening.State.BEFORE;
        return new BoardView.Rest(
                BoardView.RestKind.CLOSED,
                null,
                opens == null ? null : TIME.format(opens),
                opens == null || today ? null : opens.toLocalDate().toString());
    }
}
