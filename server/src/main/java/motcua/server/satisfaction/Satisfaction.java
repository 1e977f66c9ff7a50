package motcua.server.satisfaction;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import motcua.server.satisfaction.CellQueries.Column;
import motcua.server.satisfaction.CellQueries.ReasonCount;
import motcua.server.satisfaction.CellQueries.ServiceCount;
import motcua.server.satisfaction.ServedMonths.Keyed;
import motcua.server.scales.ScaleStore;
import motcua.server.storage.Database;
import org.jspecify.annotations.Nullable;

/** Answers questions about results: exactly to auditors, with sums of safe cells to everyone else. Safe for any thread. */
public final class Satisfaction {
    /** Where offices are; a day is a day there. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private static final Duration KEPT = Duration.ofHours(2);
    private static final long MOST_ROWS_KEPT = 200_000;
    private static final long MOST_MIXES_KEPT = 2_000;

    private final CellQueries cells;
    private final PublishedStore published;
    private final ScaleStore scales;
    private final ToldCells told;
    private final ServedMonths served;
    private final Clock clock;

    private record AnswerKey(
            SatisfactionQuestion question,
            Realm realm,
            boolean exact,
            LocalDate today,
            Set<CellQueries.Stamp> stamps,
            Set<LateRow> late,
            long undated) {}

    /** The page that many people look at asks the same of the same cells. */
    private final Cache<AnswerKey, SatisfactionAnswer> answers = Caffeine.newBuilder()
            .maximumWeight(MOST_ROWS_KEPT)
            .weigher((AnswerKey key, SatisfactionAnswer answer) ->
                    1 + key.stamps.size() + key.late.size() + answer.rows().size())
            .expireAfterAccess(KEPT)
            .build();

    private record MixKey(Realm realm, String office, Period period, String mode, Set<CellQueries.Stamp> stamps) {}

    private final Cache<MixKey, Map<String, Map<String, Long>>> mixes = Caffeine.newBuilder()
            .maximumSize(MOST_MIXES_KEPT)
            .expireAfterAccess(KEPT)
            .build();

    /** Reads the cells of this database; the clock says which days are over. */
    public Satisfaction(Database database, Clock clock) {
        this.cells = new CellQueries(database);
        this.published = new PublishedStore(database);
        this.scales = new ScaleStore(database);
        this.told = new ToldCells(cells, published, this::today, true);
        this.served = new ServedMonths(cells);
        this.clock = clock;
    }

    private Satisfaction(Satisfaction other) {
        this.cells = other.cells;
        this.published = other.published;
        this.scales = other.scales;
        this.told = other.told.rehearsing();
        this.served = other.served;
        this.clock = other.clock;
    }

    /**
     * One that can be asked in advance, so that answers come fast later: it tells only of what somebody was told of before, marks
     * nothing as told, and what it says is to be shown to nobody.
     */
    public Satisfaction rehearsal() {
        return new Satisfaction(this);
    }

    /** Today where the offices are. */
    public LocalDate today() {
        return LocalDate.now(clock.withZone(ZONE));
    }

    /** Real if these offices have a real record, else simulated if they have one of these, else real. */
    public Realm realmOf(Collection<String> offices) {
        return !cells.has(Realm.REAL, offices) && cells.has(Realm.SIMULATED, offices) ? Realm.SIMULATED : Realm.REAL;
    }

    /** Whether these offices have records of a realm. */
    public boolean has(Realm realm, Collection<String> offices) {
        return cells.has(realm, offices);
    }

    /** First and last day with services. */
    public Optional<Period> extent(Realm realm, Collection<String> offices) {
        List<LocalDate> days = cells.extent(realm, offices);
        return days.isEmpty() ? Optional.empty() : Optional.of(new Period(days.get(0), days.get(1)));
    }

    /** How many valid ratings each clerk of an office has in each field: bare counts, no level. */
    public Map<String, Map<String, Long>> mix(Realm realm, String office, Period period, String mode) {
        YearMonth from = YearMonth.from(period.from());
        YearMonth to = YearMonth.from(period.to());
        return mixes.get(
                new MixKey(realm, office, period, mode, Set.copyOf(cells.stamps(realm, Set.of(office), from, to))),
                this::mix);
    }

