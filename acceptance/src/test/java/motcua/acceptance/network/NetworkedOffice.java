package motcua.acceptance.network;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import motcua.acceptance.FreePort;
import motcua.acceptance.KioskProcess;
import motcua.acceptance.SampleOffice;
import motcua.acceptance.ServerProcess;
import motcua.acceptance.Web;
import org.jspecify.annotations.Nullable;

/** Both jars as processes with a {@link FaultProxy} between the kiosk and the broker, and citizens who press at counter 2. */
final class NetworkedOffice implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path folder;
    private final String id;
    private final ServerProcess server;
    private final FaultProxy line;
    private final @Nullable Mosquitto mosquitto;
    private final @Nullable FaultProxy serverLine;
    private @Nullable KioskProcess kiosk;
    private int earlier;
    private final AtomicInteger presses = new AtomicInteger();

    private NetworkedOffice(
            Path folder,
            String id,
            ServerProcess server,
            FaultProxy line,
            @Nullable Mosquitto mosquitto,
            @Nullable FaultProxy serverLine) {
        this.folder = folder;
        this.id = id;
        this.server = server;
        this.line = line;
        this.mosquitto = mosquitto;
        this.serverLine = serverLine;
    }

    /** A server with its own broker. The kiosk is not started yet. */
    static NetworkedOffice embedded(Path folder, String id) throws IOException {
        int port = FreePort.find();
        ServerProcess server = ServerProcess.startWith(folder.resolve("server"), port, "broker.port=" + port);
        return new NetworkedOffice(folder, id, server, FaultProxy.to(port), null, null);
    }

    /** A server that reaches its broker, Mosquitto without persistence, over a line of its own. */
    static NetworkedOffice external(Path folder, String id) throws IOException {
        Mosquitto mosquitto = Mosquitto.start(folder.resolve("mosquitto"));
        FaultProxy serverLine = FaultProxy.to(mosquitto.port());
        ServerProcess server = ServerProcess.startWith(
                folder.resolve("server"), mosquitto.port(), "broker.embedded=false\nbroker.url=" + serverLine.url());
        return new NetworkedOffice(folder, id, server, FaultProxy.to(mosquitto.port()), mosquitto, serverLine);
    }

    ServerProcess server() {
        return server;
    }

    /** The line of the kiosk. */
    FaultProxy line() {
        return line;
    }

    /** The line of the server to an external broker. */
    FaultProxy serverLine() {
        return requireNonNull(serverLine);
    }

    Mosquitto mosquitto() {
        return requireNonNull(mosquitto);
    }

    /** Where a {@link Backlog} of this kiosk belongs. */
    Path kioskData() {
        return folder.resolve("kiosk").resolve("data");
    }

    KioskProcess startKiosk() throws IOException {
        KioskProcess.Setup setup = new KioskProcess.Setup(
                id,
                "",
                SampleOffice.SIMULATED_PAD,
                SampleOffice.seed(120, SampleOffice.SIMULATED_PAD),
                line.url(),
                server.dataFolder().resolve("server.key.pub"));
        KioskProcess started = KioskProcess.start(folder.resolve("kiosk"), setup);
        kiosk = started;
        return started;
    }

    private KioskProcess kiosk() {
        return requireNonNull(kiosk);
    }

    /** A citizen presses; returns when the kiosk says that it is recorded. */
    void press(int key) throws IOException, InterruptedException {
        HttpResponse<String> answer = new Web(kiosk().url()).post("/api/rate/2/press", "{\"key\":" + key + "}");
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("the press was answered " + answer.statusCode() + ": " + answer.body());
        }
        presses.incrementAndGet();
    }

    /** Presses that were said to be recorded. */
    int presses() {
        return presses.get();
    }

    /** Records of this kiosk on the server. */
    long stored() throws IOException {
        return count(server.dataFolder().resolve("server.db"), "SELECT count(*) FROM journal WHERE kiosk = ?");
    }

    /** Records in the kiosk's journal. */
    long recorded() throws IOException {
        return count(
                kioskData().resolve("journal").resolve("journal.db"),
                "SELECT count(*) FROM record WHERE ? IS NOT NULL");
    }

    /** The last record in the kiosk's journal. */
    LiveRecord newest() throws IOException {
        Path file = kioskData().resolve("journal").resolve("journal.db");
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:file:" + file + "?mode=ro");
                PreparedStatement statement = database.prepareStatement(
                        "SELECT epoch, max(id) & ((1 << 40) - 1) FROM record JOIN epoch ON gen = id >> 40");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new LiveRecord(row.getString(1), row.getLong(2));
        } catch (SQLException e) {
            throw new IOException(file + " cannot be read now: " + e.getMessage(), e);
        }
    }

    /** A record of this kiosk. */
    record LiveRecord(String epoch, long seq) {}

    /** Presses and returns after how many milliseconds the record was on the server. */
    long pressMs(int key) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        press(key);
        LiveRecord record = newest();
        Path file = server.dataFolder().resolve("server.db");
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:file:" + file + "?mode=ro");
                PreparedStatement statement =
                        database.prepareStatement("SELECT 1 FROM journal WHERE kiosk = ? AND epoch = ? AND seq = ?")) {
            statement.setString(1, id);
            statement.setString(2, record.epoch());
            statement.setLong(3, record.seq());
            await("the press is on the server")
                    .atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> {
                        try (ResultSet row = statement.executeQuery()) {
                            return row.next();
                        }
                    });
        } catch (SQLException e) {
            throw new IOException(file + " cannot be read now: " + e.getMessage(), e);
        }
        return (System.nanoTime() - begin) / 1_000_000;
    }

    long quarantined() throws IOException {
        return count(server.dataFolder().resolve("server.db"), "SELECT count(*) FROM quarantine WHERE kiosk = ?");
    }

    private long count(Path file, String sql) throws IOException {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:file:" + file + "?mode=ro");
                PreparedStatement statement = database.prepareStatement(sql)) {
            statement.setString(1, id);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IOException(file + " cannot be read now: " + e.getMessage(), e);
        }
    }

    long backlog() throws IOException, InterruptedException {
        return kiosk().health().path("backlog").asLong(-1);
    }

    /** Waits until the server has every record and the kiosk knows it. */
    void awaitDrained() {
        await("the server has every record of " + id)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> stored() + quarantined() >= recorded() && backlog() == 0);
    }

    /** Every press that was shown as recorded is in the journal once, all of the journal on the server once, and counted. */
    void checkInvariant() throws IOException, InterruptedException {
        kiosk().stop();
        int written = kiosk().journal("press").size();
        if (written != earlier + presses.get()) {
            throw new AssertionError(
                    earlier + presses.get() + " presses were shown as recorded, the journal has " + written);
        }
        awaitStoredAll();
        server.stop();
        Invariant.holds(server.dataFolder(), List.of(kioskData()), "--drained");
    }

    private void awaitStoredAll() {
        // a kiosk that stops says nothing after its last receipt, so nothing is missing by then
        await("the server has the records written while the kiosk stopped")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> stored() + quarantined() >= recorded());
    }

    /** Fills the kiosk, which is not started yet, with so many records of the past. */
    void backlog(int records, long seed) throws IOException {
        Backlog.make(kioskData(), id, records, seed);
        earlier = records / 2;
    }

    @Override
    public void close() throws IOException {
        try (server;
                line) {
            if (kiosk != null) {
                kiosk.close();
            }
            if (serverLine != null) {
                serverLine.close();
            }
        } finally {
            if (mosquitto != null) {
                mosquitto.close();
            }
        }
    }
}
