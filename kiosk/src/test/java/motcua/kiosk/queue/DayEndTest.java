package motcua.kiosk.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import motcua.contract.body.DayClosed;
import motcua.contract.journal.JournalRecord;
import motcua.contract.settings.OfficeHours;
import motcua.kiosk.calendar.OfficeCalendar;
import motcua.kiosk.calendar.Opening;
import motcua.kiosk.clock.SteppedClock;
import motcua.kiosk.counter.Served;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a working day is over, in an office open from 7:30 to 11:30 and from 13:30 to 17:00 on Monday, 23 November 2026. */
class DayEndTest {
    @TempDir
    private Path folder;

    private SteppedOffice office;
    private final List<DayCount> told = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        listen(SteppedOffice.open(folder));
        office.keeps(OfficeHours.USUAL);
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    private void listen(SteppedOffice opened) {
        office = opened;
        office.tickets.addListener(new TicketListener() {
            @Override
            public void dayClosed(DayCount count) {
                told.add(count);
            }
        });
    }

    @Test
    void whenAllSignOutAtLunchTheDayGoesOnAndItIsWrittenDownOnceAfterTheLastSignOut() throws Exception {
        serve();
        office.at("2026-11-23T11:30:00");
        office.signOut();
        office.at("2026-11-23T12:30:00");
        assertThat(told).as("at lunch").isEmpty();

        office.at("2026-11-23T13:30:00");
        office.signIn();
        serve();
        office.taken();
        office.at("2026-11-23T17:04:00");
        assertThat(told).as("a clerk is still there").isEmpty();
        office.signOut();
        office.after(Duration.ofSeconds(1));
        office.after(Duration.ofHours(3));

        assertThat(told).containsExactly(CountedFromRecords.of(office.records()).on("2026-11-23"));
        assertThat(told.get(0).issued()).isEqualTo(3);
        assertThat(closed()).singleElement().satisfies(day -> {
            assertThat(day.issued()).isEqualTo(3);
            assertThat(day.notRated()).isEqualTo(2);
            assertThat(day.unserved()).isEqualTo(1);
        });
    }

    @Test
    void whoGoesALittleEarlyWithNobodyWaitingHasTheDayWrittenDownAtOnce() {
        serve();
        office.at("2026-11-23T16:20:00");
        office.signOut();
        office.after(Duration.ofMinutes(1));
        assertThat(told).as("forty minutes are left").isEmpty();
        office.signIn();

        office.at("2026-11-23T16:40:00");
        office.signOut();
        office.after(Duration.ofSeconds(1));
        assertThat(told).hasSize(1);
    }

    @Test
    void whileSomebodyWaitsTheDayGoesOnUntilClosingTime() {
        serve();
        office.taken();
        office.at("2026-11-23T16:40:00");
        office.signOut();
        office.at("2026-11-23T16:59:59");
        assertThat(told).as("a colleague may still come").isEmpty();

        office.at("2026-11-23T17:00:00");
        assertThat(told)
                .singleElement()
                .satisfies(day -> assertThat(day.unserved()).isEqualTo(1));
    }

    @Test
    void whoeverIsStillAskedToRateIsWaitedFor() {
        office.at("2026-11-23T16:50:00");
        serve();
        office.signOut();
        office.after(Duration.ofSeconds(1));
        assertThat(told).isEmpty();
        office.after(Duration.ofMinutes(3));
        office.after(Duration.ofSeconds(1));

        assertThat(told)
                .singleElement()
                .satisfies(day -> assertThat(day.notRated()).isEqualTo(1));
    }

    @Test
    void aForgottenSessionEndsByItselfAndTheDayWithIt() {
        OfficeCalendar calendar = OfficeCalendar.of(OfficeHours.USUAL);
        office.counters.shiftOver(moment -> calendar.at(moment.wallMs(), true).state() == Opening.State.AFTER);
        office.at("2026-11-23T16:55:00");
        serve();
        office.at("2026-11-23T17:05:00");
        office.after(Duration.ofMinutes(15));
        assertThat(told).isEmpty();

        office.after(Duration.ofMinutes(1));
        assertThat(told).hasSize(1);
    }

