package motcua.server.cases;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.language.Language.say;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import motcua.server.access.Role;
import motcua.server.access.Session;
import motcua.server.catalogue.Catalogue;
import motcua.server.form.Forms;
import motcua.server.html.Html;
import motcua.server.html.Page;
import motcua.server.organisation.Scope;
import motcua.server.review.Reasons;
import motcua.server.satisfaction.Figures;

/** All cases one may see: those that wait first, the nearest last day first. */
final class CaseListPage {
    private static final int MOST_ROWS = 200;
    /** Reasons that a case by hand may have. */
    static final List<String> CODES = List.of(
            "WAIT_LONG",
            "SERVICE_SLOW",
            "ATTITUDE",
            "GUIDANCE",
            "REPEAT_VISITS",
            "EXTRA_PAPERS",
            "HARASSMENT",
            "COMPLEX",
            "ONLINE_HARD",
            "FACILITY",
            "FEE",
            "OTHER");

    private final Session session;
    private final Scope scope;
    private final List<FeedbackCase> cases;
    private final Catalogue catalogue;
    private final CaseSight sight;
    private final LocalDate today;

    CaseListPage(Session session, Scope scope, List<FeedbackCase> cases, Catalogue catalogue, CaseSight sight) {
        this.session = session;
        this.scope = scope;
        this.cases = cases;
        this.catalogue = catalogue;
        this.sight = sight;
        this.today = sight.today();
    }

    String in(Page page) {
        List<FeedbackCase> waiting = cases.stream()
                .filter(FeedbackCase::waits)
                .sorted(Comparator.comparing(FeedbackCase::due).thenComparing(FeedbackCase::id))
                .toList();
        long late = waiting.stream().filter(c -> c.late(today)).count();
        List<FeedbackCase> rest = cases.stream()
                .filter(c -> !c.waits())
                .sorted(Comparator.comparing(FeedbackCase::due).reversed().thenComparing(FeedbackCase::id))
                .toList();
        List<FeedbackCase> ordered = new ArrayList<>(waiting);
        ordered.addAll(rest);
        boolean sample = cases.stream().anyMatch(c -> c.realm().equals("SIMULATED"));
        return page.strip(sample ? CasePage.strip() : "")
                .foot(say("Số liệu ngày ", "As of ") + Figures.day(today))
                .with(
                        el(
                                "div",
                                cls("lead"),
                                el(
                                        "h1",
                                        waiting.isEmpty()
                                                ? say(
                                                        "Không có vụ việc nào chờ trả lời.",
                                                        "No case waits for an answer.")
                                                : say(
                                                        waiting.size() + " vụ việc chờ trả lời, " + late + " quá hạn.",
                                                        waiting.size() + " cases wait for an answer, " + late
                                                                + " are overdue.")),
                                el(
                                        "p",
                                        el(
                                                "a",
                                                at("href", "/contests"),
                                                say("Đề nghị xem xét của công chức", "Clerks who contest")),
                                        " · ",
                                        el(
                                                "a",
                                                at("href", "/xu-ly"),
                                                say("Trang công khai kết quả xử lý", "What is published")),
                                        " · ",
                                        el("a", at("href", "/thu-bao"), say("Thư báo buổi sáng", "Morning letter")))),
                        table(ordered.size() > MOST_ROWS ? ordered.subList(0, MOST_ROWS) : ordered, ordered.size()),
                        session.account().role() == Role.AUDITOR ? Html.NOTHING : byHand());
    }

