package motcua.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import motcua.contract.journal.JournalRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that were rolled back, copied or restored, on both ends of the wire. */
class ForkAndRestoreTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void scenario33AServerRestoredFromYesterdayGetsEveryRecordAgainAndCountsLikeATwin() throws Exception {
        try (ServerProcess server = ServerProcess.start(folder.resolve("server"))) {
            KioskProcess.Setup setup = KioskProcess.Setup.simulated("khoi-phuc", server);
            try (KioskProcess kiosk = KioskProcess.start(folder.resolve("kiosk"), setup)) {
                SimulatedDesk desk = new SimulatedDesk(kiosk);
                desk.ratedVisit(1);
                desk.ratedVisit(4);
                Satisfaction before = new Satisfaction(server.signedIn("kiemtra"));
                awaitUntil("two ratings", () -> before.rated() == 2);
                server.stop();
                Folders.copy(server.dataFolder(), folder.resolve("yesterday"));

                server.restart();
                desk.ratedVisit(2);
                desk.ratedVisit(5);
                Satisfaction today = new Satisfaction(server.signedIn("kiemtra"));
                awaitUntil("four ratings", () -> today.rated() == 4);
                awaitUntil("the kiosk has receipts for all", () -> backlog(kiosk) == 0);
                server.stop();

                Folders.copy(folder.resolve("yesterday"), server.dataFolder());
                server.restart();

                Satisfaction restored = new Satisfaction(server.signedIn("kiemtra"));
                awaitUntil("four ratings again", () -> restored.rated() == 4);
                awaitUntil("the kiosk has receipts for all again", () -> backlog(kiosk) == 0);
                kiosk.stop();
                kiosk.restart();
                awaitUntil("the last records arrive", () -> backlog(kiosk) == 0);
                kiosk.stop();
                server.stop();
                assertThat(Cells.of(server.dataFolder())).isEqualTo(cellsOfATwin(kiosk));
            }
        }
    }

    @Test
    void aKioskRolledBackToAnOlderDiskStartsANewEpochAndIsCountedOnce() throws Exception {
        try (ServerProcess server = ServerProcess.start(folder.resolve("server"))) {
            KioskProcess.Setup setup = KioskProcess.Setup.simulated("quay-lui", server);
            try (KioskProcess kiosk = KioskProcess.start(folder.resolve("kiosk"), setup)) {
                new SimulatedDesk(kiosk).ratedVisit(1);
                Satisfaction satisfaction = new Satisfaction(server.signedIn("kiemtra"));
                awaitUntil("one rating", () -> satisfaction.rated() == 1);
                awaitUntil("receipts for all", () -> backlog(kiosk) == 0);
                kiosk.stop();
                Folders.copy(kiosk.dataFolder(), folder.resolve("older"));
                kiosk.restart();
                new SimulatedDesk(kiosk).ratedVisit(2);
                awaitUntil("two ratings", () -> satisfaction.rated() == 2);
                awaitUntil("receipts for all", () -> backlog(kiosk) == 0);
                kiosk.stop();

                Folders.copy(folder.resolve("older"), kiosk.dataFolder());
                kiosk.restart();

                awaitUntil("a new epoch", () -> epochs(kiosk).size() == 2);
                new SimulatedDesk(kiosk).ratedVisit(5);
                awaitUntil("three ratings", () -> satisfaction.rated() == 3);
                assertThat(kiosk.health().toString()).contains("FORK");
            }
        }
    }

    @Test
    void aClonedKioskIsNoticedAndNothingIsCountedTwice() throws Exception {
        try (ServerProcess server = ServerProcess.start(folder.resolve("server"))) {
            KioskProcess.Setup setup = KioskProcess.Setup.simulated("nhan-ban", server);
            try (KioskProcess kiosk = KioskProcess.start(folder.resolve("kiosk"), setup)) {
                new SimulatedDesk(kiosk).ratedVisit(1);
                Satisfaction satisfaction = new Satisfaction(server.signedIn("kiemtra"));
                awaitUntil("one rating", () -> satisfaction.rated() == 1);
                awaitUntil("receipts for all", () -> backlog(kiosk) == 0);
                kiosk.stop();
                Folders.copy(kiosk.dataFolder(), folder.resolve("clone/data"));
                kiosk.restart();
                new SimulatedDesk(kiosk).ratedVisit(2);
                awaitUntil("two ratings", () -> satisfaction.rated() == 2);

                try (KioskProcess clone = KioskProcess.start(folder.resolve("clone"), setup)) {
                    awaitUntil(
                            "one of the two starts a new epoch",
                            () -> epochs(kiosk).size() + epochs(clone).size() >= 3);
                    new SimulatedDesk(clone).ratedVisit(4);
                    new SimulatedDesk(kiosk).ratedVisit(3);
                    awaitUntil("four ratings", () -> satisfaction.rated() == 4);
                    assertThat(kiosk.health().toString() + clone.health()).contains("FORK");
                }
            }
        }
    }

    /** The cells of a server that was never restored and gets the whole journal from a memory stick. */
    private List<String> cellsOfATwin(KioskProcess kiosk) throws Exception {
        Path export = folder.resolve("journal.export");
        kiosk.command("journal", "export", export.toString());
        try (ServerProcess twin = ServerProcess.start(folder.resolve("twin"))) {
            twin.stop();
            ServerProcess.command(twin.folder(), "ingest", export.toString());
            return Cells.of(twin.dataFolder());
        }
    }

    private static long backlog(KioskProcess kiosk) throws IOException, InterruptedException {
        return kiosk.health().path("backlog").asLong(-1);
    }

    private static Set<String> epochs(KioskProcess kiosk) throws IOException {
        return kiosk.journal().stream()
                .map(JournalRecord::header)
                .map(header -> header.epoch())
                .collect(Collectors.toSet());
    }

    private static void awaitUntil(String what, Callable<Boolean> holds) {
        await(what)
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(holds);
    }
}
