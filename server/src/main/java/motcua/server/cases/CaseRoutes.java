package motcua.server.cases;

import static motcua.server.language.Language.say;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.text.Normalizer;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import motcua.server.access.Account;
import motcua.server.access.Gate;
import motcua.server.access.Role;
import motcua.server.access.Session;
import motcua.server.catalogue.Catalogue;
import motcua.server.form.Forms;
import motcua.server.organisation.CalendarStore;
import motcua.server.organisation.OrganisationStore;
import motcua.server.organisation.Scope;
import motcua.server.review.Frame;
import motcua.server.review.Reasons;
import motcua.server.satisfaction.Satisfaction;

/** Cases, contests and what the public sees of both. */
public final class CaseRoutes {
    private static final Role[] READERS = {Role.REVIEWER, Role.LEADER, Role.AUDITOR};
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");
    private static final int LONGEST_TEXT = 4_000;

    private final CaseStore store;
    private final ContestStore contests;
    private final OrganisationStore organisation;
    private final CalendarStore calendars;
    private final Catalogue catalogue;
    private final Frame frame;
    private final Clock clock;

    /** Pages of these cases and contests. */
    public CaseRoutes(
            CaseStore store,
            ContestStore contests,
            OrganisationStore organisation,
            CalendarStore calendars,
            Catalogue catalogue,
            Frame frame,
            Clock clock) {
        this.store = store;
        this.contests = contests;
        this.organisation = organisation;
        this.calendars = calendars;
        this.catalogue = catalogue;
        this.frame = frame;
        this.clock = clock;
    }

