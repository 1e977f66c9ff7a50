package motcua.server.satisfaction;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import motcua.server.satisfaction.CellQueries.Column;
import motcua.server.satisfaction.CellQueries.ServiceCount;

/**
 * The safe cells of offices as they were told first, and what came or went since in layers. Making cells safe takes far longer than
 * reading them, so what was made is kept in memory for as long as nothing it was made of changes. Safe for any thread.
 */
final class ToldCells {
    private static final Duration KEPT = Duration.ofHours(2);
    private static final int MOST_KEPT = 20_000;
    private static final long MOST_CELLS_KEPT = 300_000;

    private final CellQueries cells;
    private final PublishedStore published;
    private final Supplier<LocalDate> today;
    private final boolean tells;
    private final Cache<SafeKey, List<SafeCell>> told;
    private final Cache<String, List<SafeCell>> made;

    /**
     * Reads these cells and marks what is told there.
     *
     * @param today the day where the offices are
     * @param tells whether what is asked for gets told; otherwise only what was told before is made
     */
    ToldCells(CellQueries cells, PublishedStore published, Supplier<LocalDate> today, boolean tells) {
        this.cells = cells;
        this.published = published;
        this.today = today;
        this.tells = tells;
        // What was told first of an office changes only with its cells.
        this.told = Caffeine.newBuilder()
                .maximumWeight(MOST_CELLS_KEPT)
                .weigher((SafeKey key, List<SafeCell> safe) -> 1 + safe.size())
                .expireAfterAccess(KEPT)
                .build();
        // Days that are over change only by late records and decisions. So what was made of an office is kept under the
        // fingerprint of all it was made of: a change of one service makes it anew.
        this.made = Caffeine.newBuilder()
                .maximumSize(MOST_KEPT)
                .expireAfterAccess(KEPT)
                .build();
    }

    private ToldCells(ToldCells other) {
        this.cells = other.cells;
        this.published = other.published;
        this.today = other.today;
        this.tells = false;
        this.told = other.told;
        this.made = other.made;
    }

    /** One that shares what was made, and tells nobody anything for the first time. */
    ToldCells rehearsing() {
        return new ToldCells(this);
    }

    /**
     * The cells of one office that were told first.
     *
     * @param fine whether tables below days and months are needed
     * @param today the day itself, or the day after {@code to} once that is over: nothing in between makes a difference
     * @param stamps of the months of the period that have cells
     */
    private record SafeKey(
            Realm realm, String office, LocalDate from, LocalDate to, boolean fine, LocalDate today, String stamps) {}

    /** What has to be read of several offices at once. */
    private record Reading(
            Realm realm, Set<String> offices, LocalDate from, LocalDate to, boolean fine, LocalDate today) {}

    /** All safe cells of the closed steps of these whole months, or that are told of them so far when rehearsing. */
    List<SafeCell> of(SatisfactionQuestion question, Realm realm, Period period) {
        boolean fine = Satisfaction.totalStep(question.by()) != Dimension.DAY
                && question.by() != Dimension.MONTH
                && question.by() != Dimension.REASON;
        // Whole months even for days: what a month leaves over is decided by the month.
        LocalDate from = YearMonth.from(period.from()).atDay(1);
        LocalDate to = YearMonth.from(period.to()).atEndOfMonth();
        LocalDate now = today.get();
        LocalDate day = now.isAfter(to) ? to.plusDays(1) : now;
        Map<String, StringBuilder> stamps = new TreeMap<>();
        for (CellQueries.Stamp stamp :
                cells.stamps(realm, question.offices(), YearMonth.from(from), YearMonth.from(to))) {
            stamps.computeIfAbsent(stamp.office(), o -> new StringBuilder())
                    .append(stamp.month())
                    .append(' ')
                    .append(stamp.stamp())
                    .append('\n');
        }
        List<SafeCell> first = new ArrayList<>();
        Map<String, SafeKey> missing = new TreeMap<>();
        stamps.forEach((office, of) -> {
            SafeKey key = new SafeKey(realm, office, from, to, fine, day, of.toString());
            List<SafeCell> known = told.getIfPresent(key);
            if (known == null) {
                missing.put(office, key);
            } else {
                first.addAll(known);
            }
        });
        if (!missing.isEmpty()) {
            Reading reading = new Reading(realm, missing.keySet(), from, to, fine, day);
            Reading allowed = tells ? reading : new Reading(realm, toldBefore(reading), from, to, fine, day);
            buildSafeCells(allowed).forEach((office, safe) -> {
                told.put(missing.getOrDefault(office, new SafeKey(realm, office, from, to, fine, day, "")), safe);
                first.addAll(safe);
            });
        }
        List<SafeCell> all = tells ? withLate(realm, stamps.keySet(), from, to, fine, now, first) : first;
        return all.stream()
                .filter(c -> question.mode().map(c.mode()::equals).orElse(true))
                .toList();
    }

