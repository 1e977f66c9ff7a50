package motcua.server.reports;

import com.ibm.icu.text.Collator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import motcua.contract.scale.Scale;
import motcua.server.catalogue.Catalogue;
import motcua.server.catalogue.Procedure;
import motcua.server.organisation.OrgUnit;
import motcua.server.organisation.OrganisationStore;
import motcua.server.review.Reasons;
import motcua.server.satisfaction.Dimension;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.Interval;
import motcua.server.satisfaction.Realm;
import motcua.server.satisfaction.Satisfaction;
import motcua.server.satisfaction.SatisfactionAnswer;
import motcua.server.satisfaction.SatisfactionQuestion;
import motcua.server.satisfaction.SatisfactionRow;
import motcua.server.satisfaction.Sentence;
import motcua.server.satisfaction.Tally;
import motcua.server.storage.Database;
import org.jspecify.annotations.Nullable;

/** The tables B1 to B7 of a report, from the same safe cells as the pages of results. Nothing in them is typed. Safe for any thread. */
public final class ComputedTables {
    private static final String NONE = "—";
    private static final String HIDDEN = "ẩn";
    private static final String LEVELS = "Mức đánh giá";
    private static final String SMALL = "chưa đủ mẫu";

    private final Satisfaction satisfaction;
    private final FigureQueries queries;
    private final Catalogue catalogue;

    /** Tables from these cells. */
    public ComputedTables(Satisfaction satisfaction, Database database, Catalogue catalogue) {
        this.satisfaction = satisfaction;
        this.queries = new FigureQueries(database);
        this.catalogue = catalogue;
    }

    /**
     * What was computed.
     *
     * @param realm real, or simulated where the offices have nothing real
     * @param checks sums that were looked at
     * @param wrong sums that do not agree, in words; none unless there is an error in this program
     * @param served services of the period
     */
    record Computed(Realm realm, List<ReportTable> tables, int checks, List<String> wrong, long served, long late) {}

    /** One way of counting with one scale: such figures may be summed. */
    private record Way(String mode, String scale) {
        String text() {
            return mode + " " + scale;
        }
    }

    /** A row before it is printed. */
    private record Line(
            String key, List<String> words, @Nullable SatisfactionRow counts, Optional<Tally> tally, boolean total) {}

    /** All tables of a period. {@code workingDays} says how many days of the period an office works. */
    Computed of(ReportPeriod period, OrganisationStore.Tree tree, String unit, WorkingDays workingDays) {
        Set<String> offices = tree.offices(unit);
        Realm realm = satisfaction.realmOf(offices);
        Asked asked = new Asked(period, offices, realm);
        SatisfactionAnswer byOffice = asked.by(Dimension.OFFICE);
        SatisfactionAnswer byField = asked.by(Dimension.FIELD);
        SatisfactionAnswer byCounter = asked.by(Dimension.COUNTER);
        SatisfactionAnswer byProcedure = asked.by(Dimension.PROCEDURE);
        List<Way> ways = ways(byField);
        List<ReportTable> tables = new ArrayList<>();
        Sums sums = new Sums();
        tables.add(devices(period, tree, offices, realm, workingDays));
        for (Way way : ways) {
            tables.add(overall(period, asked, byField, way, suffix(ways, way)));
        }
        tables.add(presses(period, offices, realm));
        for (Way way : ways) {
            tables.add(table(
                    "B3" + suffix(ways, way),
                    "Kết quả theo lĩnh vực",
                    way,
                    List.of("Lĩnh vực"),
                    byField,
                    r -> List.of(catalogue.fieldName(r.key())),
                    sums,
                    true));
        }
        for (Way way : ways) {
            tables.add(procedures("B4" + suffix(ways, way), way, byProcedure, sums));
        }
        Map<String, String> counterNames = queries.counterNames(offices);
        for (Way way : ways) {
            tables.add(table(
                    "B5" + suffix(ways, way),
                    "Kết quả theo quầy",
                    way,
                    List.of("Quầy"),
                    byCounter,
                    r -> List.of(counterName(tree, offices, counterNames, r)),
                    sums,
                    true));
        }
        tables.add(reasons(asked.by(Dimension.REASON), byField, ways));
        for (Way way : ways) {
            if (!way.mode.equals("OPEN")) {
                tables.add(clerks(
                        ReportContent.ANNEX + suffix(ways, way),
                        way,
                        asked.by(Dimension.CLERK),
                        period,
                        offices,
                        realm));
            }
        }
        long served = byOffice.totals().stream()
                .mapToLong(r -> orZero(r.served()))
                .max()
                .orElse(0);
        return new Computed(realm, tables, sums.looked, sums.wrong, served, byOffice.late());
    }

