package motcua.server.watch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import motcua.contract.wire.Status;
import motcua.server.storage.Database;

/** Puts together how every office is. Safe for any thread; an answer may be a few seconds old. */
public final class OfficeStates {
    /** Monday to Friday, for as long as nobody gave a calendar. */
    public static final Predicate<LocalDate> MONDAY_TO_FRIDAY =
            day -> day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;

    private static final int STRIP_DAYS = 14;
    private static final int SHARE_DAYS = 30;
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final int MOST_KEPT = 20_000;

    private final OfficeQueries queries;
    private final Clock clock;
    private final ZoneId zone;
    private final Predicate<LocalDate> working;
    private final Cache<OfficeDay, OfficeState> recent =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(FRESH).build();

    private record OfficeDay(String office, LocalDate today) {}

    /**
     * States of the offices in this database.
     *
     * @param working whether a day is a working day
     */
    public OfficeStates(Database database, Clock clock, ZoneId zone, Predicate<LocalDate> working) {
        this.queries = new OfficeQueries(database);
        this.clock = clock;
        this.zone = zone;
        this.working = working;
    }

    /** The offices asked for, the gravest first, then by id. */
    public List<OfficeState> of(Set<String> offices) {
        LocalDate today = LocalDate.now(clock.withZone(zone));
        Set<OfficeDay> asked =
                offices.stream().map(office -> new OfficeDay(office, today)).collect(Collectors.toSet());
        return recent.getAll(asked, missing -> read(missing, today)).values().stream()
                .filter(state -> !state.office().isEmpty() || state.devices() > 0)
                .sorted(Comparator.comparing(OfficeState::trouble).thenComparing(OfficeState::office))
                .toList();
    }

    /** Only those that are asked for: what a look at one costs does not depend on how many there are. */
    private Map<OfficeDay, OfficeState> read(Set<? extends OfficeDay> missing, LocalDate today) {
        Set<String> asked = missing.stream().map(OfficeDay::office).collect(Collectors.toSet());
        Map<String, Gathered> offices = new HashMap<>();
        Map<String, String> officeOf = new HashMap<>();
        for (OfficeQueries.Kiosk kiosk : queries.kiosks(asked)) {
            officeOf.put(kiosk.kiosk(), kiosk.office());
            gathered(offices, kiosk.office()).add(kiosk);
        }
        for (OfficeQueries.Chain chain : queries.chains(asked)) {
            Gathered office = gathered(offices, officeOf.getOrDefault(chain.kiosk(), ""));
            office.contiguous = Math.max(office.contiguous, chain.contiguous());
            office.missing += chain.missing();
        }
        for (OfficeQueries.Alarm alarm : queries.alarms(asked)) {
            gathered(offices, officeOf.getOrDefault(alarm.kiosk(), "")).alarms.add(alarm.kind());
        }
        LocalDate from = today.minusDays(SHARE_DAYS);
        LocalDate strip = today.minusDays(STRIP_DAYS - 1L);
        for (OfficeQueries.Served served : queries.services(asked, from, today)) {
            Gathered office = gathered(offices, served.office());
            office.presses += served.rated();
            if (!served.day().isBefore(strip)) {
                office.services.merge(served.day(), served.n(), Long::sum);
                office.servedBy.merge(served.counter(), served.n(), Long::sum);
                office.ratedBy.merge(served.counter(), served.rated(), Long::sum);
            }
        }
        for (OfficeQueries.Count count : queries.presses(asked, from, today)) {
            Gathered office = gathered(offices, count.office());
            office.presses += count.n();
            office.unmatched += count.what().equals("UNMATCHED") ? count.n() : 0;
        }
        for (OfficeQueries.Count count : queries.procedures(asked, from, today)) {
            Gathered office = gathered(offices, count.office());
            office.byProcedure += count.n();
            office.unknown += count.what().equals("1") ? count.n() : 0;
        }
        for (OfficeQueries.Count count : queries.undated(asked)) {
            gathered(offices, count.office()).undated += count.n();
        }
        return missing.stream()
                .collect(Collectors.toMap(
                        each -> each, each -> gathered(offices, each.office()).state(today)));
    }

    private Gathered gathered(Map<String, Gathered> offices, String office) {
        return offices.computeIfAbsent(office, Gathered::new);
    }

    /** What was read of one office. */
    private final class Gathered {
        private final String office;
        private final List<Status> statuses = new ArrayList<>();
        private final Set<String> alarms = new HashSet<>();
        private final Map<LocalDate, Long> services = new HashMap<>();
        private final Map<Integer, Long> servedBy = new HashMap<>();
        private final Map<Integer, Long> ratedBy = new HashMap<>();
        private long lastSeenMs;
        private long contiguous;
        private long missing;
        private long undated;
        private long unmatched;
        private long presses;
        private long unknown;
        private long byProcedure;

        Gathered(String office) {
            this.office = office;
        }

        void add(OfficeQueries.Kiosk kiosk) {
            lastSeenMs = Math.max(lastSeenMs, kiosk.lastSeenMs());
            kiosk.status().ifPresent(statuses::add);
        }

