package motcua.server.review;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.language.Language.say;
import static motcua.server.review.ReviewRoutes.orZero;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import motcua.server.catalogue.Catalogue;
import motcua.server.html.Html;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.Interval;
import motcua.server.satisfaction.Realm;
import motcua.server.satisfaction.SatisfactionRow;
import motcua.server.satisfaction.Sentence;
import motcua.server.satisfaction.ServiceTimes;
import motcua.server.satisfaction.Tally;
import motcua.server.watch.OfficeState;
import motcua.server.watch.Trouble;
import org.jspecify.annotations.Nullable;

/**
 * One page on paper for whoever visits an office: what its figures say, what to look at there, and room to write down what was found.
 * It holds nothing about clerks, and only what everyone who may read results may see.
 */
final class InspectionSheet {
    private static final int MOST_ROWS = 5;

    private final ReviewData data;
    private final RowNames names;
    private final Optional<OfficeState> state;
    private final String printed;

    /**
     * @param state of the office's devices and data, if anything is known of it
     * @param printed day and time, in words
     */
    InspectionSheet(ReviewData data, Catalogue catalogue, Optional<OfficeState> state, String printed) {
        this.data = data;
        this.names = new RowNames(data, catalogue);
        this.state = state;
        this.printed = printed;
    }

    Html draw() {
        return el(
                "div",
                cls("desk"),
                at("role", "region"),
                at("tabindex", "0"),
                at("aria-labelledby", "h-i"),
                el(
                        "article",
                        cls("a4 inspect"),
                        at("aria-labelledby", "h-i"),
                        head(),
                        section(say("1. Số liệu của kỳ", "1. Figures of the period"), sentence(), account()),
                        section(say("2. Theo quầy", "2. By counter"), counters()),
                        section(say("3. Cần xem kỹ", "3. To look at closely"), lowest(), reasons()),
                        section(say("4. Thiết bị và dữ liệu", "4. Devices and data"), devices()),
                        section(say("5. Kiểm tra tại chỗ", "5. Checked on the spot"), checks()),
                        signatures()));
    }

    private Html head() {
        ReviewPeriod period = data.choice().period();
        return el(
                "header",
                el(
                        "h1",
                        at("id", "h-i"),
                        cls("sub"),
                        say("PHIẾU KIỂM TRA BỘ PHẬN MỘT CỬA", "ONE-STOP OFFICE INSPECTION SHEET")),
                el("p", cls("sub"), Html.name(data.choice().unitName())),
                data.choice().realm() == Realm.REAL
                        ? Html.NOTHING
                        : el("p", cls("sub"), ReviewPage.strip(data.choice().realm())),
                el(
                        "p",
                        cls("tn"),
                        period.name() + say(" (từ ", " (from ") + Figures.day(period.from()) + say(" đến ", " to ")
                                + Figures.day(period.to()) + ")"
                                + say("; in lúc ", "; printed at ") + printed));
    }

    private static Html section(String title, Object... content) {
        return el("section", el("h2", title), List.of(content));
    }

    private Html sentence() {
        Sentence.Parts parts = data.sentence();
        return el("p", ReviewPage.named(parts.before(), data.choice()), parts.key() + parts.after());
    }

    private Html account() {
        SatisfactionRow total = data.total();
        return table(
                false,
                say("Mọi lượt đều có kết cục", "Every service is accounted for"),
                List.of(
                        say("Phục vụ", "Served"),
                        say("Đã đánh giá", "Rated"),
                        say("Không đánh giá", "Not rated"),
                        say("Không mời", "Not asked"),
                        say("Thiết bị hỏng", "Device down"),
                        say("Bị loại", "Excluded")),
                List.of(cells(
                        Html.text(count(total.served())),
                        count(total.rated()),
                        count(total.notRated()),
                        count(total.notAsked()),
                        count(total.deviceDown()),
                        count(total.excluded()))));
    }

