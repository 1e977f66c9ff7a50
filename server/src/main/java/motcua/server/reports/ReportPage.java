package motcua.server.reports;

import static motcua.server.html.Html.all;
import static motcua.server.html.Html.at;
import static motcua.server.html.Html.atIf;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.html.Html.flag;
import static motcua.server.language.Language.say;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import motcua.server.form.Forms;
import motcua.server.html.Html;
import motcua.server.html.Icons;
import motcua.server.html.Page;
import motcua.server.satisfaction.Satisfaction;

/** One report: where it is on its way, what is missing, what can be done now, its files, and the sheets themselves. */
final class ReportPage {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm", Locale.ROOT).withZone(Satisfaction.ZONE);

    private final Asked asked;
    private final List<ReportVersion> versions;
    private final ReportVersion version;
    private final Reports.Made made;
    private final long nowMs;
    private final Optional<String> refused;

    ReportPage(
            Asked asked,
            List<ReportVersion> versions,
            ReportVersion version,
            Reports.Made made,
            long nowMs,
            Optional<String> refused) {
        this.asked = asked;
        this.versions = versions;
        this.version = version;
        this.made = made;
        this.nowMs = nowMs;
        this.refused = refused;
    }

    static String moment(long ms) {
        return MOMENT.format(Instant.ofEpochMilli(ms));
    }

    String in(Page page) {
        ReportContent content = made.content();
        Stamp stamp = Stamp.of(content, version.state() == ReportState.DRAFT, made.hash(), nowMs);
        return page.strip(strip(content.realm()))
                .foot(say("Số liệu đến ", "Data as of ") + moment(content.dataAsOfMs()))
                .with(
                        crumb(asked.unitName(), asked.query(), asked.period().title()),
                        refused.map(text -> note("bad", Icons.bad(18), text)),
                        steps(version),
                        el(
                                "div",
                                cls("grid rep-lay"),
                                el("div", cls("side"), now(), files()),
                                el(
                                        "section",
                                        cls("desk"),
                                        at("aria-label", say("Xem trước báo cáo", "Preview of the report")),
                                        at("tabindex", "0"),
                                        Html.vietnamese(),
                                        new Sheet(content, stamp).report())));
    }

    static String strip(String realm) {
        return realm.equals("SIMULATED")
                ? say(
                        "Dữ liệu mô phỏng/mẫu – không phải số liệu của đơn vị có thật",
                        "Simulated or sample data – not those of a real office")
                : "";
    }

    static Html crumb(String unit, String query, String here) {
        return el(
                "nav",
                cls("crumb"),
                at("aria-label", say("Đường dẫn", "Path")),
                el(
                        "ol",
                        el("li", el("a", at("href", "/reports?" + query), say("Báo cáo", "Reports"))),
                        el("li", Html.name(unit)),
                        el("li", at("aria-current", "page"), el("b", Html.name(here)))));
    }

    static Html note(String kind, Html icon, String text) {
        return el("div", cls("note " + kind), at("role", "alert"), icon, el("p", cls("small"), text));
    }

