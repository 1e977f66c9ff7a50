package motcua.acceptance.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import motcua.acceptance.KioskProcess;
import motcua.acceptance.SampleOffice;
import motcua.contract.body.DeviceChanged;
import motcua.contract.journal.JournalRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole kiosk on a disk that is full, read-only, or answers with errors for a while and then works. */
class DiskTroubleTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(30);
    /** As the supervisor sees it: the journal cannot be written. */
    private static final int NOT_RECORDING = 70;

    private static final int PAD_COUNTER = 1;
    private static final int SCREEN_COUNTER = 2;

    @TempDir
    Path folder;

    private FaultDisk disk;
    private KioskProcess kiosk;

    @BeforeEach
    void openTheOffice() throws Exception {
        disk = FaultDisk.watching(folder.resolve("data"));
        Path memory = Files.createDirectory(folder.resolve("run"));
        List<String> prefix = new ArrayList<>(disk.prefix());
        prefix.add("RUNTIME_DIRECTORY=" + memory);
        kiosk = KioskProcess.start(
                folder,
                new KioskProcess.Setup(
                        "thu-nghiem-1",
                        "",
                        SampleOffice.SIMULATED_PAD,
                        SampleOffice.seed(300, SampleOffice.SIMULATED_PAD),
                        null,
                        null),
                prefix);
        awaitUntil(
                "the pad is up",
                () -> kiosk.health()
                        .path("devices")
                        .path(0)
                        .path("state")
                        .asText()
                        .equals("UP"));
    }

    @AfterEach
    void closeTheOffice() {
        disk.mend();
        if (kiosk != null) {
            kiosk.close();
        }
    }

    @Test
    void onAFullDiskNothingIsLostThatAPadKeepsAndTheRestIsCounted() throws Exception {
        disk.room(0);
        HttpResponse<String> refused = screenPress();
        for (int i = 0; i < 50 && refused.statusCode() != 503; i++) {
            refused = screenPress(); // what the log has room for already is still recorded
        }
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("Máy không ghi được");
        assertThat(screenPress().statusCode()).isEqualTo(503);
        int stored = presses();
        awaitUntil("health says so", () -> health().path("lostPresses").asInt() == 2);
        assertThat(kiosk.web().get("/api/health").statusCode()).isEqualTo(503);
        assertThat(health().path("recording").asBoolean()).isFalse();
        assertThat(rate().path("recording").asBoolean()).as("the screen knows").isFalse();
        padPress();
        awaitUntil("the pad keeps its press", () -> pending() == 1);
        assertThat(presses()).isEqualTo(stored);

        disk.mend();

        awaitUntil("it records again", () -> kiosk.web().get("/api/health").statusCode() == 200);
        awaitUntil("the pad's press is recorded", () -> presses() == stored + 1 && pending() == 0);
        awaitUntil("the two lost presses are reported", () -> lost().equals(List.of("2 presses, 2 in all")));
        assertThat(screenPress().statusCode()).isEqualTo(200);
        kiosk.kill();
        kiosk.restart();
        assertThat(health().path("lostPresses").asInt()).isEqualTo(2);
        assertThat(screenPress().statusCode()).isEqualTo(200);
        assertThat(lost()).as("reported once").hasSize(1);
    }

    @Test
    void aDiskThatFailsForAWhileEndsTheKioskUntilItWorksAndLosesNothingUncounted() throws Exception {
        assertThat(screenPress().statusCode()).isEqualTo(200);
        int stored = presses();
        disk.failAll(FaultDisk.CHANGES, FaultDisk.EIO);
        assertThat(screenPress().statusCode()).isEqualTo(503);
        assertThat(kiosk.web().get("/api/health").statusCode()).isEqualTo(503);
        assertThat(rate().path("recording").asBoolean()).as("the screen knows").isFalse();
        assertThat(kiosk.awaitExit(SOON)).isEqualTo(NOT_RECORDING);
        for (int start = 0; start < 2; start++) {
            assertThat(kiosk.failToStart(SOON)).isEqualTo(1);
            assertThat(kiosk.output()).contains("kiosk: ");
        }

        disk.mend();
        kiosk.restart();

        assertThat(presses()).isGreaterThanOrEqualTo(stored);
        assertThat(health().path("recording").asBoolean()).isTrue();
        awaitUntil("the lost press is reported", () -> lost().equals(List.of("1 presses, 1 in all")));
        padPress();
        awaitUntil("presses are recorded", () -> presses() > stored);
    }

    @Test
    void aDiskThatBecameReadOnlyIsSaidAndThePadKeepsItsPresses() throws Exception {
        disk.failAll(FaultDisk.CHANGES, FaultDisk.EROFS);
        padPress();
        awaitUntil("health says so", () -> kiosk.web().get("/api/health").statusCode() == 503);
        assertThat(pending()).isEqualTo(1);
        assertThat(kiosk.awaitExit(SOON)).isEqualTo(NOT_RECORDING);
        assertThat(kiosk.failToStart(SOON)).isEqualTo(1);
        assertThat(kiosk.output()).contains("kiosk: ").contains("ead-only");
    }

    private HttpResponse<String> screenPress() throws IOException, InterruptedException {
        return kiosk.web().post("/api/rate/" + SCREEN_COUNTER + "/press", "{\"key\":1}");
    }

    private void padPress() throws IOException, InterruptedException {
        assertThat(kiosk.web()
                        .post("/api/simulated/counters/" + PAD_COUNTER + "/press/2", "")
                        .statusCode())
                .isBetween(200, 204);
    }

    private JsonNode rate() throws IOException, InterruptedException {
        return kiosk.web().json("/api/rate/" + SCREEN_COUNTER);
    }

    /** Health, whatever its code. */
    private JsonNode health() throws IOException, InterruptedException {
        return JSON.readTree(kiosk.web().get("/api/health").body());
    }

    private int pending() throws IOException, InterruptedException {
        return health().path("devices").path(0).path("pending").asInt();
    }

    private int presses() throws IOException {
        return kiosk.journal("press").size();
    }

    private List<String> lost() throws Exception {
        List<String> details = new ArrayList<>();
        for (JournalRecord record : kiosk.journal("device-changed")) {
            DeviceChanged change = record.body(DeviceChanged.class);
            if (change.device().equals("disk") && change.state().equals("LOST")) {
                details.add(change.detail());
            }
        }
        return details;
    }

    private static void awaitUntil(String what, Callable<Boolean> condition) {
        await(what)
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(condition);
    }
}
