package motcua.acceptance.disk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import motcua.contract.journal.JournalRecord;
import motcua.contract.wire.Batch;
import motcua.contract.wire.Receipt;
import motcua.server.ingest.Committed;
import motcua.server.ingest.Decoder;
import motcua.server.ingest.JournalWriter;
import motcua.server.storage.Database;
import motcua.server.storage.DatabaseConfig;

/**
 * A process over a {@link FaultDisk}: the server's writer takes in an office day on SQLite, disks are made as power cuts could leave
 * them, and each is opened again: what a receipt said must be there, and after the day was sent once more the cells must be those of a
 * server that never lost power.
 *
 * <p>Arguments: folder, seed, number of disks.
 */
final class ServerCrashStates {
    private static final int PER_DAY = 50;
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);
    private static final List<String> CELLS = List.of(
            "SELECT * FROM service_cell", "SELECT * FROM procedure_cell", "SELECT kiosk, epoch, seq FROM journal");

    private final Path folder;
    private final Path live;
    private final FaultDisk disk;
    private final PrintStream out;
    private int states;
    private int wrong;

    private ServerCrashStates(Path folder, FaultDisk disk, PrintStream out) {
        this.folder = folder;
        this.live = folder.resolve("live");
        this.disk = disk;
        this.out = out;
    }

    public static void main(String[] args) throws IOException, SQLException {
        ServerCrashStates run = new ServerCrashStates(Path.of(args[0]), FaultDisk.mine(), System.out);
        long seed = Long.parseLong(args[1]);
        int wanted = Integer.parseInt(args[2]);
        run.disk.skipSyncs();
        for (int day = 0; run.states < wanted; day++) {
            run.day(seed + day, Math.min(PER_DAY, wanted - run.states));
        }
        run.out.println("server crash states: " + run.states + " wrong: " + run.wrong + " seed: " + seed);
    }

    private void day(long seed, int wanted) throws IOException, SQLException {
        Random random = new Random(seed);
        CrashStates.remove(live);
        CrashStates.remove(folder.resolve("office"));
        Files.deleteIfExists(disk.logFile());
        Files.createDirectories(live);
        List<Batch.Line> lines = new ArrayList<>();
        try (OfficeDay day = OfficeDay.open(folder.resolve("office"), OfficeDay.morning(), random)) {
            day.happen(120 + random.nextInt(60), hash -> {});
            day.journal().replay((gen, record) -> lines.add(line(record)));
        }
        List<String> whole = twin(lines);
        Path file = live.resolve("server.db");
        try (Database database = open(file)) {
            // the tables are there and in the file
            JournalWriter writer = writer(database);
            writer.write(List.of(Decoder.journal(OfficeDay.KIOSK, lines.subList(0, 1), null)));
        }
        CrashDisk model = CrashDisk.of(live);
        disk.log(true);
        try (FileChannel promises = PowerCuts.promises(live);
                Database database = open(file)) {
            JournalWriter writer = writer(database);
            for (int from = 0; from < lines.size(); ) {
                int to = Math.min(lines.size(), from + 1 + random.nextInt(12));
                int again = Math.max(0, from - random.nextInt(4)); // some lines come twice
                Committed done =
                        writer.write(List.of(Decoder.journal(OfficeDay.KIOSK, lines.subList(again, to), null)));
                for (Receipt each : done.receipts()) {
                    PowerCuts.promise(
                            promises,
                            each.contiguous() + " " + each.hashAtContiguous().hex());
                }
                from = to;
            }
        }
        disk.log(false);
        PowerCuts.each(model, DiskEvent.read(disk.logFile()), seed, wanted, (where, files, promised) -> {
            states++;
            Optional<String> problem = check(files, promised, lines, whole);
            if (problem.isPresent()) {
                wrong++;
                out.println("WRONG " + where + ": " + problem.get());
            }
        });
    }

    private Optional<String> check(
            Map<String, byte[]> files, List<String> promised, List<Batch.Line> lines, List<String> whole)
            throws IOException {
        Path state = folder.resolve("state");
        CrashStates.remove(state);
        Files.createDirectories(state);
        PowerCuts.write(files, live, state);
        Path file = state.resolve("server.db");
        try (Database database = open(file)) {
            Optional<String> broken = promised.isEmpty()
                    ? Optional.empty()
                    : broken(file, promised.get(promised.size() - 1).split(" ", 2));
            if (broken.isPresent()) {
                return broken;
            }
            writer(database).write(List.of(Decoder.journal(OfficeDay.KIOSK, lines, null)));
            List<String> now = rows(file);
            return now.equals(whole) ? Optional.empty() : Optional.of("cells differ: " + now + " instead of " + whole);
        } catch (RuntimeException | SQLException e) {
            return Optional.of("the database does not work any more: " + e);
        }
    }

    /** Whether 1 to the receipt's number are there and the last one has its hash. */
    private static Optional<String> broken(Path file, String[] receipt) throws SQLException {
        long contiguous = Long.parseLong(receipt[0]);
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = database.createStatement()) {
            try (ResultSet check = statement.executeQuery("PRAGMA quick_check(1)")) {
                if (!check.next() || !"ok".equals(check.getString(1))) {
                    return Optional.of("quick_check: " + check.getString(1));
                }
            }
            try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM journal WHERE seq <= " + contiguous)) {
                if (!rows.next() || rows.getLong(1) != contiguous) {
                    return Optional.of("receipted are " + contiguous + " records, stored are " + rows.getLong(1));
                }
            }
            try (ResultSet rows = statement.executeQuery("SELECT hash FROM journal WHERE seq = " + contiguous)) {
                if (!rows.next() || !HexFormat.of().formatHex(rows.getBytes(1)).equals(receipt[1])) {
                    return Optional.of("record " + contiguous + " is another than the receipt says");
                }
            }
        }
        return Optional.empty();
    }

    /** The tables of a server that took in the day at once. */
    private List<String> twin(List<Batch.Line> lines) throws IOException, SQLException {
        Path twin = folder.resolve("twin");
        CrashStates.remove(twin);
        Files.createDirectories(twin);
        Path file = twin.resolve("server.db");
        try (Database database = open(file)) {
            writer(database).write(List.of(Decoder.journal(OfficeDay.KIOSK, lines, null)));
            return rows(file);
        }
    }

    private static List<String> rows(Path file) throws SQLException {
        List<String> all = new ArrayList<>();
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = database.createStatement()) {
            for (String sql : CELLS) {
                try (ResultSet rows = statement.executeQuery(sql)) {
                    while (rows.next()) {
                        StringBuilder row = new StringBuilder();
                        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                            byte[] value = rows.getBytes(column);
                            row.append(value == null ? "-" : HexFormat.of().formatHex(value))
                                    .append(' ');
                        }
                        all.add(row.toString());
                    }
                }
            }
        }
        all.sort(null);
        return all;
    }

    private static Database open(Path file) {
        return Database.open(DatabaseConfig.sqlite(file));
    }

    private static JournalWriter writer(Database database) {
        return new JournalWriter(database, CLOCK, "0123456789abcdef");
    }

    private static Batch.Line line(JournalRecord record) {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        raw.writeBytes(record.headerBytes());
        raw.write('\t');
        raw.writeBytes(record.bodyBytes());
        return Batch.line(raw.toByteArray());
    }
}
