package motcua.server.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import motcua.server.register.Entry;
import motcua.server.storage.Bind;
import motcua.server.storage.Database;

/** Files that were read and wait until the same person confirms their differences, for a day. Safe for any thread. */
final class DraftStore {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration KEPT = Duration.ofHours(24);

    private static final String ADD =
            "INSERT INTO register_draft (id, made_ms, account, register, payload) VALUES (?, ?, ?, ?, ?)";
    private static final String FIND =
            "SELECT payload FROM register_draft WHERE id = ? AND account = ? AND register = ? AND made_ms > ?";
    private static final String DROP = "DELETE FROM register_draft WHERE id = ? OR made_ms <= ?";

    private final Database database;
    private final Clock clock;
    private final SecureRandom random;

    DraftStore(Database database, Clock clock, SecureRandom random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /**
     * A file as it was read.
     *
     * @param stamp of the register when it was read
     */
    record Draft(
            List<Line> lines,
            boolean whole,
            Map<String, String> defaults,
            String day,
            String source,
            String sha256,
            long stamp,
            List<String> notes) {
        record Line(int number, List<String> cells) {}

        List<Entry> entries() {
            return lines.stream()
                    .map(line -> new Entry(line.number(), line.cells()))
                    .toList();
        }
    }

    /** Keeps a file and returns the word it is found by. */
    String add(String account, String register, Draft draft) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String id = HexFormat.of().formatHex(bytes);
        String payload = text(draft);
        long now = clock.millis();
        return database.write(connection -> {
            try (PreparedStatement drop = connection.prepareStatement(DROP);
                    PreparedStatement add = connection.prepareStatement(ADD)) {
                Bind.all(drop, id, now - KEPT.toMillis());
                drop.executeUpdate();
                Bind.all(add, id, now, account, register, payload);
                add.executeUpdate();
            }
            return id;
        });
    }

    /** The file of this person. */
    Optional<Draft> find(String id, String account, String register) {
        return database.read(connection -> {
            try (PreparedStatement find = connection.prepareStatement(FIND)) {
                Bind.all(find, id, account, register, clock.millis() - KEPT.toMillis());
                try (ResultSet row = find.executeQuery()) {
                    return row.next() ? Optional.of(read(row.getString(1))) : Optional.empty();
                }
            }
        });
    }

    /** Forgets a file. */
    void drop(String id) {
        database.write(connection -> {
            try (PreparedStatement drop = connection.prepareStatement(DROP)) {
                Bind.all(drop, id, clock.millis() - KEPT.toMillis());
                return drop.executeUpdate();
            }
        });
    }

    private static String text(Draft draft) {
        try {
            return JSON.writeValueAsString(draft);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a draft is JSON", e);
        }
    }

    private static Draft read(String text) {
        try {
            return JSON.readValue(text, Draft.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kept draft is JSON", e);
        }
    }
}
