package motcua.server.review;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.atIf;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.language.Language.say;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import motcua.server.fleet.ServerHealth;
import motcua.server.html.Html;
import motcua.server.html.Icons;
import motcua.server.satisfaction.Figures;
import motcua.server.watch.OfficeState;
import motcua.server.watch.Trouble;

/** What every office sent and how its devices are, the gravest first. */
final class DataPage {
    /** Which offices are listed. */
    enum Filter {
        LOOK("can-xem"),
        ALL("tat-ca"),
        PRACTISING("dang-tap");

        final String param;

        Filter(String param) {
            this.param = param;
        }

        static Filter of(String param) {
            for (Filter filter : values()) {
                if (filter.param.equals(param)) {
                    return filter;
                }
            }
            return ALL;
        }

        boolean holds(OfficeState state) {
            return switch (this) {
                case LOOK -> state.trouble().needsALook();
                case ALL -> true;
                case PRACTISING -> state.troubles().contains(Trouble.PRACTISING);
            };
        }
    }

    private final List<OfficeState> states;
    private final Map<String, String> names;
    private final Filter filter;
    private final String search;
    private final LocalDate today;
    private final String now;

    /** @param now the moment, in words */
    DataPage(
            List<OfficeState> states,
            Map<String, String> names,
            Filter filter,
            String search,
            LocalDate today,
            String now) {
        this.states = states;
        this.names = names;
        this.filter = filter;
        this.search = search;
        this.today = today;
        this.now = now;
    }

    Html content(ServerHealth server, String unit, String listAge, Html undone) {
        List<OfficeState> shown = states.stream()
                .filter(filter::holds)
                .filter(s -> Search.plain(name(s)).contains(Search.plain(search)))
                .toList();
        return Html.all(
                lead(server, listAge),
                undone,
                picks(unit),
                el(
                        "section",
                        cls("card"),
                        at("aria-labelledby", "h-d"),
                        el(
                                "div",
                                cls("cardhead"),
                                el("h2", at("id", "h-d"), say("Nặng nhất trước", "Gravest first")),
                                el(
                                        "ul",
                                        cls("legend"),
                                        el("li", StatePlots.key(true, 1, true), say("có số liệu", "data")),
                                        el(
                                                "li",
                                                StatePlots.key(true, 0, true),
                                                say("không có lượt phục vụ", "no visitor")),
                                        el(
                                                "li",
                                                StatePlots.key(true, 0, false),
                                                say("ngày làm việc chưa có số liệu", "working day without data")),
                                        el("li", StatePlots.key(false, 0, false), say("ngày nghỉ", "day off")))),
                        shown.isEmpty()
                                ? el("p", cls("soft"), say("Không có đơn vị nào trong lọc này.", "No office here."))
                                : table(shown),
                        el(
                                "p",
                                cls("cap-note"),
                                say(
                                        "Chưa gửi: số bản ghi máy báo còn giữ ở lần kết nối cuối. Không khớp: lượt bấm không thuộc lượt phục vụ nào / mọi lượt bấm trong 30 ngày; xem lại khi trên 5\u00a0%. Chưa rõ thủ tục: xem lại khi trên 10\u00a0% lượt. Ngày làm việc: thứ Hai đến thứ Sáu.",
                                        "Not sent: records the kiosk said it still holds when last connected. Unmatched: presses that belong to no service / all presses of 30 days; to be looked at above 5\u00a0%. Unknown procedure: to be looked at above 10\u00a0% of services. Working days: Monday to Friday."))));
    }

    private String name(OfficeState state) {
        return names.getOrDefault(
                state.office(), state.office().isEmpty() ? say("Chưa rõ đơn vị", "Unknown office") : state.office());
    }