    /** By office; an office without cells has an empty list. */
    private Map<String, List<SafeCell>> buildSafeCells(Reading key) {
        Set<Column> columns = key.fine
                ? EnumSet.of(Column.OFFICE, Column.DAY, Column.HOUR, Column.COUNTER, Column.CLERK, Column.FIELD)
                : EnumSet.of(Column.OFFICE, Column.DAY);
        List<RatedCell> rated = new ArrayList<>();
        for (ServiceCount c : publishedServices(key, columns)) {
            rated.add(new RatedCell(
                    c.office(),
                    LocalDate.parse(c.day()),
                    c.hour(),
                    c.counter(),
                    c.clerk(),
                    c.mode(),
                    c.field(),
                    c.scale(),
                    c.level(),
                    c.n()));
        }
        List<ProcedureCell> procedures = new ArrayList<>();
        if (key.fine) {
            Set<Column> all = EnumSet.of(Column.OFFICE, Column.DAY, Column.COUNTER, Column.CLERK, Column.FIELD);
            for (ServiceCount c : cells.publishedProcedures(key.realm, key.offices, key.from, key.to, all)) {
                if (c.day().compareTo(key.today.toString()) < 0) {
                    procedures.add(new ProcedureCell(
                            c.office(),
                            LocalDate.parse(c.day()),
                            c.counter(),
                            c.clerk(),
                            c.mode(),
                            c.field(),
                            c.procedure(),
                            c.scale(),
                            c.level(),
                            c.n()));
                }
            }
        }
        Map<String, List<RatedCell>> ratedOf = rated.stream().collect(Collectors.groupingBy(RatedCell::office));
        Map<String, List<ProcedureCell>> proceduresOf =
                procedures.stream().collect(Collectors.groupingBy(ProcedureCell::office));
        Map<String, List<SafeCell>> safe = new ConcurrentHashMap<>();
        key.offices.parallelStream()
                .forEach(office -> safe.put(
                        office,
                        safe(
                                key.fine,
                                key.today,
                                ratedOf.getOrDefault(office, List.of()),
                                proceduresOf.getOrDefault(office, List.of()))));
        return safe;
    }

    /**
     * Valid ratings of days that are over, as they were when first told of. What is told of for the first time is marked before it
     * is read, so that no change of it goes unnoticed.
     */
    private List<ServiceCount> publishedServices(Reading key, Set<Column> columns) {
        while (true) {
            List<ServiceCount> counts =
                    cells.publishedServices(key.realm, key.offices, key.from, key.to, columns).stream()
                            .filter(c -> c.day().compareTo(key.today.toString()) < 0)
                            .toList();
            if (!tells || !published.mark(key.realm, steps(counts, key.today))) {
                return counts;
            }
        }
    }

    /** Months that are over, and days of the one that runs, by office. */
    private static Map<String, Set<String>> steps(List<ServiceCount> counts, LocalDate today) {
        Map<String, Set<String>> steps = new HashMap<>();
        for (ServiceCount count : counts) {
            YearMonth month = YearMonth.parse(count.day().substring(0, 7));
            steps.computeIfAbsent(count.office(), o -> new HashSet<>())
                    .add(month.atEndOfMonth().isBefore(today) ? month.toString() : count.day());
        }
        return steps;
    }

    /** Those offices of which all that is asked was told before. */
    private Set<String> toldBefore(Reading key) {
        Map<String, Set<String>> steps =
                steps(publishedServices(key, EnumSet.of(Column.OFFICE, Column.DAY)), key.today);
        Set<String> offices = new TreeSet<>(key.offices);
        offices.removeAll(published.untold(key.realm, steps));
        return offices;
    }

