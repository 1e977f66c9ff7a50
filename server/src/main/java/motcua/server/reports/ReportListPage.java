package motcua.server.reports;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.html.Html.flag;
import static motcua.server.language.Language.say;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import motcua.server.form.Forms;
import motcua.server.html.Html;
import motcua.server.html.Icons;
import motcua.server.html.Page;
import motcua.server.organisation.OrgUnit;
import motcua.server.satisfaction.Figures;

/** All reports of a unit, who below it has and has not reported, and the sums of those that have. */
final class ReportListPage {
    private final Asked asked;
    private final List<ReportVersion> own;
    private final Consolidation below;
    private final Map<String, Long> reminders;
    private final LocalDate today;

    ReportListPage(
            Asked asked, List<ReportVersion> own, Consolidation below, Map<String, Long> reminders, LocalDate today) {
        this.asked = asked;
        this.own = own;
        this.below = below;
        this.reminders = reminders;
        this.today = today;
    }

    String in(Page page) {
        List<Html> content = new ArrayList<>();
        content.add(el(
                "div",
                cls("lead"),
                el("h1", sentence()),
                el(
                        "p",
                        say("Từ ", "From ") + Figures.day(asked.period().from()) + say(" đến ", " to ")
                                + Figures.day(asked.period().to()) + " · "
                                + say("hạn gửi ", "due ") + Figures.day(due()))));
        content.add(picks());
        Long reminded = reminders.get(asked.unit());
        Optional<ReportVersion> current = current();
        if (asked.own()
                && reminded != null
                && current.filter(ReportVersion::isSent).isEmpty()) {
            content.add(ReportPage.note(
                    "warn",
                    Icons.warn(18),
                    say("Cấp trên nhắc gửi báo cáo này lúc ", "The superior asked for this report at ")
                            + ReportPage.moment(reminded)));
        }
        content.add(ownCard(current));
        if (!below.children().isEmpty()) {
            content.add(belowCard());
            below.tables().forEach(t -> content.add(sums(t)));
        }
        return page.foot(say("Số liệu lúc ", "As of ") + Figures.day(today)).with(content);
    }

    private LocalDate due() {
        return asked.period().to().plusDays(Reports.DUE_DAYS);
    }

    private Optional<ReportVersion> current() {
        return own.stream().filter(v -> v.period().equals(asked.period().key())).reduce((a, b) -> b);
    }

    private Html sentence() {
        String title = asked.period().title();
        if (below.children().isEmpty()) {
            return Html.all(Html.name(title + ", " + asked.unitName()), ": ", state(current()));
        }
        long sent = below.children().stream()
                .filter(c -> c.latest().filter(ReportVersion::isSent).isPresent())
                .count();
        return Html.all(
                Html.name(title + ", " + asked.unitName()),
                say(
                        ": " + sent + "/" + below.children().size() + " đơn vị trực thuộc đã gửi báo cáo.",
                        ": " + sent + "/" + below.children().size() + " units below have sent their reports."));
    }

    private String state(Optional<ReportVersion> version) {
        return version.map(v -> say("bản ", "version ") + v.version() + " "
                        + say(v.state().vi(), v.state().en()) + ".")
                .orElse(
                        asked.period().isClosed(today)
                                ? say("chưa lập báo cáo.", "no report yet.")
                                : say("kỳ chưa kết thúc.", "the period still runs."));
    }

