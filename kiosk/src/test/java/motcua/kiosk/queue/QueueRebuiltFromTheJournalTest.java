package motcua.kiosk.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import motcua.contract.body.DayClosed;
import motcua.contract.body.DeviceChanged;
import motcua.contract.body.Kind;
import motcua.contract.body.PracticeChanged;
import motcua.contract.body.PrintResult;
import motcua.contract.body.TicketIssued;
import motcua.contract.body.TicketOrigin;
import motcua.contract.body.TicketPrinted;
import motcua.contract.journal.JournalRecord;
import motcua.contract.settings.OfficeHours;
import motcua.kiosk.calendar.OfficeCalendar;
import motcua.kiosk.clock.SteppedClock;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.Moment;
import motcua.kiosk.counter.Served;
import motcua.kiosk.journal.TestJournals;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A kill between any two acts of busy days: the queue afterwards is what the journal says. Every act of the queue is among them,
 * and so are nights, power cuts, and mornings on which nobody knows the date. A failure names its seed and the acts before it.
 */
class QueueRebuiltFromTheJournalTest {
    private static final int ACTS = 500;
    private static final Duration NIGHT = Duration.ofHours(14);

    @TempDir
    private Path folder;

    private SteppedOffice office;
    private Random random;
    private final Map<Act, Integer> done = new EnumMap<>(Act.class);
    private int wishes;
    private Instant bootedAt = TestJournals.MORNING; // truly, the present boot if its clock is not believed

    /** What can happen, and how often in comparison. */
    private enum Act {
        TAKE(14),
        TAKE_AND_WALK_AWAY(1),
        GIVE_UP(1),
        PRINT(3),
        TAKE_AT_THE_DESK(2),
        CALL_NEXT(20),
        RECALL(2),
        START(3),
        FINISH_WITH_PROCEDURES(6),
        NOTE_AND_PRESS_THE_KEY(3),
        FINISH_WITHOUT_TICKET(1),
        RATE(10),
        HOLD(3),
        RESUME(3),
        TRANSFER(3),
        NO_SHOW(3),
        REINSTATE(2),
        LEFT_AT_THE_COUNTER(2),
        LEFT_WAITING(1),
        PAUSE(2),
        GO_ON(6),
        SIGN_OUT(1),
        SIGN_IN(6),
        PRACTICE(1),
        NIGHT(1),
        POWER_CUT(1),
        POWER_CUT_THAT_TAKES_THE_CLOCK(1),
        LEARN_THE_DATE(2);

        final int weight;

        Act(int weight) {
            this.weight = weight;
        }

        static Act any(Random random) {
            int all = 0;
            for (Act each : values()) {
                all += each.weight;
            }
            int left = random.nextInt(all);
            for (Act each : values()) {
                left -= each.weight;
                if (left < 0) {
                    return each;
                }
            }
            throw new IllegalStateException();
        }
    }