    private Map<String, Map<String, Long>> mix(MixKey key) {
        Map<String, Map<String, Long>> mix = new TreeMap<>();
        for (ServiceCount count : cells.services(
                key.realm,
                Set.of(key.office),
                key.period.from(),
                key.period.to(),
                EnumSet.of(Column.CLERK, Column.FIELD))) {
            if (isValid(count) && count.mode().equals(key.mode)) {
                mix.computeIfAbsent(count.clerk(), c -> new TreeMap<>()).merge(count.field(), count.n(), Long::sum);
            }
        }
        return mix;
    }

    /** Every cell as it stands, days not over included; for auditors, each look to be logged by the caller. */
    public SatisfactionAnswer exact(SatisfactionQuestion question) {
        return answers.get(key(question, true), this::exactly);
    }

    private SatisfactionAnswer exactly(AnswerKey key) {
        SatisfactionQuestion question = key.question;
        Realm realm = key.realm;
        RowSums sums = served(question, realm);
        Map<String, List<Tally>> totals = new TreeMap<>();
        for (Keyed keyed : services(question, realm, question.by(), true)) {
            ServiceCount count = keyed.count();
            if (isValid(count)) {
                Tally tally = Tally.none(count.scale()).plus(count.level(), count.n());
                sums.levels(keyed.office(), keyed.key(), count.mode(), tally);
            }
        }
        for (Keyed keyed : services(question, realm, Dimension.OFFICE, true)) {
            ServiceCount count = keyed.count();
            if (isValid(count)) {
                totals.computeIfAbsent(count.mode(), m -> new ArrayList<>())
                        .add(Tally.none(count.scale()).plus(count.level(), count.n()));
            }
        }
        List<SatisfactionRow> rows = question.by() == Dimension.REASON
                ? reasonRows(cells.reasons(realm, question.offices(), question.from(), question.to()), question)
                : sums.rows();
        return answer(question, realm, question.from(), question.to(), true, totals, rows);
    }

    /** Counts as they stand, but levels, rates and reasons only as sums of safe cells of closed steps. */
    public SatisfactionAnswer safe(SatisfactionQuestion question) {
        return answers.get(key(question, false), this::safely);
    }

    /** An answer stays the same for as long as all this does. */
    private AnswerKey key(SatisfactionQuestion question, boolean exact) {
        Realm realm = question.realm().orElseGet(() -> realmOf(question.offices()));
        YearMonth from = YearMonth.from(question.from());
        YearMonth to = YearMonth.from(question.to());
        return new AnswerKey(
                question,
                realm,
                exact,
                today(),
                Set.copyOf(cells.stamps(realm, question.offices(), from, to)),
                exact
                        ? Set.of()
                        : Set.copyOf(published.late(realm, question.offices(), from.atDay(1), to.atEndOfMonth())),
                cells.undated(realm, question.offices()));
    }

    private SatisfactionAnswer safely(AnswerKey asked) {
        SatisfactionQuestion question = asked.question;
        Realm realm = asked.realm;
        Optional<Period> snapped = snap(question);
        // Hours only for whole quarters, also of bare counts: an hour of one day would tell when single people came.
        RowSums sums = question.by() != Dimension.HOUR
                ? served(question, realm)
                : snapped.map(period -> served(question.within(period), realm)).orElseGet(RowSums::new);
        Map<String, List<Tally>> totals = new TreeMap<>();
        List<SatisfactionRow> reasons = List.of();
        if (snapped.isPresent()) {
            Period period = snapped.get();
            List<SafeCell> safe = told.of(question, realm, period);
            Dimension step = question.by() == Dimension.REASON ? Dimension.MONTH : question.by();
            for (SafeCell cell : safe) {
                if (!period.holds(cell.from(), cell.to())) {
                    continue;
                }
                if (cell.dimension() == (step == Dimension.OFFICE ? Dimension.DAY : step)) {
                    String key = step == Dimension.OFFICE
                            ? cell.office()
                            : cell.isMerged()
                                    ? SatisfactionRow.MERGED
                                    : cell.keys().iterator().next();
                    sums.levels(ofOffice(step) ? cell.office() : "", key, cell.mode(), cell.tally());
                }
                if (cell.dimension() == totalStep(question.by())) {
                    totals.computeIfAbsent(cell.mode(), m -> new ArrayList<>()).add(cell.tally());
                }
            }
            if (question.by() == Dimension.REASON) {
                reasons = safeReasonRows(question, realm, period, safe);
            }
        }
        List<SatisfactionRow> rows = question.by() == Dimension.REASON ? reasons : sums.rows();
        return answer(
                question,
                realm,
                snapped.map(Period::from).orElse(null),
                snapped.map(Period::to).orElse(null),
                false,
                totals,
                rows);
    }

