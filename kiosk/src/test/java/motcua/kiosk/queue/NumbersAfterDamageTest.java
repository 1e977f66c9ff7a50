package motcua.kiosk.queue;

import static motcua.kiosk.queue.SteppedOffice.PROCEDURES;
import static motcua.kiosk.queue.SteppedOffice.RESULTS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import motcua.kiosk.clock.SteppedClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal's file is damaged in the middle of a day: whatever numbers are out there, none comes twice. */
class NumbersAfterDamageTest {
    private static final int PAGE = 4096;

    @TempDir
    private Path folder;

    private SteppedOffice office;

    @BeforeEach
    void open() throws Exception {
        office = SteppedOffice.open(folder);
        office.taken();
        office.taken();
        office.taken(PROCEDURES, true);
        office.taken(RESULTS, false);
    }

    @AfterEach
    void close() throws Exception {
        office.close();
    }

    @Test
    void whereNothingReadsEverySeriesOfThatDayGoesOnAtTheNextHundred() throws Exception {
        nothingReads();
        assertThat(office.tickets.waiting()).as("nobody is known any more").isZero();
        assertThat(label(PROCEDURES, false)).isEqualTo("A101");
        assertThat(label(RESULTS, false)).isEqualTo("C101");
        assertThat(label(PROCEDURES, true)).isEqualTo("K101");
        assertThat(label(PROCEDURES, false)).isEqualTo("A102");
        office.close();
        office = SteppedOffice.again(folder, office.clock);
        assertThat(label(RESULTS, false)).as("a restart is no damage").isEqualTo("C102");

        office.after(Duration.ofDays(1));
        assertThat(label(PROCEDURES, false)).isEqualTo("A001");
        assertThat(label(PROCEDURES, true))
                .as("a series not used since the damage")
                .isEqualTo("K001");
        assertThat(label(RESULTS, false)).isEqualTo("C001");
    }

    @Test
    void aSeriesNotUsedOnTheDayOfTheDamageBeginsTheNextAtOne() throws Exception {
        nothingReads();
        assertThat(label(PROCEDURES, false)).isEqualTo("A101");

        office.after(Duration.ofDays(1));
        assertThat(label(RESULTS, false)).isEqualTo("C001");
        assertThat(label(PROCEDURES, false)).isEqualTo("A001");
    }

    @Test
    void whatIsSalvagedIsCountedAndEverySeriesGoesOnAtItsNextHundred() throws Exception {
        firstPageIsLost();
        assertThat(office.tickets.waitingEverywhere())
                .as("who waited still waits")
                .extracting(Ticket::label)
                .containsExactly("K001", "A001", "A002", "C001");
        assertThat(label(PROCEDURES, false)).isEqualTo("A101");
        assertThat(label(RESULTS, false)).isEqualTo("C101");
        assertThat(label(PROCEDURES, true)).isEqualTo("K101");

        firstPageIsLost();
        assertThat(label(RESULTS, false)).as("damaged again").isEqualTo("C201");
        assertThat(label(PROCEDURES, false)).isEqualTo("A201");
        assertThat(label(PROCEDURES, false)).isEqualTo("A202");
    }

    @Test
    void aDateThatBecomesKnownAfterTheDamageTakesNoSeriesBack() throws Exception {
        office.clock.reboot(Instant.EPOCH);
        nothingReads();
        assertThat(label(PROCEDURES, false)).isEqualTo("A101");
        office.learns("2026-11-23T09:00:00");
        office.after(Duration.ofSeconds(1));

        assertThat(label(PROCEDURES, false)).isEqualTo("A102");
        assertThat(label(RESULTS, false))
                .as("its numbers of that morning are out there, too")
                .isEqualTo("C101");
        office.after(Duration.ofDays(1));
        assertThat(label(PROCEDURES, true)).isEqualTo("K001");
    }

    private String label(String queue, boolean priority) {
        return office.taken(queue, priority).label();
    }

    private void nothingReads() throws Exception {
        byte[] garbage = new byte[20 * PAGE];
        new Random(1).nextBytes(garbage);
        SteppedClock clock = office.clock;
        office.close();
        Files.write(folder.resolve("journal.db"), garbage);
        office = SteppedOffice.again(folder, clock);
        office.settings(null);
        office.signIn();
    }

    private void firstPageIsLost() throws Exception {
        SteppedClock clock = office.clock;
        office.close();
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("journal.db").toFile(), "rw")) {
            file.write(new byte[PAGE]);
        }
        office = SteppedOffice.again(folder, clock);
    }
}
