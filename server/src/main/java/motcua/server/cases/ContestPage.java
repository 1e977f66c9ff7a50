package motcua.server.cases;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.language.Language.say;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import motcua.server.access.Role;
import motcua.server.access.Session;
import motcua.server.form.Forms;
import motcua.server.html.Html;
import motcua.server.html.Page;
import motcua.server.organisation.OrganisationStore;
import motcua.server.organisation.Scope;
import motcua.server.satisfaction.Figures;

/** Contests: a clerk asks and sees what became of it, the superior decides. No level stands here. */
final class ContestPage {
    private final Session session;
    private final OrganisationStore.Tree tree;
    private final List<ContestStore.Contest> contests;

    ContestPage(Session session, OrganisationStore.Tree tree, List<ContestStore.Contest> contests) {
        this.session = session;
        this.tree = tree;
        this.contests = contests;
    }

    String in(Page page) {
        List<Html> content = new ArrayList<>();
        long open = contests.stream().filter(c -> c.state().equals("OPEN")).count();
        content.add(
                el(
                        "div",
                        cls("lead"),
                        el(
                                "h1",
                                say(
                                        "Đề nghị xem xét lại số liệu: " + open + " chờ kết luận.",
                                        open + " requests wait for a finding.")),
                        el(
                                "p",
                                say(
                                        "Công chức không được biết mức nào đã được bấm. Số liệu bị loại vẫn giữ bản ghi gốc, kèm lý do và người quyết định.",
                                        "A clerk is never told a level. What is excluded stays in the journal, with reason and author."))));
        List<Html> cards = new ArrayList<>();
        if (session.account().role() == Role.CLERK) {
            cards.add(ask());
        }
        contests.forEach(c -> cards.add(one(c)));
        content.add(el("div", cls("side"), cards));
        return page.with(content);
    }

    private Html token() {
        return Forms.hidden("token", session.formToken());
    }

    private Html ask() {
        return el(
                "section",
                cls("card"),
                at("aria-labelledby", "h-ask"),
                el("h2", at("id", "h-ask"), say("Đề nghị xem xét lại số liệu", "Request a review of the data")),
                el(
                        "form",
                        at("method", "post"),
                        at("action", "/contests/ask"),
                        token(),
                        el(
                                "div",
                                cls("picks"),
                                input("tu", say("Từ ngày (dd/mm/yyyy)", "From (dd/mm/yyyy)")),
                                input("den", say("Đến ngày", "To")),
                                input("tu-gio", say("Từ giờ (0–23, nếu chỉ một lượt)", "From hour (0–23)")),
                                input("den-gio", say("Đến hết giờ", "To the end of hour"))),
                        el(
                                "div",
                                cls("field"),
                                el("label", at("for", "ly-do"), say("Lý do", "Reason")),
                                el("textarea", at("id", "ly-do"), at("name", "ly-do"), at("rows", 3))),
                        el("div", cls("rowbtn"), el("button", cls("btn main"), say("Gửi đề nghị", "Send")))));
    }

    private static Html input(String id, String label) {
        return el(
                "div",
                cls("field"),
                el("label", at("for", id), label),
                el("input", at("id", id), at("name", id), at("size", 10)));
    }

    private Html one(ContestStore.Contest contest) {
        String id = "h-" + contest.id();
        String hours = contest.fromHour() == 0 && contest.toHour() == 23
                ? ""
                : say(
                        ", từ " + contest.fromHour() + " giờ đến hết " + contest.toHour() + " giờ",
                        ", hours " + contest.fromHour() + " to " + contest.toHour());
        String state = switch (contest.state()) {
            case "ACCEPTED" ->
                isAbove(contest)
                        ? say(
                                "chấp nhận, loại " + contest.services() + " lượt",
                                "accepted, " + contest.services() + " excluded")
                        : say("chấp nhận", "accepted");
            case "REFUSED" -> say("không chấp nhận", "refused");
            default -> say("chờ kết luận", "waits");
        };
        return el(
                "section",
                cls("card"),
                at("aria-labelledby", id),
                el(
                        "h2",
                        at("id", id),
                        contest.id() + " · ",
                        Html.name(CasePage.unitName(tree, contest.office())),
                        " ",
                        el("span", cls("tag plain"), state)),
                el(
                        "p",
                        say("Lượt phục vụ từ ", "Services from ")
                                + Figures.day(LocalDate.parse(contest.fromDay()))
                                + say(" đến ", " to ")
                                + Figures.day(LocalDate.parse(contest.toDay()))
                                + hours),
                el("p", say("Lý do: ", "Reason: "), Html.name(contest.reason())),
                contest.state().equals("OPEN")
                        ? Html.NOTHING
                        : el(
                                "p",
                                say("Kết luận: ", "Finding: "),
                                Html.name(contest.answer()),
                                " – " + contest.decidedBy()),
                contest.state().equals("OPEN") && session.account().role() == Role.REVIEWER && isAbove(contest)
                        ? decide(contest)
                        : Html.NOTHING);
    }

    /** How many pressed in an hour that a clerk names would tell whether this or that person did. */
    private boolean isAbove(ContestStore.Contest contest) {
        return new Scope(tree, session.account()).isAboveHead(contest.office());
    }

    private Html decide(ContestStore.Contest contest) {
        String field = "kl-" + contest.id();
        return el(
                "form",
                at("method", "post"),
                at("action", "/contests/decide"),
                token(),
                Forms.hidden("so", contest.id()),
                el(
                        "div",
                        cls("field"),
                        el("label", at("for", field), say("Kết luận, căn cứ", "Finding and grounds")),
                        el("textarea", at("id", field), at("name", "ket-luan"), at("rows", 2))),
                el(
                        "div",
                        cls("rowbtn"),
                        el(
                                "button",
                                cls("btn main"),
                                at("name", "viec"),
                                at("value", "nhan"),
                                say("Chấp nhận: loại khỏi số liệu", "Accept: exclude")),
                        el(
                                "button",
                                cls("btn"),
                                at("name", "viec"),
                                at("value", "khong"),
                                say("Không chấp nhận", "Refuse"))));
    }
}