    private final class Asked {
        private final ReportPeriod period;
        private final Set<String> offices;
        private final Realm realm;

        Asked(ReportPeriod period, Set<String> offices, Realm realm) {
            this.period = period;
            this.offices = offices;
            this.realm = realm;
        }

        SatisfactionAnswer by(Dimension dimension) {
            return satisfaction.safe(new SatisfactionQuestion(
                    dimension, period.from(), period.to(), offices, Optional.of(realm), Optional.empty()));
        }
    }

    /** Sums that were looked at. */
    private static final class Sums {
        int looked;
        final List<String> wrong = new ArrayList<>();

        void same(String what, long parts, long whole) {
            looked++;
            if (parts != whole) {
                wrong.add(what + ": các dòng cộng lại " + Figures.count(parts) + ", dòng cộng " + Figures.count(whole));
            }
        }
    }

    private static List<Way> ways(SatisfactionAnswer answer) {
        Set<Way> ways = new LinkedHashSet<>();
        for (SatisfactionRow total : answer.totals()) {
            ways.add(new Way(orEmpty(total.mode()), orEmpty(total.scale())));
        }
        if (ways.isEmpty()) {
            ways.add(new Way("", ""));
        }
        return List.copyOf(ways);
    }

    private static String suffix(List<Way> ways, Way way) {
        return ways.size() == 1 ? "" : "." + (ways.indexOf(way) + 1);
    }

    /** Whether this way carries the bare counts of its mode: with two scales they would stand twice. */
    private static boolean carriesCounts(SatisfactionAnswer answer, Way way) {
        return answer.totals().stream()
                .filter(r -> way.mode.equals(orEmpty(r.mode())))
                .findFirst()
                .map(r -> orEmpty(r.scale()).equals(way.scale))
                .orElse(true);
    }

    private ReportTable devices(
            ReportPeriod period,
            OrganisationStore.Tree tree,
            Set<String> offices,
            Realm realm,
            WorkingDays workingDays) {
        List<FigureQueries.CounterUse> counters = queries.counters(realm, offices, period.from(), period.to());
        Map<String, Long> connected = queries.connected(realm, offices, period.from(), period.to());
        Map<String, Long> late = queries.late(realm, offices, period.from(), period.to());
        List<ReportTable.Row> rows = new ArrayList<>();
        long lateSum = 0;
        for (FigureQueries.CounterUse use : counters) {
            String key = use.office() + "\n" + use.counter();
            long lateHere = late.getOrDefault(key, 0L);
            lateSum += lateHere;
            rows.add(new ReportTable.Row(
                    key.replace('\n', '/'),
                    List.of(
                            counterLabel(tree, offices, use.office(), Integer.toString(use.counter()), use.name()),
                            Integer.toString(workingDays.of(use.office())),
                            Figures.count(connected.getOrDefault(use.office(), 0L)),
                            Figures.count(use.days()),
                            Figures.count(use.ratedDays()),
                            use.down() == 0
                                    ? NONE
                                    : "Thiết bị hỏng " + Figures.count(use.down()) + " lượt, "
                                            + Figures.count(use.downDays()) + " ngày",
                            Figures.count(lateHere)),
                    false));
        }
        if (rows.isEmpty()) {
            rows.add(new ReportTable.Row("", List.of(NONE, NONE, NONE, NONE, NONE, NONE, NONE), false));
        }
        return new ReportTable(
                "B1",
                "Tình hình sử dụng thiết bị",
                "",
                List.of(
                        ReportTable.Column.words("Quầy"),
                        ReportTable.Column.figure("Ngày làm việc"),
                        ReportTable.Column.figure("Ngày có kết nối"),
                        ReportTable.Column.figure("Ngày có phục vụ"),
                        ReportTable.Column.figure("Ngày có đánh giá"),
                        ReportTable.Column.figure("Sự cố"),
                        ReportTable.Column.figure("Số liệu gửi muộn")),
                rows,
                counters.isEmpty()
                        ? List.of("Chưa nhận số liệu nào của đơn vị trong kỳ.")
                        : List.of("Ngày có kết nối: ngày mà sổ ghi của đơn vị có số liệu gửi về."
                                + (lateSum > 0
                                        ? " Có " + Figures.count(lateSum) + " lượt đến muộn sau khi số liệu đã nêu."
                                        : "")),
                false,
                false);
    }

