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
 * not satisfied within seven days; never from one bare press. The time to answer begins when the unit is told. What comes late is opened when it comes, up to {@link #LOOK_BACK_DAYS}
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
        // Most looks find nothing new: only what is goes to the one writer. A window may begin before the look.
        CaseStore.Known before = store.known(from.minusDays(2L * WINDOW_DAYS));
        due.addAll(several(today, from, tree, known, before));
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
            LocalDate today,
            LocalDate from,
            OrganisationStore.Tree tree,
            Map<String, WorkingCalendar> known,
            CaseStore.Known before) {
        Map<Counter, Map<LocalDate, Long>> bad = new LinkedHashMap<>();
        for (SignQueries.Pressed each : signs.levels(from.minusDays(WINDOW_DAYS - 1L), today.minusDays(1))) {
            if (!Tally.isSatisfied(each.scale(), each.level())) {
                bad.computeIfAbsent(
                                new Counter(each.realm(), each.office(), each.counter()), c -> new LinkedHashMap<>())
                        .merge(each.day(), each.n(), Long::sum);
            }
        }
        List<CaseStore.Opening> due = new ArrayList<>();
        bad.forEach((counter, days) -> {
            WorkingCalendar calendar = known.computeIfAbsent(counter.office, o -> calendars.calendar(tree, o));
            String source = String.join("|", "S7", counter.realm, counter.office, counter.counter + "", "");
            TreeSet<LocalDate> ends = new TreeSet<>(before.days(source));
            before.days(String.join("|", "S", counter.realm, counter.office, counter.counter + "", ""))
                    .forEach(monday -> ends.add(monday.plusDays(WINDOW_DAYS - 1L)));
            for (LocalDate end : windows(days, ends, from, today)) {
                Subject subject = new Subject(counter.realm, counter.office, "", Set.of(), "SEVERAL", false);
                opening(calendar, today, end, source + end, subject).ifPresent(due::add);
            }
        });
        return due;
    }

    /**
     * Last days of the windows of seven days in which there were several. No day is of two windows, and where one has ended the
     * next ends seven days later at the soonest: a counter has one such case in seven days, whichever day the look falls on.
     *
     * @param ends of the windows that have a case already
     */
    static List<LocalDate> windows(Map<LocalDate, Long> bad, Set<LocalDate> ends, LocalDate from, LocalDate today) {
        TreeSet<LocalDate> taken = new TreeSet<>(ends);
        List<LocalDate> found = new ArrayList<>();
        for (LocalDate end = from; end.isBefore(today); end = end.plusDays(1)) {
            LocalDate first = end.minusDays(WINDOW_DAYS - 1L);
            LocalDate next = taken.ceiling(end);
            LocalDate last = taken.lower(end);
            if (next != null && !next.minusDays(WINDOW_DAYS - 1L).isAfter(end)
                    || last != null && !last.isBefore(first)) {
                continue;
            }
            long sum = first.datesUntil(end.plusDays(1))
                    .mapToLong(day -> bad.getOrDefault(day, 0L))
                    .sum();
            if (sum >= SEVERAL) {
                taken.add(end);
                found.add(end);
            }
        }
        return found;
    }

    private static Optional<CaseStore.Opening> opening(
            WorkingCalendar calendar, LocalDate today, LocalDate day, String source, Subject subject) {
        LocalDate earliest = calendar.plus(day, 1);
        if (today.isBefore(earliest) || !calendar.works(today)) {
            return Optional.empty();
        }
        LocalDate handed = FeedbackCase.handedOver(day, today, subject.why, subject.confidential);
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
                calendar.plus(handed, DAYS_TO_ANSWER),
                false));
    }
}
