package motcua.server.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import motcua.contract.json.JsonBinding;
import motcua.contract.json.MalformedJson;
import motcua.contract.wire.Settings;
import motcua.server.access.AccessLogStore;
import motcua.server.access.Account;
import motcua.server.access.Role;
import motcua.server.storage.Bind;
import motcua.server.storage.Database;

/** The settings published for each kiosk; none is ever changed, a newer one has a higher version. Safe for any thread. */
public final class SettingsStore {
    private static final String NEWEST =
            "SELECT version, payload FROM kiosk_settings WHERE kiosk = ? ORDER BY version DESC LIMIT 1";
    private static final String EARLIER = "SELECT payload FROM kiosk_settings WHERE kiosk = ? ORDER BY version";
    private static final String ADD =
            "INSERT INTO kiosk_settings (kiosk, version, payload, made_ms, made_by) VALUES (?, ?, ?, ?, ?)";

    private final Database database;
    private final Clock clock;

    public SettingsStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param payload canonical bytes of {@link Settings} */
    public record Published(long version, byte[] payload) {}

    /** What was published last for a kiosk. */
    public Optional<Published> newest(String kiosk) {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(NEWEST)) {
                query.setString(1, kiosk);
                try (ResultSet row = query.executeQuery()) {
                    return row.next()
                            ? Optional.of(new Published(
                                    row.getLong(1), row.getString(2).getBytes(StandardCharsets.UTF_8)))
                            : Optional.empty();
                }
            }
        });
    }

    private List<Settings> earlier(String kiosk) throws MalformedJson {
        List<String> payloads = database.read(connection -> {
            List<String> rows = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement(EARLIER)) {
                query.setString(1, kiosk);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        rows.add(row.getString(1));
                    }
                }
            }
            return rows;
        });
        List<Settings> earlier = new ArrayList<>();
        for (String payload : payloads) {
            earlier.add(JsonBinding.fromBytes(payload.getBytes(StandardCharsets.UTF_8), Settings.class));
        }
        return earlier;
    }

    /**
     * Publishes settings for a kiosk under the next version, or the version they name if that is higher.
     *
     * @return the version
     * @throws MalformedJson if they are none, or who publishes them may not; the message says why
     */
    public long publish(String kiosk, ObjectNode settings, Account by) throws MalformedJson {
        if (!by.unit().isEmpty() || by.role() != Role.ADMINISTRATOR && by.role() != Role.TECHNICIAN) {
            throw new MalformedJson(by.name() + " is no technician or administrator over everything", null);
        }
        long next = 1 + newest(kiosk).map(Published::version).orElse(0L);
        long version = Math.max(next, settings.path("version").asLong(0));
        Settings read = JsonBinding.fromTree(
                settings.deepCopy().put("version", version).put("form", Settings.FORM), Settings.class);
        PublishedScales.check(read, earlier(kiosk));
        String payload = new String(JsonBinding.toBytes(read), StandardCharsets.UTF_8);
        return database.write(connection -> {
            try (PreparedStatement add = connection.prepareStatement(ADD)) {
                Bind.all(add, kiosk, version, payload, clock.millis(), by.name());
                add.executeUpdate();
            }
            AccessLogStore.add(
                    connection,
                    clock.millis(),
                    by.name(),
                    by.role().name(),
                    "SETTINGS_PUBLISHED",
                    "kiosk " + kiosk + " version " + version);
            return version;
        });
    }
}