    private ReportTable overall(ReportPeriod period, Asked asked, SatisfactionAnswer answer, Way way, String suffix) {
        Optional<SatisfactionRow> total = answer.totals().stream()
                .filter(r -> way.mode.equals(orEmpty(r.mode())) && way.scale.equals(orEmpty(r.scale())))
                .findFirst();
        Optional<Tally> tally = total.map(SatisfactionRow::tally);
        ReportPeriod before = period.previous();
        Optional<Tally> earlier = new Asked(before, asked.offices, asked.realm)
                .by(Dimension.MONTH).totals().stream()
                        .filter(r -> way.mode.equals(orEmpty(r.mode())) && way.scale.equals(orEmpty(r.scale())))
                        .findFirst()
                        .map(SatisfactionRow::tally)
                        .filter(t -> t.rate().isPresent());
        List<ReportTable.Column> columns = new ArrayList<>(resultColumns(List.of(), way));
        columns.add(ReportTable.Column.figure("Kỳ trước"));
        columns.add(ReportTable.Column.figure("Tăng/ giảm (điểm)"));
        columns.add(ReportTable.Column.figure("Bị loại"));
        List<String> cells = new ArrayList<>(resultCells(
                new Line("", List.of(), total.orElse(null), tally, false), way, carriesCounts(answer, way)));
        boolean comparable = tally.flatMap(Tally::rate).isPresent() && earlier.isPresent();
        cells.add(earlier.map(e -> Figures.percent(e.satisfied(), e.n()) + " (n" + Figures.NO_BREAK + "="
                        + Figures.NO_BREAK + Figures.count(e.n()) + ")")
                .orElse(NONE));
        cells.add(
                comparable
                        ? Figures.points(
                                (double) tally.get().satisfied() / tally.get().n()
                                        - (double) earlier.get().satisfied()
                                                / earlier.get().n())
                        : NONE);
        cells.add(total.filter(t -> orZero(t.served()) > 0)
                .map(t -> Figures.count(orZero(t.excluded())))
                .orElse(NONE));
        List<String> notes = new ArrayList<>();
        if (comparable) {
            notes.add("So với kỳ trước: " + Sentence.change(tally.get(), earlier.get(), before.name()) + ".");
        }
        lowResponse(total, way).ifPresent(notes::add);
        withheld(total, tally).ifPresent(notes::add);
        if (!period.isWholeMonths()) {
            notes.add("Mức đánh giá và các bảng B3–B7 tính cho các tháng trọn trong kỳ.");
        }
        return new ReportTable(
                "B2" + suffix,
                "Kết quả chung" + wayName(way, suffix),
                way.text(),
                columns,
                List.of(new ReportTable.Row("total", cells, false)),
                notes,
                false,
                false);
    }

