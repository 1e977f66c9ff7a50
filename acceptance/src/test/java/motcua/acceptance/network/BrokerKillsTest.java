package motcua.acceptance.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import motcua.acceptance.Folders;
import motcua.acceptance.KioskProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that keeps nothing is killed again and again while a backlog drains, and the server loses a day in between. */
class BrokerKillsTest {
    /** Kills in the quick form; {@code script/long/broker-kills} asks for fifty. */
    private static final int KILLS = Integer.getInteger("motcua.kills", 4);
    /** Bits a second of the kiosk's line: the drain outlasts the kills. */
    private static final long RATE = 1_000_000;
    /** Bytes the broker has taken and not handed on. The kiosk puts at least 8 KiB on its way. */
    private static final long IN_THE_BROKER = 4_000;

    @TempDir
    Path folder;

    @Test
    void killedMidDrainAgainAndAgainItCostsNothing() throws Exception {
        try (NetworkedOffice office = NetworkedOffice.external(folder, "moi-gioi-chet")) {
            office.backlog(400 * KILLS, 11);
            office.line().rate(RATE);
            KioskProcess kiosk = office.startKiosk();
            for (int i = 0; i < KILLS; i++) {
                awaitMoreStored(office, 20);
                if (i == KILLS / 3) {
                    office.server().kill();
                    Folders.copy(office.server().dataFolder(), folder.resolve("yesterday"));
                    office.server().restart();
                    awaitMoreStored(office, 20);
                }
                dieWithWhatNobodyHasHeard(office);
                office.press(1 + i % 5);
                if (i == KILLS * 2 / 3) {
                    office.server().kill();
                    Folders.copy(folder.resolve("yesterday"), office.server().dataFolder());
                    office.server().restart();
                }
            }
            assertThat(office.backlog())
                    .as("records that still wait after the last kill")
                    .isGreaterThan(0);
            office.line().rate(0);
            office.awaitDrained();
            assertThat(kiosk.health().path("uplinkAlarm").isMissingNode()
                            || kiosk.health().path("uplinkAlarm").isNull())
                    .as("no alarm: %s", kiosk.health())
                    .isTrue();
            office.checkInvariant();
        }
    }

    /** The broker has taken records, the server has not got them: then it is killed. */
    private static void dieWithWhatNobodyHasHeard(NetworkedOffice office) throws IOException, InterruptedException {
        office.serverLine().pauseDown(); // receipts still go up, so the kiosk goes on sending
        long before = office.line().bytesUp();
        await("the broker alone has records")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> office.line().bytesUp() >= before + IN_THE_BROKER);
        office.mosquitto().kill();
        office.serverLine().cut(true);
        office.serverLine().resume();
        office.mosquitto().restart();
    }

    private static void awaitMoreStored(NetworkedOffice office, int records) throws IOException {
        long before = office.stored();
        await("the drain goes on")
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> office.stored() >= before + records);
    }
}