    private Html picks() {
        List<Html> units = new ArrayList<>();
        for (OrgUnit unit : asked.scope().tree().under(asked.account().unit())) {
            units.add(el(
                    "option",
                    at("value", unit.id()),
                    Html.vietnamese(),
                    flag("selected", unit.id().equals(asked.unit())),
                    unit.name()));
        }
        List<Html> periods = new ArrayList<>();
        boolean listed = false;
        for (ReportPeriod period : ReportPeriod.choices(today)) {
            boolean chosen = period.key().equals(asked.period().key());
            listed |= chosen;
            periods.add(el(
                    "option", at("value", period.key()), Html.vietnamese(), flag("selected", chosen), period.title()));
        }
        if (!listed) {
            periods.add(el(
                    "option",
                    at("value", asked.period().key()),
                    Html.vietnamese(),
                    flag("selected", true),
                    asked.period().title()));
        }
        periods.add(el("option", at("value", "khac"), say("Từ ngày … đến ngày …", "From … to …")));
        return el(
                "form",
                cls("picks"),
                at("method", "get"),
                at("action", "/reports"),
                ReportPage.field("dv", say("Đơn vị", "Unit"), el("select", at("id", "dv"), at("name", "dv"), units)),
                ReportPage.field(
                        "ky", say("Kỳ báo cáo", "Period"), el("select", at("id", "ky"), at("name", "ky"), periods)),
                ReportPage.field(
                        "tu",
                        say("Từ ngày (kỳ khác)", "From (other days)"),
                        el("input", at("id", "tu"), at("name", "tu"), at("size", 10), at("placeholder", "dd/mm/yyyy"))),
                ReportPage.field(
                        "den",
                        say("Đến ngày", "To"),
                        el(
                                "input",
                                at("id", "den"),
                                at("name", "den"),
                                at("size", 10),
                                at("placeholder", "dd/mm/yyyy"))),
                el("button", cls("btn"), say("Xem", "Show")));
    }

    private Html ownCard(Optional<ReportVersion> current) {
        Map<String, ReportVersion> latest = new LinkedHashMap<>();
        own.forEach(v -> latest.put(v.period(), v));
        List<Html> rows = new ArrayList<>();
        List<ReportVersion> newest = new ArrayList<>(latest.values());
        for (int i = newest.size() - 1; i >= 0; i--) {
            ReportVersion v = newest.get(i);
            String name =
                    ReportPeriod.ofKey(v.period()).map(ReportPeriod::title).orElse(v.period());
            rows.add(el(
                    "tr",
                    el(
                            "th",
                            at("scope", "row"),
                            el(
                                    "a",
                                    at(
                                            "href",
                                            "/reports/view?dv=" + URLEncoder.encode(v.unit(), StandardCharsets.UTF_8)
                                                    + "&ky=" + v.period()),
                                    Html.name(name))),
                    el("td", v.version()),
                    el(
                            "td",
                            el(
                                    "span",
                                    cls("tag plain"),
                                    say(v.state().vi(), v.state().en()))),
                    el("td", v.number().isEmpty() ? "—" : v.number())));
        }
        Html open;
        if (current.isPresent()) {
            open = el(
                    "a",
                    cls("btn main"),
                    at("href", "/reports/view?" + asked.query()),
                    say("Mở báo cáo kỳ này", "Open this period's report"));
        } else if (asked.own()) {
            open = el(
                    "form",
                    at("method", "post"),
                    at("action", "/reports/open?" + asked.query()),
                    Forms.hidden("token", asked.session().formToken()),
                    el("button", cls("btn main"), say("Lập báo cáo kỳ này", "Begin this period's report")));
        } else {
            open = Html.NOTHING;
        }
        return el(
                "section",
                cls("card"),
                at("aria-labelledby", "h-own"),
                el("h2", at("id", "h-own"), say("Báo cáo của ", "Reports of "), Html.name(asked.unitName())),
                rows.isEmpty()
                        ? el("p", cls("soft"), say("Chưa có báo cáo nào.", "No reports yet."))
                        : el(
                                "div",
                                cls("scroll"),
                                at("role", "group"),
                                at("tabindex", "0"),
                                at("aria-labelledby", "h-own"),
                                el(
                                        "table",
                                        el(
                                                "thead",
                                                el(
                                                        "tr",
                                                        el("th", at("scope", "col"), say("Kỳ", "Period")),
                                                        el("th", at("scope", "col"), say("Bản", "Version")),
                                                        el("th", at("scope", "col"), say("Trạng thái", "State")),
                                                        el("th", at("scope", "col"), say("Số", "Number")))),
                                        el("tbody", rows))),
                el("div", cls("rowbtn"), open));
    }