    private static Optional<String> lowResponse(Optional<SatisfactionRow> total, Way way) {
        return total.filter(t -> !way.mode.equals("OPEN")
                        && orZero(t.served()) > 0
                        && (double) orZero(t.rated()) / orZero(t.served()) < .2)
                .map(t -> "Tỷ lệ phản hồi thấp (dưới 20" + Figures.NO_BREAK + "%).");
    }

    private static Optional<String> withheld(Optional<SatisfactionRow> total, Optional<Tally> tally) {
        long valid = total.map(t -> orZero(t.rated()) - orZero(t.excluded())).orElse(0L);
        long told = tally.map(Tally::n).orElse(0L);
        return valid > told && total.isPresent()
                ? Optional.of("Trong số đánh giá hợp lệ có " + Figures.count(valid - told)
                        + " lượt không nêu mức: giữ kín người đánh giá, hoặc đến muộn.")
                : Optional.empty();
    }

    /** Every press of the period: those that count, and why the others do not. */
    private ReportTable presses(ReportPeriod period, Set<String> offices, Realm realm) {
        Map<String, Long> decided = queries.decided(realm, offices, period.from(), period.to());
        Map<String, Long> stray = queries.stray(realm, offices, period.from(), period.to());
        long contested = decided.getOrDefault("CONTEST", 0L);
        long voided = decided.getOrDefault("VOID", 0L);
        long valid = decided.values().stream().mapToLong(n -> n).sum() - contested - voided;
        long duplicate = stray.getOrDefault("DUPLICATE", 0L);
        long unmatched = stray.getOrDefault("UNMATCHED", 0L);
        long others = stray.values().stream().mapToLong(n -> n).sum() - duplicate - unmatched;
        boolean nothing = decided.isEmpty() && stray.isEmpty();
        List<Long> parts = List.of(valid, contested, voided, duplicate, unmatched, others);
        List<String> cells = new ArrayList<>();
        cells.add(
                nothing ? NONE : Figures.count(parts.stream().mapToLong(n -> n).sum()));
        parts.forEach(n -> cells.add(nothing ? NONE : Figures.count(n)));
        return new ReportTable(
                "B2a",
                "Lượt bấm nhận được và lượt không tính",
                "",
                List.of(
                        ReportTable.Column.figure("Nhận được (máy tính)"),
                        ReportTable.Column.figure("Hợp lệ"),
                        new ReportTable.Column("Không tính", "Loại sau khi xem xét đề nghị của công chức", false),
                        new ReportTable.Column("Không tính", "Loại vì không phải lượt thật", false),
                        new ReportTable.Column("Không tính", "Bấm trùng", false),
                        new ReportTable.Column("Không tính", "Ngoài phiên", false),
                        new ReportTable.Column("Không tính", "Kẹt nút", false)),
                List.of(new ReportTable.Row("total", cells, false)),
                List.of(
                        "Nhận được = hợp lệ + không tính theo từng lý do. Bản ghi gốc của lượt không tính vẫn được giữ."),
                false,
                false);
    }

    private static List<ReportTable.Column> resultColumns(List<String> words, Way way) {
        List<ReportTable.Column> columns = new ArrayList<>();
        words.forEach(w -> columns.add(ReportTable.Column.words(w)));
        columns.add(ReportTable.Column.figure("Lượt phục vụ"));
        columns.add(ReportTable.Column.figure("Lượt đánh giá hợp lệ"));
        columns.add(ReportTable.Column.figure("Tỷ lệ phản hồi"));
        levelNames(way).forEach(name -> columns.add(new ReportTable.Column(LEVELS, name, false)));
        columns.add(ReportTable.Column.figure("Tỷ lệ hài lòng (KTC 95" + Figures.NO_BREAK + "%)"));
        return columns;
    }

    private static List<String> levelNames(Way way) {
        return Scale.builtIn(way.scale).or(() -> Scale.builtIn("HL5/1")).orElseThrow().levels().stream()
                .map(Scale.Level::vi)
                .toList();
    }

