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
import motcua.contract.body.DayClosed;
import motcua.contract.body.DeviceChanged;
import motcua.contract.body.Kind;
import motcua.contract.body.Mode;
import motcua.contract.body.Outcome;
import motcua.contract.body.PracticeChanged;
import motcua.contract.body.Press;
import motcua.contract.body.PressSource;
import motcua.contract.body.PrintResult;
import motcua.contract.body.Reasons;
import motcua.contract.body.RecordBody;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.ServiceStarted;
import motcua.contract.body.SettingsApplied;
import motcua.contract.body.TicketCalled;
import motcua.contract.body.TicketIssued;
import motcua.contract.body.TicketNoShow;
import motcua.contract.body.TicketOrigin;
import motcua.contract.body.TicketPrinted;
import motcua.contract.body.Verdict;
import motcua.contract.body.Visit;
import motcua.contract.body.WindowExpired;
import motcua.contract.journal.JournalRecord;
import motcua.load.chain.Chain;
import org.jspecify.annotations.Nullable;

/**
 * The past of the sample office: tickets, calls, people who did not come, visits, presses, changed minds, reasons, silence and a
 * pad that failed, on each working day of a span. All of it is marked as simulated.
 */
public final class SampleHistory {
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final LocalTime SWITCH_ON = LocalTime.of(6, 45);
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
    private static final double DOES_NOT_COME = 0.03;
    private static final double GOES_FIRST = 0.06;
    /** Before the counters open, people may take a number this long. */
    private static final long EARLY_MS = 30 * 60_000;

    private static final long SHORTEST_WAIT_MS = 20_000;
    private static final long CALLED_TO_SEATED_MS = 25_000;

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

    /** A ticket as it will be called; when it was taken follows from all that are called before it. */
    private record Turn(
            SampleOffice.Counter counter,
            String clerk,
            String session,
            SampleOffice.Procedure procedure,
            Kind kind,
            long callMs,
            long serviceMs,
            long nextCallMs,
            boolean comes,
            boolean padDown) {
        long finishMs() {
            return callMs + CALLED_TO_SEATED_MS + serviceMs;
        }
    }

    /** One working day: the kiosk is switched on, the clerks come, visits end, the clerks go. */
    private final class Day {
        private final LocalDate date;
        private final long bootMs;
        private final List<Event> events = new ArrayList<>();
        private final List<Turn> turns = new ArrayList<>();
        private int rated;
        private int notRated;
        private int deviceDown;
        private int noShow;

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
            SampleOffice.QUEUES.forEach(this::queue);
            int issued = rated + notRated + deviceDown + noShow;
            add(
                    at(EVENING) + 15 * 60_000,
                    new DayClosed(date.toString(), issued, rated, notRated, 0, deviceDown, noShow, 0, 0, 0));
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
            double call = from + gap * 0.3 * random.nextDouble();
            while (call < to) {
                SampleOffice.Procedure procedure = counter.procedures()
                        .get(random.nextInt(counter.procedures().size()));
                long serviceMs =
                        (long) Math.min(gap * 0.9, procedure.minutes() * 60_000L * (0.5 + random.nextDouble()));
                if (call + CALLED_TO_SEATED_MS + serviceMs >= to) {
                    return;
                }
                boolean result = gives(counter, Kind.RESULT) && random.nextDouble() < 0.15;
                boolean comes = random.nextDouble() >= DOES_NOT_COME;
                double next = comes
                        ? call + CALLED_TO_SEATED_MS + serviceMs + gap * 0.2 * random.nextDouble()
                        : call + 3 * CALLED_TO_SEATED_MS;
                next = Math.max(next, call + gap * (0.35 + 0.6 * random.nextDouble()));
                turns.add(new Turn(
                        counter,
                        clerk,
                        session,
                        procedure,
                        result ? Kind.RESULT : Kind.PROCEDURE,
                        (long) call,
                        serviceMs,
                        (long) next,
                        comes,
                        padDown));
                call = next;
            }
        }

        private static boolean gives(SampleOffice.Counter counter, Kind kind) {
            return SampleOffice.queue(kind).counters().contains(counter.number());
        }

        /** Who is called first took a number first. */
        private void queue(SettingsApplied.Queue queue) {
            List<Turn> called = turns.stream()
                    .filter(turn -> turn.kind() == queue.kind())
                    .sorted(Comparator.comparingLong(Turn::callMs))
                    .toList();
            long issueMs = at(MORNING) - EARLY_MS;
            int number = 0;
            int first = 0;
            for (Turn turn : called) {
                long waited = 60_000 + random.nextLong(20 * 60_000L);
                issueMs = Math.min(Math.max(issueMs, turn.callMs() - waited), turn.callMs() - SHORTEST_WAIT_MS);
                boolean priority = queue.priorityLetter() != null && random.nextDouble() < GOES_FIRST;
                String letter = priority ? String.valueOf(queue.priorityLetter()) : queue.letter();
                serve(turn, queue, issueMs, letter, priority ? ++first : ++number, priority);
            }
        }

        private void serve(
                Turn turn, SettingsApplied.Queue queue, long issueMs, String letter, int number, boolean priority) {
            String ticket = chain.hex(8);
            int counter = turn.counter().number();
            boolean aboutProcedure = turn.kind() == Kind.PROCEDURE;
            add(
                    issueMs,
                    new TicketIssued(
                            ticket,
                            date.toString(),
                            "%s%03d".formatted(letter, number),
                            letter,
                            number,
                            queue.id(),
                            turn.kind(),
                            aboutProcedure ? turn.procedure().code() : null,
                            turn.procedure().field(),
                            priority,
                            TicketOrigin.SCREEN,
                            false));
            add(issueMs + 2_500, new TicketPrinted(ticket, 1, PrintResult.PRINTED, true, null));
            add(turn.callMs(), new TicketCalled(ticket, counter, turn.clerk(), turn.session(), 1, false));
            if (!turn.comes()) {
                add(turn.callMs() + 2 * CALLED_TO_SEATED_MS, new TicketNoShow(ticket, counter));
                noShow++;
                return;
            }
            String service = chain.hex(8);
            add(
                    turn.callMs() + CALLED_TO_SEATED_MS,
                    new ServiceStarted(service, counter, Mode.TICKET, turn.clerk(), turn.session(), ticket));
            Visit visit = new Visit(
                    counter,
                    turn.clerk(),
                    turn.session(),
                    Mode.TICKET,
                    turn.kind(),
                    turn.procedure().field(),
                    aboutProcedure ? List.of(turn.procedure().code()) : List.of(),
                    SampleOffice.SCALE,
                    turn.callMs() - issueMs,
                    turn.serviceMs());
            add(turn.finishMs(), new ServiceFinished(service, visit, SampleOffice.WINDOW_MS, ticket, null, null, null));
            rate(turn, service);
        }

        private void rate(Turn turn, String service) {
            SampleOffice.Counter counter = turn.counter();
            long finish = turn.finishMs();
            // The next finish at the counter ends the window; as the earliest it is taken when that service begins.
            long end = Math.min(finish + SampleOffice.WINDOW_MS, turn.nextCallMs() + CALLED_TO_SEATED_MS);
            long pressAt = finish + 2_000 + random.nextLong(30_000);
            if (turn.padDown() || random.nextDouble() >= counter.rated() || pressAt >= end) {
                Outcome outcome = turn.padDown() ? Outcome.DEVICE_DOWN : Outcome.NOT_RATED;
                add(end, new WindowExpired(service, counter.number(), outcome));
                if (turn.padDown()) {
                    deviceDown++;
                } else {
                    notRated++;
                }
                return;
            }
            rated++;
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