    /**
     * The safe cells of one row, month by month, of a table whose steps are months: what {@link #safe} adds up.
     *
     * @param key of the row; months in which it is merged with others are missing
     */
    public Map<YearMonth, Tally> safeMonths(SatisfactionQuestion question, String key) {
        Map<YearMonth, Tally> months = new TreeMap<>();
        Realm realm = question.realm().orElseGet(() -> realmOf(question.offices()));
        snap(question).ifPresent(period -> {
            for (SafeCell cell : told.of(question, realm, period)) {
                if (cell.dimension() == question.by()
                        && cell.keys().equals(Set.of(key))
                        && period.holds(cell.from(), cell.to())) {
                    months.merge(
                            YearMonth.from(cell.from()),
                            cell.tally(),
                            (a, b) -> a.scale().equals(b.scale()) ? a.plus(b) : a.n() >= b.n() ? a : b);
                }
            }
        });
        return months;
    }

    private SatisfactionAnswer answer(
            SatisfactionQuestion question,
            Realm realm,
            @Nullable LocalDate levelsFrom,
            @Nullable LocalDate levelsTo,
            boolean exact,
            Map<String, List<Tally>> totals,
            List<SatisfactionRow> rows) {
        // Rows by procedure, and rows that merge nothing with a count, must not be summed: count each service once.
        RowSums once = new RowSums();
        for (Keyed keyed : services(question, realm, Dimension.OFFICE, false)) {
            once.served("", "", keyed.count());
        }
        List<SatisfactionRow> all = once.totals(totals);
        scales.read(all.stream().flatMap(row -> Stream.ofNullable(row.scale())).toList());
        return new SatisfactionAnswer(
                question.by().param(),
                realm,
                question.from(),
                question.to(),
                levelsFrom,
                levelsTo,
                exact,
                all.isEmpty() ? SatisfactionRow.NOTHING : all.get(0),
                all,
                rows,
                cells.undated(realm, question.offices()),
                exact ? 0 : waiting(question, realm));
    }

    private long waiting(SatisfactionQuestion question, Realm realm) {
        return published.late(realm, question.offices(), question.from(), question.to()).stream()
                .filter(row -> row.layer() == 0 && row.kind().equals("S") && row.n() > 0)
                .filter(row -> question.mode().map(row.mode()::equals).orElse(true))
                .mapToLong(LateRow::n)
                .sum();
    }

    private RowSums served(SatisfactionQuestion question, Realm realm) {
        RowSums sums = new RowSums();
        if (question.by() != Dimension.REASON) {
            for (Keyed keyed : services(question, realm, question.by(), false)) {
                sums.served(keyed.office(), keyed.key(), keyed.count());
            }
        }
        return sums;
    }

    private List<Keyed> services(SatisfactionQuestion question, Realm realm, Dimension by, boolean levels) {
        return served.of(realm, question.offices(), question.from(), question.to(), by, levels).stream()
                .filter(k -> question.mode().map(k.count().mode()::equals).orElse(true))
                .toList();
    }

    private static boolean isValid(ServiceCount count) {
        return count.outcome().equals("RATED") && count.level() > 0 && !RowSums.isExcluded(count.excluded());
    }

    private static boolean ofOffice(Dimension by) {
        return by == Dimension.COUNTER || by == Dimension.CLERK;
    }