    private List<String> resultCells(Line line, Way way, boolean counts) {
        List<String> cells = new ArrayList<>(line.words);
        SatisfactionRow row = line.counts;
        long served = row == null ? 0 : orZero(row.served());
        long rated = row == null ? 0 : orZero(row.rated());
        long valid = row == null ? 0 : rated - orZero(row.excluded());
        boolean empty = row == null || row.served() == null || served == 0 || !counts;
        cells.add(empty ? NONE : Figures.count(served));
        cells.add(empty ? NONE : Figures.count(valid));
        cells.add(empty || way.mode.equals("OPEN") ? NONE : Figures.percent(rated, served));
        int levels = levelNames(way).size();
        Optional<Tally> tally = line.tally.filter(t -> t.n() > 0);
        for (int i = 0; i < levels; i++) {
            int level = i;
            cells.add(tally.map(t ->
                            level < t.levels().size() ? Figures.count(t.levels().get(level)) : "0")
                    .orElse(valid > 0 ? HIDDEN : NONE));
        }
        cells.add(tally.map(ComputedTables::rate).orElse(valid > 0 ? HIDDEN : NONE));
        return cells;
    }

    static String rate(Tally tally) {
        return tally.rate().isPresent()
                ? Figures.percent(tally.satisfied(), tally.n()) + " ("
                        + Figures.range(Interval.wilson(tally.satisfied(), tally.n())) + ")"
                : Figures.count(tally.satisfied()) + "/" + Figures.count(tally.n()) + ", " + SMALL;
    }

    private interface Words {
        List<String> of(SatisfactionRow row);
    }

    /** Rows of one way with their sum; what may not stand in a row of its own is summed into one. */
    private ReportTable table(
            String id,
            String title,
            Way way,
            List<String> heads,
            SatisfactionAnswer answer,
            Words words,
            Sums sums,
            boolean totals) {
        List<Line> lines = lines(answer, way, words);
        Optional<SatisfactionRow> whole = answer.totals().stream()
                .filter(r -> way.mode.equals(orEmpty(r.mode())) && way.scale.equals(orEmpty(r.scale())))
                .findFirst();
        Tally shown = Tally.none(way.scale);
        for (Line line : lines) {
            if (line.tally.isPresent()) {
                shown = shown.plus(line.tally.get());
            }
        }
        Optional<Tally> all = whole.map(SatisfactionRow::tally);
        boolean counts = carriesCounts(answer, way);
        List<ReportTable.Row> rows = new ArrayList<>();
        lines.forEach(l -> rows.add(new ReportTable.Row(l.key, resultCells(l, way, counts), false)));
        if (all.isPresent() && all.get().n() > shown.n()) {
            Tally rest = less(all.get(), shown);
            List<String> rest0 = new ArrayList<>(Collections.nCopies(heads.size(), ""));
            rest0.set(0, "Không nêu riêng (giữ kín người đánh giá)");
            rows.add(new ReportTable.Row(
                    "hidden",
                    resultCells(new Line("hidden", rest0, null, Optional.of(rest), false), way, counts),
                    false));
            shown = shown.plus(rest);
        }
        if (totals && (whole.isPresent() || !lines.isEmpty())) {
            List<String> sum = new ArrayList<>(Collections.nCopies(heads.size(), ""));
            sum.set(0, "Cộng");
            rows.add(new ReportTable.Row(
                    "total",
                    resultCells(
                            new Line(
                                    "total",
                                    sum,
                                    whole.orElse(null),
                                    shown.n() > 0 ? Optional.of(shown) : Optional.empty(),
                                    true),
                            way,
                            counts),
                    true));
            if (counts) {
                sums.same(
                        id + ", lượt phục vụ",
                        sum(lines, SatisfactionRow::served),
                        whole.map(SatisfactionRow::served)
                                .map(n -> n == null ? 0 : n)
                                .orElse(0L));
                sums.same(
                        id + ", lượt đánh giá",
                        sum(lines, SatisfactionRow::rated),
                        whole.map(SatisfactionRow::rated)
                                .map(n -> n == null ? 0 : n)
                                .orElse(0L));
            }
            sums.same(id + ", các mức", shown.n(), all.map(Tally::n).orElse(0L));
        }
        if (rows.isEmpty()) {
            List<String> none = new ArrayList<>(
                    Collections.nCopies(resultColumns(heads, way).size(), NONE));
            rows.add(new ReportTable.Row("", none, false));
        }
        List<String> notes = new ArrayList<>();
        if (totals) {
            notes.add(
                    "Dòng cộng do hệ thống tính từ số đếm. Các tỷ lệ làm tròn một chữ số thập phân, tổng có thể không đúng 100,0"
                            + Figures.NO_BREAK + "%.");
        }
        return new ReportTable(
                id,
                title + wayName(way, id.contains(".") ? "." : ""),
                way.text(),
                resultColumns(heads, way),
                rows,
                notes,
                false,
                false);
    }

