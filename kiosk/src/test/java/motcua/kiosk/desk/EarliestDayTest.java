package motcua.kiosk.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import motcua.contract.body.TicketOrigin;
import motcua.kiosk.TestKiosk;
import motcua.kiosk.calendar.OfficeCalendar;
import motcua.kiosk.clock.SteppedClock;
import motcua.kiosk.counter.Served;
import motcua.kiosk.queue.Ticket;
import motcua.kiosk.queue.TicketWish;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which date is proposed after a power cut that took the clock. The office is open 7:30–11:30 and 13:30–17:00 on weekdays. */
class EarliestDayTest {
    @TempDir
    private Path folder;

    private TestKiosk kiosk;
    private int wishes;

    @BeforeEach
    void open() throws Exception {
        kiosk = TestKiosk.setUpWithTickets(folder);
        kiosk.counters.signIn(1, "nguyen-thi-mau");
    }

    @AfterEach
    void close() throws Exception {
        kiosk.close();
    }

    @Test
    void afterLunchItIsStillTheSameDayThoughEverybodySignedOut() throws Exception {
        serve();
        at("2026-11-23T11:31");
        signOut();
        at("2026-11-23T11:50");
        losesItsClock();

        assertThat(proposed()).isEqualTo("2026-11-23");
    }

    @Test
    void afterASignOutOnAnUntrustedClockItMayStillBeTheSameDay() throws Exception {
        serve();
        at("2026-11-23T10:00");
        losesItsClock();
        kiosk.counters.signIn(1, "nguyen-thi-mau");
        serve();
        kiosk.clock.advance(Duration.ofMinutes(3));
        tick();
        signOut();
        tick();
        assertThat(kiosk.tickets.dayClosed()).isFalse();
        losesItsClock();

        assertThat(proposed()).as("nobody knows whether that was lunch").isEqualTo("2026-11-23");
    }

    @Test
    void onTheMorningAfterTheDayWasClosedItIsTheNextAlsoIfPeopleTookNumbersBeforeTheFirstClerkCame() throws Exception {
        serve();
        at("2026-11-23T17:01");
        signOut();
        tick();
        losesItsClock();
        take();
        take();

        assertThat(proposed()).isEqualTo("2026-11-24");
    }

    @Test
    void whoSwitchesTheKioskOffInTheEveningComesBackTheNextWorkingDay() throws Exception {
        at("2026-11-27T08:00"); // Friday
        serve();
        at("2026-11-27T16:45");
        serve();
        losesItsClock();

        assertThat(proposed()).as("Monday").isEqualTo("2026-11-30");
    }

    @Test
    void aPowerCutInTheAfternoonIsNoNewDay() throws Exception {
        serve();
        at("2026-11-23T15:10");
        serve();
        losesItsClock();
        take();

        assertThat(proposed()).isEqualTo("2026-11-23");
    }

    @Test
    void anOfficeWithoutTicketsIsProposedTheDayItWasHeardOfLast() throws Exception {
        at("2026-11-24T09:00");
        kiosk.counters.signIn(2, "nguyen-thi-mau");
        kiosk.counters.finish(2, Served.UNKNOWN);
        losesItsClock();
        assertThat(proposed()).isEqualTo("2026-11-24");

        kiosk.measured(here("2026-11-24T16:50"));
        kiosk.counters.signIn(2, "nguyen-thi-mau");
        losesItsClock();
        assertThat(proposed()).isEqualTo("2026-11-25");
    }

    @Test
    void aKioskThatNeverKnewADateProposesNone() throws Exception {
        kiosk.close();
        kiosk = TestKiosk.open(folder.resolve("new"), SteppedClock.unset());
        kiosk.counters.append(new motcua.contract.body.PracticeChanged(true, "test"));

        assertThat(proposed()).isEmpty();
    }

    private String proposed() {
        return EarliestDay.of(kiosk.tickets, kiosk.office.calendar());
    }

    private Ticket take() {
        return kiosk.tickets.issue(
                new TicketWish("w" + wishes++, "thu-tuc", null, null, false, TicketOrigin.DESK, false));
    }

    private void serve() {
        kiosk.tickets.call(1, take().id(), false);
        kiosk.tickets.finish(1, Served.UNKNOWN);
    }

    private void signOut() {
        kiosk.counters.session(1).ifPresent(kiosk.counters::signOut);
    }

    private void tick() {
        kiosk.counters.tick();
        kiosk.tickets.tick();
    }

    private void at(String local) {
        kiosk.counters.active(1);
        kiosk.clock.advance(Duration.between(Instant.ofEpochMilli(kiosk.clock.wallMs()), here(local)));
        kiosk.counters.active(1);
        tick();
    }

    private static Instant here(String local) {
        return LocalDateTime.parse(local).atZone(OfficeCalendar.HERE).toInstant();
    }

    private void losesItsClock() throws Exception {
        kiosk.close();
        kiosk.clock.reboot(Instant.EPOCH);
        kiosk = TestKiosk.open(folder, kiosk.clock);
        tick();
    }
}
