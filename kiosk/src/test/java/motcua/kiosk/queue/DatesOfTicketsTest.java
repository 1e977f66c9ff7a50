package motcua.kiosk.queue;

import static motcua.kiosk.queue.SteppedOffice.RESULTS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import motcua.contract.body.Kind;
import motcua.kiosk.clock.SteppedClock;
import motcua.kiosk.counter.Served;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kiosk without a clock of its own learns the date after the first people came: which day is theirs, and which number next. */
class DatesOfTicketsTest {
    private static final Instant NO_CLOCK = Instant.parse("1970-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private SteppedOffice office;

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Test
    void scenario28WhoCameBeforeTheDateWasKnownKeepsPlaceAndNumberAndYesterdaysTicketsEnd() throws Exception {
        office = SteppedOffice.open(folder);
        Ticket yesterday = office.taken();
        Ticket served = office.taken();
        bootsWithoutAClock();
        Ticket early = office.taken();
        assertThat(early.label())
                .as("numbers go on while nobody knows the date")
                .isEqualTo("A003");
        office.tickets.call(1, served.id(), false);
        office.tickets.finish(1, Served.about(Kind.PROCEDURE, null, List.of()));

        office.learns("2026-11-24T08:00:00");
        office.after(Duration.ofSeconds(1));

        assertThat(office.tickets.ticket(yesterday.id())).map(Ticket::state).contains(TicketState.LEFT);
        assertThat(office.tickets.waitingEverywhere()).extracting(Ticket::id).containsExactly(early.id());
        assertThat(office.tickets.today().day()).isEqualTo("2026-11-24");
        assertThat(office.tickets.today().issued()).isEqualTo(1);
        Ticket next = office.taken();
        assertThat(next.label()).as("A003 waits: no number twice that day").isEqualTo("A004");
        assertThat(office.taken(RESULTS, false).label())
                .as("of this series nobody waits")
                .isEqualTo("C001");
        assertThat(office.tickets.callNext(1)).map(Ticket::label).contains("A003");
        assertThat(office.tickets.today().issued()).isEqualTo(3);
    }

    @Test
    void onAKioskThatNeverKnewADateNumbersGoOnOverItsBecomingKnownAndARealNextDayEndsThem() throws Exception {
        office = SteppedOffice.open(folder, SteppedClock.unset());
        Ticket first = office.taken();
        office.taken();
        office.tickets.callNext(1);
        office.after(Duration.ofMinutes(4));
        office.tickets.finish(1, Served.UNKNOWN);
        assertThat(office.tickets.day()).isEmpty();

        office.learns("2026-11-24T08:30:00");
        office.after(Duration.ofSeconds(1));

        assertThat(office.taken().label()).isEqualTo("A003");
        assertThat(office.tickets.labelled("A001")).map(Ticket::id).contains(first.id());
        assertThat(office.tickets.servedAt(1)).isEqualTo(1);
        assertThat(office.tickets.calls()).hasSize(1);
        assertThat(office.tickets.today())
                .isEqualTo(CountedFromRecords.of(office.records()).on("2026-11-24"));
        assertThat(office.tickets.today().issued()).isEqualTo(3);

        office.after(Duration.ofDays(1));
        assertThat(office.tickets.waiting()).as("the next day nobody waits").isZero();
        assertThat(office.taken().label()).isEqualTo("A001");
    }

    @Test
    void whoCameBeforeMidnightOnAClockThatNobodyTrustedIsOfTheDayBefore() throws Exception {
        office = SteppedOffice.open(folder, SteppedClock.unset());
        Ticket evening = office.taken();
        office.after(Duration.ofHours(14));
        Ticket morning = office.taken();

        office.learns("2026-11-24T07:40:00");
        office.after(Duration.ofSeconds(1));

        assertThat(office.tickets.ticket(evening.id())).map(Ticket::state).contains(TicketState.LEFT);
        assertThat(office.tickets.waitingEverywhere()).extracting(Ticket::id).containsExactly(morning.id());
        assertThat(office.tickets.today().issued()).isEqualTo(1);
    }

    @Test
    void aPowerCutBeforeTheDateIsKnownCostsNobodyThePlace() throws Exception {
        office = SteppedOffice.open(folder);
        office.taken();
        bootsWithoutAClock();
        Ticket early = office.taken();
        bootsWithoutAClock();
        office.after(Duration.ofMinutes(2));

        office.learns("2026-11-24T08:00:00");
        office.after(Duration.ofSeconds(1));

        assertThat(office.tickets.waitingEverywhere()).extracting(Ticket::id).containsExactly(early.id());
        assertThat(office.taken().label()).isEqualTo("A003");

        office.close();
        office = SteppedOffice.again(folder, office.clock);
        assertThat(office.tickets.waitingEverywhere())
                .as("the journal says the same")
                .extracting(Ticket::label)
                .containsExactly("A002", "A003");
        assertThat(office.taken().label()).isEqualTo("A004");
    }

    @Test
    void aDateThatWasWrongByMonthsEndsNobodysWaitWhenItIsPutRight() throws Exception {
        office = SteppedOffice.open(folder);
        office.clock.setWall(Instant.parse("2027-06-01T01:00:00Z"));
        Ticket waits = office.taken();
        office.clock.setWall(Instant.parse("2026-11-23T02:00:00Z"));
        office.after(Duration.ofSeconds(1));

        Ticket next = office.taken();
        assertThat(next.day()).isEqualTo("2026-11-23");
        assertThat(next.label()).as("A001 waits").isEqualTo("A002");
        assertThat(office.tickets.waitingEverywhere()).extracting(Ticket::id).containsExactly(waits.id(), next.id());
    }

    @Test
    void aDateThatWasTooEarlyForAWhileEndsNobodysWaitWhenItIsPutRight() throws Exception {
        office = SteppedOffice.open(folder);
        Ticket before = office.taken();
        Instant right = Instant.ofEpochMilli(office.clock.wallMs());
        office.clock.setWall(Instant.parse("2026-11-10T01:00:00Z")); // somebody typed it
        office.after(Duration.ofSeconds(1));
        Ticket meanwhile = office.taken();
        assertThat(meanwhile.label()).as("A001 waits").isEqualTo("A002");
        office.clock.setWall(right.plusSeconds(60));
        office.after(Duration.ofSeconds(1));

        assertThat(office.tickets.waitingEverywhere())
                .extracting(Ticket::id)
                .containsExactly(before.id(), meanwhile.id());
        assertThat(office.taken().label()).isEqualTo("A003");
        assertThat(office.tickets.today().day()).isEqualTo("2026-11-23");
        assertThat(office.tickets.today().issued()).isEqualTo(3);
        assertThat(office.records())
                .as("no day was over")
                .noneMatch(record -> record.header().type().equals("day-closed"));

        office.after(Duration.ofDays(1));
        assertThat(office.tickets.waiting()).isZero();
    }

    @Test
    void scenario29WhenTheClockGoesBackADayNumbersOfTheDayGoOn() throws Exception {
        office = SteppedOffice.open(folder);
        office.taken();
        office.taken();

        office.clock.setWall(Instant.parse("2026-11-22T01:00:00Z"));

        Ticket next = office.taken();
        assertThat(next.label()).isEqualTo("A003");
        assertThat(next.day()).isEqualTo("2026-11-23");
    }

    private void bootsWithoutAClock() throws Exception {
        office.close();
        SteppedClock clock = office.clock;
        clock.reboot(NO_CLOCK);
        office = SteppedOffice.again(folder, clock);
        office.signIn();
    }
}
