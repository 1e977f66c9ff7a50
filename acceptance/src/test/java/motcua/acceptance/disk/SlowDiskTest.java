package motcua.acceptance.disk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import motcua.acceptance.Chromium;
import motcua.acceptance.KioskProcess;
import motcua.acceptance.PadSim;
import motcua.acceptance.SampleOffice;
import motcua.acceptance.Web;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Each sync of the kiosk's disk takes half a second or more; the real firmware in emulation and a real browser stand before it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowDiskTest {
    private static final int CLERK_KEY = 6;
    private static final long SEEN_MS = 60;

    private FaultDisk disk;
    private PadSim pad;
    private KioskProcess kiosk;

    @BeforeAll
    void openTheOffice(@TempDir Path folder) throws Exception {
        pad = PadSim.start(folder);
        Path office = Files.createDirectory(folder.resolve("kiosk"));
        disk = FaultDisk.watching(office.resolve("data"));
        kiosk = KioskProcess.start(
                office,
                new KioskProcess.Setup(
                        "thu-nghiem-1",
                        pad.port().toString(),
                        "",
                        SampleOffice.seed(300, pad.port().toString()),
                        null,
                        null),
                disk.prefix());
        awaitUntil(Duration.ofSeconds(60), "the pad is up", this::padIsUp);
    }

    @AfterAll
    void closeTheOffice() {
        if (kiosk != null) {
            kiosk.close();
        }
        if (pad != null) {
            pad.close();
        }
    }

    @AfterEach
    void mend() {
        disk.mend();
    }

    @Test
    void aPressIsSeenAtOnceHoweverSlowTheDiskIs() throws Exception {
        endVisit();
        disk.delaySyncs(500);
        for (int key : new int[] {2, 4, 1}) {
            int before = presses();
            pad.press(key);
            awaitUntil(
                    Duration.ofSeconds(30),
                    "RECORDED shows",
                    () -> trace(key).recordedUs().isPresent());
            assertThat(trace(key).seenMs())
                    .as("SEEN after a press of key %d", key)
                    .isLessThanOrEqualTo(SEEN_MS);
            assertThat(presses()).isEqualTo(before + 1);
        }
    }

    @Test
    void thePadShowsRecordedOnlyAfterTheCommitAndSavingUntilThen() throws Exception {
        endVisit();
        int before = presses();
        disk.delaySyncs(4_000);
        pad.press(3);
        awaitUntil(
                Duration.ofSeconds(20),
                "SAVING flashes",
                () -> trace(3).savingUs().isPresent());
        assertThat(presses()).as("nothing is committed yet").isEqualTo(before);
        PadTrace meanwhile = trace(3);
        assertThat(meanwhile.recordedUs()).as("RECORDED before the commit").isEmpty();
        assertThat(meanwhile.seenMs()).isLessThanOrEqualTo(SEEN_MS);
        assertThat(meanwhile.savingUs().getAsLong() - meanwhile.seenUs().getAsLong())
                .as("microseconds from SEEN to SAVING")
                .isGreaterThanOrEqualTo(990_000); // a second, by the pad's own ticks
        disk.delaySyncs(0);
        awaitUntil(
                Duration.ofSeconds(30),
                "RECORDED shows",
                () -> trace(3).recordedUs().isPresent());
        assertThat(presses()).isEqualTo(before + 1);
    }

    @Test
    void theScreenShowsThePressAtOnceAndThanksOnlyAfterTheCommit() throws Exception {
        try (Chromium chromium = Chromium.start()) {
            Page page = chromium.touch(1024, 600);
            page.navigate(kiosk.url() + "/rate?counter=2");
            assertThat(page.locator(".levels .level")).hasCount(5);
            page.evaluate("""
                    () => {
                      const changes = new MutationObserver(() => { window.changed = true; });
                      addEventListener("click", () => {
                        window.changed = false;
                        changes.observe(document.getElementById("screen"), { childList: true, subtree: true });
                      }, { capture: true });
                      addEventListener("click", () => {
                        window.changedWithTheTap = window.changed || changes.takeRecords().length > 0;
                        changes.disconnect();
                      });
                    }""");
            int before = presses();
            disk.delaySyncs(3_000);
            page.locator(".levels .level").nth(1).tap();
            // In the task of the tap itself nothing can have come back from the kiosk, and the next frame shows it.
            assertThat(page.evaluate("window.changedWithTheTap"))
                    .as("the screen changed with the tap")
                    .isEqualTo(true);
            assertThat(page.locator("#head")).hasText("Đang lưu đánh giá, xin chờ…");
            assertThat(presses()).as("nothing is committed yet").isEqualTo(before);
            assertThat(page.locator("#head")).hasText("Cảm ơn Ông/Bà đã đánh giá!");
            assertThat(presses()).isEqualTo(before + 1);
        }
    }

    private PadTrace trace(int key) {
        return PadTrace.afterLastPressOf(key, pad.lines());
    }

    private void endVisit() throws Exception {
        int finished = kiosk.journal("service-finished").size();
        pad.press(CLERK_KEY);
        awaitUntil(
                Duration.ofSeconds(10),
                "the visit ended",
                () -> kiosk.journal("service-finished").size() == finished + 1);
    }

    private int presses() throws IOException {
        return kiosk.journal("press").size();
    }

    private boolean padIsUp() throws Exception {
        Web web = kiosk.web();
        for (JsonNode device : web.json("/api/health").path("devices")) {
            if (device.path("state").asText().equals("UP")) {
                return true;
            }
        }
        return false;
    }

    private static void awaitUntil(Duration atMost, String what, Callable<Boolean> condition) {
        await(what)
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(condition);
    }
}
