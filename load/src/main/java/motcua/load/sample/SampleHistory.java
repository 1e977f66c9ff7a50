package motcua.load.sample;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import motcua.contract.body.AnchorSource;
import motcua.contract.body.Boot;
import motcua.contract.body.ClerkSignedIn;
import motcua.contract.body.ClerkSignedOut;
import motcua.contract.body.ClockAnchor;
import motcua.contract.body.DeviceChanged;
import motcua.contract.body.Kind;
import motcua.contract.body.Mode;
import motcua.contract.body.Outcome;
import motcua.contract.body.PracticeChanged;
import motcua.contract.body.Press;
import motcua.contract.body.PressSource;
import motcua.contract.body.Reasons;
import motcua.contract.body.RecordBody;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.Verdict;
import motcua.contract.body.Visit;
import motcua.contract.body.WindowExpired;
import motcua.contract.journal.JournalRecord;
import motcua.load.chain.Chain;
import org.jspecify.annotations.Nullable;

/**
 * The past of the sample office: visits, presses, changed minds, reasons, silence and a pad that failed, on each working day of a
 * span. All of it is marked as simulated.
 */
public final class SampleHistory {
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final LocalTime SWITCH_ON = LocalTime.of(7, 10);
    private static final LocalTime MORNING = LocalTime.of(7, 30);
    private static final LocalTime NOON = LocalTime.of(11, 30);
    private static final LocalTime AFTERNOON = LocalTime.of(13, 30);
    private static final LocalTime EVENING = LocalTime.of(17, 0);
    private static final long CORRECTION_MS = 10_000;
    private static final List<String> REASONS = List.of(
            "WAIT_LONG",
            "SERVICE_SLOW",
            "GUIDANCE",
            "REPEAT_VISITS",
            "EXTRA_PAPERS",
            "COMPLEX",
            "ATTITUDE",
            "FACILITY");
    private static final double CHANGES_MIND = 0.02;
    private static final double GIVES_REASONS = 0.7;
    private static final double PAD_FAILS_FOR_A_DAY = 0.015;

    private final Chain chain;
    private final RandomGenerator random;
    private final Consumer<JournalRecord> sink;

    /** @param sink takes each record, in order */
    public SampleHistory(Chain chain, RandomGenerator random, Consumer<JournalRecord> sink) {
        this.chain = chain;
        this.random = random;
        this.sink = sink;
    }