    private interface Count {
        @Nullable
        Long of(SatisfactionRow row);
    }

    private static long sum(List<Line> lines, Count count) {
        long sum = 0;
        for (Line line : lines) {
            if (line.counts != null) {
                sum += orZero(count.of(line.counts));
            }
        }
        return sum;
    }

    private static Tally less(Tally whole, Tally part) {
        Tally rest = Tally.none(whole.scale());
        for (int level = 1; level <= whole.levels().size(); level++) {
            long told = level <= part.levels().size() ? part.levels().get(level - 1) : 0;
            rest = rest.plus(level, whole.levels().get(level - 1) - told);
        }
        return rest;
    }

    /** The rows of one way by Vietnamese order of their words, merged ones last. */
    private static List<Line> lines(SatisfactionAnswer answer, Way way, Words words) {
        List<Line> lines = new ArrayList<>();
        for (SatisfactionRow row : answer.rows()) {
            boolean ofScale =
                    orEmpty(row.scale()).isEmpty() || orEmpty(row.scale()).equals(way.scale);
            if (!way.mode.equals(orEmpty(row.mode())) || !ofScale) {
                continue;
            }
            boolean merged = row.key().equals(SatisfactionRow.MERGED);
            List<String> cells = new ArrayList<>(words.of(row));
            if (merged) {
                Collections.fill(cells, NONE);
                cells.set(0, "Các dòng nhỏ (gộp)");
            }
            lines.add(new Line(
                    (row.office() == null ? "" : row.office() + "/") + row.key(),
                    cells,
                    row,
                    Optional.ofNullable(row.tally()),
                    false));
        }
        Collator vietnamese = Collator.getInstance(new ULocale("vi"));
        lines.sort(Comparator.<Line, Boolean>comparing(l -> l.key.endsWith(SatisfactionRow.MERGED))
                .thenComparing(l -> l.words.get(0), vietnamese::compare)
                .thenComparing(Line::key));
        return lines;
    }

