package motcua.server.review;

import static motcua.server.html.Html.all;
import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.html.Html.flag;
import static motcua.server.language.Language.say;
import static motcua.server.review.Card.card;
import static motcua.server.review.ReviewRoutes.orZero;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import motcua.server.catalogue.Catalogue;
import motcua.server.form.Forms;
import motcua.server.html.Html;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.SatisfactionRow;
import motcua.server.satisfaction.Sentence;
import motcua.server.satisfaction.Tally;

/** The page of one counter or one procedure: its sentence, its row beside the unit's, its months. */
final class PartPage {
    private final PartData part;
    private final ReviewData data;
    private final ReviewData.Choice choice;
    private final RowNames names;
    private final Svg svg = new Svg();

    PartPage(PartData part, Catalogue catalogue) {
        this.part = part;
        this.data = part.of();
        this.choice = data.choice();
        this.names = new RowNames(data, catalogue);
    }

    List<Html> content() {
        ReviewData own = part.asUnit();
        List<Html> cards = new ArrayList<>();
        cards.add(figures());
        cards.add(new TimeCards(own, new ResultRows(own, names, svg), svg).months());
        if (part.by() == PartKind.COUNTER && choice.single() && !choice.mode().equals("OPEN")) {
            cards.add(ServiceTimesCard.of(own));
        }
        cards.add(elsewhere());
        return List.of(crumb(), lead(), picks(), el("div", cls("grid drill"), cards));
    }

    private Html crumb() {
        return el(
                "nav",
                cls("crumb"),
                at("aria-label", say("Đường dẫn", "Path")),
                el(
                        "ol",
                        el("li", el("a", at("href", unitLink()), Html.name(choice.unitName()))),
                        el("li", at("aria-current", "page"), el("b", Html.name(part.name())))));
    }

    private String unitLink() {
        return choice.link("/review", choice.mode(), choice.realm());
    }

    private Html lead() {
        Sentence.Parts sentence = part.sentence();
        return el(
                "div",
                cls("lead"),
                el(
                        "h1",
                        named(sentence.before()),
                        sentence.key().isEmpty() ? Html.NOTHING : el("span", cls("key-fig"), sentence.key()),
                        sentence.after()),
                el("p", part.days()));
    }

    /** The sentence with what it is about marked as Vietnamese. */
    private Html named(String text) {
        String about = part.name() + ", " + choice.unitName();
        int at = text.indexOf(about);
        return at < 0
                ? Html.text(text)
                : all(text.substring(0, at), Html.name(about), text.substring(at + about.length()));
    }

    private Html picks() {
        List<Html> others = PartRoutes.rows(data, part.by()).stream()
                .map(SatisfactionRow::key)
                .filter(key -> !key.equals(SatisfactionRow.MERGED))
                .distinct()
                .map(key -> el(
                        "option",
                        at("value", key),
                        flag("selected", key.equals(part.key())),
                        Html.vietnamese(),
                        nameOf(key)))
                .toList();
        List<Html> periods = PeriodOptions.of(choice);
        return el(
                "form",
                cls("picks"),
                at("method", "get"),
                at("action", "/review/part"),
                Forms.hidden("dv", choice.unit()),
                Forms.hidden("cd", choice.mode()),
                Forms.hidden("nguon", choice.realm().param()),
                el(
                        "div",
                        cls("field"),
                        el(
                                "label",
                                at("for", part.by().param()),
                                part.by() == PartKind.COUNTER ? say("Quầy", "Counter") : say("Thủ tục", "Procedure")),
                        el(
                                "select",
                                at("id", part.by().param()),
                                at("name", part.by().param()),
                                others)),
                el(
                        "div",
                        cls("field"),
                        el("label", at("for", "ky"), say("Kỳ", "Period")),
                        el("select", at("id", "ky"), at("name", "ky"), periods)),
                el("button", cls("btn"), say("Xem", "Show")));
    }

    private String nameOf(String key) {
        return PartRoutes.rows(data, part.by()).stream()
                .filter(row -> row.key().equals(key))
                .findFirst()
                .map(row -> names.of(part.by().table(), row))
                .orElse(key);
    }

    private Html figures() {
        SatisfactionRow row = part.row();
        ResultRows rows = new ResultRows(data, names, svg);
        ResultTable table = rows.table().withLevels();
        Tally tally = row.tally();
        return card(
                "h-d",
                "span2",
                say("Mọi lượt đều có kết cục", "Every service is accounted for"),
                Html.NOTHING,
                el(
                        "p",
                        cls("small"),
                        say("Phục vụ ", "Served ") + Figures.count(orZero(row.served()))
                                + say(" lượt: đã đánh giá ", " services: rated ") + Figures.count(orZero(row.rated()))
                                + say(", không đánh giá ", ", not rated ") + Figures.count(orZero(row.notRated()))
                                + say(", không mời ", ", not asked ") + Figures.count(orZero(row.notAsked()))
                                + say(", thiết bị hỏng ", ", device down ") + Figures.count(orZero(row.deviceDown()))
                                + say(", bị loại ", ", excluded ") + Figures.count(orZero(row.excluded())) + "."),
                tally == null ? Html.NOTHING : table.legend(tally.scale()),
                table.draw(
                        say("Kết quả, bên cạnh cả đơn vị", "Results, beside the whole unit"),
                        "h-d",
                        part.by() == PartKind.COUNTER ? say("Quầy", "Counter") : say("Thủ tục", "Procedure"),
                        List.of(new ResultTable.Group("", "", ownRow(rows))),
                        rows.common(),
                        Optional.of(new ResultTable.Row(
                                Html.name(choice.unitName()), choice.period().name(), data.total(), Svg.Mark.SAME))),
                el(
                        "p",
                        cls("cap-note"),
                        say(
                                "Nét đứt: mức của cả đơn vị trong kỳ. Việc ở mỗi quầy và thủ tục khác nhau: chưa so được ai tốt hơn ai.",
                                "Dashed: level of the whole unit in the period. Counters and procedures have different work: this does not tell who is better.")));
    }

    private List<ResultTable.Row> ownRow(ResultRows rows) {
        return rows.of(part.by().table(), List.of(part.row()), true).stream()
                .map(row -> new ResultTable.Row(Html.name(part.name()), row.note(), row.figures(), row.mark()))
                .toList();
    }

    /** Hours and reasons are in no table below the unit: a cell of one counter and one hour would tell of single people. */
    private Html elsewhere() {
        return card(
                "h-x",
                "",
                say("Lý do, giờ và thứ", "Reasons, hours and days"),
                Html.NOTHING,
                el(
                        "p",
                        cls("small"),
                        say(
                                "Chỉ nêu cho cả đơn vị: chia nhỏ theo quầy hay thủ tục thì trừ hai bảng cho nhau sẽ lộ từng người đánh giá.",
                                "Told of the whole unit only: split by counter or procedure, two tables subtracted would tell who rated what.")),
                el(
                        "ul",
                        cls("kvl"),
                        el("li", el("a", at("href", unitLink() + "#h-l"), say("Lý do được chọn", "Reasons chosen"))),
                        el(
                                "li",
                                el(
                                        "a",
                                        at("href", unitLink() + "#h-h"),
                                        say("Giờ nào, thứ nào?", "Which hour, which day?"))),
                        el("li", el("a", at("href", unitLink() + "#h-p"), say("Các thủ tục", "Procedures")))));
    }
}