    /** The way of a version: four steps, the one it is at marked. */
    static Html steps(ReportVersion version) {
        int at = switch (version.state()) {
            case DRAFT -> 0;
            case SIGNED -> 1;
            case SUBMITTED -> 2;
            case RECEIVED, RETURNED -> 3;
        };
        List<String> names = List.of(
                say("Dự thảo", "Draft"),
                say("Đã ký", "Signed"),
                say("Đã gửi cấp trên", "Sent"),
                version.state() == ReportState.RETURNED
                        ? say("Trả lại", "Returned")
                        : say("Cấp trên đã nhận", "Received"));
        List<Long> times = List.of(version.openedMs(), version.signedMs(), version.submittedMs(), version.answeredMs());
        List<Html> steps = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            boolean back = i == 3 && version.state() == ReportState.RETURNED;
            String mark = back ? "↩ " : i == at ? "● " : i < at ? "✓ " : "";
            steps.add(el(
                    "li",
                    cls(back ? "back" : i == at ? "now" : i < at ? "done" : ""),
                    atIf(i == at, "aria-current", "step"),
                    mark + names.get(i),
                    el("span", times.get(i) > 0 ? moment(times.get(i)) : say("chưa", "not yet"))));
        }
        return el("ol", cls("steps"), at("aria-label", say("Trạng thái báo cáo", "State of the report")), steps);
    }

    private Html now() {
        List<Html> body = new ArrayList<>();
        boolean latest = version.version() == versions.get(versions.size() - 1).version();
        switch (version.state()) {
            case DRAFT -> draft(body);
            case SIGNED -> signed(body);
            case SUBMITTED -> submitted(body);
            case RECEIVED -> {
                body.add(el("h1", at("id", "h-r"), say("Cấp trên đã nhận", "Received by the superior")));
                body.add(el(
                        "p",
                        cls("small"),
                        version.answeredBy()
                                + say(
                                        " tiếp nhận. Lượt đến muộn sau lúc này thành phụ lục, không đổi bản đã nhận.",
                                        " received it. What comes late becomes an addendum; this version stays.")));
                addendum(body, latest);
            }
            case RETURNED -> {
                body.add(el("h1", at("id", "h-r"), say("Cấp trên trả lại", "Returned")));
                body.add(el("p", cls("small"), say("Lý do: ", "Remarks: "), Html.name("“" + version.remarks() + "”")));
                body.add(el(
                        "p",
                        cls("small soft"),
                        say(
                                "Bản " + version.version() + " vẫn giữ nguyên trong hồ sơ.",
                                "Version " + version.version() + " stays on file.")));
                addendum(body, latest);
            }
        }
        return el("section", cls("card"), at("aria-labelledby", "h-r"), body);
    }

    private void draft(List<Html> body) {
        int missing = made.readiness().missing().size();
        body.add(el(
                "h1",
                at("id", "h-r"),
                missing == 0
                        ? say("Đủ để ký", "Ready to sign")
                        : say(missing + " việc còn thiếu trước khi ký", missing + " to do before signing")));
        List<Html> items = new ArrayList<>();
        for (Readiness.Item item : made.readiness().items()) {
            items.add(el(
                    "li",
                    item.done() ? Icons.ok(18) : item.blocks() ? Icons.todo(18) : Icons.warn(18),
                    el(
                            "span",
                            Html.vietnamese(),
                            item.anchor().isEmpty() || !asked.own() || item.done()
                                    ? el("span", cls(item.done() ? "" : "todo-i"), item.what())
                                    : el(
                                            "a",
                                            cls("todo-i"),
                                            at(
                                                    "href",
                                                    "/reports/edit?" + asked.query() + "#"
                                                            + ReportEditPage.id(item.anchor())),
                                            item.what()),
                            item.detail().isEmpty()
                                    ? Html.NOTHING
                                    : all(el("br"), el("span", cls("soft"), item.detail())))));
        }
        body.add(el("ul", cls("ready"), items));
        if (asked.own()) {
            body.add(el(
                    "div",
                    cls("rowbtn"),
                    missing == 0
                            ? form("sign", say("Ký báo cáo", "Sign the report"), "btn main")
                            : el(
                                    "a",
                                    cls("btn main"),
                                    at("role", "link"),
                                    at("aria-disabled", "true"),
                                    at("aria-describedby", "w-ky"),
                                    say("Ký báo cáo", "Sign the report")),
                    el(
                            "a",
                            cls("btn"),
                            at("href", "/reports/edit?" + asked.query()),
                            say("Sửa lời văn và số nhập", "Edit words and typed figures"))));
            body.add(el(
                    "p",
                    at("id", "w-ky"),
                    cls("small soft"),
                    say(
                            "Ký được khi đủ các việc trên. Sau khi ký, sửa đổi tạo bản " + (version.version() + 1)
                                    + " và liệt kê từng ô thay đổi.",
                            "It can be signed when nothing is missing. After that a change makes version "
                                    + (version.version() + 1) + " and lists every changed cell.")));
        }
    }

    private void signed(List<Html> body) {
        body.add(el("h1", at("id", "h-r"), say("Đã ký, chưa gửi", "Signed, not sent")));
        body.add(el(
                "p",
                cls("small"),
                say(
                        version.signedBy() + " ký bản " + version.version()
                                + ". Số liệu và lời văn đã cố định; sửa là mở bản " + (version.version() + 1) + ".",
                        version.signedBy() + " signed version " + version.version()
                                + ". Figures and words are fixed; to change is to open version "
                                + (version.version() + 1) + ".")));
        if (!asked.own()) {
            return;
        }
        body.add(el(
                "form",
                cls("col"),
                at("method", "post"),
                at("action", "/reports/upload?" + asked.query()),
                at("enctype", "multipart/form-data"),
                Forms.hidden("token", asked.session().formToken()),
                el(
                        "p",
                        cls("small soft"),
                        say(
                                "In PDF, ký và đóng dấu (hoặc ký số), rồi tải bản đã ký lên.",
                                "Print the PDF, sign and seal it (or sign it digitally), then upload it.")),
                field(
                        "tep",
                        say("Bản PDF đã ký", "Signed PDF"),
                        el(
                                "input",
                                at("type", "file"),
                                at("id", "tep"),
                                at("name", "tep"),
                                at("accept", "application/pdf"))),
                field(
                        "so-ky",
                        say("Số và ký hiệu trên bản đã ký", "Number on it"),
                        el("input", at("id", "so-ky"), at("name", "so"), at("value", version.number()))),
                field(
                        "ngay-ky",
                        say("Ngày trên bản đã ký", "Date on it"),
                        el("input", at("id", "ngay-ky"), at("name", "ngay"), at("value", Sheet.day(version.date())))),
                el(
                        "div",
                        cls("rowbtn"),
                        el("button", cls(version.hasPdf() ? "btn" : "btn main"), say("Tải lên", "Upload")))));
        body.add(el(
                "div",
                cls("rowbtn"),
                version.hasPdf()
                        ? form("submit", say("Gửi báo cáo cấp trên", "Submit to superior unit"), "btn main")
                        : Html.NOTHING,
                openNext()));
    }

    private void submitted(List<Html> body) {
        body.add(el("h1", at("id", "h-r"), say("Đã gửi cấp trên", "Sent to the superior")));
        body.add(el(
                "p",
                cls("small"),
                say(
                        "Cấp trên chưa tiếp nhận. Không rút lại được; muốn sửa thì gửi bản " + (version.version() + 1)
                                + ".",
                        "Not received yet. It cannot be taken back; to correct it send version "
                                + (version.version() + 1) + ".")));
        if (asked.above()) {
            body.add(el(
                    "form",
                    at("method", "post"),
                    at("action", "/reports/answer?" + asked.query()),
                    Forms.hidden("token", asked.session().formToken()),
                    field(
                            "ly-do",
                            say("Lý do trả lại", "Remarks, if it goes back"),
                            el("textarea", at("id", "ly-do"), at("name", "ly-do"), at("rows", 3))),
                    el(
                            "div",
                            cls("rowbtn"),
                            el(
                                    "button",
                                    cls("btn main"),
                                    at("name", "ket-qua"),
                                    at("value", "nhan"),
                                    say("Tiếp nhận", "Receive")),
                            el(
                                    "button",
                                    cls("btn"),
                                    at("name", "ket-qua"),
                                    at("value", "tra"),
                                    say("Trả lại", "Return")))));
        }
        addendum(body, true);
    }

    private void addendum(List<Html> body, boolean latest) {
        body.add(el(
                "div",
                cls("rowbtn"),
                el(
                        "a",
                        cls("btn"),
                        at("href", "/reports/addendum?" + asked.query() + "&ban=" + version.version()),
                        say("Xem phụ lục số liệu đến muộn", "Addendum of late data")),
                latest && asked.own() ? openNext() : Html.NOTHING));
    }

    private Html openNext() {
        return form("open", say("Mở bản " + (version.version() + 1), "Open version " + (version.version() + 1)), "btn");
    }

    private Html form(String action, String text, String classes) {
        return el(
                "form",
                at("method", "post"),
                at("action", "/reports/" + action + "?" + asked.query()),
                Forms.hidden("token", asked.session().formToken()),
                Forms.hidden("revision", Long.toString(version.revision())),
                el("button", cls(classes), text));
    }

    static Html field(String id, String label, Html control) {
        return el("div", cls("field"), el("label", at("for", id), label), control);
    }

    private Html files() {
        List<Html> rows = new ArrayList<>();
        for (ReportVersion each : versions) {
            boolean shown = each.version() == version.version();
            rows.add(el(
                    "tr",
                    el(
                            "th",
                            at("scope", "row"),
                            el(
                                    "a",
                                    at("href", "/reports/view?" + asked.query() + "&ban=" + each.version()),
                                    atIf(shown, "aria-current", "true"),
                                    each.version())),
                    el("td", cls("nw"), moment(each.signedMs() > 0 ? each.signedMs() : nowMs)),
                    el(
                            "td",
                            el(
                                    "span",
                                    cls("tag plain"),
                                    say(each.state().vi(), each.state().en())))));
        }
        String base = "/reports/file?" + asked.query() + "&ban=" + version.version() + "&dang=";
        List<Html> tables = new ArrayList<>();
        for (ReportTable table : made.content().tables()) {
            if (!table.internal() || asked.account().role().seesClerks()) {
                tables.add(el(
                        "option",
                        at("value", table.id()),
                        Html.vietnamese(),
                        flag("selected", false),
                        table.id() + ". " + table.title()));
            }
        }
        return el(
                "section",
                cls("card"),
                at("aria-labelledby", "h-v"),
                el("h2", at("id", "h-v"), say("Bản và tệp", "Versions and files")),
                el(
                        "table",
                        el("caption", cls("vh"), say("Các bản của báo cáo", "Versions of the report")),
                        el(
                                "thead",
                                el(
                                        "tr",
                                        el("th", at("scope", "col"), say("Bản", "Version")),
                                        el("th", at("scope", "col"), say("Số liệu đến", "Data as of")),
                                        el("th", at("scope", "col"), say("Trạng thái", "State")))),
                        el("tbody", rows)),
                el(
                        "p",
                        cls("small"),
                        el("a", at("href", base + "pdf"), "PDF"),
                        " · ",
                        el("a", at("href", base + "docx"), say("DOCX (sửa lời, không sửa bảng)", "DOCX (words only)")),
                        " · ",
                        el("a", at("href", base + "xlsx"), "XLSX"),
                        " · ",
                        el("a", at("href", base + "json"), "JSON"),
                        version.hasPdf()
                                ? all(" · ", el("a", at("href", base + "da-ky"), say("Bản đã ký", "Signed paper")))
                                : Html.NOTHING,
                        asked.account().role().seesClerks()
                                ? all(
                                        " · ",
                                        el(
                                                "a",
                                                at("href", base + "phu-luc"),
                                                say("Phụ lục B6 (nội bộ)", "Annex B6 (internal)")))
                                : Html.NOTHING),
                el(
                        "form",
                        cls("picks"),
                        at("method", "get"),
                        at("action", "/reports/file"),
                        Forms.hidden("dv", asked.unit()),
                        Forms.hidden("ky", asked.period().key()),
                        Forms.hidden("ban", Integer.toString(version.version())),
                        Forms.hidden("dang", "csv"),
                        field(
                                "bang",
                                say("CSV từng bảng", "CSV of a table"),
                                el("select", at("id", "bang"), at("name", "bang"), tables)),
                        el("button", cls("btn"), say("Tải CSV", "Get CSV"))),
                el(
                        "p",
                        cls("small soft"),
                        say("Mã kiểm tra SHA-256: ", "SHA-256: "),
                        el("span", cls("hash"), made.hash())));
    }
}
