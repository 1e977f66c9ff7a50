package motcua.server.review;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.language.Language.say;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import motcua.server.html.Html;
import motcua.server.satisfaction.Figures;
import motcua.server.watch.OfficeState;
import motcua.server.watch.Trouble;

/** At most ten rows, the strongest evidence first, and how many of them chance alone would show. */
final class TodoPage {
    private static final int MOST = 10;
    private static final List<String> DAYS =
            List.of("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật");

    private final List<Todo> all;
    private final double chance;
    private final long units;
    private final ReviewPeriod period;
    private final List<OfficeState> states;
    private final List<Html> cards;
    private final boolean whole;
    private final LocalDate today;

    TodoPage(
            List<Todo> all,
            double chance,
            long units,
            ReviewPeriod period,
            List<OfficeState> states,
            List<Html> cards,
            boolean whole,
            LocalDate today) {
        this.all = all;
        this.chance = chance;
        this.units = units;
        this.period = period;
        this.states = states;
        this.cards = cards;
        this.whole = whole;
        this.today = today;
    }

    Html content() {
        List<Todo> shown = whole || all.size() <= MOST ? all : all.subList(0, MOST);
        return Html.all(
                lead(),
                el(
                        "div",
                        cls("grid todo-lay"),
                        el(
                                "section",
                                cls("card todo-card todo"),
                                at("aria-labelledby", "h-todo"),
                                el(
                                        "h2",
                                        at("id", "h-todo"),
                                        cls("vh"),
                                        say(
                                                "Danh sách, bằng chứng mạnh nhất trước",
                                                "The list, strongest evidence first")),
                                shown.isEmpty()
                                        ? el(
                                                "p",
                                                cls("empty"),
                                                say(
                                                        "Hôm nay không có việc nào vượt mức ngẫu nhiên.",
                                                        "Nothing today goes beyond chance."))
                                        : el(
                                                "ol",
                                                cls("todo"),
                                                shown.stream()
                                                        .map(TodoPage::row)
                                                        .toList()),
                                shown.size() < all.size()
                                        ? el(
                                                "p",
                                                cls("empty"),
                                                el(
                                                        "a",
                                                        cls("btn"),
                                                        at("href", "/review/todo?xem=tat-ca&ky=" + period.key()),
                                                        say("Xem cả " + all.size(), "See all " + all.size())))
                                        : Html.NOTHING),
                        el("div", cls("side"), cards, devices())));
    }

    private Html lead() {
        long certain = all.stream().filter(t -> t.strength() == Todo.FACT).count();
        long signs = all.size() - certain;
        String day = say(
                DAYS.get(today.getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue()) + ", " + Figures.day(today),
                Figures.day(today));
        String sentence = all.isEmpty()
                ? day + say(": hôm nay không có việc nào vượt mức ngẫu nhiên.", ": nothing today goes beyond chance.")
                : day
                        + say(
                                ": " + all.size() + " việc đáng xem, trong đó " + certain
                                        + " việc là sự kiện chắc chắn và " + signs + " việc là dấu hiệu.",
                                ": " + all.size() + " things to look at, " + certain + " of them facts and " + signs
                                        + " signs.");
        String k = "~" + Math.round(chance);
        return el(
                "div",
                cls("lead"),
                el("h1", sentence),
                el(
                        "p",
                        say("Số cảnh báo do ngẫu nhiên: ", "Alarms expected by chance: "),
                        el("b", k),
                        say(
                                ". Với " + units + " đơn vị đủ mẫu trong " + period.nameInside()
                                        + ", nếu không nơi nào thực sự khác thì vẫn hiện khoảng " + k.substring(1)
                                        + " dấu hiệu. ",
                                ". With " + units + " units of enough ratings in " + period.nameInside() + ", about "
                                        + k.substring(1) + " would show though nothing differs anywhere. "),
                        el("a", at("href", "/phuong-phap#canh-bao"), say("Vì sao?", "Why?"))));
    }

    private static Html row(Todo todo) {
        String strength = switch (todo.strength()) {
            case Todo.FACT -> say("chắc chắn", "certain");
            case Todo.STRONG -> say("mạnh", "strong");
            default -> say("vừa", "moderate");
        };
        return el(
                "li",
                el("div", cls("sure"), StatePlots.ladder(todo.strength()), el("span", cls("vh"), strength)),
                el("div", el("h3", el("a", at("href", todo.href()), todo.title())), el("p", cls("why"), todo.why())),
                el("div", cls("ev"), todo.evidence()),
                el(
                        "div",
                        cls("act"),
                        el("span", cls("soft small nw"), todo.since()),
                        el("br", cls("hide-s")),
                        el("a", at("href", todo.href()), todo.action())));
    }

    private Html devices() {
        int up = states.stream().mapToInt(OfficeState::devicesUp).sum();
        int known = states.stream().mapToInt(OfficeState::devices).sum();
        long days = states.stream()
                .flatMap(s -> s.days().stream())
                .filter(d -> d.working() && d.date().isBefore(today))
                .count();
        long covered = states.stream()
                .flatMap(s -> s.days().stream())
                .filter(d -> d.working() && d.date().isBefore(today) && d.services() > 0)
                .count();
        return el(
                "section",
                cls("card"),
                at("aria-labelledby", "h-dev"),
                el("h2", at("id", "h-dev"), say("Thiết bị và độ phủ", "Devices and coverage")),
                el(
                        "dl",
                        cls("kv"),
                        el("dt", say("Thiết bị đang hoạt động", "Devices that work")),
                        el("dd", known == 0 ? "—" : up + " / " + known),
                        el("dt", say("Im lặng trên 2 ngày làm việc", "Silent for more than 2 working days")),
                        el("dd", Figures.count(having(Trouble.SILENT))),
                        el("dt", say("Kẹt nút", "Stuck keys")),
                        el("dd", Figures.count(having(Trouble.STUCK))),
                        el("dt", say("Không sử dụng", "Unused")),
                        el("dd", Figures.count(having(Trouble.UNUSED))),
                        el("dt", say("Độ phủ theo lịch, 14 ngày", "Coverage by calendar, 14 days")),
                        el("dd", days == 0 ? "—" : Figures.percent(covered, days))),
                el(
                        "p",
                        cls("small soft"),
                        say(
                                Figures.count(covered) + "/" + Figures.count(days)
                                        + " ngày làm việc của các đơn vị có lượt phục vụ. “Im lặng” khác với “không có lượt phục vụ”.",
                                Figures.count(covered) + "/" + Figures.count(days)
                                        + " working days of offices have services. “Silent” is not “no visitor”.")));
    }

    private long having(Trouble trouble) {
        return states.stream().filter(s -> s.troubles().contains(trouble)).count();
    }
}