    @Test
    void aDayOnWhichTheKioskWasSwitchedOffIsWrittenDownTheNextMorningAsItWas() throws Exception {
        serve();
        office.taken();
        office.at("2026-11-23T16:00:00");
        office.close();
        SteppedClock clock = office.clock;
        clock.reboot(Instant.EPOCH);
        listen(SteppedOffice.again(folder, clock));
        office.keeps(OfficeHours.USUAL);
        Ticket early = office.taken();
        office.after(Duration.ofSeconds(1));
        assertThat(told).as("it may be the same day").isEmpty();

        office.learns("2026-11-24T07:31:00");
        office.after(Duration.ofSeconds(1));

        assertThat(told).singleElement().satisfies(day -> {
            assertThat(day.day()).isEqualTo("2026-11-23");
            assertThat(day.issued()).isEqualTo(2);
            assertThat(day.unserved()).as("it waited to the end").isEqualTo(1);
            assertThat(day.left()).isZero();
        });
        assertThat(office.tickets.today().day()).isEqualTo("2026-11-24");
        assertThat(office.tickets.waitingEverywhere()).extracting(Ticket::id).containsExactly(early.id());
    }

    @Test
    void aDayIsWrittenDownAgainOnlyIfSomethingHappenedSince() {
        serve();
        Ticket late = office.taken();
        office.at("2026-11-23T17:05:00");
        office.signOut();
        office.after(Duration.ofSeconds(1));
        office.signIn();
        office.signOut();
        office.after(Duration.ofSeconds(1));
        assertThat(told).hasSize(1);

        office.signIn();
        office.tickets.call(1, late.id(), false);
        office.after(Duration.ofMinutes(1));
        office.tickets.finish(1, Served.UNKNOWN);
        office.after(Duration.ofMinutes(3));
        office.signOut();
        office.after(Duration.ofSeconds(1));
        assertThat(told).hasSize(2);
        assertThat(told.get(1).unserved()).isZero();

        office.after(Duration.ofDays(1));
        assertThat(told).as("nothing happened to that day any more").hasSize(2);
    }

    @Test
    void onADayOfWhichTheCalendarKnowsNothingTheLastToGoClosesItUnlessSomebodyWaits() {
        office.at("2026-11-28T08:00:00"); // Saturday
        office.signIn();
        told.clear();
        office.taken();
        office.signOut();
        office.after(Duration.ofHours(2));
        assertThat(told).as("somebody waits, so it may be a break").isEmpty();
        office.signIn();
        office.tickets.callNext(1);
        office.tickets.finish(1, Served.UNKNOWN);
        office.after(Duration.ofMinutes(3));
        office.signOut();
        office.after(Duration.ofSeconds(1));

        assertThat(told).hasSize(1);
    }

    @Test
    void whereNobodyKnowsTheTimeThreeHoursWithoutAnybodyEndTheDay() throws Exception {
        office.close();
        office.clock.reboot(Instant.EPOCH);
        listen(SteppedOffice.again(folder, office.clock));
        office.keeps(OfficeHours.USUAL);
        office.after(Duration.ofHours(4));
        assertThat(told).as("nothing happened").isEmpty();
        office.signIn();
        office.taken();
        office.signOut();
        office.after(Duration.ofHours(2));
        assertThat(told).isEmpty();

        office.after(Duration.ofHours(1));
        assertThat(told)
                .singleElement()
                .satisfies(day -> assertThat(day.unserved()).isEqualTo(1));
        assertThat(office.tickets.dayClosed())
                .as("of which nobody knows which day it was")
                .isFalse();
    }

    private void serve() {
        Ticket ticket = office.taken();
        office.tickets.call(1, ticket.id(), false);
        office.after(Duration.ofMinutes(1));
        office.tickets.finish(1, Served.UNKNOWN);
    }

    private List<DayClosed> closed() throws Exception {
        List<DayClosed> found = new ArrayList<>();
        for (JournalRecord each : office.records()) {
            if (each.header().type().equals("day-closed")) {
                found.add(each.body(DayClosed.class));
            }
        }
        return found;
    }
}