    private Html table(List<FeedbackCase> ordered, int all) {
        List<Html> rows = new ArrayList<>();
        for (FeedbackCase each : ordered) {
            boolean late = each.waits() && each.late(today);
            rows.add(el(
                    "tr",
                    el("th", at("scope", "row"), el("a", at("href", "/cases/view?so=" + each.id()), each.id())),
                    el("td", Html.name(CasePage.unitName(scope.tree(), each.office()))),
                    el("td", Html.name(each.field().isEmpty() ? "nhiều lĩnh vực" : catalogue.fieldName(each.field()))),
                    el("td", CasePage.about(each)),
                    el("td", cls("nw"), sight.when(each)),
                    el("td", cls("nw"), Figures.day(each.due())),
                    el(
                            "td",
                            el(
                                    "span",
                                    cls(late ? "tag warn" : "tag plain"),
                                    late
                                            ? say("quá hạn", "overdue")
                                            : say(
                                                    each.state().vi(),
                                                    each.state().en())))));
        }
        return el(
                "section",
                cls("card"),
                at("aria-labelledby", "h-c"),
                el("h2", at("id", "h-c"), say("Vụ việc", "Cases")),
                rows.isEmpty()
                        ? el("p", cls("soft"), say("Chưa có vụ việc nào.", "No cases yet."))
                        : el(
                                "div",
                                cls("scroll"),
                                at("role", "group"),
                                at("tabindex", "0"),
                                at("aria-labelledby", "h-c"),
                                el(
                                        "table",
                                        el(
                                                "thead",
                                                el(
                                                        "tr",
                                                        el("th", at("scope", "col"), say("Số", "Number")),
                                                        el("th", at("scope", "col"), say("Đơn vị", "Unit")),
                                                        el("th", at("scope", "col"), say("Lĩnh vực", "Field")),
                                                        el("th", at("scope", "col"), say("Về việc", "About")),
                                                        el("th", at("scope", "col"), say("Ngày phục vụ", "Day")),
                                                        el("th", at("scope", "col"), say("Hạn", "Due")),
                                                        el("th", at("scope", "col"), say("Trạng thái", "State")))),
                                        el("tbody", rows))),
                all > ordered.size()
                        ? el("p", cls("cap-note"), say("Cả thảy " + all + " vụ việc.", all + " cases in all."))
                        : Html.NOTHING);
    }

    /** Somebody came and said it; no name and no number is kept. */
    private Html byHand() {
        List<Html> units = new ArrayList<>();
        scope.tree().under(session.account().unit()).stream()
                .filter(u -> scope.tree().isOffice(u.id()))
                .forEach(u -> units.add(el("option", at("value", u.id()), Html.vietnamese(), u.name())));
        List<Html> fields = new ArrayList<>(List.of(el("option", at("value", ""), say("(không rõ)", "(not known)"))));
        Map<String, String> names = new LinkedHashMap<>();
        catalogue.procedures().forEach(p -> names.put(p.fieldCode(), p.fieldName()));
        names.forEach((code, name) -> fields.add(el("option", at("value", code), Html.vietnamese(), name)));
        List<Html> reasons = new ArrayList<>(List.of(el("option", at("value", ""), say("(chọn)", "(choose)"))));
        CODES.forEach(code -> reasons.add(el("option", at("value", code), Reasons.word(code))));
        return el(
                "details",
                cls("twin"),
                el("summary", say("Ghi nhận phản ánh trực tiếp", "Write down what somebody said")),
                el(
                        "form",
                        cls("picks"),
                        at("method", "post"),
                        at("action", "/cases/open"),
                        Forms.hidden("token", session.formToken()),
                        field("dv", say("Đơn vị", "Unit"), el("select", at("id", "dv"), at("name", "dv"), units)),
                        field("lv", say("Lĩnh vực", "Field"), el("select", at("id", "lv"), at("name", "lv"), fields)),
                        field(
                                "ly-do",
                                say("Lý do", "Reason"),
                                el("select", at("id", "ly-do"), at("name", "ly-do"), reasons)),
                        field(
                                "goi",
                                say("Đề nghị gọi lại", "Asks for a call"),
                                el(
                                        "select",
                                        at("id", "goi"),
                                        at("name", "goi"),
                                        el("option", at("value", "0"), say("không", "no")),
                                        el("option", at("value", "1"), say("có", "yes")))),
                        el("button", cls("btn"), say("Ghi nhận", "Write down")),
                        el(
                                "p",
                                cls("small soft"),
                                say(
                                        "Không ghi tên hay số điện thoại vào đây; số để gọi lại do đơn vị giữ trên giấy.",
                                        "No name or telephone number goes in here; the number to call stays on paper."))));
    }

    private static Html field(String id, String label, Html control) {
        return el("div", cls("field"), el("label", at("for", id), label), control);
    }
}
