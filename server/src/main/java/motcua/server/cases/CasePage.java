package motcua.server.cases;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.language.Language.say;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import motcua.server.access.Role;
import motcua.server.access.Session;
import motcua.server.catalogue.Catalogue;
import motcua.server.form.Forms;
import motcua.server.html.Html;
import motcua.server.html.Icons;
import motcua.server.html.Page;
import motcua.server.organisation.OrgUnit;
import motcua.server.organisation.OrganisationStore;
import motcua.server.organisation.Scope;
import motcua.server.organisation.WorkingCalendar;
import motcua.server.review.Reasons;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.Satisfaction;

/** One case: what is known, the unit's answer, what became of it, and how often the same reason came in 90 days. */
final class CasePage {
    private static final int DAYS_OF_THE_SAME = 90;

    private final Session session;
    private final OrganisationStore.Tree tree;
    private final FeedbackCase shown;
    private final List<CaseStore.Event> events;
    private final List<FeedbackCase> all;
    private final WorkingCalendar calendar;
    private final Catalogue catalogue;
    private final CaseSight sight;
    private final LocalDate today;
    private final Optional<String> refused;

    CasePage(
            Session session,
            OrganisationStore.Tree tree,
            FeedbackCase shown,
            List<CaseStore.Event> events,
            List<FeedbackCase> all,
            WorkingCalendar calendar,
            Catalogue catalogue,
            CaseSight sight,
            Optional<String> refused) {
        this.session = session;
        this.tree = tree;
        this.shown = shown;
        this.events = events;
        this.all = all;
        this.calendar = calendar;
        this.catalogue = catalogue;
        this.sight = sight;
        this.today = sight.today();
        this.refused = refused;
    }

    static String unitName(OrganisationStore.Tree tree, String office) {
        Optional<OrgUnit> unit = tree.unit(office);
        return unit.flatMap(u -> tree.unit(u.parent()))
                .filter(parent -> unit.get().type().equals("OFFICE"))
                .or(() -> unit)
                .map(OrgUnit::name)
                .orElse(office);
    }

    /** The unit that an office is shown as. */
    static String unitId(OrganisationStore.Tree tree, String office) {
        return tree.unit(office)
                .filter(u -> u.type().equals("OFFICE"))
                .flatMap(u -> tree.unit(u.parent()))
                .map(OrgUnit::id)
                .orElse(office);
    }

    static String owner(FeedbackCase each) {
        return each.confidential() ? say("cơ quan cấp trên", "the superior") : say("đơn vị", "the unit");
    }

    static String fieldName(Catalogue catalogue, FeedbackCase each) {
        return each.field().isEmpty() ? "nhiều lĩnh vực" : "lĩnh vực " + catalogue.fieldName(each.field());
    }

    /** Words of what it is about: reasons in quotes, or that there were several. */
    static String about(FeedbackCase each) {
        return each.reasons().isEmpty()
                ? say(
                        "từ " + CaseOpener.SEVERAL + " lượt chưa hài lòng trong 7 ngày",
                        CaseOpener.SEVERAL + " or more not satisfied in 7 days")
                : String.join(
                        ", ",
                        each.reasons().stream()
                                .map(r -> "“" + Reasons.word(r) + "”")
                                .toList());
    }

    /** Working days that are left, below 0 if it is late. */
    private int left() {
        return today.isAfter(shown.due())
                ? -calendar.workingDays(shown.due().plusDays(1), today)
                : calendar.workingDays(today.plusDays(1), shown.due());
    }