    private static final Set<Act> AT_A_COUNTER = EnumSet.range(Act.RECALL, Act.PAUSE);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 14})
    void theQueueIsWhatTheJournalSaysAndEveryTicketIsInOnePlace(long seed) throws Exception {
        random = new Random(seed);
        List<Seen> seen = new ArrayList<>();
        List<JournalRecord> records;
        office = SteppedOffice.open(folder);
        try {
            office.keeps(OfficeHours.USUAL);
            for (int act = 0; act < ACTS; act++) {
                office.after(Duration.ofSeconds(random.nextInt(90)));
                Act next = act > ACTS / 2 && random.nextInt(3) == 0 ? missing() : Act.any(random);
                if (does(next)) {
                    done.merge(next, 1, Integer::sum);
                }
                seen.add(Seen.of(next, office.tickets, office.journal.headSeq(), SteppedOffice.now(office.clock)));
            }
            records = office.records();
        } finally {
            office.close();
        }

        List<CountedFromRecords.Read> read = CountedFromRecords.read(records);
        for (int act = 0; act < seen.size(); act++) {
            Seen each = seen.get(act);
            int until = (int) each.records;
            String as = "seed %d, act %d of %s".formatted(seed, act, each.act);
            assertThat(each.count)
                    .as(as)
                    .isEqualTo(CountedFromRecords.ofRead(read.subList(0, until)).present());
            if (act % 5 == seed % 5 || each.act.weight == 1) {
                assertThat(Seen.of(each.act, rebuilt(records.subList(0, until), each.now), each.records, each.now))
                        .as(as)
                        .isEqualTo(each);
            }
        }
        assertThat(done).as("seed %d: each act happened", seed).hasSize(Act.values().length);
        daysClosedAreWhatTheRecordsBeforeSay(seed, read);
        noNumberIsTwiceOnADay(seed, read);
    }

    private static void daysClosedAreWhatTheRecordsBeforeSay(long seed, List<CountedFromRecords.Read> records) {
        int closed = 0;
        for (int at = 0; at < records.size(); at++) {
            if (records.get(at).body() instanceof DayClosed day) {
                DayCount counted =
                        CountedFromRecords.ofRead(records.subList(0, at + 1)).on(String.valueOf(day.day()));
                assertThat(day)
                        .as("seed %d, record %d", seed, at + 1)
                        .isEqualTo(new DayClosed(
                                counted.day(),
                                counted.issued(),
                                counted.rated(),
                                counted.notRated(),
                                counted.notAsked(),
                                counted.deviceDown(),
                                counted.noShow(),
                                counted.left(),
                                counted.waiting() + counted.inService() + counted.held() + counted.inviting(),
                                counted.practising()));
                closed++;
            }
        }
        assertThat(closed).as("seed %d: days that were closed", seed).isPositive();
    }

    private static void noNumberIsTwiceOnADay(long seed, List<CountedFromRecords.Read> records) {
        Map<String, String> days = CountedFromRecords.ofRead(records).days();
        Set<String> numbers = new HashSet<>();
        for (CountedFromRecords.Read each : records) {
            if (each.body() instanceof TicketIssued issued) {
                assertThat(numbers.add(days.get(issued.ticket()) + issued.label()))
                        .as("seed %d: %s of %s twice", seed, issued.label(), days.get(issued.ticket()))
                        .isTrue();
            }
        }
        assertThat(numbers).hasSizeGreaterThan(ACTS / 8);
        assertThat(Set.copyOf(days.values())).as("seed %d: days", seed).hasSizeGreaterThan(1);
    }

    private record Seen(
            Act act,
            long records,
            Moment now,
            String day,
            List<Ticket> waiting,
            List<Optional<Ticket>> counters,
            List<Ticket> reserved,
            List<Ticket> perhapsOut,
            List<Ticket> held,
            List<Ticket> noShows,
            List<Boolean> paused,
            List<Optional<Ticket>> lastServed,
            List<Integer> servedAt,
            List<Call> calls,
            DayCount count) {
        static Seen of(Act act, Tickets tickets, long records, Moment now) {
            return new Seen(
                    act,
                    records,
                    now,
                    tickets.day(),
                    tickets.waitingEverywhere(),
                    List.of(tickets.at(1), tickets.at(2), tickets.at(3)),
                    tickets.reserved(),
                    tickets.perhapsOut(),
                    tickets.held(),
                    tickets.noShows(),
                    List.of(tickets.paused(1), tickets.paused(2), tickets.paused(3)),
                    List.of(tickets.lastServed(1), tickets.lastServed(2), tickets.lastServed(3)),
                    List.of(tickets.servedAt(1), tickets.servedAt(2), tickets.servedAt(3)),
                    tickets.calls(),
                    tickets.today());
        }
    }

    private static Tickets rebuilt(List<JournalRecord> records, Moment now) {
        Counters counters = new Counters(
                body -> {
                    throw new IllegalStateException("replaying writes nothing");
                },
                () -> 1,
                () -> now,
                new Random(1));
        Tickets tickets = new Tickets(counters, () -> now, moment -> Optional.empty());
        records.forEach(counters::replay);
        return tickets;
    }

    /** One that could not be done so far, if there is any. */
    private Act missing() {
        return Arrays.stream(Act.values())
                .filter(each -> !done.containsKey(each))
                .findFirst()
                .orElseGet(() -> Act.any(random));
    }

    /** False if there was nothing to do it with, or the queue refused. */
    private boolean does(Act act) throws Exception {
        Tickets tickets = office.tickets;
        int counter = 1 + random.nextInt(3);
        if (AT_A_COUNTER.contains(act) && tickets.at(counter).isEmpty()) {
            counter = 1 + counter % 3; // rather one where somebody is
        }
        return does(act, tickets, counter);
    }

    private boolean does(Act act, Tickets tickets, int counter) throws Exception {
        try {
            return switch (act) {
                case TAKE -> done(office.taken(anyQueue(), random.nextInt(5) == 0));
                case TAKE_AND_WALK_AWAY -> done(tickets.issue(wish(TicketOrigin.SCREEN)));
                case GIVE_UP -> with(tickets.reserved(), each -> tickets.giveUp(each.id()));
                case PRINT -> done(tickets.issue(wish(TicketOrigin.KEY))) && with(tickets.reserved(), this::printed);
                case TAKE_AT_THE_DESK ->
                    done(tickets.issue(wish(random.nextBoolean() ? TicketOrigin.DESK : TicketOrigin.PROXY)));
                case CALL_NEXT -> tickets.callNext(counter).isPresent();
                case RECALL -> done(tickets.recall(counter));
                case START -> done(() -> tickets.start(counter));
                case FINISH_WITH_PROCEDURES ->
                    done(() -> tickets.finish(
                            counter, Served.about(Kind.PROCEDURE, "Hộ tịch", List.of("1.001193", "2.000635"))));
                case NOTE_AND_PRESS_THE_KEY -> {
                    tickets.note(counter, here -> Served.about(Kind.PROCEDURE, "Hộ tịch", List.of("1.001193")));
                    office.after(Duration.ofSeconds(3));
                    yield done(() -> office.counters.wiredFinish(counter, 0));
                }
                case FINISH_WITHOUT_TICKET -> done(() -> tickets.finishWithoutTicket(counter, Served.UNKNOWN));
                case RATE ->
                    office.counters.numbers().stream()
                            .anyMatch(each -> office.counters.screenPress(each, 1 + random.nextInt(5)));
                case HOLD -> done(() -> tickets.hold(counter));
                case RESUME ->
                    with(
                            random.nextBoolean() ? tickets.held() : tickets.noShows(),
                            each -> tickets.call(counter, each.id(), random.nextBoolean()));
                case TRANSFER ->
                    done(() -> tickets.transfer(counter, SteppedOffice.RESULTS, random.nextBoolean() ? 3 : null));
                case NO_SHOW -> done(() -> tickets.noShow(counter));
                case REINSTATE -> with(tickets.noShows(), this::comesBackBehindTheNext);
                case LEFT_AT_THE_COUNTER -> done(() -> tickets.left(counter));
                case LEFT_WAITING -> with(tickets.waitingEverywhere(), each -> tickets.left(each.id()));
                case PAUSE -> done(() -> tickets.pause(counter, true));
                case GO_ON -> done(() -> office.counters.numbers().forEach(each -> tickets.pause(each, false)));
                case SIGN_OUT -> done(office::signOut);
                case SIGN_IN -> done(office::signIn);
                case PRACTICE -> {
                    office.counters.change(new PracticeChanged(true, "test"));
                    done(office.taken(anyQueue(), false));
                    yield done(() -> office.counters.change(new PracticeChanged(false, "test")));
                }
                case NIGHT -> done(() -> office.after(NIGHT.plusMinutes(random.nextInt(600))));
                case POWER_CUT -> done(() -> restarts(null));
                case POWER_CUT_THAT_TAKES_THE_CLOCK -> done(() -> restarts(Instant.EPOCH));
                case LEARN_THE_DATE -> learns();
            };
        } catch (Refusal refused) {
            return false;
        }
    }

    private interface Doing {
        void run() throws Exception;
    }

    private interface WithTicket {
        void run(Ticket ticket) throws Exception;
    }

    private static boolean done(Object result) {
        return result != null;
    }

    private static boolean done(Doing doing) throws Exception {
        doing.run();
        return true;
    }

    private boolean with(List<Ticket> some, WithTicket doing) throws Exception {
        if (some.isEmpty()) {
            return false;
        }
        doing.run(some.get(random.nextInt(some.size())));
        return true;
    }

    /**
     * Told from the rule alone: after the next one of the queue, before all others of it. Who goes first may be that next one, or be let by:
     * then it stands before those like itself.
     */
    private void comesBackBehindTheNext(Ticket ticket) {
        List<Ticket> before = waitingBeside(ticket);
        List<String> alike = labels(before, ticket.priority());
        boolean othersWait = alike.size() < before.size();
        office.tickets.reinstate(ticket.id());
        List<String> after = new ArrayList<>(labels(waitingBeside(ticket), ticket.priority()));
        int place = after.indexOf(ticket.label());
        assertThat(place)
                .as("place of %s, who came back, among %s", ticket.label(), after)
                .isIn(Math.min(1, alike.size()), othersWait ? 0 : Math.min(1, alike.size()));
        after.remove(place);
        assertThat(after).as("the others keep theirs").isEqualTo(alike);
    }

    private List<Ticket> waitingBeside(Ticket ticket) {
        return office.tickets.waitingEverywhere().stream()
                .filter(each -> each.queue().equals(ticket.queue()))
                .toList();
    }

    private static List<String> labels(List<Ticket> some, boolean priority) {
        return some.stream()
                .filter(each -> each.priority() == priority)
                .map(Ticket::label)
                .toList();
    }

    private void printed(Ticket ticket) {
        if (random.nextInt(3) == 0) {
            String state = List.of("UNKNOWN", "READY", "OFFLINE").get(random.nextInt(3));
            office.counters.append(new DeviceChanged("printer", null, state, null));
        }
        PrintResult result = List.of(PrintResult.values()).get(random.nextInt(PrintResult.values().length));
        office.counters.append(new TicketPrinted(ticket.id(), 1, result, result != PrintResult.NOT_PRINTED, null));
    }

    private String anyQueue() {
        return random.nextBoolean() ? SteppedOffice.PROCEDURES : SteppedOffice.RESULTS;
    }

    private TicketWish wish(TicketOrigin origin) {
        return new TicketWish(
                "walk-" + wishes++, anyQueue(), null, null, random.nextInt(5) == 0, origin, random.nextBoolean());
    }

    /** @param wall what a clock without a battery says, absent for one that is believed again at once */
    private void restarts(@Nullable Instant wall) throws Exception {
        SteppedClock clock = office.clock;
        office.close();
        if (wall != null) {
            Moment before = SteppedOffice.now(clock);
            Instant until =
                    before.trusted() ? Instant.ofEpochMilli(before.wallMs()) : bootedAt.plusMillis(before.upMs());
            bootedAt = until.plusSeconds(random.nextInt(1_800));
            clock.reboot(wall);
        }
        office = SteppedOffice.again(folder, clock);
        office.keeps(OfficeHours.USUAL);
        office.counters.numbers().forEach(office.counters::screenOpened);
    }

    private boolean learns() {
        if (SteppedOffice.now(office.clock).trusted()) {
            return false;
        }
        office.learns(
                OfficeCalendar.local(bootedAt.plusMillis(office.clock.upMs()).toEpochMilli())
                        .toString());
        return true;
    }
}