    /** Makes the records of all Mondays to Fridays from {@code first} to {@code last}, both included. */
    public void play(LocalDate first, LocalDate last) {
        boolean setUp = false;
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            if (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
                continue;
            }
            new Day(day).play(!setUp);
            setUp = true;
        }
    }

    /** What happens at one instant; ties keep the order in which they were thought of. */
    private record Event(long wallMs, RecordBody body) {}

    /** One working day: the kiosk is switched on, the clerks come, visits end, the clerks go. */
    private final class Day {
        private final LocalDate date;
        private final long bootMs;
        private final List<Event> events = new ArrayList<>();

        Day(LocalDate date) {
            this.date = date;
            this.bootMs = at(SWITCH_ON) + random.nextLong(10 * 60_000L);
        }

        void play(boolean setUp) {
            chain.reboot();
            write(new Event(bootMs + 20_000, new Boot("0.1.0", 1, null, setUp ? "NEW" : null)));
            long anchorAt = bootMs + 45_000;
            write(new Event(
                    anchorAt, new ClockAnchor(chain.boot(), anchorAt - bootMs, anchorAt, 50, AnchorSource.NTP)));
            if (setUp) {
                write(new Event(anchorAt + 1_000, SampleOffice.settings()));
                write(new Event(anchorAt + 2_000, new PracticeChanged(false, "technician")));
            }
            for (SampleOffice.Counter counter : SampleOffice.COUNTERS) {
                plan(counter);
            }
            events.sort(Comparator.comparingLong(Event::wallMs));
            events.forEach(this::write);
            long closing = at(EVENING) + 20 * 60_000;
            sink.accept(chain.checkpoint(closing - bootMs, closing));
        }

        private void plan(SampleOffice.Counter counter) {
            int turn = (int)
                    Math.floorMod(date.toEpochDay(), (long) counter.clerks().size());
            String clerk = counter.clerks().get(turn);
            String session = chain.hex(8);
            boolean padDown = random.nextDouble() < PAD_FAILS_FOR_A_DAY;
            add(at(MORNING) - 60_000L * (1 + random.nextInt(8)), new ClerkSignedIn(counter.number(), clerk, session));
            if (padDown) {
                add(
                        at(MORNING) - 30_000,
                        new DeviceChanged("pad:mau-" + counter.number(), counter.number(), "DOWN", null));
            }
            long morning = (long) counter.visitsADay() * 6 / 10;
            visits(counter, clerk, session, padDown, at(MORNING), at(NOON), morning);
            visits(counter, clerk, session, padDown, at(AFTERNOON), at(EVENING), counter.visitsADay() - morning);
            if (padDown) {
                add(
                        at(EVENING) + 60_000,
                        new DeviceChanged("pad:mau-" + counter.number(), counter.number(), "UP", null));
            }
            add(at(EVENING) + 10 * 60_000, new ClerkSignedOut(counter.number(), clerk, session, "END_OF_DAY"));
        }

        private void visits(
                SampleOffice.Counter counter,
                String clerk,
                String session,
                boolean padDown,
                long from,
                long to,
                long average) {
            double gap = (to - from) / (double) Math.max(1, average);
            double finish = from + gap * (0.3 + random.nextDouble());
            while (finish < to) {
                SampleOffice.Procedure procedure = counter.procedures()
                        .get(random.nextInt(counter.procedures().size()));
                long serviceMs =
                        (long) Math.min(gap * 0.9, procedure.minutes() * 60_000L * (0.5 + random.nextDouble()));
                boolean aboutProcedure = random.nextDouble() < 0.85;
                Visit visit = new Visit(
                        counter.number(),
                        clerk,
                        session,
                        Mode.VISIT,
                        aboutProcedure ? Kind.PROCEDURE : Kind.RESULT,
                        procedure.field(),
                        aboutProcedure ? List.of(procedure.code()) : List.of(),
                        SampleOffice.SCALE,
                        null,
                        serviceMs);
                double next = finish + gap * (0.35 + 1.3 * random.nextDouble());
                serve((long) finish, (long) next, counter, visit, padDown);
                finish = next;
            }
        }

        private void serve(long finish, long nextFinish, SampleOffice.Counter counter, Visit visit, boolean padDown) {
            String service = chain.hex(8);
            add(finish, ServiceFinished.plain(service, visit, SampleOffice.WINDOW_MS));
            long end = Math.min(finish + SampleOffice.WINDOW_MS, nextFinish);
            long pressAt = finish + 2_000 + random.nextLong(30_000);
            if (padDown || random.nextDouble() >= counter.rated() || pressAt >= end) {
                Outcome outcome = padDown ? Outcome.DEVICE_DOWN : Outcome.NOT_RATED;
                add(end, new WindowExpired(service, counter.number(), outcome));
                return;
            }
            int level = level(counter.weights());
            if (random.nextDouble() < CHANGES_MIND && pressAt + CORRECTION_MS < end) {
                int first = 1 + random.nextInt(5);
                add(pressAt, press(counter.number(), first, service));
                add(pressAt + 1_500 + random.nextLong(6_000), press(counter.number(), level, service));
            } else {
                add(pressAt, press(counter.number(), level, service));
            }
            if (level > 2 && random.nextDouble() < GIVES_REASONS) {
                String reason = REASONS.get((int) (REASONS.size() * random.nextDouble() * random.nextDouble()));
                add(pressAt + CORRECTION_MS, new Reasons(service, counter.number(), 1, List.of(reason)));
            }
        }

        private void add(long wallMs, RecordBody body) {
            events.add(new Event(wallMs, body));
        }

        private void write(Event event) {
            sink.accept(chain.append(event.body(), event.wallMs() - bootMs, event.wallMs()));
            if (chain.seq() % 256 == 0) {
                sink.accept(chain.checkpoint(event.wallMs() - bootMs, event.wallMs()));
            }
        }

        private long at(LocalTime time) {
            return date.atTime(time).atZone(ZONE).toInstant().toEpochMilli();
        }
    }

    private static Press press(int counter, int level, String service) {
        @Nullable Long unknown = null;
        return new Press(
                counter,
                level,
                level,
                Verdict.COUNTS,
                service,
                null,
                1,
                PressSource.PAD,
                "mau-" + counter,
                null,
                unknown,
                0L,
                List.of());
    }

    private int level(List<Integer> weights) {
        int drawn = random.nextInt(weights.stream().mapToInt(Integer::intValue).sum());
        int level = 1;
        while (drawn >= weights.get(level - 1)) {
            drawn -= weights.get(level - 1);
            level++;
        }
        return level;
    }
}