    String in(Page page) {
        int left = left();
        String deadline = !shown.waits()
                ? say("Trả lời ngày ", "Answered on ") + day(shown.answered())
                : left >= 0
                        ? say("Còn " + left + " ngày làm việc để trả lời", left + " working days left to answer")
                        : say("Quá hạn " + -left + " ngày làm việc", -left + " working days overdue");
        return page.strip(shown.realm().equals("SIMULATED") ? strip() : "")
                .foot(say("Số liệu ngày ", "As of ") + Figures.day(today))
                .with(
                        el(
                                "nav",
                                cls("crumb"),
                                at("aria-label", say("Đường dẫn", "Path")),
                                el(
                                        "ol",
                                        el("li", el("a", at("href", "/cases"), say("Vụ việc", "Cases"))),
                                        el("li", at("aria-current", "page"), el("b", shown.id())))),
                        refused.map(text -> el(
                                "div",
                                cls("note bad"),
                                at("role", "alert"),
                                Icons.bad(18),
                                el("p", cls("small"), text))),
                        el(
                                "div",
                                cls("lead"),
                                el(
                                        "h1",
                                        Html.name(unitName(tree, shown.office()) + ", " + fieldName(catalogue, shown)),
                                        ": ",
                                        about(shown)),
                                el(
                                        "p",
                                        deadline + " · " + say("hạn ", "due ") + Figures.day(shown.due()) + " · ",
                                        el(
                                                "span",
                                                cls(left < 0 && shown.waits() ? "tag warn" : "tag plain"),
                                                say(
                                                        shown.state().vi(),
                                                        shown.state().en())))),
                        el(
                                "div",
                                cls("grid case-lay"),
                                el("div", cls("side"), known(), answer(), check()),
                                el("div", cls("side"), course(), same())));
    }

    static String strip() {
        return say(
                "Dữ liệu mô phỏng/mẫu – không phải số liệu của đơn vị có thật",
                "Simulated or sample data – not those of a real office");
    }

    private static String day(String iso) {
        return iso.isEmpty() ? "—" : Figures.day(LocalDate.parse(iso));
    }

    private Html known() {
        String why = switch (shown.why()) {
            case "SEVERAL" ->
                say(
                        "Tại một quầy có từ " + CaseOpener.SEVERAL + " lượt chưa hài lòng trong 7 ngày.",
                        "At one counter " + CaseOpener.SEVERAL + " or more were not satisfied in 7 days.");
            case "DIRECT" -> say("Người dân phản ánh trực tiếp.", "Somebody came and said so.");
            default ->
                say(
                        "Có lý do được chọn. Một lượt bấm không kèm lý do không bao giờ mở vụ việc.",
                        "A reason was chosen. A press without a reason never opens a case.");
        };
        return el(
                "section",
                cls("card"),
                at("aria-labelledby", "h-1"),
                el("h2", at("id", "h-1"), say("Điều đã biết", "What is known")),
                el(
                        "dl",
                        cls("facts"),
                        fact(say("Ngày phục vụ", "Day of service"), sight.when(shown)),
                        fact(say("Đơn vị", "Unit"), unitName(tree, shown.office())),
                        fact(
                                say("Lĩnh vực", "Field"),
                                shown.field().isEmpty()
                                        ? say("Nhiều lĩnh vực", "Several")
                                        : catalogue.fieldName(shown.field())),
                        fact(
                                say("Lý do được chọn", "Reasons chosen"),
                                shown.reasons().isEmpty()
                                        ? "—"
                                        : String.join(
                                                "; ",
                                                shown.reasons().stream()
                                                        .map(Reasons::word)
                                                        .toList())),
                        fact(say("Vì sao mở", "Why it was opened"), why),
                        shown.callback() == 0
                                ? Html.NOTHING
                                : fact(
                                        say("Gọi lại", "Call back"),
                                        shown.callback() == 1
                                                ? say("người dân đề nghị, chưa gọi", "asked for, not done")
                                                : say("đã gọi", "done"))),
                el(
                        "p",
                        cls("cap-note"),
                        say(
                                "Không hiện số phiếu, giờ, quầy, tên công chức hay mức đã bấm: không ai suy ra được người đánh giá. Cấp trên thấy vụ việc vào ngày làm việc kế tiếp; đơn vị nhận vụ việc của cả tuần vào đầu tuần sau, không kèm ngày.",
                                "No ticket, time, counter, clerk or level is shown: nobody can tell who rated. The superior sees a case on the next working day; the unit is given those of a week together when it is over, without the day.")),
                shown.callback() == 1
                        ? form("/cases/called", el("button", cls("btn"), say("Đã gọi lại", "Called back")))
                        : Html.NOTHING);
    }

