package motcua.acceptance.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import motcua.acceptance.FreePort;
import motcua.acceptance.ServerProcess;
import motcua.kiosk.uplink.UplinkState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Silence, forgetting, damage and a clock that jumps, on the real uplink against the server's jar. */
class HostileLineTest {
    /** Times that a line goes silent in the quick form. */
    private static final int SILENCES = Integer.getInteger("motcua.silences", 3);

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    static Path folder;

    private static final List<Path> WHOLE = new ArrayList<>();
    private static ServerProcess server;

    private final List<AutoCloseable> open = new ArrayList<>();
    private FaultProxy line;

    @BeforeAll
    static void startServer() throws IOException {
        int port = FreePort.find();
        server = ServerProcess.startWith(folder.resolve("server"), port, "broker.port=" + port);
    }

    /** One look at all of them: everything is there once, but the one record that a line spoilt. */
    @AfterAll
    static void nothingIsLostOrDoubled() throws IOException, InterruptedException {
        server.stop();
        Invariant.holds(server.dataFolder(), WHOLE, "--drained", "--quarantine", "1");
    }

    @BeforeEach
    void begin() throws IOException {
        line = keep(FaultProxy.to(server.brokerPort()));
    }

    @AfterEach
    void end() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        open.add(part);
        return part;
    }

    private SteppedKiosk kiosk(String id) throws IOException {
        return keep(SteppedKiosk.open(folder.resolve(id), id, line.url(), server));
    }

    @Test
    void aSilentConnectionIsLeftAfterAMinuteWithoutProgress() throws Exception {
        SteppedKiosk kiosk = kiosk("im-lang");
        for (int i = 0; i < SILENCES; i++) {
            kiosk.append(2);
            kiosk.awaitDrained();
            int connections = line.accepted();
            line.halfOpen();
            long since = kiosk.clock().upMs();
            kiosk.append(3);
            await("the uplink has sent them into the silence")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> kiosk.state().backlog() >= 3);
            while (kiosk.clock().upMs() < since + 55_000) {
                kiosk.clock().advance(Duration.ofMillis(500));
            }
            assertThat(line.accepted()).as("no minute is over").isEqualTo(connections);
            await("a new connection")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(60)) // longer than the uplink's sleep
                    .until(() -> {
                        kiosk.clock().advance(Duration.ofMillis(250));
                        return line.accepted() > connections;
                    });
            assertThat(kiosk.clock().upMs() - since).as("ms of silence").isBetween(60_000L, 80_000L);
        }
        kiosk.awaitDrained();
        WHOLE.add(kiosk.data());
    }

    @Test
    void whatABrokerAcceptedAndForgotIsSentAgain() throws Exception {
        line.tamper(() -> new Forgets("/up/journal", 0));
        SteppedKiosk kiosk = kiosk("hay-quen");
        kiosk.append(700);
        await("the server is alive, yet the state says that nothing gets through")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    kiosk.clock().advance(Duration.ofSeconds(1));
                    return kiosk.state().phase() == UplinkState.Phase.STALLED;
                });
        int connections = line.accepted();
        await("several minutes")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    kiosk.clock().advance(Duration.ofSeconds(1));
                    assertThat(kiosk.state().phase()).isEqualTo(UplinkState.Phase.STALLED);
                    assertThat(kiosk.state().alarm()).contains("nothing is lost");
                    return line.accepted() >= connections + 4;
                });
        assertThat(kiosk.state().backlog()).as("without a receipt").isGreaterThanOrEqualTo(700);
        line.heal();
        kiosk.awaitDrained();
        assertThat(kiosk.state().phase()).isEqualTo(UplinkState.Phase.ONLINE);
        WHOLE.add(kiosk.data());
    }

    @Test
    void aBrokerWithoutTheServerIsLeftAtOnceAndTriedAgainWithPauses() throws Exception {
        line.tamper(() -> new Forgets("", Forgets.NOBODY_LISTENS));
        SteppedKiosk kiosk = kiosk("vang-nha");
        kiosk.append(5);
        // Far less time passes than a minute without progress: the clock stands still between small steps, and at the
        // end.
        long since = kiosk.clock().upMs();
        await("several connections, and the state says why")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    if (kiosk.clock().upMs() < since + 50_000) {
                        kiosk.clock().advance(Duration.ofMillis(100));
                    }
                    return kiosk.lastState().phase() == UplinkState.Phase.STALLED && line.accepted() >= 3;
                });
        assertThat(kiosk.lastState().alarm()).contains("nothing is lost");
        assertThat(kiosk.clock().upMs() - since).isLessThan(55_000);
        line.heal();
        kiosk.awaitDrained();
        WHOLE.add(kiosk.data());
    }

    @Test
    void oneDamagedRecordIsKeptAndNamedAndTheRestOfItsBatchCounts() throws Exception {
        line.tamper(() -> new Damages(150));
        Path data = folder.resolve("hong-mot");
        Backlog.make(data, "hong-mot", 300, 3);
        SteppedKiosk kiosk = kiosk("hong-mot");
        SteppedKiosk other = kiosk("van-tot");
        other.append(20);
        kiosk.awaitDrained();
        other.awaitDrained();
        assertThat(rows("SELECT first_seq, last_seq FROM quarantine WHERE kiosk = 'hong-mot'"))
                .isEqualTo(List.of("150-150"));
        assertThat(rows("SELECT count(*), 0 FROM journal WHERE kiosk = 'hong-mot'"))
                .isEqualTo(List.of(kiosk.recorded() - 1 + "-0"));
        assertThat(rows("SELECT count(*), 0 FROM journal WHERE kiosk = 'van-tot'"))
                .isEqualTo(List.of(other.recorded() + "-0"));
        WHOLE.add(other.data());
    }

    @Test
    void aClockThatJumpsDuringADrainChangesNothing() throws Exception {
        long seed = Long.getLong("motcua.seed", System.nanoTime());
        System.out.println("HostileLineTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        Path data = folder.resolve("dong-ho");
        Backlog.make(data, "dong-ho", 600, seed);
        line.rate(1_000_000);
        SteppedKiosk kiosk = kiosk("dong-ho");
        for (Instant wall : List.of(
                Instant.EPOCH,
                Instant.now().plus(Duration.ofHours(1)),
                Instant.parse("2038-01-19T03:14:08Z"),
                Instant.now().minus(Duration.ofHours(1)),
                Instant.now())) {
            long before = stored("dong-ho");
            kiosk.clock().setWall(wall);
            kiosk.append(1 + random.nextInt(5));
            await("records go on arriving")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> {
                        kiosk.clock().advance(Duration.ofMillis(20));
                        return stored("dong-ho") > before;
                    });
        }
        kiosk.awaitDrained();
        WHOLE.add(kiosk.data());
    }

    private long stored(String kiosk) throws IOException {
        return Long.parseLong(rows("SELECT count(*), 0 FROM journal WHERE kiosk = '" + kiosk + "'")
                .get(0)
                .replace("-0", ""));
    }

    /** Rows of two numbers, joined by a dash. */
    private List<String> rows(String sql) throws IOException {
        Path file = server.dataFolder().resolve("server.db");
        List<String> rows = new ArrayList<>();
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:file:" + file + "?mode=ro");
                Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getLong(1) + "-" + result.getLong(2));
            }
        } catch (SQLException e) {
            throw new IOException(file + " cannot be read now: " + e.getMessage(), e);
        }
        return rows;
    }
}