    private Html lead(ServerHealth server, String listAge) {
        long fresh = states.stream()
                .filter(s -> s.silentDays() == 0 && s.lastSeenMs() > 0)
                .count();
        long silent = having(Trouble.SILENT);
        long behind = having(Trouble.BEHIND);
        long forks = having(Trouble.FORK);
        String sentence = states.isEmpty()
                ? say("Chưa máy nào gửi trạng thái.", "No kiosk has sent its state yet.")
                : say(
                        "Đến " + now + ": " + fresh + " trong " + states.size()
                                + " đơn vị đã có số liệu trong ngày làm việc gần nhất; " + silent + " đơn vị im lặng, "
                                + behind + " gửi chậm" + (forks > 0 ? "; " + forks + " sổ ghi tách nhánh." : "."),
                        "At " + now + ": " + fresh + " of " + states.size()
                                + " offices have sent since the last working day; " + silent + " silent, " + behind
                                + " behind" + (forks > 0 ? "; " + forks + " forked journals." : "."));
        boolean up = server.status().equals("UP");
        return el(
                "div",
                cls("lead"),
                el("h1", sentence),
                el(
                        "p",
                        say(
                                "“Im lặng” là chưa nhận được gì; “không có lượt phục vụ” là đã nhận và đúng là không có.",
                                "“Silent” means nothing was received; “no visitor” means data came and nobody had.")),
                el(
                        "p",
                        cls("small"),
                        say("Máy chủ ", "Server "),
                        tag(up ? "good" : "bad", up ? say("hoạt động", "works") : server.status()),
                        say(" · phiên bản ", " · version ") + server.version()
                                + say(" · đã ghi ", " · stored ")
                                + Figures.count(server.committedRecords())
                                + say(" bản ghi từ lúc khởi động · cách ly ", " records since start · quarantined ")
                                + Figures.count(server.quarantined())
                                + say(" · chờ ghi ", " · waiting ") + Figures.count(server.waiting()) + " · "
                                + listAge));
    }

    private long having(Trouble trouble) {
        return states.stream().filter(s -> s.troubles().contains(trouble)).count();
    }

    private Html picks(String unit) {
        List<Html> links = new ArrayList<>();
        for (Filter each : Filter.values()) {
            long n = states.stream().filter(each::holds).count();
            String word = switch (each) {
                case LOOK -> say("Cần xem", "To look at");
                case ALL -> say("Tất cả", "All");
                case PRACTISING -> say("Đang tập", "Practising");
            };
            links.add(el(
                    "a",
                    at(
                            "href",
                            "/status?loc=" + each.param + "&dv=" + ReviewData.Choice.encode(unit) + "&tim="
                                    + ReviewData.Choice.encode(search)),
                    atIf(each == filter, "aria-current", "true"),
                    word + " · " + n));
        }
        return el(
                "form",
                cls("picks"),
                at("method", "get"),
                at("action", "/status"),
                at("role", "search"),
                el(
                        "div",
                        cls("field"),
                        el("span", cls("lab"), at("id", "lc"), say("Lọc", "Filter")),
                        el("nav", cls("seg-c"), at("aria-labelledby", "lc"), links)),
                el("input", at("type", "hidden"), at("name", "loc"), at("value", filter.param)),
                el("input", at("type", "hidden"), at("name", "dv"), at("value", unit)),
                el(
                        "div",
                        cls("field"),
                        el("label", at("for", "tim"), say("Tìm (không cần dấu)", "Find (marks not needed)")),
                        el(
                                "input",
                                at("id", "tim"),
                                at("name", "tim"),
                                at("type", "search"),
                                at("autocomplete", "off"),
                                Html.vietnamese(),
                                at("value", search))),
                el("button", cls("btn"), say("Xem", "Show")));
    }

    private Html table(List<OfficeState> shown) {
        List<String> heads = List.of(
                say("Đơn vị", "Office"),
                say("Trạng thái", "State"),
                say("14 ngày", "14 days"),
                say("Số liệu gần nhất", "Last data"),
                say("Chưa gửi", "Not sent"),
                say("Đồng hồ", "Clock"),
                say("Chuỗi ghi", "Chain"),
                say("Không khớp", "Unmatched"),
                say("Chưa rõ thủ tục", "Unknown procedure"),
                say("Thiết bị", "Devices"));
        Set<Integer> right = Set.of(4, 7, 8);
        List<Html> head = new ArrayList<>();
        for (int i = 0; i < heads.size(); i++) {
            head.add(el("th", at("scope", "col"), cls(right.contains(i) ? "r" : ""), heads.get(i)));
        }
        return el(
                "div",
                cls("scroll"),
                at("role", "group"),
                at("tabindex", "0"),
                at("aria-labelledby", "h-d"),
                el(
                        "table",
                        cls("data"),
                        el(
                                "caption",
                                cls("vh"),
                                say(
                                        "Tình trạng dữ liệu và thiết bị của từng đơn vị",
                                        "Data and devices of each office")),
                        el("thead", el("tr", head)),
                        el("tbody", shown.stream().map(this::row).toList())));
    }

