package motcua.server.reports;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import motcua.server.catalogue.Catalogue;
import motcua.server.organisation.OrgUnit;
import motcua.server.organisation.OrganisationStore;
import motcua.server.organisation.Stretch;
import motcua.server.review.Reasons;
import motcua.server.satisfaction.Dimension;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.Realm;
import motcua.server.satisfaction.Satisfaction;
import motcua.server.satisfaction.SatisfactionAnswer;
import motcua.server.satisfaction.SatisfactionRow;
import motcua.server.satisfaction.Sentence;
import motcua.server.satisfaction.Tally;
import motcua.server.storage.Database;

/** The tables B1 to B7 of a report, from the same safe cells as the pages of results. Nothing in them is typed. Safe for any thread. */
public final class ComputedTables {
    private final Satisfaction satisfaction;

    private final FigureQueries queries;
    private final Catalogue catalogue;
    private final RowTables tables;

    /** Tables from these cells. */
    public ComputedTables(Satisfaction satisfaction, Database database, Catalogue catalogue) {
        this.satisfaction = satisfaction;
        this.queries = new FigureQueries(database);
        this.catalogue = catalogue;
        this.tables = new RowTables(catalogue);
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

    /** The figures of a period of the offices and days that belonged to a unit. */
    UnitFigures figures(ReportPeriod period, List<Stretch> stretches, Optional<Realm> realm) {
        return new UnitFigures(satisfaction, queries, period, stretches, realm);
    }

    /**
     * All tables of a period.
     *
     * @param asked the figures of the period
     * @param before those of the same unit in the period before, in the same realm
     * @param tree of the last day of the period, for names
     */
    Computed of(UnitFigures asked, UnitFigures before, OrganisationStore.Tree tree, WorkingDays workingDays) {
        Set<String> offices = asked.offices();
        Realm realm = asked.realm();
        SatisfactionAnswer byOffice = asked.by(Dimension.OFFICE);
        SatisfactionAnswer byField = asked.by(Dimension.FIELD);
        SatisfactionAnswer byCounter = asked.by(Dimension.COUNTER);
        SatisfactionAnswer byProcedure = asked.by(Dimension.PROCEDURE);
        List<Way> ways = Way.of(byField);
        List<ReportTable> tables = new ArrayList<>();
        RowTables.Sums sums = new RowTables.Sums();
        tables.add(devices(asked, tree, workingDays));
        for (Way way : ways) {
            tables.add(overall(asked, before, tree, byField, way, way.suffix(ways)));
        }
        tables.add(presses(asked));
        for (Way way : ways) {
            tables.add(this.tables.table(
                    "B3" + way.suffix(ways),
                    "Kết quả theo lĩnh vực",
                    way,
                    List.of("Lĩnh vực"),
                    byField,
                    r -> List.of(catalogue.fieldName(r.key())),
                    sums,
                    true));
        }
        for (Way way : ways) {
            tables.add(this.tables.procedures("B4" + way.suffix(ways), way, byProcedure, sums));
        }
        Map<String, String> counterNames = queries.counterNames(offices);
        for (Way way : ways) {
            tables.add(this.tables.table(
                    "B5" + way.suffix(ways),
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
            if (!way.mode().equals("OPEN")) {
                tables.add(clerks(ReportContent.ANNEX + way.suffix(ways), way, asked.by(Dimension.CLERK), asked));
            }
        }
        long served = byOffice.totals().stream()
                .mapToLong(r -> RowTables.orZero(r.served()))
                .max()
                .orElse(0);
        return new Computed(realm, tables, sums.looked, sums.wrong, served, byOffice.late());
    }

    private ReportTable devices(UnitFigures figures, OrganisationStore.Tree tree, WorkingDays workingDays) {
        Set<String> offices = figures.offices();
        List<FigureQueries.CounterUse> counters = figures.counters();
        Map<String, Long> connected = figures.connected();
        Map<String, Long> late = figures.late();
        Map<String, String> devices = figures.devices();
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
                            devices.getOrDefault(key, RowTables.NONE),
                            Integer.toString(figures.workingDays(use.office(), workingDays)),
                            Figures.count(connected.getOrDefault(use.office(), 0L)),
                            Figures.count(use.days()),
                            Figures.count(use.ratedDays()),
                            use.down() == 0
                                    ? RowTables.NONE
                                    : "Thiết bị hỏng " + Figures.count(use.down()) + " lượt, "
                                            + Figures.count(use.downDays()) + " ngày",
                            Figures.count(lateHere)),
                    false));
        }
        if (rows.isEmpty()) {
            rows.add(new ReportTable.Row("", Collections.nCopies(8, RowTables.NONE), false));
        }
        return new ReportTable(
                "B1",
                "Tình hình sử dụng thiết bị",
                "",
                List.of(
                        ReportTable.Column.words("Quầy"),
                        ReportTable.Column.words("Thiết bị"),
                        ReportTable.Column.figure("Ngày làm việc"),
                        ReportTable.Column.figure("Ngày có kết nối"),
                        ReportTable.Column.figure("Ngày có phục vụ"),
                        ReportTable.Column.figure("Ngày có đánh giá"),
                        ReportTable.Column.figure("Sự cố"),
                        ReportTable.Column.figure("Số liệu gửi muộn")),
                rows,
                counters.isEmpty()
                        ? List.of("Chưa nhận số liệu nào của đơn vị trong kỳ.")
                        : List.of(
                                "Thiết bị: theo danh sách thiết bị của đơn vị trong kỳ. Ngày có kết nối: ngày mà sổ ghi của đơn vị"
                                        + " có số liệu gửi về."
                                        + (lateSum > 0
                                                ? " Có " + Figures.count(lateSum)
                                                        + " lượt đến muộn sau khi số liệu đã nêu."
                                                : "")),
                false,
                false);
    }

    private ReportTable overall(
            UnitFigures asked,
            UnitFigures before,
            OrganisationStore.Tree tree,
            SatisfactionAnswer answer,
            Way way,
            String suffix) {
        Optional<SatisfactionRow> total = answer.totals().stream()
                .filter(r -> way.mode().equals(RowTables.orEmpty(r.mode()))
                        && way.scale().equals(RowTables.orEmpty(r.scale())))
                .findFirst();
        Optional<Tally> tally = total.map(SatisfactionRow::tally);
        Optional<Tally> earlier = before.by(Dimension.MONTH).totals().stream()
                .filter(r -> way.mode().equals(RowTables.orEmpty(r.mode()))
                        && way.scale().equals(RowTables.orEmpty(r.scale())))
                .findFirst()
                .map(SatisfactionRow::tally)
                .filter(t -> t.rate().isPresent());
        List<ReportTable.Column> columns = new ArrayList<>(RowTables.resultColumns(List.of(), way));
        columns.add(ReportTable.Column.figure("Kỳ trước"));
        columns.add(ReportTable.Column.figure("Tăng/ giảm (điểm)"));
        columns.add(ReportTable.Column.figure("Bị loại"));
        List<String> cells = new ArrayList<>(tables.resultCells(
                new RowTables.Line("", List.of(), total.orElse(null), tally, false), way, way.carriesCounts(answer)));
        boolean both = tally.flatMap(Tally::rate).isPresent() && earlier.isPresent();
        boolean comparable = both && asked.isLike(before);
        cells.add(earlier.map(e -> Figures.percent(e.satisfied(), e.n()) + " (n" + Figures.NO_BREAK + "="
                        + Figures.NO_BREAK + Figures.count(e.n()) + ")")
                .orElse(RowTables.NONE));
        cells.add(
                comparable
                        ? Figures.points(
                                (double) tally.get().satisfied() / tally.get().n()
                                        - (double) earlier.get().satisfied()
                                                / earlier.get().n())
                        : RowTables.NONE);
        cells.add(total.filter(t -> RowTables.orZero(t.served()) > 0)
                .map(t -> Figures.count(RowTables.orZero(t.excluded())))
                .orElse(RowTables.NONE));
        List<String> notes = new ArrayList<>();
        if (comparable) {
            notes.add("So với kỳ trước: "
                    + Sentence.change(
                            tally.get(), earlier.get(), before.period().name()) + ".");
        } else if (both) {
            notes.add("Không so với kỳ trước: các bộ phận của đơn vị đã khác.");
        }
        asked.changes(office -> tree.unit(office).map(OrgUnit::name).orElse(office), Figures::day)
                .ifPresent(notes::add);
        lowResponse(total, way).ifPresent(notes::add);
        withheld(total, tally).ifPresent(notes::add);
        if (!asked.period().isWholeMonths() || !asked.parts().isEmpty()) {
            notes.add("Mức đánh giá và các bảng B3–B7 tính cho các tháng trọn trong kỳ.");
        }
        return new ReportTable(
                "B2" + suffix,
                "Kết quả chung" + way.name(suffix),
                way.text(),
                columns,
                List.of(new ReportTable.Row("total", cells, false)),
                notes,
                false,
                false);
    }

    private static Optional<String> lowResponse(Optional<SatisfactionRow> total, Way way) {
        return total.filter(t -> !way.mode().equals("OPEN")
                        && RowTables.orZero(t.served()) > 0
                        && (double) RowTables.orZero(t.rated()) / RowTables.orZero(t.served()) < .2)
                .map(t -> "Tỷ lệ phản hồi thấp (dưới 20" + Figures.NO_BREAK + "%).");
    }

    private static Optional<String> withheld(Optional<SatisfactionRow> total, Optional<Tally> tally) {
        long valid = total.map(t -> RowTables.orZero(t.rated()) - RowTables.orZero(t.excluded()))
                .orElse(0L);
        long told = tally.map(Tally::n).orElse(0L);
        return valid > told && total.isPresent()
                ? Optional.of("Trong số đánh giá hợp lệ có " + Figures.count(valid - told)
                        + " lượt không nêu mức: giữ kín người đánh giá, hoặc đến muộn.")
                : Optional.empty();
    }

    /** Every press of the period: those that count, and why the others do not. */
    private ReportTable presses(UnitFigures figures) {
        Map<String, Long> decided = figures.decided();
        Map<String, Long> stray = figures.stray();
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
                nothing
                        ? RowTables.NONE
                        : Figures.count(parts.stream().mapToLong(n -> n).sum()));
        parts.forEach(n -> cells.add(nothing ? RowTables.NONE : Figures.count(n)));
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
                .filter(r -> !r.key().equals(Reasons.CONFIDENTIAL) && RowTables.orZero(r.valid()) > 0)
                .sorted(Comparator.comparingLong((SatisfactionRow r) -> -RowTables.orZero(r.valid()))
                        .thenComparing(SatisfactionRow::key))
                .toList();
        for (SatisfactionRow row : shown) {
            long n = RowTables.orZero(row.valid());
            sum += n;
            rows.add(new ReportTable.Row(
                    row.key() + "/" + RowTables.orEmpty(row.mode()),
                    List.of(
                            group(row.key()),
                            Reasons.word(row.key())
                                    + (ways.size() > 1 ? " (" + Way.word(RowTables.orEmpty(row.mode())) + ")" : ""),
                            Figures.count(n),
                            notSatisfied > 0 ? Figures.percent(n, notSatisfied) : RowTables.NONE),
                    false));
        }
        if (rows.isEmpty()) {
            rows.add(new ReportTable.Row(
                    "", List.of(RowTables.NONE, RowTables.NONE, RowTables.NONE, RowTables.NONE), false));
        } else {
            rows.add(new ReportTable.Row(
                    "total", List.of("Cộng số lần chọn", "", Figures.count(sum), RowTables.NONE), true));
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

    private ReportTable clerks(String id, Way way, SatisfactionAnswer answer, UnitFigures figures) {
        Map<String, String> names = queries.clerkNames(figures.offices());
        Map<String, FigureQueries.Shifts> shifts = figures.shifts();
        List<RowTables.Line> lines = RowTables.lines(
                answer,
                way,
                row -> List.of(
                        row.key().isEmpty()
                                ? "Chưa rõ công chức"
                                : names.getOrDefault(row.office() + "\n" + row.key(), row.key())));
        List<ReportTable.Row> rows = new ArrayList<>();
        int number = 0;
        for (RowTables.Line line : lines) {
            SatisfactionRow row = line.counts();
            if (row == null) {
                continue;
            }
            FigureQueries.Shifts shift = shifts.get(row.office() + "\n" + row.key());
            Optional<Tally> tally = line.tally().filter(t -> t.n() > 0);
            long valid = RowTables.orZero(row.rated()) - RowTables.orZero(row.excluded());
            rows.add(new ReportTable.Row(
                    line.key(),
                    List.of(
                            Integer.toString(++number),
                            line.words().get(0),
                            shift == null
                                    ? RowTables.NONE
                                    : shift.firstCounter() == shift.lastCounter()
                                            ? "Quầy " + shift.firstCounter()
                                            : "Quầy " + shift.firstCounter() + "–" + shift.lastCounter(),
                            shift == null ? RowTables.NONE : Figures.count(shift.days()),
                            row.served() == null ? RowTables.NONE : Figures.count(RowTables.orZero(row.served())),
                            row.served() == null ? RowTables.NONE : Figures.count(valid),
                            tally.map(RowTables::rate).orElse(valid > 0 ? RowTables.HIDDEN : RowTables.NONE)),
                    false));
        }
        if (rows.isEmpty()) {
            rows.add(new ReportTable.Row("", Collections.nCopies(7, RowTables.NONE), false));
        }
        return new ReportTable(
                id,
                "Kết quả theo công chức – LƯU HÀNH NỘI BỘ" + way.name(id.contains(".") ? "." : ""),
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
}
