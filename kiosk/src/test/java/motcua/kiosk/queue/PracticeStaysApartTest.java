package motcua.kiosk.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import motcua.contract.body.PracticeChanged;
import motcua.contract.journal.JournalRecord;
import motcua.contract.json.MalformedJson;
import motcua.kiosk.clock.SteppedClock;
import motcua.kiosk.counter.CounterView;
import motcua.kiosk.counter.Served;
import motcua.kiosk.journal.TestJournals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Practice and what counts, told apart by the marks that the records carry, as a server reads them. */
class PracticeStaysApartTest {
    private static final PracticeChanged OFFICIAL = new PracticeChanged(false, "test");
    private static final String PAD = "pad-1";

    @TempDir
    private Path folder;

    @Test
    void nobodyIsCalledServedOrAskedWithATicketOfPracticeAfterTheOfficialStart() throws Exception {
        try (SteppedOffice office = practising()) {
            Ticket held = office.taken();
            office.tickets.callNext(1);
            office.tickets.hold(1);
            Ticket absent = office.taken();
            office.tickets.callNext(1);
            office.tickets.noShow(1);
            Ticket rating = office.taken();
            office.tickets.callNext(1);
            office.tickets.finish(1, Served.UNKNOWN);
            Ticket atTheCounter = office.taken();
            office.tickets.callNext(1);
            office.counters.startService(3);
            Ticket waiting = office.taken();

            office.counters.change(OFFICIAL);

            assertThat(office.tickets.at(1)).isEmpty();
            assertThat(office.tickets.waiting()).isZero();
            assertThat(office.tickets.held()).isEmpty();
            assertThat(office.tickets.noShows()).isEmpty();
            assertThat(office.tickets.calls()).isEmpty();
            assertThat(office.tickets.callNext(1)).isEmpty();
            for (Ticket each : List.of(held, absent, rating, atTheCounter, waiting)) {
                assertThatThrownBy(() -> office.tickets.call(1, each.id(), true))
                        .isInstanceOf(Refusal.class);
                assertThatThrownBy(() -> office.tickets.reinstate(each.id())).isInstanceOf(Refusal.class);
                assertThatThrownBy(() -> office.tickets.left(each.id())).isInstanceOf(Refusal.class);
            }
            assertThatThrownBy(() -> office.tickets.finish(1, Served.UNKNOWN)).isInstanceOf(Refusal.class);
            assertThat(office.counters.screenPress(1, 1)).isFalse();
            assertThat(office.counters.serving(3)).isFalse();
            assertThat(office.counters.view(1).map(CounterView::last)).isEmpty();
            assertThat(office.tickets.today().issued()).isZero();
            assertThat(office.tickets.today().practising()).isEqualTo(5);

            office.taken();
            assertThat(office.tickets.callNext(1)).isPresent();
            office.tickets.finish(1, Served.UNKNOWN);
            assertThat(office.counters.screenPress(1, 1)).isTrue();
            assertThat(office.tickets.today().rated()).isEqualTo(1);
            assertApart("by hand", office.records());
        }
    }

    @Test
    void aKeyPressedInPracticeMeansNothingWhenItArrivesAfterTheOfficialStart() throws Exception {
        try (SteppedOffice office = practising()) {
            office.counters.bindPad(PAD, 1);
            office.taken();
            office.tickets.callNext(1);
            office.after(Duration.ofSeconds(3));
            office.counters.padPress(PAD, "1", "e", 1, 6, 0L, false, false, false);
            office.after(Duration.ofSeconds(3));
            office.counters.change(OFFICIAL);
            office.taken();
            office.after(Duration.ofSeconds(1));

            office.counters.padPress(PAD, "1", "e", 1, 6, 4_000L, false, false, false); // told again
            office.counters.padPress(PAD, "1", "e", 2, 1, 2_000L, false, false, false);
            office.counters.padPress(PAD, "1", "e", 3, 6, 1_500L, false, false, false);
            assertThat(office.tickets.at(1)).isEmpty();
            assertThat(office.tickets.today().served()).isZero();

            office.counters.padPress(PAD, "1", "e", 4, 6, 500L, false, false, false);
            assertThat(office.tickets.at(1)).isPresent();
            assertApart("late keys", office.records());
        }
    }