    private static Html fact(String name, String value) {
        return Html.all(el("dt", name), el("dd", Html.name(value)));
    }

    private Html form(String action, Object... parts) {
        return el(
                "form",
                at("method", "post"),
                at("action", action),
                Forms.hidden("token", session.formToken()),
                Forms.hidden("so", shown.id()),
                List.of(parts));
    }

    private boolean mayAnswer() {
        return shown.waits()
                && (shown.confidential()
                        ? session.account().role() == Role.REVIEWER
                        : session.account().role() == Role.LEADER);
    }

    private Html answer() {
        List<Html> body = new ArrayList<>();
        body.add(el("h2", at("id", "h-2"), say("Trả lời của đơn vị", "The unit's answer")));
        body.add(el(
                "p",
                cls("small soft"),
                say(
                        "Trả lời được công khai, không kèm ngày; lĩnh vực chỉ nêu khi có từ " + Handling.LEAST
                                + " vụ việc.",
                        "The answer is published without the day; a field is named only with " + Handling.LEAST
                                + " cases or more.")));
        if (!shown.remarks().isEmpty()) {
            body.add(
                    el("p", say("Cấp trên hỏi thêm: ", "The superior asks: "), Html.name("“" + shown.remarks() + "”")));
        }
        if (mayAnswer()) {
            body.add(form(
                    "/cases/answer",
                    area("nguyen-nhan", say("Nguyên nhân", "Cause"), shown.cause()),
                    area(
                            "da-lam",
                            say("Đã làm gì, ai làm, xong ngày nào", "What was done, by whom, until when"),
                            shown.done()),
                    el(
                            "div",
                            cls("rowbtn"),
                            el(
                                    "button",
                                    cls("btn main"),
                                    at("name", "viec"),
                                    at("value", "gui"),
                                    say("Gửi trả lời", "Send the answer")),
                            el(
                                    "button",
                                    cls("btn"),
                                    at("name", "viec"),
                                    at("value", "nhap"),
                                    say("Lưu nháp", "Keep as a draft")))));
        } else {
            body.add(el(
                    "dl",
                    cls("facts"),
                    fact(
                            say("Nguyên nhân", "Cause"),
                            shown.waits() || shown.cause().isEmpty() ? "—" : shown.cause()),
                    fact(
                            say("Đã làm gì", "What was done"),
                            shown.waits() || shown.done().isEmpty() ? "—" : shown.done())));
        }
        return el("section", cls("card"), at("aria-labelledby", "h-2"), body);
    }

    private static Html area(String id, String label, String value) {
        return el(
                "div",
                cls("field"),
                el("label", at("for", id), label),
                el("textarea", at("id", id), at("name", id), at("rows", 4), Html.vietnamese(), value));
    }

    private Html check() {
        if (shown.state() != CaseState.ANSWERED
                || session.account().role() != Role.REVIEWER
                || !new Scope(tree, session.account()).isAboveHead(shown.office())) {
            return Html.NOTHING;
        }
        return el(
                "section",
                cls("card"),
                at("aria-labelledby", "h-5"),
                el("h2", at("id", "h-5"), say("Cấp trên xem", "Check by the superior")),
                form(
                        "/cases/check",
                        shown.remarks().isEmpty()
                                ? area("hoi", say("Hỏi thêm (một lần)", "Ask once more"), "")
                                : Html.NOTHING,
                        el(
                                "div",
                                cls("rowbtn"),
                                el(
                                        "button",
                                        cls("btn main"),
                                        at("name", "viec"),
                                        at("value", "dong"),
                                        say("Đóng vụ việc", "Close the case")),
                                shown.remarks().isEmpty()
                                        ? el(
                                                "button",
                                                cls("btn"),
                                                at("name", "viec"),
                                                at("value", "hoi"),
                                                say("Hỏi thêm", "Ask once more"))
                                        : Html.NOTHING)));
    }

