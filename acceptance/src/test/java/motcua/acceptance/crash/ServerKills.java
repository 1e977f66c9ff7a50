package motcua.acceptance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import motcua.acceptance.Folders;
import motcua.acceptance.RunningProcess;
import org.awaitility.Awaitility;

/**
 * A server under load, killed again and again. Its broker is another process, so that records keep coming. On PostgreSQL every
 * other death is the postmaster's, and the server has to get over it.
 */
final class ServerKills {
    /** Deaths of one server; then everything is drained and counted, and a new one begins. */
    private static final int LIVES = 12;

    private static final long START_MS = 2_500;
    private static final long RUN_MS = 600;
    private static final int MOST_CALLS = 120;

    private final Path folder;
    private final int kiosks;

    ServerKills(Path folder, int kiosks) {
        this.folder = folder;
        this.kiosks = kiosks;
    }

    /** What a lane did. {@code receipted}: records that receipts had promised when all was over. */
    record Tally(int kills, int killsAtCalls, int postmasters, long receipted) {
        Tally plus(Tally o) {
            return new Tally(
                    kills + o.kills,
                    killsAtCalls + o.killsAtCalls,
                    postmasters + o.postmasters,
                    receipted + o.receipted);
        }
    }

    /** Even lanes are SQLite, odd ones PostgreSQL. */
    Tally run(int lane, long seed, int kills) throws Exception {
        Tally all = new Tally(0, 0, 0, 0);
        for (int life = 0; all.kills() < kills; life++) {
            Path office = folder.resolve("lane-" + lane + "-" + life);
            int now = Math.min(LIVES, kills - all.kills());
            if (lane % 2 == 0) {
                all = all.plus(onSqlite(office, seed + life, now));
            } else {
                all = all.plus(onPostgresql(office, seed + life, now));
            }
            Folders.delete(office);
        }
        return all;
    }

    private Tally onSqlite(Path office, long seed, int kills) throws Exception {
        try (Mosquitto broker = Mosquitto.start(office)) {
            CrashServer server = CrashServer.at(broker.url(), office.resolve("server"), "");
            server.runOnce();
            Random random = new Random(seed);
            try (Fleet fleet = fleet(office, broker, server, seed)) {
                Tally tally = new Tally(0, 0, 0, 0);
                for (int life = 0; tally.kills() < kills; life++) {
                    tally = tally.plus(
                            killServer(office, server, fleet, random, "SQLite, seed " + seed + ", life " + life));
                }
                return tally.plus(drain(office, server, fleet, "SQLite, seed " + seed));
            }
        }
    }

    private Tally onPostgresql(Path office, long seed, int kills) throws Exception {
        try (CrashPostgres postgres = CrashPostgres.start(office);
                Mosquitto broker = Mosquitto.start(office)) {
            CrashServer server = CrashServer.at(broker.url(), office.resolve("server"), postgres.url());
            server.runOnce();
            Random random = new Random(seed);
            try (Fleet fleet = fleet(office, broker, server, seed)) {
                Tally tally = new Tally(0, 0, 0, 0);
                for (int life = 0; tally.kills() < kills; life++) {
                    String when = "PostgreSQL, seed " + seed + ", life " + life;
                    tally = tally.plus(killServer(office, server, fleet, random, when));
                    if (tally.kills() < kills) {
                        tally = tally.plus(killPostmasters(
                                office, server, postgres, fleet, random, Math.min(2, kills - tally.kills()), when));
                    }
                }
                return tally.plus(drain(office, server, fleet, "PostgreSQL, seed " + seed));
            }
        }
    }

    private Fleet fleet(Path office, Mosquitto broker, CrashServer server, long seed) throws Exception {
        return new Fleet(office.resolve("kiosks"), kiosks, broker.url(), server.key(), seed);
    }

    private Tally killServer(Path office, CrashServer server, Fleet fleet, Random random, String life)
            throws IOException, InterruptedException {
        KillPoint point = KillPoint.draw(random, START_MS, RUN_MS, MOST_CALLS);
        String when = life + ", killed " + point;
        long before = fleet.receipts();
        try (DoomedProcess process = DoomedProcess.start(server.command(), point, line -> false, server.temporary())) {
            if (!point.early()) {
                Awaitility.await(when + ": a receipt comes")
                        .atMost(Duration.ofSeconds(90))
                        .pollInterval(Duration.ofMillis(10))
                        .until(() -> !process.isAlive() || fleet.receipts() > before);
                process.signal();
            }
            process.awaitDeath();
        }
        check(office, server, fleet, when);
        fleet.someLoseTheLine(random);
        return new Tally(1, point.syscalls().isEmpty() ? 0 : 1, 0, 0);
    }

    private Tally killPostmasters(
            Path office, CrashServer server, CrashPostgres postgres, Fleet fleet, Random random, int kills, String life)
            throws IOException, InterruptedException {
        try (RunningProcess process = server.start()) {
            for (int i = 0; i < kills; i++) {
                long before = fleet.receipts();
                Awaitility.await(life + ": the server gives receipts again")
                        .atMost(Duration.ofSeconds(90))
                        .pollInterval(Duration.ofMillis(10))
                        .until(() -> !process.isAlive() || fleet.receipts() > before + 5);
                // At any moment of what goes on then.
                long wait = random.nextInt((int) RUN_MS);
                assertThat(process.isAlive())
                        .as("%s: %s", life, process.lastLines())
                        .isTrue();
                Awaitility.await().pollDelay(Duration.ofMillis(wait)).until(() -> true);
                postgres.kill();
                // What PostgreSQL lost, kiosks would give again at once: looked at before anybody can.
                process.hold();
                try {
                    postgres.restart();
                    check(office, server, fleet, life + ", postmaster killed");
                } finally {
                    process.goOn();
                }
            }
        }
        return new Tally(kills, 0, kills, 0);
    }

    /** What receipts promised before the death is there, and all of it is right. */
    private static void check(Path office, CrashServer server, Fleet fleet, String when)
            throws IOException, InterruptedException {
        if (fleet.receipts() > 0) {
            Invariant.check()
                    .shown(office.resolve("promised"), fleet.promised())
                    .server(server.database())
                    .holds(when);
        }
    }

    private static Tally drain(Path office, CrashServer server, Fleet fleet, String when) throws Exception {
        fleet.rest();
        long records;
        try (RunningProcess process = server.start()) {
            Awaitility.await(when + ": the server has everything")
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> !process.isAlive() || fleet.everythingReceipted());
            assertThat(process.isAlive())
                    .as("%s: %s", when, process.lastLines())
                    .isTrue();
            records = fleet.records();
        }
        Invariant all = Invariant.check()
                .shown(office.resolve("promised"), fleet.promised())
                .server(server.database())
                .drained();
        fleet.journals().forEach(all::kiosk);
        all.holds(when + ", drained");
        return new Tally(0, 0, 0, records);
    }
}