    /** A pad hung on a kiosk that is being set up may hold strokes already, and has shown them as recorded once it is told. */
    @Test
    void aKeyPressedBeforeANewKioskHadAnyVisitIsOfItsFirstDay() throws Exception {
        try (SteppedOffice office = practising()) {
            office.counters.bindPad(PAD, 1);
            office.after(Duration.ofSeconds(3));

            office.counters.change(OFFICIAL);
            office.taken();
            office.counters.padPress(PAD, "1", "e", 1, 6, 2_000L, false, false, false);

            assertThat(office.tickets.at(1)).isPresent();
            assertApart("first strokes", office.records());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void throughManyChangesNoRecordOfATicketOrVisitCarriesAnotherMarkThanItsFirst(long seed) throws Exception {
        Random random = new Random(seed);
        SteppedOffice office = practising();
        try {
            boolean practice = true;
            int changes = 0;
            for (int act = 0; act < 500; act++) {
                int counter = 1 + random.nextInt(3);
                if (random.nextInt(20) == 0) {
                    practice = random.nextBoolean();
                    office.counters.change(new PracticeChanged(practice, "test"));
                    changes++;
                } else if (random.nextInt(150) == 0) {
                    office.close();
                    office = SteppedOffice.again(folder, office.clock);
                    office.signIn();
                }
                act(office, random, counter);
            }
            assertThat(changes).as("seed %d", seed).isGreaterThan(10);
            assertApart("seed " + seed, office.records());
        } finally {
            office.close();
        }
    }

    private static void act(SteppedOffice office, Random random, int counter) {
        Tickets tickets = office.tickets;
        List<Ticket> aside = new ArrayList<>(tickets.held());
        aside.addAll(tickets.noShows());
        try {
            switch (random.nextInt(10)) {
                case 0, 1 ->
                    office.taken(random.nextBoolean() ? SteppedOffice.PROCEDURES : SteppedOffice.RESULTS, false);
                case 2, 3 -> tickets.callNext(counter);
                case 4 -> tickets.finish(counter, Served.UNKNOWN);
                case 5 -> office.counters.screenPress(counter, 1 + random.nextInt(5));
                case 6 -> tickets.hold(counter);
                case 7 -> tickets.noShow(counter);
                case 8 -> {
                    if (!aside.isEmpty()) {
                        tickets.call(
                                counter, aside.get(random.nextInt(aside.size())).id(), false);
                    }
                }
                default -> {
                    office.counters.startService(counter);
                    office.after(Duration.ofSeconds(random.nextInt(60)));
                    tickets.finishWithoutTicket(counter, Served.UNKNOWN);
                }
            }
        } catch (Refusal refused) {
            // the queue may refuse whatever it likes
        }
    }

    private SteppedOffice practising() throws Exception {
        SteppedOffice office = SteppedOffice.again(folder, SteppedClock.at(TestJournals.MORNING));
        office.settings(null);
        office.signIn();
        return office;
    }

    /** Reads nothing but marks, types and ids. */
    private static void assertApart(String as, List<JournalRecord> records) throws MalformedJson {
        Map<String, Boolean> marks = new HashMap<>();
        Set<String> issued = new HashSet<>();
        Set<String> served = new HashSet<>();
        for (JournalRecord each : records) {
            var body = each.body();
            boolean practice = body.path("practice").booleanValue();
            for (String name : List.of("ticket", "service")) {
                if (body.path(name).isTextual()) {
                    String id = name + " " + body.path(name).textValue();
                    Boolean first = marks.putIfAbsent(id, practice);
                    assertThat(first == null || first == practice)
                            .as("%s: %s of %s", as, each.header().type(), id)
                            .isTrue();
                }
            }
            if (!practice && each.header().type().equals("ticket-issued")) {
                issued.add(body.path("ticket").textValue());
            }
            if (!practice && each.header().type().equals("service-finished") && body.has("ticket")) {
                served.add(body.path("ticket").textValue());
            }
        }
        assertThat(issued).as(as).isNotEmpty().containsAll(served);
    }
}
