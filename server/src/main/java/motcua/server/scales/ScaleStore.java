package motcua.server.scales;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import motcua.contract.body.SettingsApplied;
import motcua.contract.json.JsonBinding;
import motcua.contract.json.MalformedJson;
import motcua.contract.scale.Scale;
import motcua.server.storage.Bind;
import motcua.server.storage.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the scales that are none of the standard ones. Safe for any thread. */
public final class ScaleStore {
    private static final Logger LOG = LoggerFactory.getLogger(ScaleStore.class);
    private static final String PUT =
            "INSERT INTO rating_scale (key, content) VALUES (?, ?) ON CONFLICT (key) DO NOTHING";
    private static final String GET = "SELECT content FROM rating_scale WHERE key = ?";
    private static final String ALL = "SELECT content FROM rating_scale ORDER BY key";

    private final Database database;

    public ScaleStore(Database database) {
        this.database = database;
    }

    /** Takes over the scale of settings applied by a kiosk, within the caller's transaction. */
    public static void put(Connection connection, SettingsApplied settings) throws SQLException {
        Scale scale = settings.ratedOn().orElse(null);
        if (scale == null || Scale.standard(scale.key()).isPresent()) {
            return;
        }
        try (PreparedStatement put = connection.prepareStatement(PUT)) {
            Bind.all(put, scale.key(), new String(JsonBinding.toBytes(scale), StandardCharsets.UTF_8));
            put.executeUpdate();
        }
    }

    /** Makes every scale that is kept known to {@link KnownScales}. */
    public void readAll() {
        database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(ALL)) {
                return learn(query);
            }
        });
    }

    /** Makes these scales known, as far as they are kept; they may have come through another server. */
    public void read(Collection<String> keys) {
        Set<String> unknown = new TreeSet<>(keys);
        unknown.removeIf(key -> key.isEmpty() || KnownScales.of(key).isPresent());
        for (String key : unknown) {
            database.read(connection -> {
                try (PreparedStatement query = connection.prepareStatement(GET)) {
                    query.setString(1, key);
                    return learn(query);
                }
            });
        }
    }

    private static int learn(PreparedStatement query) throws SQLException {
        int learned = 0;
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                try {
                    KnownScales.learn(
                            JsonBinding.fromBytes(row.getString(1).getBytes(StandardCharsets.UTF_8), Scale.class));
                    learned++;
                } catch (MalformedJson e) {
                    LOG.error("a rating scale cannot be read: {}", e.getMessage());
                }
            }
        }
        return learned;
    }
}
