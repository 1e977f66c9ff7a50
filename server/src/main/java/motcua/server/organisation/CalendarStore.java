package motcua.server.organisation;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import motcua.server.storage.Database;

/** Working calendars of units: what a unit does not say itself, the nearest unit above says. Safe for any thread. */
public final class CalendarStore {
    private static final String WEEKS = "SELECT valid_from, days FROM working_week WHERE unit = :unit";

    private static final String DAYS = "SELECT day, working, name FROM calendar_day WHERE unit = :unit";

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Database database;

    /** Calendars in this database. */
    public CalendarStore(Database database) {
        this.database = database;
    }

    private record Week(LocalDate from, String days) {}

    private record Day(LocalDate day, WorkingCalendar.Special exception) {}

    /** The calendar of a unit or office in this tree; '' = the calendar of all who say nothing else. */
    public WorkingCalendar calendar(OrganisationStore.Tree tree, String unit) {
        List<String> upwards = upwards(tree, unit);
        return database.reads().withHandle(handle -> {
            Map<LocalDate, String> weeks = new HashMap<>();
            Map<LocalDate, WorkingCalendar.Special> days = new HashMap<>();
            for (String each : upwards) {
                List<Week> own = handle.createQuery(WEEKS)
                        .bind("unit", each)
                        .map((rs, context) ->
                                new Week(LocalDate.parse(rs.getString("valid_from")), rs.getString("days")))
                        .list();
                if (weeks.isEmpty()) {
                    own.forEach(week -> weeks.put(week.from(), week.days()));
                }
                handle.createQuery(DAYS)
                        .bind("unit", each)
                        .map((rs, context) -> new Day(
                                LocalDate.parse(rs.getString("day")),
                                new WorkingCalendar.Special(
                                        rs.getString("working").equals("1"), rs.getString("name"))))
                        .forEach(day -> days.putIfAbsent(day.day(), day.exception()));
            }
            return new WorkingCalendar(weeks, days);
        });
    }

    /** Whether all who say nothing else work on a day; what changes is seen some seconds later. */
    public Predicate<LocalDate> everywhere() {
        OrganisationStore.Tree nobody = new OrganisationStore.Tree(Map.of(), Set.of());
        LoadingCache<String, WorkingCalendar> recent =
                Caffeine.newBuilder().expireAfterWrite(FRESH).build(unit -> calendar(nobody, unit));
        return day -> recent.get("").works(day);
    }

    private static List<String> upwards(OrganisationStore.Tree tree, String unit) {
        List<String> upwards = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String current = unit;
        while (!current.isEmpty() && seen.add(current)) {
            upwards.add(current);
            Optional<OrgUnit> known = tree.unit(current);
            current = known.map(OrgUnit::parent).orElse("");
        }
        upwards.add("");
        return upwards;
    }
}
