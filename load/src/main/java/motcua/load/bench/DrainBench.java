package motcua.load.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import motcua.contract.journal.JournalRecord;
import motcua.contract.sign.SigningKey;
import motcua.load.process.BrokeredServer;
import motcua.load.process.PressedKiosk;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * P9: a kiosk process with a backlog, connected to a server for the first time: how fast the backlog drains while a screen is pressed
 * again and again / how fast it drains alone. And how long such a press takes to be on the server during the drain / afterwards.
 */
final class DrainBench implements Bench {
    private static final int RATINGS = 12_500;
    private static final int PAIRS = 3;
    private static final int IDLE_PRESSES = 60;
    private static final long BETWEEN_PRESSES_MS = 50;
    private static final long PATIENCE_SECONDS = 240;
    private static final int SERVER_HEAP_MIB = 512;

    private static final String CONTIGUOUS = "SELECT max(contiguous) FROM epoch WHERE kiosk = ?";
    private static final String HIGHEST = "SELECT max(seq) FROM journal WHERE kiosk = ?";
    private static final String HEAD = "SELECT max(id) & 0xFFFFFFFFFF FROM record";
    /** The kiosk's own tables, see its package motcua.kiosk.journal. */
    private static final List<String> TABLES = List.of(
            "CREATE TABLE record (id INTEGER PRIMARY KEY, header BLOB NOT NULL, body BLOB NOT NULL) STRICT",
            "CREATE TABLE epoch (gen INTEGER PRIMARY KEY, epoch TEXT NOT NULL UNIQUE, previous TEXT, reason TEXT NOT NULL,"
                    + " stored INTEGER) STRICT",
            "CREATE TABLE receipt (gen INTEGER PRIMARY KEY, contiguous INTEGER NOT NULL, ranges TEXT NOT NULL,"
                    + " quarantined TEXT NOT NULL, at_ms INTEGER NOT NULL) STRICT",
            "PRAGMA application_id = " + 0x4D43_4A31,
            "PRAGMA user_version = 1");

    /** Records a second, and nanoseconds from a press's answer until it is on the server, during the drain and after it. */
    private record Drained(double rate, Histogram during, Histogram after) {}

    @Override
    public List<Pairs> measure(BenchPlace place) throws Exception {
        Pairs rate = new Pairs("P9", "records/s, with live presses", "the same backlog drained alone");
        Pairs live = new Pairs("P9", "ms, press to server, p99 in the drain", "the same when nothing drains");
        Files.createDirectories(place.folder());
        try (BrokeredServer server = BrokeredServer.start(place.serverJar(), place.folder(), SERVER_HEAP_MIB)) {
            for (int i = 0; i <= PAIRS; i++) {
                Drained alone = drain(place, server, "alone-" + i, false);
                Drained pressed = drain(place, server, "live-" + i, true);
                if (i > 0) {
                    rate.add(pressed.rate, alone.rate);
                    live.add(
                            pressed.during.getValueAtPercentile(99) / 1e6,
                            pressed.after.getValueAtPercentile(99) / 1e6);
                }
            }
        }
        return List.of(rate, live);
    }

    private Drained drain(BenchPlace place, BrokeredServer server, String id, boolean live) throws Exception {
        Path folder = Files.createDirectories(place.folder().resolve(id));
        long backlog = backlog(folder.resolve("data"), id, place.seed());
        Histogram during = new Histogram(3);
        Histogram after = new Histogram(3);
        try (PressedKiosk kiosk = PressedKiosk.start(place.kioskJar(), folder, id, 1, server);
                Connection journal = read(folder.resolve("data/journal/journal.db"));
                Connection stored = read(server.database())) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            long first = 0;
            long begin = 0;
            long now = 0;
            while (now < backlog) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("after " + PATIENCE_SECONDS + " s the server has " + now + " of " + backlog);
                }
                now = one(stored, CONTIGUOUS, id);
                if (now > 0 && begin == 0) {
                    begin = System.nanoTime();
                    first = now;
                }
                if (live && begin != 0 && now < backlog) {
                    during.recordValue(press(kiosk, journal, stored, id));
                }
                TimeUnit.MILLISECONDS.sleep(live ? BETWEEN_PRESSES_MS : BETWEEN_PRESSES_MS / 2);
            }
            double rate = (backlog - first) * 1e9 / (System.nanoTime() - begin);
            for (int i = 0; live && i < IDLE_PRESSES; i++) {
                after.recordValue(press(kiosk, journal, stored, id));
                TimeUnit.MILLISECONDS.sleep(BETWEEN_PRESSES_MS);
            }
            return new Drained(rate, during, after);
        }
    }

    /** Presses the screen and waits until the server has the record; nanoseconds between. */
    private static long press(PressedKiosk kiosk, Connection journal, Connection stored, String id)
            throws IOException, InterruptedException, SQLException {
        kiosk.press(1, 1);
        long begin = System.nanoTime();
        long seq = one(journal, HEAD, null);
        while (one(stored, HIGHEST, id) < seq) {
            if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                throw new IOException("record " + seq + " did not come to the server");
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
        return System.nanoTime() - begin;
    }

    /** The journal of a kiosk that worked long without a network, as the kiosk keeps it. Returns its last seq. */
    private static long backlog(Path data, String id, long seed) throws IOException, SQLException {
        Files.createDirectories(data.resolve("journal"));
        SigningKey key = SigningKey.loadOrCreate(data.resolve("device.key"));
        KioskLoad load = KioskLoad.of(id, key, RATINGS, seed);
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("journal/journal.db"))) {
            try (Statement statement = database.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL");
                for (String each : TABLES) {
                    statement.execute(each);
                }
                statement.execute("INSERT INTO epoch VALUES (1, '" + load.epoch() + "', NULL, 'NEW', NULL)");
            }
            database.setAutoCommit(false);
            try (PreparedStatement insert = database.prepareStatement("INSERT INTO record VALUES (?, ?, ?)")) {
                for (JournalRecord each : load.records()) {
                    insert.setLong(1, (1L << 40) + each.header().seq());
                    insert.setBytes(2, each.headerBytes());
                    insert.setBytes(3, each.bodyBytes());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            database.commit();
        }
        return load.records().size();
    }

    private static Connection read(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:file:" + file + "?mode=ro");
    }

    private static long one(Connection database, String sql, @Nullable String kiosk) throws SQLException {
        try (PreparedStatement query = database.prepareStatement(sql)) {
            if (kiosk != null) {
                query.setString(1, kiosk);
            }
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }
}
