package motcua.kiosk.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import motcua.contract.journal.JournalRecord;
import motcua.contract.json.MalformedJson;
import org.jspecify.annotations.Nullable;

/**
 * Shows on a copy what becomes of a journal in which somebody changes one rating: the check names the record. The journal itself is
 * only read. For demonstrations with simulated offices.
 *
 * @param epoch of the changed record
 * @param seq of the changed record
 * @param found what the check said about the copy, absent if it saw nothing
 */
public record TamperedCopy(String epoch, long seq, @Nullable String found) {
    private static final Pattern LEVEL = Pattern.compile("\"level\":([1-5])");
    /** A stray press is no rating. */
    private static final String COUNTS = "\"verdict\":\"COUNTS\"";

    private static final String RECORDS = "SELECT id, header, body FROM record ORDER BY id DESC";
    private static final String CHANGE = "UPDATE record SET body = ? WHERE id = ?";

    /**
     * Copies the journal, makes the newest rating another one in the copy, and checks that.
     *
     * @return empty if nobody has rated yet
     * @throws IOException if the copy cannot be made
     */
    public static Optional<TamperedCopy> of(Path folder, String kioskId) throws IOException {
        Path there = Files.createTempDirectory("motcua-copy");
        Path copy = there.resolve(JournalReads.FILE);
        try {
            Optional<JournalRecord> changed = change(folder.resolve(JournalReads.FILE), copy);
            if (changed.isEmpty()) {
                return Optional.empty();
            }
            try (JournalReads reads = JournalReads.open(there, kioskId)) {
                return Optional.of(new TamperedCopy(
                        changed.get().header().epoch(),
                        changed.get().header().seq(),
                        JournalCheck.everything(reads, kioskId).orElse(null)));
            }
        } catch (SQLException e) {
            throw new IOException("the journal cannot be copied: " + e.getMessage(), e);
        } finally {
            for (String each :
                    new String[] {JournalReads.FILE, JournalReads.FILE + "-wal", JournalReads.FILE + "-shm"}) {
                Files.deleteIfExists(there.resolve(each));
            }
            Files.delete(there);
        }
    }

    private static Optional<JournalRecord> change(Path journal, Path copy) throws SQLException, IOException {
        try (Connection reading = DriverManager.getConnection("jdbc:sqlite:file:" + journal + "?mode=ro");
                PreparedStatement into = reading.prepareStatement("VACUUM INTO ?")) {
            into.setString(1, copy.toString());
            into.execute();
        }
        try (Connection copied = DriverManager.getConnection("jdbc:sqlite:" + copy);
                Statement statement = copied.createStatement();
                ResultSet rows = statement.executeQuery(RECORDS)) {
            while (rows.next()) {
                JournalRecord record = JournalRecord.parse(rows.getBytes("header"), rows.getBytes("body"));
                String body = new String(rows.getBytes("body"), StandardCharsets.UTF_8);
                Matcher level = LEVEL.matcher(body);
                if (record.header().type().equals("press") && body.contains(COUNTS) && level.find()) {
                    String better =
                            level.replaceFirst("\"level\":" + (level.group(1).equals("1") ? 5 : 1));
                    try (PreparedStatement change = copied.prepareStatement(CHANGE)) {
                        change.setBytes(1, better.getBytes(StandardCharsets.UTF_8));
                        change.setLong(2, rows.getLong("id"));
                        change.executeUpdate();
                    }
                    return Optional.of(record);
                }
            }
            return Optional.empty();
        } catch (MalformedJson e) {
            throw new IOException("the journal cannot be read: " + e.getMessage(), e);
        }
    }
}
