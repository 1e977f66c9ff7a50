package motcua.acceptance.power;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import motcua.acceptance.Folders;
import motcua.acceptance.Project;
import motcua.acceptance.RunningProcess;

/**
 * What is on a card after a power cut, read on this machine from a copy, without the kiosk: the file system's own log is replayed
 * as the next start would, then the journal is read with SQLite.
 *
 * @param presses in the order of the journal
 * @param hashes what identifies each record, in the order of the journal
 * @param faults why the card, the journal or the chain is not whole; empty if all is well
 */
record CardReading(List<Press> presses, List<String> hashes, List<String> faults) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROWS = "SELECT header, body FROM record ORDER BY id";

    /** A press in the journal: {@code boot} is the machine's start in which it was recorded. */
    record Press(String boot, String source, int key) {}

    /** Keys pressed at a source, in order, in starts of the machine that were not known before. */
    List<Integer> keys(String source, Set<String> bootsBefore) {
        return presses.stream()
                .filter(press -> press.source().equals(source) && !bootsBefore.contains(press.boot()))
                .map(Press::key)
                .toList();
    }

    Set<String> boots() {
        Set<String> boots = new HashSet<>();
        presses.forEach(press -> boots.add(press.boot()));
        return boots;
    }

    static CardReading of(Path image, Path folder) throws IOException, InterruptedException {
        Folders.delete(folder);
        Files.createDirectories(folder);
        Path copy = Files.copy(image, folder.resolve("copy.img"), StandardCopyOption.REPLACE_EXISTING);
        List<String> faults = new ArrayList<>();
        // 1 is its word for: replayed, and now well.
        if (exit("e2fsck", "-y", "-E", "journal_only", copy.toString()) > 1) {
            faults.add("the file system's log cannot be replayed");
        }
        check(faults, "e2fsck", "-f", "-n", copy.toString());
        if (!faults.isEmpty()) {
            // What can be had all the same.
            exit("e2fsck", "-f", "-y", copy.toString());
        }
        check(faults, "debugfs", "-R", "rdump /" + NewCard.DATA + " " + folder, copy.toString());
        Path data = folder.resolve(NewCard.DATA);
        Path journal = data.resolve("journal").resolve("journal.db");
        List<Press> presses = new ArrayList<>();
        List<String> hashes = new ArrayList<>();
        if (!Files.exists(journal)) {
            faults.add("the card has no journal");
            return new CardReading(presses, hashes, faults);
        }
        check(
                faults,
                "python3",
                Project.file("acceptance/invariant/invariant.py").toString(),
                "--kiosk",
                journal + "");
        Path export = folder.resolve("export");
        try {
            read(journal, export, presses, hashes);
        } catch (SQLException e) {
            faults.add("the journal cannot be read: " + e.getMessage());
            return new CardReading(presses, hashes, faults);
        }
        onlyOneEpoch(data, faults);
        check(
                faults,
                Project.java(),
                "-jar",
                Project.built("verifier/target/verifier.jar", "./mvnw package").toString(),
                "check",
                "--public-key="
                        + Files.readString(data.resolve("device.key.pub")).strip(),
                export.toString());
        return new CardReading(presses, hashes, faults);
    }

    private static void read(Path journal, Path export, List<Press> presses, List<String> hashes)
            throws SQLException, IOException {
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + journal);
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(ROWS);
                OutputStream lines = Files.newOutputStream(export)) {
            while (rows.next()) {
                byte[] headerBytes = rows.getBytes("header");
                byte[] bodyBytes = rows.getBytes("body");
                lines.write(headerBytes);
                lines.write('\t');
                lines.write(bodyBytes);
                lines.write('\n');
                JsonNode header = JSON.readTree(headerBytes);
                hashes.add(
                        header.path("epoch").asText() + " " + header.path("seq").asLong() + " "
                                + header.path("bodyHash").asText());
                if (header.path("type").asText().equals("press")) {
                    JsonNode body = JSON.readTree(bodyBytes);
                    presses.add(new Press(
                            header.path("boot").asText(),
                            body.path("source").asText(),
                            body.path("key").asInt()));
                }
            }
        }
    }

    /** A kiosk that finds its journal damaged sets it aside and begins another. */
    private static void onlyOneEpoch(Path data, List<String> faults) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("journal"))) {
            List<String> others = files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.matches("journal\\.(db|db-wal|db-shm|epochs|lock|open)"))
                    .toList();
            if (!others.isEmpty()) {
                faults.add("the kiosk set a journal aside: " + others);
            }
        }
    }

    private static int exit(String... command) throws IOException, InterruptedException {
        return RunningProcess.start(command[0], List.of(command)).awaitExit(Duration.ofMinutes(2));
    }

    private static void check(List<String> faults, String... command) throws IOException, InterruptedException {
        RunningProcess process = RunningProcess.start(command[0], List.of(command));
        if (process.awaitExit(Duration.ofMinutes(2)) != 0) {
            faults.add(command[0] + ": " + process.lastLines());
        }
    }
}
