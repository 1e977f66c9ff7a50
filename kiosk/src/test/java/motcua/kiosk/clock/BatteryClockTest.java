package motcua.kiosk.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatteryClockTest {
    private static final long NOON_S = 1_772_427_600L;
    private static final long NOON = NOON_S * 1_000;
    private static final long DAY_S = 86_400;

    @TempDir
    Path folder;

    private Path rtc;
    private BatteryClock clock;

    @BeforeEach
    void open() throws IOException {
        rtc = folder.resolve("since_epoch");
        clock = BatteryClock.read(rtc, folder.resolve("proof.json"));
    }

    private void says(long seconds) throws IOException {
        Files.writeString(rtc, seconds + "\n");
    }

    private void proved(long trueMs, long errorMs) {
        clock.prove(() -> Optional.of(new TimeInterval(trueMs - errorMs, trueMs + errorMs, true)));
    }

    @Test
    void nothingIsBelievedWithoutAClockOrBeforeItWasCompared() throws IOException {
        assertThat(clock.now()).as("no clock").isEmpty();
        says(NOON_S);
        assertThat(clock.now()).as("not compared").isEmpty();
        Files.writeString(rtc, "");
        proved(NOON, 10);
        assertThat(clock.now()).as("it says nothing").isEmpty();
    }

    @Test
    void afterThatItIsBelievedWithinItsOffsetItsDriftAndItsGrain() throws IOException {
        says(NOON_S + 3);
        proved(NOON, 100);
        says(NOON_S + 3 + 10 * DAY_S);

        BatteryClock.Reading now =
                BatteryClock.read(rtc, folder.resolve("proof.json")).now().orElseThrow();
        assertThat(now.wallMs()).isEqualTo(NOON + 3_500 + 10 * DAY_S * 1_000);
        assertThat(now.errorMs())
                .as("4.1 s off, 172.8 s of drift, 2 s of grain")
                .isBetween(178_900L, 178_905L);
    }

    @Test
    void oneWhoseBatteryWasEmptyOrThatWasNeverSetIsNotBelieved() throws IOException {
        says(NOON_S);
        proved(NOON, 100);
        says(946_684_800);
        assertThat(clock.now()).as("back in the year 2000").isEmpty();
        proved(NOON, 100);
        says(NOON_S);
        assertThat(clock.now()).as("its comparison showed nonsense").isEmpty();
    }

    @Test
    void aDamagedProofIsNone() throws IOException {
        says(NOON_S);
        Files.writeString(folder.resolve("proof.json"), "{\"rtcMs\":1}");
        assertThat(clock.now()).isEmpty();
    }
}
