package motcua.server.reports;

import com.ibm.icu.text.Collator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import motcua.contract.scale.Scale;
import motcua.server.catalogue.Catalogue;
import motcua.server.catalogue.Procedure;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.Interval;
import motcua.server.satisfaction.SatisfactionAnswer;
import motcua.server.satisfaction.SatisfactionRow;
import motcua.server.satisfaction.Tally;
import motcua.server.scales.KnownScales;
import org.jspecify.annotations.Nullable;

/** Tables with a row each field, counter or procedure, and with the sum that their rows must have. Safe for any thread. */
final class RowTables {
    static final String NONE = "—";
    static final String HIDDEN = "ẩn";
    static final String LEVELS = "Mức đánh giá";
    static final String SMALL = "chưa đủ mẫu";

    private final Catalogue catalogue;

    /** Tables that call procedures and fields by this list. */
    RowTables(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** A row before it is printed. */
    record Line(
            String key, List<String> words, @Nullable SatisfactionRow counts, Optional<Tally> tally, boolean total) {}

    interface Words {
        List<String> of(SatisfactionRow row);
    }

    interface Count {
        @Nullable
        Long of(SatisfactionRow row);
    }

    /** Sums that were looked at. */
    static final class Sums {
        int looked;
        final List<String> wrong = new ArrayList<>();

        void same(String what, long parts, long whole) {
            looked++;
            if (parts != whole) {
                wrong.add(what + ": các dòng cộng lại " + Figures.count(parts) + ", dòng cộng " + Figures.count(whole));
            }
        }
    }

    static List<ReportTable.Column> resultColumns(List<String> words, Way way) {
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
        return KnownScales.of(way.scale()).or(() -> Scale.standard("HL5/1")).orElseThrow().levels().stream()
                .map(Scale.Level::vi)
                .toList();
    }

    List<String> resultCells(Line line, Way way, boolean counts) {
        List<String> cells = new ArrayList<>(line.words());
        SatisfactionRow row = line.counts();
        long served = row == null ? 0 : orZero(row.served());
        long rated = row == null ? 0 : orZero(row.rated());
        long valid = row == null ? 0 : rated - orZero(row.excluded());
        boolean empty = row == null || row.served() == null || served == 0 || !counts;
        cells.add(empty ? NONE : Figures.count(served));
        cells.add(empty ? NONE : Figures.count(valid));
        cells.add(empty || way.mode().equals("OPEN") ? NONE : Figures.percent(rated, served));
        int levels = levelNames(way).size();
        Optional<Tally> tally = line.tally().filter(t -> t.n() > 0);
        for (int i = 0; i < levels; i++) {
            int level = i;
            cells.add(tally.map(t ->
                            level < t.levels().size() ? Figures.count(t.levels().get(level)) : "0")
                    .orElse(valid > 0 ? HIDDEN : NONE));
        }
        cells.add(tally.map(RowTables::rate).orElse(valid > 0 ? HIDDEN : NONE));
        return cells;
    }

    static String rate(Tally tally) {
        return tally.rate().isPresent()
                ? Figures.percent(tally.satisfied(), tally.n()) + " ("
                        + Figures.range(Interval.wilson(tally.satisfied(), tally.n())) + ")"
                : Figures.count(tally.satisfied()) + "/" + Figures.count(tally.n()) + ", " + SMALL;
    }

    /** Rows of one way with their sum; what may not stand in a row of its own is summed into one. */
    ReportTable table(
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
                .filter(r -> way.mode().equals(orEmpty(r.mode())) && way.scale().equals(orEmpty(r.scale())))
                .findFirst();
        Tally shown = Tally.none(way.scale());
        for (Line line : lines) {
            if (line.tally().isPresent()) {
                shown = shown.plus(line.tally().get());
            }
        }
        Optional<Tally> all = whole.map(SatisfactionRow::tally);
        boolean counts = way.carriesCounts(answer);
        List<ReportTable.Row> rows = new ArrayList<>();
        lines.forEach(l -> rows.add(new ReportTable.Row(l.key(), resultCells(l, way, counts), false)));
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
                title + way.name(id.contains(".") ? "." : ""),
                way.text(),
                resultColumns(heads, way),
                rows,
                notes,
                false,
                false);
    }

    private static long sum(List<Line> lines, Count count) {
        long sum = 0;
        for (Line line : lines) {
            if (line.counts() != null) {
                sum += orZero(count.of(line.counts()));
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
    static List<Line> lines(SatisfactionAnswer answer, Way way, Words words) {
        List<Line> lines = new ArrayList<>();
        for (SatisfactionRow row : answer.rows()) {
            boolean ofScale =
                    orEmpty(row.scale()).isEmpty() || orEmpty(row.scale()).equals(way.scale());
            if (!way.mode().equals(orEmpty(row.mode())) || !ofScale) {
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
        lines.sort(Comparator.<Line, Boolean>comparing(l -> l.key().endsWith(SatisfactionRow.MERGED))
                .thenComparing(l -> l.words().get(0), vietnamese::compare)
                .thenComparing(Line::key));
        return lines;
    }

    ReportTable procedures(String id, Way way, SatisfactionAnswer answer, Sums sums) {
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
                .filter(r -> way.mode().equals(orEmpty(r.mode())) && way.scale().equals(orEmpty(r.scale())))
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
                    way.carriesCounts(answer)));
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

    static long orZero(@Nullable Long n) {
        return n == null ? 0 : n;
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
