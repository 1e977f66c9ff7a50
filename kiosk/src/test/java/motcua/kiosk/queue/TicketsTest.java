package motcua.kiosk.queue;

import static motcua.kiosk.queue.SteppedOffice.PROCEDURES;
import static motcua.kiosk.queue.SteppedOffice.RESULTS;
import static motcua.kiosk.queue.SteppedOffice.wish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import motcua.contract.body.DeviceChanged;
import motcua.contract.body.Kind;
import motcua.contract.body.PrintResult;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.TicketIssued;
import motcua.contract.body.TicketOrigin;
import motcua.contract.body.TicketPrinted;
import motcua.contract.journal.JournalRecord;
import motcua.contract.json.MalformedJson;
import motcua.kiosk.counter.Served;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TicketsTest {
    private static final Served BIRTH = Served.about(Kind.PROCEDURE, "Hộ tịch", List.of("1.001193"));

    @TempDir
    private Path folder;

    private SteppedOffice office;

    @BeforeEach
    void open() throws Exception {
        office = SteppedOffice.open(folder);
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Test
    void aTicketIsTakenCalledServedAndRated() throws Exception {
        Ticket taken = office.taken();
        office.after(Duration.ofMinutes(9));
        Ticket called = office.tickets.callNext(1).orElseThrow();
        office.after(Duration.ofMinutes(6));
        office.tickets.finish(1, BIRTH);
        office.counters.screenPress(1, 2);

        assertThat(taken.label()).isEqualTo("A001");
        assertThat(called.id()).isEqualTo(taken.id());
        ServiceFinished finished =
                bodies("service-finished", ServiceFinished.class).get(0);
        assertThat(finished.ticket()).isEqualTo(taken.id());
        assertThat(finished.visit().waitMs()).isEqualTo(540_000L);
        assertThat(finished.visit().serviceMs()).isEqualTo(360_000L);
        assertThat(office.tickets.today().rated()).isEqualTo(1);
        assertThat(office.tickets.today())
                .isEqualTo(CountedFromRecords.of(office.records()).on("2026-11-23"));
    }

    @Test
    void nobodyIsCalledByANumberThatNobodyHasSeen() {
        Ticket reserved = office.tickets.issue(wish("a", PROCEDURES, false));

        assertThat(office.tickets.callNext(1)).isEmpty();
        office.counters.append(new TicketPrinted(reserved.id(), 1, PrintResult.NOT_PRINTED, false, "PAPER_OUT"));
        assertThat(office.tickets.callNext(1)).isEmpty();
        office.counters.append(new TicketPrinted(reserved.id(), 2, PrintResult.PRINTED, true, null));

        assertThat(office.tickets.callNext(1)).map(Ticket::label).contains("A001");
    }

    @Test
    void paperOfWhichNobodyKnowsIsBelievedOnlyOfAPrinterThatHasNeverAnswered() throws Exception {
        List<Ticket> taken = new ArrayList<>();
        List<Boolean> believed = new ArrayList<>();
        for (String[] before : new String[][] {
            {}, {"READY"}, {"READY", "OFFLINE"}, {"UNKNOWN"}, {"UNKNOWN", "DAY_SLIP", "PAPER_NEW"}, {"UNKNOWN", "ERROR"}
        }) {
            for (String state : before) {
                office.counters.append(new DeviceChanged("printer", null, state, null));
            }
            office.counters.append(new DeviceChanged("pad:1a2b3c4d", 1, "UNKNOWN", null));
            Ticket ticket = office.tickets.issue(wish("key " + taken.size(), PROCEDURES, false));
            office.counters.append(new TicketPrinted(ticket.id(), 1, PrintResult.UNKNOWN, true, null));
            taken.add(ticket);
            believed.add(state(ticket) == TicketState.WAITING);
        }
        assertThat(believed).containsExactly(false, false, false, true, true, false);
        assertThat(office.tickets.waitingAndPerhapsOut()).extracting(Ticket::id).isEqualTo(ids(taken));

        office.close();
        office = SteppedOffice.again(folder, office.clock);
        assertThat(taken.stream()
                        .map(each -> state(each) == TicketState.WAITING)
                        .toList())
                .isEqualTo(believed);
        Ticket nothing = office.tickets.issue(wish("nothing sent", PROCEDURES, false));
        office.counters.append(new DeviceChanged("printer", null, "UNKNOWN", null));
        office.counters.append(new TicketPrinted(nothing.id(), 1, PrintResult.NOT_PRINTED, true, null));
        assertThat(state(nothing)).isEqualTo(TicketState.RESERVED);
    }

    private TicketState state(Ticket ticket) {
        return office.tickets.ticket(ticket.id()).orElseThrow().state();
    }

    private static List<String> ids(List<Ticket> tickets) {
        return tickets.stream().map(Ticket::id).toList();
    }

    @Test
    void aDoubleTapGivesOneTicketAlsoAfterARestart() throws Exception {
        Ticket first = office.tickets.issue(wish("one intention", PROCEDURES, false));
        Ticket second = office.tickets.issue(wish("one intention", PROCEDURES, false));
        office.close();
        office = SteppedOffice.again(folder, office.clock);

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(office.tickets
                        .issue(wish("one intention", PROCEDURES, false))
                        .label())
                .isEqualTo("A001");
        assertThat(bodies("ticket-issued", TicketIssued.class)).hasSize(1);
    }

    @Test
    void priorityGoesFirstAndItsReasonIsNowhere() throws Exception {
        office.taken();
        Ticket priority = office.taken(PROCEDURES, true);

        assertThat(priority.label()).isEqualTo("K001");
        assertThat(office.tickets.callNext(1)).map(Ticket::label).contains("K001");
        assertThat(office.tickets.calls().get(0).priority()).isTrue();
    }

    @Test
    void severalCountersServeOneQueueInTheOrderOfTaking() {
        office.taken();
        office.taken(RESULTS, false);
        office.taken();

        assertThat(office.tickets.callNext(3)).map(Ticket::label).contains("C001");
        assertThat(office.tickets.callNext(2)).map(Ticket::label).contains("A001");
        assertThat(office.tickets.callNext(1)).map(Ticket::label).contains("A002");
    }

    @Test
    void clerksWhoPressTogetherNeverGetTheSameTicket() throws Exception {
        int people = 60;
        for (int i = 0; i < people; i++) {
            office.taken(i % 2 == 0 ? PROCEDURES : RESULTS, false);
        }
        List<String> called = new CopyOnWriteArrayList<>();
        ExecutorService clerks = Executors.newFixedThreadPool(3);
        try {
            List<Future<?>> work = new ArrayList<>();
            for (int counter = 1; counter <= 3; counter++) {
                int mine = counter;
                work.add(clerks.submit(() -> {
                    Optional<Ticket> next = office.tickets.callNext(mine);
                    while (next.isPresent()) {
                        called.add(next.get().label());
                        office.tickets.finish(mine, Served.UNKNOWN);
                        next = office.tickets.callNext(mine);
                    }
                }));
            }
            for (Future<?> each : work) {
                each.get();
            }
        } finally {
            clerks.shutdownNow();
        }

        assertThat(called).hasSize(people).doesNotHaveDuplicates();
    }

    @Test
    void scenario12ATransferIsTheSameTicketAndOnlyTheLastStayIsRated() throws Exception {
        Ticket taken = office.taken();
        office.tickets.callNext(1);
        office.after(Duration.ofMinutes(2));
        office.tickets.transfer(1, RESULTS, 3);

        assertThat(office.tickets.callNext(2)).isEmpty();
        office.after(Duration.ofMinutes(1));
        assertThat(office.tickets.callNext(3)).map(Ticket::id).contains(taken.id());
        assertThat(office.tickets.calls().get(0).transferred()).isTrue();
        office.after(Duration.ofMinutes(4));
        office.tickets.finish(3, Served.about(Kind.RESULT, null, List.of()));

        List<ServiceFinished> finished = bodies("service-finished", ServiceFinished.class);
        assertThat(finished).hasSize(1);
        assertThat(finished.get(0).visit().clerk()).isEqualTo("cb-3");
        assertThat(finished.get(0).visit().serviceMs()).isEqualTo(240_000L);
        assertThat(finished.get(0).visit().waitMs()).isZero();
        assertThat(office.tickets.today().issued()).isEqualTo(1);
    }

    @Test
    void aTransferredTicketKeepsItsPlaceByWhenItWasTaken() {
        office.taken();
        office.taken();
        office.tickets.callNext(1);
        office.tickets.transfer(1, PROCEDURES, null);

        assertThat(office.tickets.waitingIn(PROCEDURES))
                .extracting(Ticket::label)
                .containsExactly("A001", "A002");
    }

    @Test
    void scenario18ANoShowComesBackBehindTheNextAndIsNotRated() throws Exception {
        office.taken();
        office.taken();
        office.taken();
        Ticket absent = office.tickets.callNext(1).orElseThrow();
        office.tickets.recall(1);
        office.tickets.recall(1);
        office.tickets.noShow(1);
        assertThat(office.tickets.today().noShow()).isEqualTo(1);

        office.after(Duration.ofMinutes(15));
        office.tickets.reinstate(absent.id());

        assertThat(office.tickets.waitingIn(PROCEDURES))
                .extracting(Ticket::label)
                .containsExactly("A002", "A001", "A003");
        assertThat(bodies("service-finished", ServiceFinished.class)).isEmpty();
        assertThat(office.tickets.today().noShow()).isZero();
    }

    @Test
    void aHeldTicketIsCalledAgain() {
        Ticket taken = office.taken();
        office.tickets.callNext(1);
        office.tickets.hold(1);
        assertThat(office.tickets.held()).extracting(Ticket::id).containsExactly(taken.id());
        assertThat(office.tickets.at(1)).isEmpty();

        office.tickets.call(1, taken.id(), true);
        office.tickets.finish(1, BIRTH);

        assertThat(office.tickets.held()).isEmpty();
        assertThat(office.tickets.today().served()).isEqualTo(1);
    }

    @Test
    void aCounterServesOneTicketAtATimeAndSaysSo() {
        office.taken();
        office.taken();
        office.tickets.callNext(1);

        refused(() -> office.tickets.callNext(1), Refusal.Reason.SERVING);
        refused(() -> office.tickets.finish(2, BIRTH), Refusal.Reason.NOT_SERVING);
        refused(() -> office.tickets.call(2, "0000000000000000", false), Refusal.Reason.UNKNOWN_TICKET);
        refused(
                () -> office.tickets.reinstate(
                        office.tickets.at(1).orElseThrow().id()),
                Refusal.Reason.WRONG_STATE);
        refused(() -> office.tickets.callNext(9), Refusal.Reason.NO_TICKETS);
        assertThat(office.tickets.at(1)).map(Ticket::label).contains("A001");
    }

    @Test
    void aSlowDiskUnderNotesHoldsUpNoPressAndNobodyMayNoteWhileOthersWait() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch disk = new CountDownLatch(1);
        office.tickets.keepNotes(VisitNotes.in(folder.resolve("notes.json"), (file, content) -> {
            writing.countDown();
            waitFor(disk);
        }));
        office.taken();
        office.taken();
        office.tickets.callNext(2);
        office.tickets.finish(2, BIRTH);
        office.tickets.callNext(1);
        ExecutorService clerk = Executors.newSingleThreadExecutor();
        try {
            Future<?> note = clerk.submit(() -> office.tickets.note(1, here -> BIRTH));
            waitFor(writing);
            assertThat(office.counters.screenPress(2, 1)).isTrue();
            assertThat(office.tickets.served(office.tickets.at(1).orElseThrow()))
                    .isEqualTo(BIRTH);
            assertThat(note).isNotDone();
            disk.countDown();
            note.get(60, TimeUnit.SECONDS);
        } finally {
            disk.countDown();
            clerk.shutdownNow();
        }
        assertThatThrownBy(() -> office.counters.atOnce(() -> {
                    office.tickets.note(1, here -> BIRTH);
                    return 1;
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void scenario17APausedCounterCallsNobodyAndTheMorningsTicketsKeepTheirPlace() {
        office.taken();
        office.tickets.pause(1, true);
        refused(() -> office.tickets.callNext(1), Refusal.Reason.PAUSED);

        office.after(Duration.ofHours(2));
        office.taken();
        office.tickets.pause(1, false);

        assertThat(office.tickets.callNext(1)).map(Ticket::label).contains("A001");
    }

    @Test
    void scenario36TheDailyLimitEndsTheNumbersOfOneQueueOnly() {
        office.settings(2);
        office.taken();
        office.taken(PROCEDURES, true);

        refused(() -> office.tickets.issue(wish("third", PROCEDURES, false)), Refusal.Reason.FULL);
        assertThat(office.taken(RESULTS, false).label()).isEqualTo("C001");
        office.after(Duration.ofDays(1));
        assertThat(office.taken().label()).isEqualTo("A001");
    }

    @Test
    void aClosedOfficeGivesNoNumberToAMachineButAClerkMayStillHelp() {
        office.closed = Refusal.Reason.NOT_OPEN;

        refused(() -> office.tickets.issue(wish("early", PROCEDURES, false)), Refusal.Reason.NOT_OPEN);
        Ticket helped =
                office.tickets.issue(new TicketWish("helped", PROCEDURES, null, null, false, TicketOrigin.DESK, true));
        assertThat(helped.state()).isEqualTo(TicketState.WAITING);
    }

    @Test
    void scenario38AfterNumber999ComesNumber1000() {
        for (int number = 1; number <= 999; number++) {
            office.tickets.issue(wish("w" + number, PROCEDURES, false));
        }

        assertThat(office.taken().label()).isEqualTo("A1000");
    }

    @Test
    void yesterdaysTicketIsUnknownToday() {
        Ticket yesterday = office.taken();
        office.after(Duration.ofDays(1));
        office.taken();

        refused(() -> office.tickets.call(1, yesterday.id(), false), Refusal.Reason.UNKNOWN_TICKET);
        assertThat(office.tickets.labelled("A001")).map(Ticket::id).isNotEqualTo(Optional.of(yesterday.id()));
    }

    @Test
    void theKeyAtTheCounterEndsAServiceOrCallsTheNextAndAnOldStrokeCallsNobody() {
        office.taken();
        office.taken();
        office.counters.wiredFinish(1, 0);
        assertThat(office.tickets.at(1)).map(Ticket::label).contains("A001");

        office.after(Duration.ofMinutes(3));
        office.counters.wiredFinish(1, 0);
        assertThat(office.tickets.at(1)).isEmpty();
        assertThat(office.tickets.today().inviting()).isEqualTo(1);

        office.after(Duration.ofMinutes(3));
        office.counters.wiredFinish(1, 60_000);
        assertThat(office.tickets.at(1)).isEmpty();
        office.counters.wiredFinish(1, 0);
        assertThat(office.tickets.at(1)).map(Ticket::label).contains("A002");
    }

    @Test
    void aStrokeMadeBeforeATicketWasCalledDoesNotEndItsService() throws Exception {
        office.taken();
        office.taken();
        office.counters.wiredFinish(1, 0);
        office.after(Duration.ofSeconds(8));
        office.close();
        office = SteppedOffice.again(folder, office.clock);
        office.counters.wiredFinish(1, 8_001); // the stroke that called, told again after a kill
        assertThat(office.tickets.at(1)).map(Ticket::label).contains("A001");

        office.after(Duration.ofMinutes(3));
        office.tickets.finish(1, BIRTH);
        office.tickets.callNext(1);
        office.after(Duration.ofSeconds(10));
        office.counters.wiredFinish(1, 30_000); // waited in a pad while the page was used
        assertThat(office.tickets.at(1)).map(Ticket::label).contains("A002");
        office.counters.wiredFinish(1, 5_000);
        assertThat(office.tickets.at(1)).isEmpty();
    }

    @Test
    void aTicketForgottenAtACounterHoldsUpNeitherTheDayNorTheNextMorning() throws Exception {
        Ticket forgotten = office.taken();
        office.tickets.callNext(1);
        for (int counter = 1; counter <= 3; counter++) {
            office.counters.signOut(office.counters.session(counter).orElseThrow());
        }
        office.after(Duration.ofSeconds(1));
        assertThat(office.records())
                .extracting(record -> record.header().type())
                .contains("day-closed");

        office.after(Duration.ofDays(1));

        assertThat(office.tickets.ticket(forgotten.id())).map(Ticket::state).contains(TicketState.LEFT);
        assertThat(office.tickets.at(1)).isEmpty();
        assertThat(office.tickets.today())
                .isEqualTo(CountedFromRecords.of(office.records()).on("2026-11-23"));
    }

    @Test
    void whoeverLeavesACounterIsToldSoThatNobodyIsCalledAnyMore() {
        List<String> gone = new ArrayList<>();
        office.tickets.addListener(new TicketListener() {
            @Override
            public void left(Ticket ticket) {
                gone.add(ticket.label() + " " + ticket.counter());
            }
        });
        for (int i = 0; i < 5; i++) {
            office.taken();
        }
        office.tickets.callNext(1);
        office.tickets.noShow(1);
        office.tickets.callNext(1);
        office.tickets.hold(1);
        office.tickets.callNext(1);
        office.tickets.left(1);
        office.tickets.callNext(1);
        office.tickets.finish(1, BIRTH);
        office.tickets.callNext(1);
        office.after(Duration.ofMinutes(1));
        office.counters.wiredFinish(1, 0);

        assertThat(gone).containsExactly("A001 1", "A002 1", "A003 1", "A004 1", "A005 1");
    }

    private static void refused(Runnable asked, Refusal.Reason reason) {
        assertThatThrownBy(asked::run)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    private <T extends motcua.contract.body.RecordBody> List<T> bodies(String type, Class<T> as) throws MalformedJson {
        List<T> found = new ArrayList<>();
        for (JournalRecord each : office.records()) {
            if (each.header().type().equals(type)) {
                found.add(each.body(as));
            }
        }
        return found;
    }
}