    /** The part of the question made of closed steps only. */
    private Optional<Period> snap(SatisfactionQuestion question) {
        LocalDate yesterday = today().minusDays(1);
        Period asked = new Period(question.from(), question.to());
        return switch (totalStep(question.by())) {
            case DAY -> asked.endingBy(yesterday);
            case HOUR -> asked.wholeQuarters(yesterday);
            default -> asked.wholeMonths(yesterday);
        };
    }

    static Dimension totalStep(Dimension by) {
        return switch (by) {
            case OFFICE, DAY -> Dimension.DAY;
            case HOUR -> Dimension.HOUR;
            default -> Dimension.MONTH;
        };
    }

    /** Reasons of the months whose total may be told, each chosen five times or more in its month, smaller ones merged. */
    private List<SatisfactionRow> safeReasonRows(
            SatisfactionQuestion question, Realm realm, Period period, List<SafeCell> safe) {
        Map<List<String>, Long> unsatisfied = new HashMap<>();
        for (SafeCell cell : safe) {
            if (cell.dimension() == Dimension.MONTH) {
                unsatisfied.merge(
                        List.of(cell.office(), cell.keys().iterator().next(), cell.mode()),
                        cell.tally().n() - cell.tally().satisfied(),
                        Long::sum);
            }
        }
        Map<List<String>, List<ReasonCount>> months = new TreeMap<>(Comparator.comparing(Object::toString));
        for (ReasonCount count : cells.publishedReasons(realm, question.offices(), period.from(), period.to())) {
            months.computeIfAbsent(List.of(count.office(), count.month(), count.mode()), k -> new ArrayList<>())
                    .add(count);
        }
        List<ReasonCount> shown = new ArrayList<>();
        months.forEach((month, counts) -> {
            if (unsatisfied.getOrDefault(month, 0L) < Tally.LEAST_SHOWN) {
                return;
            }
            long small = 0;
            for (ReasonCount count : counts) {
                if (count.n() >= Tally.LEAST_SHOWN) {
                    shown.add(count);
                } else {
                    small += count.n();
                }
            }
            if (small >= Tally.LEAST_SHOWN) {
                shown.add(new ReasonCount(
                        month.get(0), month.get(1), month.get(2), false, SatisfactionRow.MERGED, small));
            }
        });
        return reasonRows(
                withLateReasons(shown, published.late(realm, question.offices(), period.from(), period.to())),
                question);
    }

    /** Reasons with what came and went later, five and more of one reason at a time; what is left under five is not told. */
    private static List<ReasonCount> withLateReasons(List<ReasonCount> first, List<LateRow> late) {
        Map<List<String>, ReasonCount> sums = new TreeMap<>(SafeCells.BY_TEXT);
        List<ReasonCount> all = new ArrayList<>(first);
        for (LateRow row : late) {
            if (row.layer() > 0 && row.kind().equals("R")) {
                String month = YearMonth.from(row.day()).toString();
                all.add(new ReasonCount(row.office(), month, row.mode(), row.level() == 1, row.procedure(), row.n()));
            }
        }
        for (ReasonCount each : all) {
            sums.merge(
                    List.of(each.office(), each.month(), each.mode(), each.reason()),
                    each,
                    (a, b) ->
                            new ReasonCount(a.office(), a.month(), a.mode(), a.satisfied(), a.reason(), a.n() + b.n()));
        }
        return sums.values().stream()
                .filter(count -> count.n() >= Tally.LEAST_SHOWN)
                .toList();
    }

    private static List<SatisfactionRow> reasonRows(List<ReasonCount> counts, SatisfactionQuestion question) {
        Map<String, Map<String, Long>> sums = new TreeMap<>();
        for (ReasonCount count : counts) {
            if (question.mode().map(count.mode()::equals).orElse(true)) {
                sums.computeIfAbsent(count.mode(), m -> new TreeMap<>()).merge(count.reason(), count.n(), Long::sum);
            }
        }
        List<SatisfactionRow> rows = new ArrayList<>();
        sums.forEach((mode, reasons) -> reasons.forEach((reason, n) -> rows.add(new SatisfactionRow(
                reason, null, mode, null, null, null, n, null, null, null, null, null, null, null, null, null, null,
                null))));
        return rows;
    }
}