    private Html counters() {
        List<List<Html>> rows = new ArrayList<>();
        List<ServiceTimes.OfCounter> all = data.times().get();
        for (SatisfactionRow row : data.counters()) {
            Optional<ServiceTimes.OfCounter> times = all.stream()
                    .filter(each -> Integer.toString(each.counter()).equals(row.key()))
                    .findFirst();
            rows.add(cells(
                    name("quay", row),
                    count(row.served()),
                    count(row.rated()),
                    satisfied(row),
                    rate(row),
                    range(row),
                    ServiceTimesCard.minutes(
                            times.map(t -> t.waiting().medianMs()).orElse(OptionalLong.empty())),
                    ServiceTimesCard.minutes(
                            times.map(t -> t.service().medianMs()).orElse(OptionalLong.empty()))));
        }
        return table(
                true,
                say("Kết quả theo quầy", "Results by counter"),
                List.of(
                        say("Quầy", "Counter"),
                        say("Lượt", "Services"),
                        say("Đã đánh giá", "Rated"),
                        say("Hài lòng/n", "Satisfied/n"),
                        say("Tỷ lệ", "Rate"),
                        say("KTC 95\u00a0%", "95\u00a0% CI"),
                        say("Chờ, trung vị", "Wait, median"),
                        say("Phục vụ, trung vị", "Service, median")),
                rows);
    }

    /** The procedures whose intervals reach lowest, n beside each; no ranking of people. */
    private Html lowest() {
        List<List<Html>> rows = data.procedures().stream()
                .filter(row -> row.low() != null && !row.key().equals(SatisfactionRow.MERGED))
                .sorted(Comparator.comparing(row -> row.low() == null ? 1 : row.low()))
                .limit(MOST_ROWS)
                .map(row -> cells(name("thu_tuc", row), satisfied(row), rate(row), range(row)))
                .toList();
        return rows.isEmpty()
                ? el("p", say("Chưa thủ tục nào có từ 30 đánh giá.", "No procedure has 30 ratings yet."))
                : table(
                        true,
                        say("Thủ tục có khoảng tin cậy thấp nhất", "Procedures with the lowest intervals"),
                        List.of(
                                say("Thủ tục, khoảng tin cậy thấp nhất trước", "Procedure, lowest interval first"),
                                say("Hài lòng/n", "Satisfied/n"),
                                say("Tỷ lệ", "Rate"),
                                say("KTC 95\u00a0%", "95\u00a0% CI")),
                        rows);
    }

    private Html reasons() {
        List<String> shown = data.reasons().stream()
                .filter(row -> !row.key().equals(SatisfactionRow.MERGED))
                .sorted(Comparator.comparing((SatisfactionRow row) -> -orZero(row.valid())))
                .limit(MOST_ROWS)
                .map(row -> names.of("ly_do", row) + " (" + count(row.valid()) + ")")
                .toList();
        return el(
                "p",
                say("Lý do được chọn nhiều: ", "Reasons chosen most: ")
                        + (shown.isEmpty()
                                ? say("không có lý do nào từ 5 lần trong một tháng.", "none five times in a month.")
                                : String.join("; ", shown) + "."));
    }

    private Html devices() {
        if (state.isEmpty()) {
            return el("p", say("Chưa nhận dữ liệu nào từ đơn vị này.", "Nothing was received from this office yet."));
        }
        OfficeState s = state.get();
        List<Html> lines = new ArrayList<>();
        for (Trouble trouble : s.troubles()) {
            lines.add(el("li", el("b", StateWords.tag(s, trouble)), ": " + StateWords.why(s, trouble)));
        }
        lines.add(el(
                "li",
                say("Trong 30 ngày: ", "In 30 days: ")
                        + share(s.unmatched(), s.presses())
                        + say(" lần bấm không khớp lượt nào; ", " presses match no service; ")
                        + share(s.unknownProcedure(), s.services())
                        + say(" lượt chưa rõ thủ tục.", " services without a procedure.")));
        return el("ul", lines);
    }

    private static String share(long part, long of) {
        return of == 0 ? "0" : Figures.count(part) + "/" + Figures.count(of) + " (" + Figures.percent(part, of) + ")";
    }

