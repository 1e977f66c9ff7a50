package motcua.kiosk.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import motcua.contract.body.TicketIssued;
import motcua.contract.journal.JournalRecord;
import motcua.kiosk.clock.SteppedClock;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.Served;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A kill between any two records of a busy day: the queue afterwards is what the journal says, and every ticket is in one place. */
class QueueRebuiltFromTheJournalTest {
    private static final int ACTS = 400;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theQueueIsWhatTheJournalSaysAndEveryTicketIsInOnePlace(long seed, @TempDir Path folder) throws Exception {
        Random random = new Random(seed);
        List<Seen> seen = new ArrayList<>();
        List<JournalRecord> records;
        try (SteppedOffice office = SteppedOffice.open(folder)) {
            for (int act = 0; act < ACTS; act++) {
                office.after(Duration.ofSeconds(random.nextInt(90)));
                act(office, random);
                DayCount count = office.tickets.today();
                assertThat(count.adds())
                        .as("seed %d, act %d: %s", seed, act, count)
                        .isTrue();
                seen.add(Seen.of(office.tickets, office.records().size()));
            }
            records = office.records();
        }

        for (Seen each : seen) {
            assertThat(Seen.of(rebuilt(records.subList(0, each.records)), each.records))
                    .as("seed %d, %d records", seed, each.records)
                    .isEqualTo(each);
        }
        Set<String> numbers = new HashSet<>();
        for (JournalRecord each : records) {
            if (each.header().type().equals("ticket-issued")) {
                TicketIssued issued = each.body(TicketIssued.class);
                assertThat(numbers.add(issued.day() + issued.label()))
                        .as("%s twice", issued.label())
                        .isTrue();
            }
        }
        assertThat(numbers).hasSizeGreaterThan(ACTS / 8);
    }

    private record Seen(
            int records,
            List<Ticket> procedures,
            List<Ticket> results,
            List<Optional<Ticket>> counters,
            List<Ticket> held,
            List<Ticket> noShows,
            List<Call> calls,
            DayCount count) {
        static Seen of(Tickets tickets, int records) {
            return new Seen(
                    records,
                    tickets.waitingIn(SteppedOffice.PROCEDURES),
                    tickets.waitingIn(SteppedOffice.RESULTS),
                    List.of(tickets.at(1), tickets.at(2), tickets.at(3)),
                    tickets.held(),
                    tickets.noShows(),
                    tickets.calls(),
                    tickets.today());
        }
    }

    private static Tickets rebuilt(List<JournalRecord> records) {
        Counters counters = new Counters(
                body -> {
                    throw new IllegalStateException("replaying writes nothing");
                },
                () -> 1,
                () -> {
                    throw new IllegalStateException("replaying asks for no time");
                },
                new Random(1));
        Tickets tickets =
                new Tickets(counters, () -> SteppedOffice.now(SteppedClock.unset()), moment -> Optional.empty());
        records.forEach(counters::replay);
        return tickets;
    }

    private static void act(SteppedOffice office, Random random) {
        Tickets tickets = office.tickets;
        int counter = 1 + random.nextInt(3);
        try {
            switch (random.nextInt(16)) {
                case 0, 1, 2 ->
                    office.taken(
                            random.nextBoolean() ? SteppedOffice.PROCEDURES : SteppedOffice.RESULTS,
                            random.nextInt(5) == 0);
                case 3, 4, 5 -> tickets.callNext(counter);
                case 6, 7 -> tickets.finish(counter, Served.UNKNOWN);
                case 8 -> office.counters.screenPress(counter, 1 + random.nextInt(5));
                case 9 -> tickets.noShow(counter);
                case 10 -> tickets.transfer(counter, SteppedOffice.RESULTS, random.nextBoolean() ? 3 : null);
                case 11 -> tickets.hold(counter);
                case 12 -> {
                    List<Ticket> away = random.nextBoolean() ? tickets.held() : tickets.noShows();
                    if (!away.isEmpty()) {
                        tickets.call(
                                counter, away.get(random.nextInt(away.size())).id(), random.nextBoolean());
                    }
                }
                case 13 -> {
                    List<Ticket> absent = tickets.noShows();
                    if (!absent.isEmpty()) {
                        tickets.reinstate(absent.get(0).id());
                    }
                }
                case 14 -> tickets.recall(counter);
                default -> tickets.left(counter);
            }
        } catch (Refusal refused) {
            assertThat(refused.reason()).isNotNull();
        }
    }
}
