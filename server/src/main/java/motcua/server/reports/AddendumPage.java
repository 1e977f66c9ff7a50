package motcua.server.reports;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.language.Language.say;

import java.util.ArrayList;
import java.util.List;
import motcua.server.html.Html;
import motcua.server.html.Page;

/** What came or changed after a version was signed: cells of the computed tables, then and now. The signed version stays. */
final class AddendumPage {
    private final Asked asked;
    private final ReportVersion version;
    private final List<ReportContent.Change> changes;
    private final long nowMs;

    AddendumPage(Asked asked, ReportVersion version, List<ReportContent.Change> changes, long nowMs) {
        this.asked = asked;
        this.version = version;
        this.changes = changes;
        this.nowMs = nowMs;
    }

    String in(Page page) {
        List<Html> rows = new ArrayList<>();
        changes.forEach(c -> rows.add(el(
                "tr",
                el("th", at("scope", "row"), c.table()),
                el("td", Html.name(c.row())),
                el("td", Html.name(c.column())),
                el("td", cls("r"), Html.name(c.before())),
                el("td", cls("r"), Html.name(c.after())))));
        return page.foot(say("Số liệu lúc ", "Data at ") + ReportPage.moment(nowMs))
                .with(
                        ReportPage.crumb(
                                asked.unitName(), asked.query(), asked.period().title()),
                        el(
                                "div",
                                cls("lead"),
                                el(
                                        "h1",
                                        say(
                                                "Phụ lục của bản " + version.version() + ": " + changes.size()
                                                        + " ô khác số liệu đã ký",
                                                "Addendum of version " + version.version() + ": " + changes.size()
                                                        + " cells differ from what was signed")),
                                el(
                                        "p",
                                        say(
                                                "Bản đã ký giữ nguyên. Đây là số liệu đến muộn và kết luận xem xét sau "
                                                        + ReportPage.moment(version.signedMs()) + ".",
                                                "The signed version stays. These came late or were decided after "
                                                        + ReportPage.moment(version.signedMs()) + "."))),
                        el(
                                "section",
                                cls("card"),
                                at("aria-label", say("Các ô khác nhau", "Cells that differ")),
                                changes.isEmpty()
                                        ? el("p", cls("soft"), say("Không có ô nào khác.", "No cell differs."))
                                        : el(
                                                "div",
                                                cls("scroll"),
                                                at("role", "group"),
                                                at("tabindex", "0"),
                                                at("aria-label", say("Các ô khác nhau", "Cells that differ")),
                                                el(
                                                        "table",
                                                        el(
                                                                "thead",
                                                                el(
                                                                        "tr",
                                                                        el(
                                                                                "th",
                                                                                at("scope", "col"),
                                                                                say("Bảng", "Table")),
                                                                        el(
                                                                                "th",
                                                                                at("scope", "col"),
                                                                                say("Dòng", "Row")),
                                                                        el(
                                                                                "th",
                                                                                at("scope", "col"),
                                                                                say("Cột", "Column")),
                                                                        el(
                                                                                "th",
                                                                                at("scope", "col"),
                                                                                cls("r"),
                                                                                say("Đã ký", "Signed")),
                                                                        el(
                                                                                "th",
                                                                                at("scope", "col"),
                                                                                cls("r"),
                                                                                say("Nay", "Now")))),
                                                        el("tbody", rows)))));
    }
}