    private ReportTable procedures(String id, Way way, SatisfactionAnswer answer, Sums sums) {
        ReportTable plain = table(
                id,
                "Kết quả theo thủ tục",
                way,
                List.of("Thủ tục", "Mã", "Lĩnh vực"),
                answer,
                row -> {
                    Optional<Procedure> known = catalogue.procedure(row.key());
                    return List.of(
                            row.key().isEmpty()
                                    ? "Chưa xác định thủ tục"
                                    : known.map(Procedure::shortName).orElse(row.key()),
                            row.key().isEmpty() ? NONE : row.key(),
                            known.map(Procedure::fieldName).orElse(NONE));
                },
                sums,
                false);
        List<ReportTable.Column> columns = new ArrayList<>(List.of(ReportTable.Column.figure("STT")));
        columns.addAll(plain.columns());
        List<ReportTable.Row> rows = new ArrayList<>();
        int number = 0;
        for (ReportTable.Row row : plain.rows()) {
            List<String> cells = new ArrayList<>();
            cells.add(row.key().isEmpty() && row.cells().get(0).equals(NONE) ? NONE : Integer.toString(++number));
            cells.addAll(row.cells());
            while (cells.size() > columns.size()) {
                cells.remove(cells.size() - 1);
            }
            rows.add(new ReportTable.Row(row.key(), cells, false));
        }
        Optional<SatisfactionRow> whole = answer.totals().stream()
                .filter(r -> way.mode.equals(orEmpty(r.mode())) && way.scale.equals(orEmpty(r.scale())))
                .findFirst();
        whole.ifPresent(total -> {
            List<String> cells = new ArrayList<>(List.of(""));
            cells.addAll(resultCells(
                    new Line(
                            "total",
                            List.of("Cộng, mỗi lượt tính một lần", "", ""),
                            total,
                            Optional.ofNullable(total.tally()),
                            true),
                    way,
                    carriesCounts(answer, way)));
            rows.add(new ReportTable.Row("once", cells, true));
        });
        return new ReportTable(
                id,
                plain.title(),
                way.text(),
                columns,
                rows,
                List.of("Một lượt có thể gồm nhiều thủ tục: các dòng không cộng được, dòng cuối tính mỗi lượt một lần. "
                        + "Dòng dưới 30 đánh giá chỉ nêu số đếm (" + SMALL + ")."
                        + (catalogue.isSample() ? " Tên thủ tục: " + Catalogue.SAMPLE_NOTE + "." : "")),
                true,
                false);
    }

    private ReportTable reasons(SatisfactionAnswer answer, SatisfactionAnswer byField, List<Way> ways) {
        long notSatisfied = 0;
        for (SatisfactionRow total : byField.totals()) {
            Tally tally = total.tally();
            if (tally != null) {
                notSatisfied += tally.n() - tally.satisfied();
            }
        }
        List<ReportTable.Row> rows = new ArrayList<>();
        long sum = 0;
        List<SatisfactionRow> shown = answer.rows().stream()
                .filter(r -> !r.key().equals(Reasons.CONFIDENTIAL) && orZero(r.valid()) > 0)
                .sorted(Comparator.comparingLong((SatisfactionRow r) -> -orZero(r.valid()))
                        .thenComparing(SatisfactionRow::key))
                .toList();
        for (SatisfactionRow row : shown) {
            long n = orZero(row.valid());
            sum += n;
            rows.add(new ReportTable.Row(
                    row.key() + "/" + orEmpty(row.mode()),
                    List.of(
                            group(row.key()),
                            Reasons.word(row.key()) + (ways.size() > 1 ? " (" + mode(orEmpty(row.mode())) + ")" : ""),
                            Figures.count(n),
                            notSatisfied > 0 ? Figures.percent(n, notSatisfied) : NONE),
                    false));
        }
        if (rows.isEmpty()) {
            rows.add(new ReportTable.Row("", List.of(NONE, NONE, NONE, NONE), false));
        } else {
            rows.add(new ReportTable.Row("total", List.of("Cộng số lần chọn", "", Figures.count(sum), NONE), true));
        }
        return new ReportTable(
                "B7",
                "Lý do chưa hài lòng",
                "",
                List.of(
                        ReportTable.Column.words("Nhóm lý do"),
                        ReportTable.Column.words("Lý do"),
                        ReportTable.Column.figure("Số lần chọn"),
                        ReportTable.Column.figure("% trên số đánh giá không hài lòng")),
                rows,
                List.of("Tính trên " + Figures.count(notSatisfied)
                        + " đánh giá không hài lòng. Một người được chọn nhiều lý do nên tổng tỷ lệ có thể quá 100"
                        + Figures.NO_BREAK + "%."),
                false,
                false);
    }

    private static String group(String reason) {
        return switch (reason) {
            case "FACILITY" -> "Cơ sở vật chất, trang thiết bị";
            case "ATTITUDE" -> "Thái độ phục vụ";
            case "*", "OTHER" -> "Khác";
            default -> "Cách thức phục vụ";
        };
    }

