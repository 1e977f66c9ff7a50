package motcua.server.cases;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import motcua.server.organisation.CalendarStore;
import motcua.server.organisation.OrganisationStore;
import motcua.server.organisation.WorkingCalendar;
import motcua.server.review.Reasons;
import motcua.server.satisfaction.Satisfaction;
import motcua.server.satisfaction.Tally;
import motcua.server.storage.Database;

/**
 * Opens cases: of a day on the next working day of its office, from reasons that were chosen, or where at one counter several were
 * not satisfied within a week; never from one bare press. What comes late is opened when it comes, up to {@link #LOOK_BACK_DAYS}
 * back. Safe for any thread.
 */
public final class CaseOpener {
    /** Working days an answer has. Source: the default of the design, a parameter of the province. */
    public static final int DAYS_TO_ANSWER = 15;

    /** Not satisfied at one counter within {@link #WINDOW_DAYS}, from which a case is opened without a reason. */
    public static final int SEVERAL = 3;

    /** Days of the window. */
    public static final int WINDOW_DAYS = 7;

    /** An office may have been offline for weeks. */
    public static final int LOOK_BACK_DAYS = 45;

    private final SignQueries signs;
    private final CaseStore store;
    private final OrganisationStore organisation;
    private final CalendarStore calendars;
    private final Clock clock;

    /** Opens cases in this store from the cells of this database. */
    public CaseOpener(Database database, CaseStore store, OrganisationStore organisation, Clock clock) {
        this.signs = new SignQueries(database);
        this.store = store;
        this.organisation = organisation;
        this.calendars = new CalendarStore(database);
        this.clock = clock;
    }

    private record Key(String realm, String office, String field, LocalDate day, boolean confidential) {}

    private record Counter(String realm, String office, int counter) {}

    /** Opens what is to be opened today; how many are new. */
    public int openDue() {
        LocalDate today = LocalDate.now(clock.withZone(Satisfaction.ZONE));
        OrganisationStore.Tree tree = organisation.tree(today.toString());
        Map<String, WorkingCalendar> known = new HashMap<>();
        LocalDate from = today.minusDays(LOOK_BACK_DAYS);
        List<CaseStore.Opening> due = new ArrayList<>();
        Map<Key, Set<String>> chosen = new LinkedHashMap<>();
        for (SignQueries.Chosen each : signs.reasons(from, today.minusDays(1))) {
            boolean confidential = each.reason().equals(Reasons.CONFIDENTIAL);
            chosen.computeIfAbsent(
                            new Key(each.realm(), each.office(), each.field(), each.day(), confidential),
                            k -> new TreeSet<>())
                    .add(each.reason());
        }
        for (Map.Entry<Key, Set<String>> each : chosen.entrySet()) {
            Key key = each.getKey();
            WorkingCalendar calendar = known.computeIfAbsent(key.office, o -> calendars.calendar(tree, o));
            opening(
                            calendar,
                            today,
                            key.day,
                            String.join(
                                    "|",
                                    "R",
                                    key.realm,
                                    key.office,
                                    key.field,
                                    key.day.toString(),
                                    key.confidential + ""),
                            new Subject(key.realm, key.office, key.field, each.getValue(), "REASON", key.confidential))
                    .ifPresent(due::add);
        }
        due.addAll(several(today, from, tree, known));
        // Most looks find nothing new: only what is goes to the one writer. A week's case may be of a day before the
        // window.
        CaseStore.Known before = store.known(from.minusDays(WINDOW_DAYS));
        int opened = 0;
        for (CaseStore.Opening each : due) {
            if (!before.has(each)) {
                opened += store.open(each, "") ? 1 : 0;
            }
        }
        return opened;
    }

    private record Subject(
            String realm, String office, String field, Set<String> reasons, String why, boolean confidential) {}

    private List<CaseStore.Opening> several(
            LocalDate today, LocalDate from, OrganisationStore.Tree tree, Map<String, WorkingCalendar> known) {
        Map<Counter, Map<LocalDate, Long>> bad = new LinkedHashMap<>();
        for (SignQueries.Pressed each : signs.levels(from, today.minusDays(1))) {
            if (!Tally.isSatisfied(each.scale(), each.level())) {
                bad.computeIfAbsent(
                                new Counter(each.realm(), each.office(), each.counter()), c -> new LinkedHashMap<>())
                        .merge(each.day(), each.n(), Long::sum);
            }
        }
        List<CaseStore.Opening> due = new ArrayList<>();
        for (Map.Entry<Counter, Map<LocalDate, Long>> each : bad.entrySet()) {
            Counter counter = each.getKey();
            WorkingCalendar calendar = known.computeIfAbsent(counter.office, o -> calendars.calendar(tree, o));
            // Weeks from Monday to Sunday: one case a counter and week, whichever day the look falls on.
            Map<LocalDate, Long> weeks = new LinkedHashMap<>();
            Map<LocalDate, LocalDate> last = new HashMap<>();
            each.getValue().forEach((day, n) -> {
                LocalDate monday = day.minusDays(day.getDayOfWeek().getValue() - 1L);
                weeks.merge(monday, n, Long::sum);
                last.merge(monday, day, (a, b) -> a.isAfter(b) ? a : b);
            });
            for (Map.Entry<LocalDate, Long> week : weeks.entrySet()) {
                if (week.getValue() >= SEVERAL) {
                    LocalDate day = last.getOrDefault(week.getKey(), week.getKey());
                    opening(
                                    calendar,
                                    today,
                                    day,
                                    String.join(
                                            "|",
                                            "S",
                                            counter.realm,
                                            counter.office,
                                            counter.counter + "",
                                            week.getKey() + ""),
                                    new Subject(counter.realm, counter.office, "", Set.of(), "SEVERAL", false))
                            .ifPresent(due::add);
                }
            }
        }
        return due;
    }

    private static Optional<CaseStore.Opening> opening(
            WorkingCalendar calendar, LocalDate today, LocalDate day, String source, Subject subject) {
        LocalDate earliest = calendar.plus(day, 1);
        if (today.isBefore(earliest) || !calendar.works(today)) {
            return Optional.empty();
        }
        return Optional.of(new CaseStore.Opening(
                source,
                subject.realm,
                subject.office,
                subject.field,
                day,
                subject.reasons,
                subject.why,
                subject.confidential,
                today,
                calendar.plus(today, DAYS_TO_ANSWER),
                false));
    }
}