    /** Adds the routes. */
    public void register(RoutesConfig routes) {
        routes.get("/cases", this::list, READERS);
        routes.get("/cases/view", this::view, READERS);
        routes.post("/cases/answer", this::answer, Role.LEADER, Role.REVIEWER);
        routes.post("/cases/check", this::check, Role.REVIEWER);
        routes.post("/cases/called", this::called, Role.LEADER, Role.REVIEWER);
        routes.post("/cases/open", this::open, Role.LEADER, Role.REVIEWER);
        routes.get("/contests", this::contests, Role.CLERK, Role.REVIEWER, Role.LEADER, Role.AUDITOR);
        routes.post("/contests/ask", this::ask, Role.CLERK);
        routes.post("/contests/decide", this::decide, Role.REVIEWER);
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(Satisfaction.ZONE));
    }

    /** Nobody closes what the own unit answered, nor decides what the own clerks contest. */
    static void requireAbove(Scope scope, String office) {
        if (!scope.isAboveHead(office)) {
            throw new ForbiddenResponse(say(
                    "Việc này do cơ quan cấp trên của đơn vị quyết định.", "This is decided by the unit's superior."));
        }
    }

    /** A case by hand is about what the page offers; anything else would be kept and published as it came. */
    static void requireKnown(String reason, String field, Catalogue catalogue) {
        if (!CaseListPage.CODES.contains(reason)) {
            throw refused(
                    "Ô “Lý do”: không có lý do này; xin chọn trong danh sách.",
                    "Field “Reason”: there is no such reason; choose one of the list.");
        }
        if (!field.isEmpty()
                && catalogue.procedures().stream().noneMatch(p -> p.fieldCode().equals(field))) {
            throw refused(
                    "Ô “Lĩnh vực”: không có lĩnh vực này; xin chọn trong danh sách.",
                    "Field “Field”: there is no such field of work; choose one of the list.");
        }
    }

    private static HttpResponseException refused(String vietnamese, String english) {
        return new HttpResponseException(HttpStatus.UNPROCESSABLE_CONTENT, say(vietnamese, english), Map.of());
    }

    /** A contest is about a service or a few weeks, not about all of a clerk's work. */
    static void requireShort(String fromDay, String toDay) {
        if (ContestStore.isTooLong(fromDay, toDay)) {
            throw refused(
                    "Ô “Từ ngày”, “Đến ngày”: một đề nghị xem xét nhiều nhất " + ContestStore.LONGEST_DAYS
                            + " ngày; xin gửi đề nghị ngắn hơn.",
                    "Fields “From”, “To”: a request is about " + ContestStore.LONGEST_DAYS
                            + " days at most; please send a shorter one.");
        }
    }

    private Scope scope(Context ctx) {
        return Scope.of(ctx, organisation.tree(today().toString()));
    }

    private CaseSight sight(Context ctx) {
        return new CaseSight(scope(ctx), today());
    }

    private List<FeedbackCase> seen(CaseSight sight) {
        return store.all().stream().filter(sight::sees).toList();
    }

    private void list(Context ctx) {
        Session session = Gate.required(ctx);
        CaseSight sight = sight(ctx);
        ctx.html(new CaseListPage(session, scope(ctx), seen(sight), catalogue, sight)
                .in(frame.page(say("Vụ việc", "Cases"), "/cases", session)));
    }

    private FeedbackCase wanted(Context ctx) {
        return store.find(Forms.given(ctx, "so"))
                .filter(sight(ctx)::sees)
                .orElseThrow(() -> new NotFoundResponse(say("Không có vụ việc này", "There is no such case")));
    }

    private void view(Context ctx) {
        show(ctx, wanted(ctx), Optional.empty());
    }

    private void show(Context ctx, FeedbackCase each, Optional<String> refused) {
        Session session = Gate.required(ctx);
        Scope scope = scope(ctx);
        CaseSight sight = sight(ctx);
        ctx.html(new CasePage(
                        session,
                        scope.tree(),
                        each,
                        store.events(each.id()),
                        seen(sight),
                        calendars.calendar(scope.tree(), each.office()),
                        catalogue,
                        sight,
                        refused)
                .in(frame.page(each.id(), "/cases", session)));
    }

    private void answer(Context ctx) {
        FeedbackCase each = wanted(ctx);
        Account by = Gate.required(ctx).account();
        if (by.role() == Role.LEADER ? each.confidential() : !each.confidential()) {
            throw new ForbiddenResponse(say(
                    "Vụ việc này do bên khác trả lời: " + CasePage.owner(each) + ".",
                    "Somebody else answers this case: " + CasePage.owner(each) + "."));
        }
        String cause = text(ctx, "nguyen-nhan");
        String done = text(ctx, "da-lam");
        boolean draft = Forms.given(ctx, "viec").equals("nhap");
        if (!draft && (cause.isEmpty() || done.isEmpty())) {
            ctx.status(HttpStatus.BAD_REQUEST);
            show(
                    ctx,
                    each,
                    Optional.of(say(
                            "Ô “" + (cause.isEmpty() ? "Nguyên nhân" : "Đã làm gì, ai làm, xong ngày nào")
                                    + "” còn trống.",
                            "Field “" + (cause.isEmpty() ? "Cause" : "What was done") + "” is empty.")));
            return;
        }
        boolean went =
                draft ? store.draft(each.id(), cause, done, by) : store.answer(each.id(), cause, done, today(), by);
        after(ctx, each, went);
    }

    private void after(Context ctx, FeedbackCase each, boolean went) {
        if (!went) {
            throw new ConflictResponse(say(
                    "Có người khác vừa xử lý vụ việc này. Lần bấm này không thay đổi gì.",
                    "Somebody else has just dealt with this case. This press changed nothing."));
        }
        ctx.redirect("/cases/view?so=" + each.id(), HttpStatus.SEE_OTHER);
    }

    private void check(Context ctx) {
        FeedbackCase each = wanted(ctx);
        Account by = Gate.required(ctx).account();
        requireAbove(scope(ctx), each.office());
        if (Forms.given(ctx, "viec").equals("dong")) {
            after(ctx, each, store.close(each.id(), by));
            return;
        }
        String remarks = text(ctx, "hoi");
        if (remarks.isEmpty()) {
            ctx.status(HttpStatus.BAD_REQUEST);
            show(ctx, each, Optional.of(say("Ô “Hỏi thêm” còn trống.", "Field “Ask once more” is empty.")));
            return;
        }
        LocalDate due = calendars
                .calendar(organisation.tree(today().toString()), each.office())
                .plus(today(), CaseOpener.DAYS_TO_ANSWER);
        after(ctx, each, store.askAgain(each.id(), remarks, due, by));
    }

    private void called(Context ctx) {
        FeedbackCase each = wanted(ctx);
        after(ctx, each, store.called(each.id(), Gate.required(ctx).account()));
    }

    /** Somebody came and said it: a case by hand, with no name and no telephone number. */
    private void open(Context ctx) {
        Scope scope = scope(ctx);
        String office = Forms.given(ctx, "dv");
        if (!scope.offices("").contains(office) || office.isEmpty()) {
            throw new BadRequestResponse(say("Ô “Đơn vị”: xin chọn đơn vị.", "Field “Unit”: choose one."));
        }
        String reason = Forms.given(ctx, "ly-do");
        if (reason.isEmpty()) {
            throw new BadRequestResponse(say("Ô “Lý do”: xin chọn lý do.", "Field “Reason”: choose one."));
        }
        String field = Forms.given(ctx, "lv");
        requireKnown(reason, field, catalogue);
        LocalDate day = today();
        boolean confidential = reason.equals(Reasons.CONFIDENTIAL);
        Account by = scope.account();
        store.open(
                new CaseStore.Opening(
                        "D|" + by.name() + "|" + clock.millis(),
                        "REAL",
                        office,
                        field,
                        day,
                        Set.of(reason),
                        "DIRECT",
                        confidential,
                        day,
                        calendars.calendar(scope.tree(), office).plus(day, CaseOpener.DAYS_TO_ANSWER),
                        Forms.given(ctx, "goi").equals("1")),
                by.name());
        ctx.redirect("/cases", HttpStatus.SEE_OTHER);
    }

    private void contests(Context ctx) {
        Session session = Gate.required(ctx);
        Scope scope = scope(ctx);
        ctx.html(new ContestPage(session, scope.tree(), ofWhom(scope))
                .in(frame.page(say("Đề nghị xem xét", "Contests"), "/contests", session)));
    }

    /** A clerk sees own ones, others those of their offices. */
    private List<ContestStore.Contest> ofWhom(Scope scope) {
        Account account = scope.account();
        Set<String> offices = scope.offices("");
        return contests.all().stream()
                .filter(c -> account.role() == Role.CLERK
                        ? c.office().equals(account.unit()) && c.clerk().equals(account.clerk())
                        : offices.contains(c.office()))
                .toList();
    }

    private void ask(Context ctx) {
        Account by = Gate.required(ctx).account();
        LocalDate from = day(Forms.given(ctx, "tu"), say("Từ ngày", "From"));
        LocalDate to = day(Forms.given(ctx, "den"), say("Đến ngày", "To"));
        if (to.isBefore(from)) {
            throw new BadRequestResponse(
                    say("Ô “Đến ngày” đứng trước ô “Từ ngày”.", "Field “To” is before field “From”."));
        }
        if (!to.isBefore(today())) {
            throw new BadRequestResponse(
                    say("Ô “Đến ngày”: chỉ xem xét được những ngày đã qua.", "Field “To”: only days that are over."));
        }
        requireShort(from.toString(), to.toString());
        int first = hour(Forms.given(ctx, "tu-gio"), 0);
        int last = hour(Forms.given(ctx, "den-gio"), 23);
        if (last < first) {
            throw new BadRequestResponse(
                    say("Ô “Đến hết giờ” đứng trước ô “Từ giờ”.", "Field “To the end of hour” is before “From hour”."));
        }
        String reason = text(ctx, "ly-do");
        if (reason.isEmpty()) {
            throw new BadRequestResponse(say("Ô “Lý do” còn trống.", "Field “Reason” is empty."));
        }
        contests.ask(by.unit(), by.clerk(), from.toString(), to.toString(), first, last, reason, by);
        ctx.redirect("/contests", HttpStatus.SEE_OTHER);
    }

    private void decide(Context ctx) {
        Scope scope = scope(ctx);
        ContestStore.Contest contest = ofWhom(scope).stream()
                .filter(c -> c.id().equals(Forms.given(ctx, "so")))
                .findFirst()
                .orElseThrow(() -> new NotFoundResponse(say("Không có đề nghị này", "There is no such request")));
        requireAbove(scope, contest.office());
        boolean accepted = Forms.given(ctx, "viec").equals("nhan");
        if (accepted) {
            requireShort(contest.fromDay(), contest.toDay());
        }
        String answer = text(ctx, "ket-luan");
        if (answer.isEmpty()) {
            throw new BadRequestResponse(say("Ô “Kết luận” còn trống.", "Field “Finding” is empty."));
        }
        if (!contests.decide(contest, accepted, answer, scope.account())) {
            throw new ConflictResponse(say(
                    "Đề nghị này đã có kết luận. Lần bấm này không thay đổi gì.",
                    "This request has been decided. This press changed nothing."));
        }
        ctx.redirect("/contests", HttpStatus.SEE_OTHER);
    }

    private static LocalDate day(String text, String field) {
        try {
            return text.contains("/") ? LocalDate.parse(text.strip(), DAY) : LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new BadRequestResponse(say(
                    "Ô “" + field + "”: cần ngày viết như 31/12/2026.",
                    "Field “" + field + "”: a day such as 31/12/2026."));
        }
    }

    private static int hour(String text, int otherwise) {
        if (text.isBlank()) {
            return otherwise;
        }
        if (!text.strip().matches("\\d{1,2}") || Integer.parseInt(text.strip()) > 23) {
            throw new BadRequestResponse(say("Giờ là số từ 0 đến 23.", "An hour is a number from 0 to 23."));
        }
        return Integer.parseInt(text.strip());
    }

    private static String text(Context ctx, String name) {
        String clean = Normalizer.normalize(Forms.given(ctx, name).replace("\r\n", "\n"), Normalizer.Form.NFC)
                .replaceAll("[\\p{Cntrl}&&[^\\n]]", " ")
                .strip();
        return clean.length() > LONGEST_TEXT ? clean.substring(0, LONGEST_TEXT) : clean;
    }
}