    /** With the layers of what changed since, new ones included. */
    private List<SafeCell> withLate(
            Realm realm,
            Set<String> offices,
            LocalDate from,
            LocalDate to,
            boolean fine,
            LocalDate today,
            List<SafeCell> first) {
        List<LateRow> late = published.late(realm, offices, from, to);
        Map<List<String>, YearMonth> waiting = new TreeMap<>(SafeCells.BY_TEXT);
        for (LateRow row : late) {
            YearMonth month = YearMonth.from(row.day());
            if (row.layer() == 0 && month.atEndOfMonth().isBefore(today)) {
                waiting.put(List.of(row.office(), month.toString()), month);
            }
        }
        boolean told = false;
        for (Map.Entry<List<String>, YearMonth> each : waiting.entrySet()) {
            String office = each.getKey().get(0);
            told |= published.tell(realm, office, each.getValue(), shownDays(first, office));
        }
        if (told) {
            late = published.late(realm, offices, from, to);
        }
        Map<List<String>, List<LateRow>> layers = late.stream()
                .filter(row -> row.layer() > 0 && !row.kind().equals("R"))
                .collect(Collectors.groupingBy(
                        row -> List.of(row.office(), Integer.toString(row.layer())),
                        () -> new TreeMap<>(SafeCells.BY_TEXT),
                        Collectors.toList()));
        List<SafeCell> came = new ArrayList<>(first);
        List<SafeCell> gone = new ArrayList<>();
        for (List<LateRow> layer : layers.values()) {
            List<RatedCell> rated = layer.stream()
                    .filter(row -> row.kind().equals("S"))
                    .map(LateRow::rated)
                    .toList();
            List<ProcedureCell> procedures = layer.stream()
                    .filter(row -> row.kind().equals("P"))
                    .map(LateRow::byProcedure)
                    .toList();
            (layer.get(0).n() > 0 ? came : gone).addAll(safe(fine, today, rated, procedures));
        }
        return Layers.of(came, gone);
    }

    private static Map<List<String>, Set<LocalDate>> shownDays(List<SafeCell> cells, String office) {
        Map<List<String>, Set<LocalDate>> days = new HashMap<>();
        for (SafeCell cell : cells) {
            if (cell.dimension() == Dimension.DAY && cell.office().equals(office)) {
                Set<LocalDate> shown =
                        days.computeIfAbsent(List.of(cell.mode(), cell.tally().scale()), k -> new HashSet<>());
                cell.keys().forEach(day -> shown.add(LocalDate.parse(day)));
            }
        }
        return days;
    }

    /** Quarter by quarter, which have nothing to do with each other: so twelve months are made of what quarters were. */
    private List<SafeCell> safe(boolean fine, LocalDate today, List<RatedCell> rated, List<ProcedureCell> procedures) {
        Map<YearMonth, List<RatedCell>> ratedIn =
                rated.stream().collect(Collectors.groupingBy(c -> SafeCells.quarterStart(YearMonth.from(c.day()))));
        Map<YearMonth, List<ProcedureCell>> proceduresIn = procedures.stream()
                .collect(Collectors.groupingBy(c -> SafeCells.quarterStart(YearMonth.from(c.day()))));
        List<SafeCell> all = new ArrayList<>();
        new TreeMap<>(ratedIn).forEach((quarter, cellsIn) -> {
            LocalDate after = quarter.plusMonths(3).atDay(1);
            LocalDate day = today.isBefore(after) ? today : after;
            List<ProcedureCell> byProcedure = proceduresIn.getOrDefault(quarter, List.of());
            all.addAll(made.get(
                    fingerprint(fine, day, cellsIn, byProcedure),
                    same -> SafeCells.of(cellsIn, byProcedure, fine, day)));
        });
        return all;
    }

    private static String fingerprint(
            boolean fine, LocalDate today, List<RatedCell> rated, List<ProcedureCell> procedures) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        Stream.of(
                        Stream.of(fine + " " + today),
                        rated.stream().map(RatedCell::toString).sorted(),
                        procedures.stream().map(ProcedureCell::toString).sorted())
                .flatMap(lines -> lines)
                .forEach(line -> {
                    digest.update(line.getBytes(StandardCharsets.UTF_8));
                    digest.update((byte) '\n');
                });
        return HexFormat.of().formatHex(digest.digest());
    }
}