    private ReportTable clerks(
            String id, Way way, SatisfactionAnswer answer, ReportPeriod period, Set<String> offices, Realm realm) {
        Map<String, String> names = queries.clerkNames(offices);
        Map<String, FigureQueries.Shifts> shifts = queries.shifts(realm, offices, period.from(), period.to());
        List<Line> lines = lines(
                answer,
                way,
                row -> List.of(
                        row.key().isEmpty()
                                ? "Chưa rõ công chức"
                                : names.getOrDefault(row.office() + "\n" + row.key(), row.key())));
        List<ReportTable.Row> rows = new ArrayList<>();
        int number = 0;
        for (Line line : lines) {
            SatisfactionRow row = line.counts;
            if (row == null) {
                continue;
            }
            FigureQueries.Shifts shift = shifts.get(row.office() + "\n" + row.key());
            Optional<Tally> tally = line.tally.filter(t -> t.n() > 0);
            long valid = orZero(row.rated()) - orZero(row.excluded());
            rows.add(new ReportTable.Row(
                    line.key,
                    List.of(
                            Integer.toString(++number),
                            line.words.get(0),
                            shift == null
                                    ? NONE
                                    : shift.firstCounter() == shift.lastCounter()
                                            ? "Quầy " + shift.firstCounter()
                                            : "Quầy " + shift.firstCounter() + "–" + shift.lastCounter(),
                            shift == null ? NONE : Figures.count(shift.days()),
                            row.served() == null ? NONE : Figures.count(orZero(row.served())),
                            row.served() == null ? NONE : Figures.count(valid),
                            tally.map(ComputedTables::rate).orElse(valid > 0 ? HIDDEN : NONE)),
                    false));
        }
        if (rows.isEmpty()) {
            rows.add(new ReportTable.Row("", Collections.nCopies(7, NONE), false));
        }
        return new ReportTable(
                id,
                "Kết quả theo công chức – LƯU HÀNH NỘI BỘ" + wayName(way, id.contains(".") ? "." : ""),
                way.text(),
                List.of(
                        ReportTable.Column.figure("STT"),
                        ReportTable.Column.words("Họ tên"),
                        ReportTable.Column.words("Quầy"),
                        ReportTable.Column.figure("Số ngày phục vụ"),
                        ReportTable.Column.figure("Lượt"),
                        ReportTable.Column.figure("n"),
                        ReportTable.Column.figure("Tỷ lệ hài lòng (KTC 95" + Figures.NO_BREAK + "%)")),
                rows,
                List.of(
                        "Không xếp hạng. Công chức nhận việc khác nhau; chỉ so trong cùng lĩnh vực, khi có từ ba người đủ 30 đánh giá."),
                false,
                true);
    }

    private static String counterName(
            OrganisationStore.Tree tree, Set<String> offices, Map<String, String> names, SatisfactionRow row) {
        String office = row.office() == null ? "" : row.office();
        return counterLabel(tree, offices, office, row.key(), names.getOrDefault(office + "\n" + row.key(), ""));
    }

    private static String counterLabel(
            OrganisationStore.Tree tree, Set<String> offices, String office, String number, String name) {
        String plain = "Quầy " + number;
        String label =
                name.isBlank() || name.equals(plain) ? plain : name.contains(number) ? name : plain + " – " + name;
        return offices.stream().filter(o -> !o.isEmpty()).count() > 1
                ? tree.unit(office).map(OrgUnit::name).orElse(office) + ", "
                        + label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1)
                : label;
    }

    private static String wayName(Way way, String suffix) {
        return suffix.isEmpty()
                ? ""
                : " – " + mode(way.mode)
                        + Scale.builtIn(way.scale)
                                .map(s -> ", thang " + s.levels().size() + " mức")
                                .orElse("");
    }

    private static String mode(String mode) {
        return switch (mode) {
            case "TICKET" -> "theo phiếu";
            case "VISIT" -> "theo lượt";
            case "OPEN" -> "để ngỏ";
            default -> mode;
        };
    }

    private static long orZero(@Nullable Long n) {
        return n == null ? 0 : n;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