    private Html row(OfficeState s) {
        long missing = s.days().stream().filter(OfficeState.Day::isMissing).count();
        List<Html> tags = s.troubles().stream()
                .map(t -> el("div", tag(kind(t), StateWords.tag(s, t))))
                .toList();
        return el(
                "tr",
                el("th", at("scope", "row"), cls("nw"), Html.name(name(s))),
                el("td", tags),
                el(
                        "td",
                        StatePlots.strip(s.days()),
                        el(
                                "span",
                                cls("vh"),
                                missing + say(" ngày làm việc chưa có số liệu", " working days without data"))),
                el("td", cls("nw"), at("data-l", say("Gần nhất", "Last")), StateWords.seen(s, today)),
                el(
                        "td",
                        cls("r"),
                        at("data-l", say("Chưa gửi", "Not sent")),
                        s.backlog().map(Figures::count).orElse(say("không rõ", "unknown"))),
                el(
                        "td",
                        at("data-l", say("Đồng hồ", "Clock")),
                        s.clockTrusted()
                                .map(trusted -> trusted
                                        ? Html.text(say("tin cậy", "trusted"))
                                        : Html.all(il(), el("b", say("chưa tin cậy", "not trusted"))))
                                .orElse(Html.text(say("không rõ", "unknown")))),
                el(
                        "td",
                        at("data-l", say("Chuỗi ghi", "Chain")),
                        s.missing() > 0
                                ? Html.all(
                                        Icons.warn(13),
                                        " ",
                                        el(
                                                "b",
                                                say(
                                                        "khuyết " + Figures.count(s.missing()) + " bản ghi",
                                                        Figures.count(s.missing()) + " records missing")))
                                : Html.text(
                                        s.contiguous() == 0
                                                ? "—"
                                                : say("liền tới #", "whole to #") + Figures.count(s.contiguous()))),
                share(say("Không khớp", "Unmatched"), s.unmatched(), s.presses(), OfficeState.MOST_UNMATCHED),
                share(
                        say("Chưa rõ thủ tục", "Unknown procedure"),
                        s.unknownProcedure(),
                        s.services(),
                        OfficeState.MOST_UNKNOWN),
                el(
                        "td",
                        cls("nw"),
                        at("data-l", say("Thiết bị", "Devices")),
                        s.devices() == 0 ? "—" : s.devicesUp() + "/" + s.devices()));
    }

    private static Html share(String label, long part, long whole, double most) {
        if (whole == 0) {
            return el("td", cls("r"), at("data-l", label), "—");
        }
        String text = Figures.percent(part, whole);
        boolean much = (double) part / whole > most;
        return el("td", cls("r"), at("data-l", label), much ? Html.all(il(), el("b", text)) : Html.text(text));
    }

    /** The sign within a line of text. */
    private static Html il() {
        return Html.all(el("span", cls("il"), Icons.warn(13)), " ");
    }

    private static String kind(Trouble trouble) {
        return trouble == Trouble.NONE
                ? "good"
                : trouble == Trouble.PRACTISING ? "plain" : trouble.isGrave() ? "bad" : "warn";
    }

    private static Html tag(String kind, String text) {
        Html icon = switch (kind) {
            case "good" -> Icons.ok(13);
            case "bad" -> Icons.bad(13);
            case "warn" -> Icons.warn(13);
            default -> Html.NOTHING;
        };
        return el("span", cls("tag " + kind), icon, text);
    }
}
