package motcua.kiosk.ticket;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import motcua.contract.body.Kind;
import motcua.contract.body.Mode;
import motcua.contract.body.SettingsApplied;
import motcua.contract.body.TicketOrigin;
import motcua.kiosk.calendar.OfficeCalendar;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.Moment;
import motcua.kiosk.office.Office;
import motcua.kiosk.office.OfficeData;
import motcua.kiosk.queue.Refusal;
import motcua.kiosk.queue.Ticket;
import motcua.kiosk.queue.TicketWish;
import motcua.kiosk.queue.Tickets;
import motcua.kiosk.queue.WaitRange;
import motcua.kiosk.web.Answers;
import motcua.kiosk.web.Doorkeeper;
import motcua.kiosk.web.LiveFeed;
import motcua.kiosk.web.Role;
import motcua.kiosk.web.Routes;
import org.jspecify.annotations.Nullable;

/** Doors of {@code /ticket}, where a citizen takes a number. Nothing here says who took it, or why somebody has priority. */
public final class TicketRoutes implements Routes {
    private static final long MINUTE_MS = 60_000;
    /** What a screen makes up for each ticket. */
    private static final Pattern WISH = Pattern.compile("[A-Za-z0-9-]{8,64}");

    private final Office office;
    private final Counters counters;
    private final Tickets tickets;
    private final Slips slips;
    private final HelpCalls help;
    private final LiveFeed feed;
    private final Supplier<Moment> clock;
    private final BooleanSupplier practice;
    private final BooleanSupplier recording;

    /**
     * @param slips where the slips are, {@link Slips#NO_PRINTER} without a printer
     * @param practice whether tickets do not count yet
     * @param recording whether tickets can be stored
     */
    public TicketRoutes(
            Office office,
            Counters counters,
            Tickets tickets,
            Slips slips,
            HelpCalls help,
            LiveFeed feed,
            Supplier<Moment> clock,
            BooleanSupplier practice,
            BooleanSupplier recording) {
        this.office = office;
        this.counters = counters;
        this.tickets = tickets;
        this.slips = slips;
        this.help = help;
        this.feed = feed;
        this.clock = clock;
        this.practice = practice;
        this.recording = recording;
    }

    /**
     * What the screen shows.
     *
     * @param printer whether a slip comes out, which may be wished for in large print
     * @param minuteMs the present minute, absent while the clock is not trusted
     * @param counters how many counters work with tickets
     */
    record Screen(
            String office,
            boolean practice,
            boolean recording,
            boolean printer,
            @Nullable Long minuteMs,
            int counters,
            List<ShownQueue> queues,
            List<Choice> procedures,
            List<Serving> serving,
            @Nullable WorkingHours hours) {}

    /** @param closed why no ticket is to be had, absent if one is */
    record ShownQueue(
            String id,
            String name,
            Kind kind,
            List<Integer> counters,
            int waiting,
            @Nullable WaitRange expected,
            Refusal.@Nullable Reason closed) {}

    /** A procedure to choose, see {@link OfficeData.Procedure}. */
    record Choice(
            String code,
            String name,
            @Nullable String field,
            @Nullable String nickname,
            boolean common) {}

    record Serving(String label, int counter) {}

    /**
     * A ticket, told to whoever took it.
     *
     * @param ahead how many are called before
     */
    record Taken(
            String id,
            String label,
            boolean priority,
            List<Integer> counters,
            int ahead,
            @Nullable WaitRange expected,
            SlipState slip) {}

    /**
     * @param unsure whether the citizen asks for guidance
     * @param large whether the slip is to be in large print
     */
    record WishBody(
            @Nullable String wish,
            @Nullable String queue,
            @Nullable String procedure,
            boolean priority,
            boolean unsure,
            boolean large) {}

