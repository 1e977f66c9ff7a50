package motcua.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import motcua.contract.body.Outcome;
import motcua.contract.body.Press;
import motcua.contract.body.Verdict;
import motcua.contract.body.WindowExpired;
import motcua.contract.journal.JournalRecord;
import motcua.contract.json.MalformedJson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * One rating, all the way: pin levels of the emulated firmware, serial line, kiosk, MQTT, server, satisfaction figures.
 *
 * <p>Counter 1 counts visits: the clerk key (6) of its pad ends a visit and opens a window of 30 s.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OneRatingEndToEndTest {
    private static final int CLERK_KEY = 6;
    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

    private PadSim pad;
    private ServerProcess server;
    private KioskProcess kiosk;
    private Satisfaction satisfaction;

    @BeforeAll
    void openTheOffice(@TempDir Path folder) throws Exception {
        pad = PadSim.start(folder);
        server = ServerProcess.start(folder.resolve("server"));
        kiosk = KioskProcess.start(
                folder.resolve("kiosk"),
                new KioskProcess.Setup(
                        "thu-nghiem-1",
                        pad.port().toString(),
                        "",
                        SampleOffice.seed(30, pad.port().toString()),
                        "tcp://127.0.0.1:" + server.brokerPort(),
                        ServerProcess.publicKey(server.folder())));
        satisfaction = new Satisfaction(server.signedIn("kiemtra"));
        awaitUntil(Duration.ofSeconds(30), "the pad is up and bound", () -> padIs("UP"));
        awaitUntil(
                Duration.ofSeconds(30),
                "the server has all records",
                () -> kiosk.health().path("backlog").asLong(-1) == 0);
    }

    @AfterAll
    void closeTheOffice() {
        if (kiosk != null) {
            kiosk.close();
        }
        if (server != null) {
            server.close();
        }
        if (pad != null) {
            pad.close();
        }
    }

    /** Each test starts with no window open, so that its presses are its own. */
    @BeforeEach
    void noWindowIsOpen() {
        awaitUntil(Duration.ofSeconds(45), "no window is open", () -> !windowIsOpen());
    }

    @Test
    void aBouncingPressIsOneRecordAndOneRatingWithinTwoSeconds() throws Exception {
        long rated = satisfaction.rated();
        long served = satisfaction.served();
        int presses = presses().size();
        endVisit();

        pad.press(2);

        awaitUntil(TWO_SECONDS, "one more rating", () -> satisfaction.rated() == rated + 1);
        assertThat(satisfaction.served()).isEqualTo(served + 1);
        List<Press> all = presses();
        assertThat(all).hasSize(presses + 1);
        Press press = all.get(all.size() - 1);
        assertThat(press.verdict()).isEqualTo(Verdict.COUNTS);
        assertThat(press.level()).isEqualTo(2);
        assertThat(press.key()).isEqualTo(2);
    }

    /** Scenario 7. */
    @Test
    void scenario7AChangedMindInsideTenSecondsCountsOnceAsTheLastLevel() throws Exception {
        long rated = satisfaction.rated();
        List<Long> before = levels();
        endVisit();

        pad.press(1);
        awaitUntil(TWO_SECONDS, "one more rating", () -> satisfaction.rated() == rated + 1);
        pad.press(4);

        awaitUntil(TWO_SECONDS, "level 4 is counted", () -> levels().get(3) == before.get(3) + 1);
        assertThat(satisfaction.rated()).isEqualTo(rated + 1);
        assertThat(levels().get(0)).isEqualTo(before.get(0));
    }

    /** Scenario 7: a press after the correction span is kept as DUPLICATE and changes nothing. */
    @Test
    void scenario7APressAfterTheSpanIsADuplicate() throws Exception {
        long rated = satisfaction.rated();
        List<Long> before = levels();
        endVisit();
        pad.press(1);
        awaitUntil(TWO_SECONDS, "one more rating", () -> satisfaction.rated() == rated + 1);
        awaitUntil(Duration.ofSeconds(20), "the span is over", () -> !windowIsOpen());
        int presses = presses().size();

        pad.press(5);

        awaitUntil(TWO_SECONDS, "the press is recorded", () -> presses().size() == presses + 1);
        assertThat(last().verdict()).isEqualTo(Verdict.DUPLICATE);
        assertThat(satisfaction.rated()).isEqualTo(rated + 1);
        assertThat(levels().get(4)).isEqualTo(before.get(4));
    }

    /** Scenario 31: a held key gives one press and is then reported as stuck. */
    @Test
    void scenario31AHeldKeyIsOnePressAndThenStuck() throws Exception {
        long rated = satisfaction.rated();
        int presses = presses().size();
        int stuck = deviceStates("STUCK");
        endVisit();

        pad.hold(3);
        awaitUntil(Duration.ofSeconds(10), "the key is reported stuck", () -> deviceStates("STUCK") == stuck + 1);
        pad.release(3);
        awaitUntil(Duration.ofSeconds(5), "the key is free again", () -> deviceStates("UNSTUCK") >= 1);

        assertThat(presses()).hasSize(presses + 1);
        assertThat(satisfaction.rated()).isEqualTo(rated + 1);
    }

    @Test
    void twoKeysGiveTwoRecordsAndOneRating() throws Exception {
        long rated = satisfaction.rated();
        int presses = presses().size();
        endVisit();

        pad.press(1);
        pad.press(2);

        awaitUntil(TWO_SECONDS, "both presses are recorded", () -> presses().size() == presses + 2);
        awaitUntil(TWO_SECONDS, "one more rating", () -> satisfaction.rated() == rated + 1);
        assertThat(last().service()).isEqualTo(presses().get(presses).service());
    }

    /** Scenario 9. */
    @Test
    void scenario9APressWithNoWindowIsKeptAsUnmatched() throws Exception {
        // A visit that nobody rated, so that the press below is no duplicate of an earlier rating.
        endVisit();
        awaitUntil(Duration.ofSeconds(45), "the window expires", () -> !windowIsOpen());
        long rated = satisfaction.rated();
        int presses = presses().size();

        pad.press(5);

        awaitUntil(TWO_SECONDS, "the press is recorded", () -> presses().size() == presses + 1);
        assertThat(last().verdict()).isEqualTo(Verdict.UNMATCHED);
        assertThat(last().service()).isNull();
        assertThat(satisfaction.rated()).isEqualTo(rated);
        assertThat(expired()).last().extracting(WindowExpired::outcome).isEqualTo(Outcome.NOT_RATED);
    }

    /** A press made while the kiosk was down, by a pad that stayed powered: its age is known, its window was open. */
    @Test
    void aPressMadeWhileTheKioskWasDownCountsInTheWindowOfItsAge() throws Exception {
        long rated = satisfaction.rated();
        int presses = presses().size();
        endVisit();
        kiosk.kill();

        pad.press(2);
        kiosk.restart();

        awaitUntil(
                Duration.ofSeconds(30), "the press is recorded", () -> presses().size() == presses + 1);
        assertThat(last().ageMs()).isNotNull();
        assertThat(last().verdict()).isEqualTo(Verdict.COUNTS);
        awaitUntil(Duration.ofSeconds(15), "one more rating", () -> satisfaction.rated() == rated + 1);
        awaitUntil(Duration.ofSeconds(15), "the pad is back", () -> padIs("UP"));
    }

    /** Late after reboot: the pad lost power with the press in its log, so its age is unknown. */
    @Test
    void aPressThatSurvivedThePadsPowerCutIsOfferedOnceAndNeverTwice() throws Exception {
        // Only one window may have been open since the pad was last heard, and being heard is known to 3 s.
        long windowsEnded = System.nanoTime();
        awaitUntil(
                Duration.ofSeconds(10),
                "the pad was heard after all earlier windows",
                () -> System.nanoTime() - windowsEnded > Duration.ofSeconds(4).toNanos());
        long rated = satisfaction.rated();
        int presses = presses().size();
        endVisit();
        kiosk.kill();
        int lamps = pad.lampLines().size();
        pad.press(3);
        awaitUntil(
                Duration.ofSeconds(5),
                "the pad shows SEEN",
                () -> pad.lampLines().size() > lamps);

        pad.powerOff();
        pad.powerOn();
        kiosk.restart();

        awaitUntil(
                Duration.ofSeconds(30), "the press is recorded", () -> presses().size() == presses + 1);
        assertThat(last().ageMs()).isNull();
        assertThat(last().verdict()).isEqualTo(Verdict.COUNTS);
        awaitUntil(Duration.ofSeconds(15), "one more rating", () -> satisfaction.rated() == rated + 1);
        awaitUntil(Duration.ofSeconds(15), "the pad is back", () -> padIs("UP"));
        assertThat(presses()).hasSize(presses + 1);
    }

    @Test
    void anUnpluggedPadIsFoundAgainByItsHello() throws Exception {
        long rated = satisfaction.rated();
        pad.unplug();
        awaitUntil(Duration.ofSeconds(15), "the pad is down", () -> padIs("DOWN"));
        pad.plug();
        awaitUntil(Duration.ofSeconds(20), "the pad is up", () -> padIs("UP"));
        endVisit();

        pad.press(1);

        awaitUntil(TWO_SECONDS, "one more rating", () -> satisfaction.rated() == rated + 1);
    }

    private void endVisit() throws Exception {
        int finished = kiosk.journal("service-finished").size();
        pad.press(CLERK_KEY);
        awaitUntil(
                Duration.ofSeconds(5),
                "the visit ended",
                () -> kiosk.journal("service-finished").size() == finished + 1);
    }

    /** Whether a press now would count: the screen beside the pad invites, or still offers a correction. */
    private boolean windowIsOpen() throws IOException, InterruptedException {
        JsonNode screen = kiosk.web().json("/api/rate/1");
        return screen.path("phase").asText().equals("INVITE")
                || screen.path("redoLeftMs").asLong() > 0;
    }

    private boolean padIs(String state) throws IOException, InterruptedException {
        for (JsonNode device : kiosk.health().path("devices")) {
            if (device.path("counter").asInt() == 1
                    && device.path("state").asText().equals(state)) {
                return true;
            }
        }
        return false;
    }

    private List<Long> levels() throws IOException, InterruptedException {
        List<Long> counts = satisfaction.levels();
        return counts.isEmpty() ? List.of(0L, 0L, 0L, 0L, 0L) : counts;
    }

    private List<Press> presses() throws IOException, InterruptedException {
        return bodies("press", Press.class);
    }

    private Press last() throws IOException, InterruptedException {
        List<Press> all = presses();
        return all.get(all.size() - 1);
    }

    private List<WindowExpired> expired() throws IOException, InterruptedException {
        return bodies("window-expired", WindowExpired.class);
    }

    private int deviceStates(String state) throws IOException, InterruptedException {
        return (int) bodies("device-changed", motcua.contract.body.DeviceChanged.class).stream()
                .filter(change -> change.state().equals(state))
                .count();
    }

    private <T> List<T> bodies(String type, Class<T> body) throws IOException, InterruptedException {
        return kiosk.journal(type).stream().map(each -> read(each, body)).toList();
    }

    private static <T> T read(JournalRecord each, Class<T> body) {
        try {
            return each.body(body);
        } catch (MalformedJson e) {
            throw new AssertionError(each + " does not read as " + body.getSimpleName(), e);
        }
    }

    private static void awaitUntil(Duration atMost, String what, Callable<Boolean> holds) {
        await(what)
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(holds);
    }
}