    private Html belowCard() {
        List<Html> rows = new ArrayList<>();
        for (Consolidation.Child child : below.children()) {
            Optional<ReportVersion> version = child.latest();
            boolean sent = version.filter(ReportVersion::isSent).isPresent();
            boolean late = !sent && today.isAfter(due());
            Long reminded = reminders.get(child.unit().id());
            String query = "dv=" + URLEncoder.encode(child.unit().id(), StandardCharsets.UTF_8) + "&ky="
                    + asked.period().key();
            Html name = version.isPresent()
                    ? el(
                            "a",
                            at("href", "/reports/view?" + query),
                            Html.name(child.unit().name()))
                    : Html.name(child.unit().name());
            boolean mayRemind = !sent && asked.above(child.unit().id());
            rows.add(el(
                    "tr",
                    el("th", at("scope", "row"), name),
                    el(
                            "td",
                            el(
                                    "span",
                                    cls(late ? "tag warn" : "tag plain"),
                                    late
                                            ? say("quá hạn gửi", "overdue")
                                            : version.map(v -> say(
                                                            v.state().vi(),
                                                            v.state().en()))
                                                    .orElse(say("chưa gửi", "not sent")))),
                    el(
                            "td",
                            cls("nw"),
                            version.filter(v -> v.submittedMs() > 0)
                                    .map(v -> ReportPage.moment(v.submittedMs()))
                                    .orElse("—")),
                    el(
                            "td",
                            version.map(ReportVersion::number)
                                    .filter(n -> !n.isEmpty())
                                    .orElse("—")),
                    el(
                            "td",
                            reminded == null
                                    ? Html.NOTHING
                                    : el(
                                            "span",
                                            cls("small soft"),
                                            say("đã nhắc ", "reminded ") + ReportPage.moment(reminded)),
                            mayRemind
                                    ? el(
                                            "form",
                                            at("method", "post"),
                                            at("action", "/reports/remind?" + query),
                                            Forms.hidden(
                                                    "token", asked.session().formToken()),
                                            Forms.hidden("tren", asked.unit()),
                                            el(
                                                    "button",
                                                    cls("btn"),
                                                    say("Nhắc ", "Remind "),
                                                    el(
                                                            "span",
                                                            cls("vh"),
                                                            Html.name(
                                                                    child.unit().name()))))
                                    : Html.NOTHING)));
        }
        return el(
                "section",
                cls("card"),
                at("aria-labelledby", "h-below"),
                el("h2", at("id", "h-below"), say("Đơn vị trực thuộc", "Units below")),
                el(
                        "div",
                        cls("scroll"),
                        at("role", "group"),
                        at("tabindex", "0"),
                        at("aria-labelledby", "h-below"),
                        el(
                                "table",
                                el(
                                        "thead",
                                        el(
                                                "tr",
                                                el("th", at("scope", "col"), say("Đơn vị", "Unit")),
                                                el("th", at("scope", "col"), say("Báo cáo", "Report")),
                                                el("th", at("scope", "col"), say("Gửi lúc", "Sent at")),
                                                el("th", at("scope", "col"), say("Số", "Number")),
                                                el("th", at("scope", "col"), say("Nhắc", "Reminder")))),
                                el("tbody", rows))),
                el(
                        "p",
                        cls("small"),
                        el(
                                "a",
                                at("href", "/reports/consolidation?" + asked.query()),
                                say("Tải bảng tổng hợp (XLSX)", "Get the sums (XLSX)"))));
    }

    private static Html sums(ReportTable table) {
        return el(
                "section",
                cls("card"),
                at("aria-labelledby", "h-" + table.id()),
                el("h2", at("id", "h-" + table.id()), Html.name(table.id() + ". " + table.title())),
                el(
                        "div",
                        cls("scroll"),
                        at("role", "group"),
                        at("tabindex", "0"),
                        at("aria-labelledby", "h-" + table.id()),
                        Html.vietnamese(),
                        Sheet.drawn(table)),
                table.notes().stream()
                        .map(n -> el("p", cls("cap-note"), Html.name(n)))
                        .toList());
    }
}