        OfficeState state(LocalDate today) {
            LocalDate seen =
                    lastSeenMs == 0 ? LocalDate.MIN : LocalDate.ofInstant(Instant.ofEpochMilli(lastSeenMs), zone);
            List<OfficeState.Day> days = new ArrayList<>();
            for (int ago = STRIP_DAYS - 1; ago >= 0; ago--) {
                LocalDate day = today.minusDays(ago);
                days.add(new OfficeState.Day(
                        day, working.test(day), services.getOrDefault(day, 0L), !day.isAfter(seen) || ago == 0));
            }
            List<Status.Device> devices =
                    statuses.stream().flatMap(s -> s.devices().stream()).toList();
            Optional<Long> backlog = statuses.isEmpty()
                    ? Optional.empty()
                    : Optional.of(statuses.stream().mapToLong(Status::backlog).sum());
            Optional<Boolean> clockTrusted = statuses.isEmpty()
                    ? Optional.empty()
                    : Optional.of(statuses.stream().allMatch(s -> s.clock().equals("TRUSTED")));
            Set<Integer> unused = servedBy.entrySet().stream()
                    .filter(e -> e.getValue() >= OfficeState.LEAST_SERVED && ratedBy.getOrDefault(e.getKey(), 0L) == 0)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toCollection(TreeSet::new));
            OfficeState state = new OfficeState(
                    office,
                    days,
                    lastSeenMs,
                    silentDays(seen, today),
                    backlog,
                    clockTrusted,
                    contiguous,
                    missing,
                    undated,
                    unmatched,
                    presses,
                    unknown,
                    byProcedure,
                    (int) devices.stream().filter(d -> d.state().equals("UP")).count(),
                    devices.size(),
                    counters(devices, d -> !d.state().equals("UP")),
                    unused,
                    List.of(Trouble.NONE));
            return withTroubles(state, devices);
        }

        private OfficeState withTroubles(OfficeState s, List<Status.Device> devices) {
            Set<Trouble> troubles = new TreeSet<>();
            if (alarms.contains("FORK")) {
                troubles.add(Trouble.FORK);
            }
            if (alarms.contains("KEY_CHANGED") || alarms.contains("ROLLBACK") || alarms.contains("CHECKPOINT")) {
                troubles.add(Trouble.IDENTITY);
            }
            if (s.silentDays() > OfficeState.SILENT_AFTER) {
                troubles.add(Trouble.SILENT);
            } else if (s.missing() > 0
                    || s.backlog().orElse(0L) >= OfficeState.MUCH_BACKLOG
                    || s.backlog().orElse(0L) > 0 && s.silentDays() > 0) {
                troubles.add(Trouble.BEHIND);
            }
            if (devices.stream().anyMatch(d -> d.state().equals("STUCK"))) {
                troubles.add(Trouble.STUCK);
            }
            if (devices.stream()
                    .anyMatch(d -> !d.state().equals("UP") && !d.state().equals("STUCK"))) {
                troubles.add(Trouble.DEVICE_DOWN);
            }
            if (!s.unusedCounters().isEmpty()) {
                troubles.add(Trouble.UNUSED);
            }
            if (!s.clockTrusted().orElse(true)) {
                troubles.add(Trouble.CLOCK);
            }
            if (s.undated() > 0) {
                troubles.add(Trouble.UNDATED);
            }
            if (s.unknownShare() > OfficeState.MOST_UNKNOWN) {
                troubles.add(Trouble.UNKNOWN_PROCEDURE);
            }
            if (s.presses() >= OfficeState.LEAST_SERVED && s.unmatchedShare() > OfficeState.MOST_UNMATCHED) {
                troubles.add(Trouble.UNMATCHED);
            }
            if (statuses.stream().anyMatch(Status::practice)) {
                troubles.add(Trouble.PRACTISING);
            }
            if (troubles.isEmpty()) {
                troubles.add(Trouble.NONE);
            }
            return new OfficeState(
                    s.office(),
                    s.days(),
                    s.lastSeenMs(),
                    s.silentDays(),
                    s.backlog(),
                    s.clockTrusted(),
                    s.contiguous(),
                    s.missing(),
                    s.undated(),
                    s.unmatched(),
                    s.presses(),
                    s.unknownProcedure(),
                    s.services(),
                    s.devicesUp(),
                    s.devices(),
                    s.badCounters(),
                    s.unusedCounters(),
                    List.copyOf(troubles));
        }

        /** Working days after the last word and before today. */
        private int silentDays(LocalDate seen, LocalDate today) {
            int silent = 0;
            LocalDate oldest = today.minusYears(1);
            for (LocalDate day = seen.isBefore(oldest) ? oldest : seen.plusDays(1);
                    day.isBefore(today);
                    day = day.plusDays(1)) {
                silent += working.test(day) ? 1 : 0;
            }
            return silent;
        }
    }

    private static Set<Integer> counters(List<Status.Device> devices, Predicate<Status.Device> which) {
        return devices.stream()
                .filter(which)
                .map(Status.Device::counter)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