    private static Html checks() {
        List<String> checks = List.of(
                say(
                        "Công dân tự bấm; cán bộ không bấm thay, không nhắc, không đứng nhìn phím",
                        "Citizens press themselves; no clerk presses, prompts or watches"),
                say("Phím bấm có hộp che, nhãn đúng thang đánh giá", "Keys are hooded, labels match the scale"),
                say("Đèn phím, màn hình và loa hoạt động", "Lamps, screens and voice work"),
                say("Máy in còn giấy, phiếu đọc được", "The printer has paper, tickets can be read"),
                say(
                        "Thủ tục, phí, thời hạn niêm yết đúng quyết định hiện hành",
                        "Posted procedures, fees and limits are those in force"),
                say("Cán bộ ghi đúng thủ tục khi kết thúc lượt", "Clerks note the right procedure"));
        return el(
                "table",
                el("caption", cls("vh"), say("Kiểm tra tại chỗ", "Checked on the spot")),
                el(
                        "thead",
                        el(
                                "tr",
                                el("th", at("scope", "col"), say("Nội dung", "What")),
                                el("th", at("scope", "col"), say("Đạt", "Yes")),
                                el("th", at("scope", "col"), say("Chưa", "No")),
                                el("th", at("scope", "col"), cls("remarks"), say("Ghi chú", "Notes")))),
                el(
                        "tbody",
                        checks.stream()
                                .map(check -> el(
                                        "tr",
                                        el("th", at("scope", "row"), check),
                                        el("td", "☐"),
                                        el("td", "☐"),
                                        el("td", "")))
                                .toList()));
    }

    private static Html signatures() {
        return el(
                "div",
                cls("sign"),
                el(
                        "p",
                        cls("r2"),
                        say("ĐẠI DIỆN ĐƠN VỊ", "FOR THE OFFICE"),
                        el("span", cls("gap"), say("(Ký, ghi rõ họ tên)", "(Signature, full name)"))),
                el(
                        "p",
                        cls("r2"),
                        say("NGƯỜI KIỂM TRA", "INSPECTED BY"),
                        el("span", cls("gap"), say("(Ký, ghi rõ họ tên)", "(Signature, full name)"))));
    }

    /** @param named whether the first cell of a row names it */
    private static Html table(boolean named, String caption, List<String> head, List<List<Html>> rows) {
        List<Html> body = new ArrayList<>();
        for (List<Html> row : rows) {
            List<Html> cells = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                cells.add(i == 0 && named ? el("th", at("scope", "row"), row.get(i)) : el("td", row.get(i)));
            }
            body.add(el("tr", cells));
        }
        return el(
                "table",
                el("caption", cls("vh"), caption),
                el(
                        "thead",
                        el(
                                "tr",
                                head.stream()
                                        .map(each -> el("th", at("scope", "col"), each))
                                        .toList())),
                el("tbody", body));
    }

    private Html name(String table, SatisfactionRow row) {
        return Html.all(
                row.key().equals(SatisfactionRow.MERGED)
                        ? Html.text(names.of(table, row))
                        : Html.name(names.of(table, row)),
                window(row));
    }

    private static List<Html> cells(Html first, String... more) {
        List<Html> cells = new ArrayList<>(List.of(first));
        for (String text : more) {
            cells.add(Html.text(text));
        }
        return cells;
    }

    private String window(SatisfactionRow row) {
        return data.yearly().contains(row) ? say(" (12 tháng)", " (12 months)") : "";
    }

    private static String count(@Nullable Long n) {
        return n == null ? "—" : Figures.count(n);
    }

    private static String satisfied(SatisfactionRow row) {
        Tally tally = row.tally();
        return tally == null || tally.n() == 0
                ? say("ẩn", "hidden")
                : Figures.count(tally.satisfied()) + "/" + Figures.count(tally.n());
    }

    private static String rate(SatisfactionRow row) {
        return row.rate() == null ? "—" : Figures.percent(row.rate());
    }

    private static String range(SatisfactionRow row) {
        return row.low() == null || row.high() == null ? "—" : Figures.range(new Interval(row.low(), row.high()));
    }
}
