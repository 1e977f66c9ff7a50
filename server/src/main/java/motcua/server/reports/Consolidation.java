package motcua.server.reports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import motcua.contract.scale.Scale;
import motcua.server.organisation.OrgUnit;
import motcua.server.organisation.OrganisationStore;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.Tally;
import motcua.server.scales.KnownScales;

/**
 * The reports of the units under one, one row a child, summed. Only what was sent counts; a child that sent nothing itself is the
 * sum of those below it that did. Never changes once made.
 */
final class Consolidation {
    private static final String NONE = "—";

    private final List<Child> children;
    private final Map<String, String> fields;

    /**
     * A child.
     *
     * @param latest its latest version, whatever its state
     * @param sent contents that were sent, its own or those below it
     */
    record Child(OrgUnit unit, Optional<ReportVersion> latest, List<ReportContent> sent) {}

    private Consolidation(List<Child> children, Map<String, String> fields) {
        this.children = children;
        this.fields = fields;
    }

    static Consolidation of(
            OrganisationStore.Tree tree, String unit, List<ReportVersion> ofPeriod, Map<String, String> fields) {
        Map<String, List<ReportVersion>> byUnit = new HashMap<>();
        ofPeriod.forEach(
                v -> byUnit.computeIfAbsent(v.unit(), u -> new ArrayList<>()).add(v));
        List<Child> children = new ArrayList<>();
        for (OrgUnit child : children(tree, unit)) {
            List<ReportVersion> own = byUnit.getOrDefault(child.id(), List.of());
            children.add(new Child(
                    child,
                    own.isEmpty() ? Optional.empty() : Optional.of(own.get(own.size() - 1)),
                    sent(tree, child.id(), byUnit, 0)));
        }
        return new Consolidation(children, fields);
    }

    /** The units right below that have an office; of the empty unit those at the top. */
    static List<OrgUnit> children(OrganisationStore.Tree tree, String unit) {
        return tree.children(unit).stream()
                .filter(c -> !tree.offices(c.id()).isEmpty())
                .toList();
    }

    private static List<ReportContent> sent(
            OrganisationStore.Tree tree, String unit, Map<String, List<ReportVersion>> byUnit, int depth) {
        Optional<ReportContent> own = sent(byUnit.getOrDefault(unit, List.of()));
        if (own.isPresent()) {
            return List.of(own.get());
        }
        List<ReportContent> below = new ArrayList<>();
        if (depth < 20) {
            children(tree, unit).forEach(c -> below.addAll(sent(tree, c.id(), byUnit, depth + 1)));
        }
        return below;
    }

    /** The newest version that is with the superior. */
    private static Optional<ReportContent> sent(List<ReportVersion> versions) {
        Optional<ReportContent> found = Optional.empty();
        for (ReportVersion version : versions) {
            if (version.isSent()) {
                found = Optional.of(ContentJson.read(version.content()));
            }
        }
        return found;
    }

    List<Child> children() {
        return children;
    }

    /** Satisfaction by child, one table for each way of counting, then each typed table with its totals by child. */
    List<ReportTable> tables() {
        List<ReportTable> tables = new ArrayList<>();
        Set<String> ways = new LinkedHashSet<>();
        children.forEach(c -> c.sent().forEach(r -> overall(r).forEach(t -> ways.add(t.way()))));
        int number = 0;
        for (String way : ways) {
            number++;
            tables.add(satisfaction("TH1" + (ways.size() > 1 ? "." + number : ""), way));
        }
        for (EntryTable table : EntryTable.ALL) {
            typed(table).ifPresent(tables::add);
        }
        return tables;
    }

    private static List<ReportTable> overall(ReportContent content) {
        return content.tables().stream()
                .filter(t -> t.id().matches("B2(\\.\\d+)?") && !t.way().isBlank())
                .toList();
    }

    private ReportTable satisfaction(String id, String way) {
        String scale = way.substring(way.indexOf(' ') + 1);
        List<String> levels = KnownScales.of(scale)
                .map(s -> s.levels().stream().map(Scale.Level::vi).toList())
                .orElse(List.of());
        List<ReportTable.Column> columns = new ArrayList<>(List.of(
                ReportTable.Column.words("Đơn vị"),
                ReportTable.Column.figure("Lượt phục vụ"),
                ReportTable.Column.figure("Lượt đánh giá hợp lệ")));
        levels.forEach(l -> columns.add(new ReportTable.Column("Mức đánh giá", l, false)));
        columns.add(ReportTable.Column.figure("Tỷ lệ hài lòng (KTC 95" + Figures.NO_BREAK + "%)"));
        List<ReportTable.Row> rows = new ArrayList<>();
        Sum all = new Sum(scale, levels.size());
        for (Child child : children) {
            Sum sum = new Sum(scale, levels.size());
            child.sent()
                    .forEach(r ->
                            overall(r).stream().filter(t -> t.way().equals(way)).forEach(sum::add));
            all.add(sum);
            rows.add(new ReportTable.Row(
                    child.unit().id(), sum.cells(child.unit().name()), false));
        }
        rows.add(new ReportTable.Row("total", all.cells("Cộng"), true));
        long missing = children.stream().filter(c -> c.sent().isEmpty()).count();
        return new ReportTable(
                id,
                "Tổng hợp theo đơn vị trực thuộc",
                way,
                columns,
                rows,
                missing == 0
                        ? List.of("Mọi đơn vị đã gửi báo cáo.")
                        : List.of("Còn " + missing + " đơn vị chưa gửi báo cáo: ô “—”, không tính vào dòng cộng."),
                false,
                false);
    }

