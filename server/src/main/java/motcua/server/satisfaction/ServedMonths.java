package motcua.server.satisfaction;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import motcua.server.satisfaction.CellQueries.Column;
import motcua.server.satisfaction.CellQueries.ServiceCount;

/**
 * Services by the rows of an answer. Whole months of an office are added up once and kept for as long as the stamp of their cells
 * stays, so that a view costs the same however many cells there are. Safe for any thread.
 */
final class ServedMonths {
    private static final Duration KEPT = Duration.ofHours(2);
    private static final long MOST_KEPT = 300_000;
    private static final int MONTH_LENGTH = 7;

    private final CellQueries cells;
    private final Cache<Key, List<Keyed>> months = Caffeine.newBuilder()
            .maximumWeight(MOST_KEPT)
            .weigher((Key key, List<Keyed> counts) -> 1 + counts.size())
            .expireAfterAccess(KEPT)
            .build();

    ServedMonths(CellQueries cells) {
        this.cells = cells;
    }

    /**
     * Services of one row that agree in mode, scale, outcome, level and decision.
     *
     * @param key of the row
     */
    record Keyed(String office, String key, ServiceCount count) {}

    private record Key(Realm realm, String office, YearMonth month, Dimension by, boolean levels, long stamp) {}

    /**
     * Services of a period.
     *
     * @param levels whether levels and scales are told apart; without, both are empty
     */
    List<Keyed> of(
            Realm realm, Collection<String> offices, LocalDate from, LocalDate to, Dimension by, boolean levels) {
        List<Keyed> all = new ArrayList<>();
        if (to.isBefore(from)) {
            return all;
        }
        YearMonth first = YearMonth.from(from.minusDays(1)).plusMonths(1);
        YearMonth last = YearMonth.from(to.plusDays(1)).minusMonths(1);
        if (last.isBefore(first)) {
            return read(realm, offices, from, to, by, levels);
        }
        if (from.isBefore(first.atDay(1))) {
            all.addAll(read(realm, offices, from, first.atDay(1).minusDays(1), by, levels));
        }
        for (CellQueries.Stamp stamp : cells.stamps(realm, offices, first, last)) {
            Key key = new Key(realm, stamp.office(), stamp.month(), by, levels, stamp.stamp());
            all.addAll(months.get(key, this::read));
        }
        if (to.isAfter(last.atEndOfMonth())) {
            all.addAll(read(realm, offices, last.plusMonths(1).atDay(1), to, by, levels));
        }
        return all;
    }

    private List<Keyed> read(Key key) {
        return read(key.realm, Set.of(key.office), key.month.atDay(1), key.month.atEndOfMonth(), key.by, key.levels);
    }

    private List<Keyed> read(
            Realm realm, Collection<String> offices, LocalDate from, LocalDate to, Dimension by, boolean levels) {
        Set<Column> columns = switch (by) {
            case OFFICE -> EnumSet.of(Column.OFFICE);
            case COUNTER -> EnumSet.of(Column.OFFICE, Column.COUNTER);
            case CLERK -> EnumSet.of(Column.OFFICE, Column.CLERK);
            case FIELD -> EnumSet.of(Column.FIELD);
            case DAY, MONTH -> EnumSet.of(Column.DAY);
            case HOUR -> EnumSet.of(Column.DAY, Column.HOUR);
            case PROCEDURE, REASON -> EnumSet.noneOf(Column.class);
        };
        List<ServiceCount> counts = by == Dimension.PROCEDURE
                ? cells.procedures(realm, offices, from, to, columns)
                : cells.services(realm, offices, from, to, columns);
        Map<Keyed, Long> sums = new HashMap<>();
        for (ServiceCount c : counts) {
            ServiceCount bare = new ServiceCount(
                    "",
                    "",
                    -1,
                    -1,
                    "",
                    "",
                    "",
                    c.mode(),
                    levels ? c.scale() : "",
                    c.outcome(),
                    levels ? c.level() : 0,
                    c.excluded(),
                    0);
            sums.merge(new Keyed(officeOf(by, c), key(by, c), bare), c.n(), Long::sum);
        }
        List<Keyed> keyed = new ArrayList<>(sums.size());
        sums.forEach((k, n) -> keyed.add(new Keyed(k.office, k.key, k.count.times(n))));
        return List.copyOf(keyed);
    }

    private static String officeOf(Dimension by, ServiceCount count) {
        return by == Dimension.COUNTER || by == Dimension.CLERK ? count.office() : "";
    }

    private static String key(Dimension by, ServiceCount count) {
        return switch (by) {
            case OFFICE -> count.office();
            case COUNTER -> Integer.toString(count.counter());
            case CLERK -> count.clerk();
            case FIELD -> count.field();
            case DAY -> count.day();
            case MONTH -> count.day().substring(0, MONTH_LENGTH);
            case HOUR -> RatedCell.hourKey(LocalDate.parse(count.day()), count.hour());
            case PROCEDURE -> count.procedure();
            case REASON -> "";
        };
    }
}
