package motcua.acceptance.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks into a journal's file without any of the kiosk's code: whether what was shown as recorded is there, every link of the chain
 * fits and SQLite finds its pages sound.
 */
final class ShownRecords {
    private static final Pattern HEADER =
            Pattern.compile("\"epoch\":\"([0-9a-f]{16})\".*\"prev\":\"([0-9a-f]{64})\".*\"seq\":([0-9]+)");
    private static final String RECORDS = "SELECT id, header FROM record ORDER BY id";

    private ShownRecords() {}

    /**
     * What is wrong, or empty.
     *
     * @param shown hashes of the headers of all records that were shown as recorded
     */
    static Optional<String> missing(Path journal, Collection<String> shown) throws IOException {
        Set<String> stored = new HashSet<>();
        Map<String, String> heads = new HashMap<>();
        Map<String, Long> seqs = new HashMap<>();
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + journal);
                Statement statement = database.createStatement()) {
            try (ResultSet check = statement.executeQuery("PRAGMA quick_check(1)")) {
                if (!check.next() || !"ok".equals(check.getString(1))) {
                    return Optional.of("quick_check: " + check.getString(1));
                }
            }
            try (ResultSet rows = statement.executeQuery(RECORDS)) {
                while (rows.next()) {
                    byte[] header = rows.getBytes(2);
                    String hash = hash(header);
                    Matcher fields = HEADER.matcher(new String(header, StandardCharsets.UTF_8));
                    if (!fields.find()) {
                        return Optional.of("no header: " + new String(header, StandardCharsets.UTF_8));
                    }
                    String epoch = fields.group(1);
                    long seq = Long.parseLong(fields.group(3));
                    if (seqs.getOrDefault(epoch, 0L) + 1 == seq
                            && heads.containsKey(epoch)
                            && !fields.group(2).equals(heads.get(epoch))) {
                        return Optional.of("record " + epoch + "/" + seq + " does not follow the one before");
                    }
                    if (seq <= seqs.getOrDefault(epoch, 0L) || !stored.add(hash)) {
                        return Optional.of("record " + epoch + "/" + seq + " is there twice");
                    }
                    heads.put(epoch, hash);
                    seqs.put(epoch, seq);
                }
            }
        } catch (SQLException e) {
            throw new IOException(journal + " cannot be read: " + e.getMessage(), e);
        }
        return shown.stream()
                .filter(each -> !stored.contains(each))
                .findFirst()
                .map(each -> "shown as recorded and lost: " + each + ", stored are " + seqs);
    }

    private static String hash(byte[] header) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update((byte) 0);
            return HexFormat.of().formatHex(sha.digest(header));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