    private Html course() {
        List<Html> steps = new ArrayList<>();
        for (CaseStore.Event event : events) {
            LocalDate day = event.action().equals("OPENED")
                    ? sight.known(shown)
                    : LocalDate.ofInstant(Instant.ofEpochMilli(event.atMs()), Satisfaction.ZONE);
            String who = event.account().isEmpty() ? "" : event.account() + " ";
            String what = switch (event.action()) {
                case "OPENED" ->
                    event.account().isEmpty()
                            ? sight.seesDay(shown)
                                    ? say("Tự mở, ngày làm việc kế tiếp", "Opened by itself, next working day")
                                    : say("Giao cho đơn vị", "Given to the unit")
                            : who + say("ghi nhận", "wrote it down");
                case "ANSWERED" -> who + say("trả lời", "answered");
                case "ASKED_AGAIN" -> who + say("hỏi thêm", "asked once more");
                case "CLOSED" -> who + say("đóng", "closed");
                default -> who + say("gọi lại người dân", "called back");
            };
            steps.add(step(Figures.day(day), what, false));
        }
        if (shown.waits()) {
            steps.add(step(
                    say("hạn ", "due ") + Figures.day(shown.due()),
                    shown.confidential()
                            ? say("Cơ quan cấp trên trả lời", "The superior answers")
                            : say("Đơn vị trả lời", "The unit answers"),
                    true));
        }
        if (shown.state() != CaseState.CLOSED) {
            steps.add(step(
                    say("sau trả lời", "after the answer"),
                    say("Cấp trên xem; đóng hoặc hỏi thêm một lần", "The superior closes or asks once more"),
                    true));
        }
        if (!shown.confidential()) {
            YearMonth next = YearMonth.from(today).plusMonths(1);
            steps.add(step(
                    say("sớm nhất tháng ", "at the soonest in ") + next.getMonthValue() + "/" + next.getYear(),
                    say(
                            "Công khai câu trả lời, khi đơn vị có từ " + Handling.LEAST + " vụ việc",
                            "The answer is published, once the unit has " + Handling.LEAST + " cases"),
                    true));
        }
        return el(
                "section",
                cls("card"),
                at("aria-labelledby", "h-3"),
                el("h2", at("id", "h-3"), say("Diễn biến", "Course")),
                el("ol", cls("line"), steps));
    }

    private static Html step(String when, String what, boolean next) {
        return el("li", cls(next ? "next" : ""), el("b", when), el("br"), what);
    }

    private Html same() {
        if (shown.reasons().isEmpty()) {
            return Html.NOTHING;
        }
        LocalDate from = sight.since(shown, DAYS_OF_THE_SAME);
        Map<String, Long> counts = new LinkedHashMap<>();
        shown.reasons()
                .forEach(reason -> counts.put(
                        reason,
                        all.stream()
                                .filter(c -> c.office().equals(shown.office())
                                        && c.realm().equals(shown.realm())
                                        && !c.day().isBefore(from)
                                        && c.reasons().contains(reason))
                                .count()));
        long cases = all.stream()
                .filter(c -> c.office().equals(shown.office())
                        && c.realm().equals(shown.realm())
                        && !c.day().isBefore(from))
                .count();
        List<Html> rows = new ArrayList<>();
        counts.forEach((reason, n) -> rows.add(el(
                "tr",
                el("th", at("scope", "row"), Reasons.word(reason)),
                el("td", cls("r"), Figures.count(n)),
                el("td", cls("r"), Figures.count(n) + "/" + Figures.count(cases)))));
        return el(
                "section",
                cls("card"),
                at("aria-labelledby", "h-4"),
                el("h2", at("id", "h-4"), say("Cùng lý do, 90 ngày", "The same reason, 90 days")),
                el(
                        "table",
                        el("caption", cls("vh"), say("Số vụ việc cùng lý do", "Cases of the same reason")),
                        el(
                                "thead",
                                el(
                                        "tr",
                                        el("th", at("scope", "col"), say("Lý do tại đơn vị", "Reason at the unit")),
                                        el("th", at("scope", "col"), cls("r nw"), say("Số vụ việc", "Cases")),
                                        el("th", at("scope", "col"), cls("r"), say("trên mọi vụ việc", "of all")))),
                        el("tbody", rows)));
    }
}
