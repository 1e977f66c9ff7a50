package motcua.kiosk.queue;

import static motcua.kiosk.queue.SteppedOffice.PROCEDURES;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import motcua.contract.settings.OfficeHours;
import motcua.kiosk.counter.Served;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody is told of the wait, in an office open from 7:30 to 11:30 and from 13:30 to 17:00; services take five minutes. */
class ExpectedWaitTest {
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
    void theWaitIsToldOnlyWhenEnoughIsKnownAndSomebodyWorks() {
        serve(4);
        assertThat(waitBehind(4)).isEmpty();
        serve(1);

        assertThat(waitBehind(4)).contains(new WaitRange(10, 13));
        office.tickets.pause(2, true);
        assertThat(waitBehind(4)).contains(new WaitRange(20, 25));
        office.tickets.pause(1, true);
        assertThat(waitBehind(4)).isEmpty();
    }

    @Test
    void scenario17AWaitThatReachesIntoLunchGoesOnAfterIt() {
        office.keeps(OfficeHours.USUAL);
        serve(5);
        office.at("2026-11-23T11:10:00");
        assertThat(waitBehind(4)).as("before lunch").contains(new WaitRange(10, 13));
        assertThat(waitBehind(7)).as("until lunch begins").contains(new WaitRange(17, 20));
        assertThat(waitBehind(8)).as("perhaps after lunch").contains(new WaitRange(20, 143));
        assertThat(waitBehind(10)).as("after lunch").contains(new WaitRange(145, 148));

        office.at("2026-11-23T12:00:00");
        assertThat(waitBehind(4)).as("at lunch, until it is over and then some").contains(new WaitRange(100, 103));
    }

    @Test
    void aWaitThatWouldEndAfterClosingTimeIsNotTold() {
        office.keeps(OfficeHours.USUAL);
        serve(5);
        office.at("2026-11-23T16:40:00");
        assertThat(waitBehind(6)).contains(new WaitRange(15, 18));
        assertThat(waitBehind(8)).as("nobody knows who is served after five").isEmpty();

        office.at("2026-11-23T17:05:00");
        assertThat(waitBehind(0)).isEmpty();
    }

    @Test
    void onAHolidayNoWaitIsToldAndOnADayWithOtherHoursByThose() {
        office.keeps(new OfficeHours(
                OfficeHours.USUAL.weekly(),
                List.of(new OfficeHours.SpecialDay(
                        "2026-11-23", "Ngày lễ", List.of(new OfficeHours.Stretch("07:30", "08:30")))),
                List.of(),
                30));
        serve(5);
        assertThat(waitBehind(4)).contains(new WaitRange(10, 13));
        office.at("2026-11-23T08:18:00");
        assertThat(waitBehind(4)).as("it closes at half past eight today").isEmpty();

        office.keeps(new OfficeHours(
                OfficeHours.USUAL.weekly(),
                List.of(new OfficeHours.SpecialDay("2026-11-23", "Tết", List.of())),
                List.of(),
                30));
        assertThat(waitBehind(4)).isEmpty();
    }

    @Test
    void onAClockThatNobodyTrustsTheWaitIsToldWithoutBreaks() throws Exception {
        office.close();
        office.clock.reboot(Instant.EPOCH);
        office = SteppedOffice.again(folder, office.clock);
        office.keeps(OfficeHours.USUAL);
        office.signIn();
        serve(5);

        assertThat(waitBehind(8)).contains(new WaitRange(20, 23));
    }

    private Optional<WaitRange> waitBehind(int ahead) {
        return office.tickets.expectedWait(PROCEDURES, ahead);
    }

    private void serve(int howMany) {
        for (int i = 0; i < howMany; i++) {
            office.taken();
            office.tickets.callNext(1);
            office.after(Duration.ofMinutes(5));
            office.tickets.finish(1, Served.UNKNOWN);
        }
    }
}