    /**
     * How the numbers stand, for whoever looks after the kiosk.
     *
     * @param untold numbers that neither paper nor screen has told yet
     */
    record Numbers(int waiting, List<String> untold) {}

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/ticket", ctx -> Answers.json(ctx, screen()), Role.ANYONE);
        routes.sse("/api/ticket/events", this::events, Role.ANYONE);
        routes.get("/api/tickets", this::numbers, Role.ANYONE);
        routes.post("/api/tickets", this::take, Role.ANYONE);
        routes.get("/api/tickets/{ticket}", this::ticket, Role.ANYONE);
        routes.post("/api/tickets/{ticket}/shown", this::shown, Role.ANYONE);
        routes.post("/api/help", this::callHelp, Role.ANYONE);
        routes.post("/api/counters/{counter}/help/answered", this::answerHelp, Role.CLERK);
    }

    private void events(SseClient client) {
        feed.serve(
                client,
                () -> {
                    Screen now = screen();
                    return new LiveFeed.State(now, now);
                },
                () -> {});
    }

    private void take(Context ctx) {
        WishBody body = Answers.body(ctx, WishBody.class);
        String wish = body.wish();
        String queue = body.queue();
        if (wish == null || queue == null || !WISH.matcher(wish).matches()) {
            throw new BadRequestResponse("Yêu cầu không đọc được");
        }
        String procedure = body.procedure();
        Ticket taken = tickets.issue(new TicketWish(
                "screen-" + wish,
                queue,
                procedure,
                procedure == null ? null : field(procedure),
                body.priority(),
                TicketOrigin.SCREEN,
                body.unsure(),
                body.large()));
        if (body.unsure()) {
            help.call();
        }
        feed.changed();
        Answers.json(ctx, told(taken));
    }

    /** Only procedures of the office's list: an office may not invent one. */
    private @Nullable String field(String procedure) {
        OfficeData data = office.data().orElseThrow(() -> new BadRequestResponse("Thủ tục không có trong danh mục"));
        if (data.procedures().stream().noneMatch(each -> each.code().equals(procedure))) {
            throw new BadRequestResponse("Thủ tục không có trong danh mục");
        }
        return data.fieldOf(List.of(procedure));
    }

    private void numbers(Context ctx) {
        Answers.json(
                ctx,
                new Numbers(
                        tickets.waiting(),
                        tickets.reserved().stream().map(Ticket::label).toList()));
    }

    private void ticket(Context ctx) {
        Answers.json(ctx, told(required(ctx.pathParam("ticket"))));
    }

    private void shown(Context ctx) {
        Ticket ticket = required(ctx.pathParam("ticket"));
        tickets.shown(ticket.id());
        feed.changed();
        Answers.json(ctx, Map.of());
    }

    private Ticket required(String id) {
        return tickets.ticket(id).orElseThrow(() -> new Refusal(Refusal.Reason.UNKNOWN_TICKET));
    }

    private void callHelp(Context ctx) {
        help.call();
        Answers.json(ctx, Map.of());
    }

    private void answerHelp(Context ctx) {
        counters.active(Doorkeeper.counter(ctx));
        help.answered();
        Answers.json(ctx, Map.of());
    }

    private Taken told(Ticket ticket) {
        int ahead = tickets.ahead(ticket);
        return new Taken(
                ticket.id(),
                ticket.label(),
                ticket.priority(),
                tickets.queues().stream()
                        .filter(each -> each.id().equals(ticket.queue()))
                        .findFirst()
                        .map(SettingsApplied.Queue::counters)
                        .orElse(List.of()),
                ahead,
                tickets.expectedWait(ticket.queue(), ahead).orElse(null),
                slips.of(ticket.id()));
    }

    private Screen screen() {
        SettingsApplied settings = counters.settings().orElse(null);
        Moment now = clock.get();
        List<Integer> numbers = settings == null
                ? List.of()
                : settings.counters().stream()
                        .filter(each -> each.mode() == Mode.TICKET)
                        .map(SettingsApplied.Counter::number)
                        .toList();
        return new Screen(
                settings == null ? "" : settings.office().name(),
                practice.getAsBoolean(),
                recording.getAsBoolean(),
                !slips.equals(Slips.NO_PRINTER),
                now.trusted() ? Long.valueOf(Math.floorDiv(now.wallMs(), MINUTE_MS) * MINUTE_MS) : null,
                numbers.size(),
                tickets.queues().stream()
                        .filter(each -> receivesToday(each.id(), now))
                        .map(this::shown)
                        .toList(),
                procedures(),
                numbers.stream()
                        .flatMap(number -> tickets.at(number).map(at -> new Serving(at.label(), number)).stream())
                        .toList(),
                WorkingHours.after(office, now).orElse(null));
    }

    /** Whether the queue is one in which people wait today: those of reception days are not there on others. */
    private boolean receivesToday(String queue, Moment now) {
        boolean onDays = office.data().stream()
                .flatMap(data -> data.hours().reception().stream())
                .anyMatch(each -> each.queue().equals(queue));
        return !onDays
                || !now.trusted()
                || office.calendar()
                        .receptionDay(OfficeCalendar.local(now.wallMs()).toLocalDate())
                        .filter(queue::equals)
                        .isPresent();
    }

    private ShownQueue shown(SettingsApplied.Queue queue) {
        int waiting = tickets.waitingIn(queue.id()).size();
        return new ShownQueue(
                queue.id(),
                queue.name(),
                queue.kind(),
                queue.counters(),
                waiting,
                tickets.expectedWait(queue.id(), waiting).orElse(null),
                tickets.closed(queue.id()).orElse(null));
    }

    private List<Choice> procedures() {
        return office.data().map(OfficeData::procedures).orElse(List.of()).stream()
                .map(each -> new Choice(each.code(), each.name(), each.field(), each.nickname(), each.common()))
                .toList();
    }
}