    /** Counts of the overall tables, added up. */
    private static final class Sum {
        private final String scale;
        private final long[] levels;
        private long served;
        private long valid;
        private boolean any;

        Sum(String scale, int levels) {
            this.scale = scale;
            this.levels = new long[levels];
        }

        void add(ReportTable table) {
            List<String> cells =
                    table.rows().isEmpty() ? List.of() : table.rows().get(0).cells();
            int level = 0;
            for (int i = 0; i < cells.size(); i++) {
                OptionalLong count = SpreadsheetWriter.count(cells.get(i));
                ReportTable.Column column = table.columns().get(i);
                if (!column.group().isEmpty()) {
                    if (level < levels.length) {
                        levels[level++] += count.orElse(0);
                    }
                } else if (column.name().equals("Lượt phục vụ")) {
                    served += count.orElse(0);
                    any |= count.isPresent();
                } else if (column.name().equals("Lượt đánh giá hợp lệ")) {
                    valid += count.orElse(0);
                }
            }
        }

        void add(Sum other) {
            any |= other.any;
            served += other.served;
            valid += other.valid;
            for (int i = 0; i < levels.length; i++) {
                levels[i] += other.levels[i];
            }
        }

        List<String> cells(String name) {
            List<String> cells = new ArrayList<>(List.of(name));
            cells.add(any ? Figures.count(served) : NONE);
            cells.add(any ? Figures.count(valid) : NONE);
            Tally tally = Tally.none(scale);
            for (int i = 0; i < levels.length; i++) {
                tally = tally.plus(i + 1, levels[i]);
                cells.add(any ? Figures.count(levels[i]) : NONE);
            }
            cells.add(tally.n() == 0 ? NONE : RowTables.rate(tally));
            return cells;
        }
    }

    private Optional<ReportTable> typed(EntryTable table) {
        Map<String, Entries> byChild = new LinkedHashMap<>();
        for (Child child : children) {
            byChild.put(child.unit().id(), entries(child.sent()));
        }
        if (byChild.values().stream()
                .allMatch(e -> e.rows(table).keySet().stream()
                        .allMatch(r -> table.cells().stream()
                                .allMatch(c -> e.value(table, r, c.key()).isEmpty())))) {
            return Optional.empty();
        }
        List<ReportTable.Column> columns = new ArrayList<>(List.of(ReportTable.Column.words("Đơn vị")));
        table.cells().forEach(c -> columns.add(new ReportTable.Column(c.group(), c.name(), false)));
        List<ReportTable.Row> rows = new ArrayList<>();
        Map<String, Long> sums = new TreeMap<>();
        for (Child child : children) {
            Entries entries = byChild.getOrDefault(child.unit().id(), entries(List.of()));
            List<String> cells = new ArrayList<>(List.of(child.unit().name()));
            for (EntryTable.Cell cell : table.cells()) {
                OptionalLong value = entries.total(table, cell.key());
                value.ifPresent(n -> sums.merge(cell.key(), n, Long::sum));
                cells.add(value.isPresent() ? Figures.count(value.getAsLong()) : NONE);
            }
            rows.add(new ReportTable.Row(child.unit().id(), cells, false));
        }
        List<String> total = new ArrayList<>(List.of("Cộng"));
        for (EntryTable.Cell cell : table.cells()) {
            Long n = sums.get(cell.key());
            total.add(n == null ? NONE : Figures.count(n));
        }
        rows.add(new ReportTable.Row("total", total, true));
        return Optional.of(
                new ReportTable("TH." + table.id(), table.title(), "", columns, rows, List.of(), table.wide(), false));
    }

    /** The typed counts of several reports, added cell by cell. */
    private Entries entries(List<ReportContent> contents) {
        Map<String, Long> sums = new HashMap<>();
        contents.forEach(c -> c.typed().forEach(t -> sums.merge(t.cell(), t.value(), Long::sum)));
        return new Entries(sums, fields, Map.of());
    }
}
