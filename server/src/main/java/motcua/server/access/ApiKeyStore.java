package motcua.server.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import motcua.server.storage.Database;

/**
 * Keys with which programs of others read the results of one unit: as an onlooker sees them, without clerks, and nothing else. The
 * database holds only a hash. Safe for any thread.
 */
public final class ApiKeyStore {
    /** How every key begins, so that one that leaked is recognised. */
    public static final String PREFIX = "mc_";

    private static final int BYTES = 24;

    private static final String ADD = """
            INSERT INTO api_key (id, key_hash, unit, name, made_ms, made_by, expires_day, revoked_ms, used_ms)
            VALUES (:id, :hash, :unit, :name, :now, :by, :expires, 0, 0)
            """;

    private static final String FIND = """
            SELECT id, unit, name FROM api_key
             WHERE key_hash = :hash AND revoked_ms = 0 AND (expires_day = '' OR expires_day >= :today)
            """;

    private static final String USED = "UPDATE api_key SET used_ms = :now WHERE id = :id AND used_ms < :step";

    private static final String LIST = """
            SELECT id, unit, name, made_ms, made_by, expires_day, revoked_ms, used_ms FROM api_key ORDER BY made_ms DESC, id
            """;

    private static final String REVOKE = "UPDATE api_key SET revoked_ms = :now WHERE id = :id AND revoked_ms = 0";

    private static final long USED_STEP_MS = 60_000;

    private final Database database;
    private final Clock clock;
    private final SecureRandom random;

    /** Keys in this database. */
    public ApiKeyStore(Database database, Clock clock, SecureRandom random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /**
     * A key without what it is proven by.
     *
     * @param expires last day it holds, empty = without end
     * @param revokedMs 0 = in force
     * @param usedMs when last, to the minute; 0 = never
     */
    public record Key(
            String id,
            String unit,
            String name,
            long madeMs,
            String madeBy,
            String expires,
            long revokedMs,
            long usedMs) {}

    /**
     * Makes a key.
     *
     * @param expires last day it holds, {@code yyyy-MM-dd}, empty = without end
     * @return the key itself, which nobody can look up later
     */
    public String add(String unit, String name, String by, String expires) {
        String key = PREFIX + hex(BYTES);
        String id = hex(6);
        database.writes()
                .useHandle(handle -> handle.createUpdate(ADD)
                        .bind("id", id)
                        .bind("hash", hash(key))
                        .bind("unit", unit)
                        .bind("name", name)
                        .bind("now", clock.millis())
                        .bind("by", by)
                        .bind("expires", expires)
                        .execute());
        return key;
    }

    /** Who shows this key, as an account of the role KEY; empty if it does not hold. */
    public Optional<Account> find(String key, LocalDate today) {
        if (!key.startsWith(PREFIX)) {
            return Optional.empty();
        }
        record Found(String id, Account account) {}
        Optional<Found> found = database.reads()
                .withHandle(handle -> handle.createQuery(FIND)
                        .bind("hash", hash(key))
                        .bind("today", today.toString())
                        .map((rs, context) -> new Found(
                                rs.getString("id"),
                                new Account("key:" + rs.getString("name"), Role.KEY, rs.getString("unit"), false)))
                        .findOne());
        found.ifPresent(each -> database.writes()
                .useHandle(handle -> handle.createUpdate(USED)
                        .bind("id", each.id())
                        .bind("now", clock.millis())
                        .bind("step", clock.millis() - USED_STEP_MS)
                        .execute()));
        return found.map(Found::account);
    }

    /** All keys, the newest first. */
    public List<Key> list() {
        return database.reads()
                .withHandle(handle -> handle.createQuery(LIST)
                        .map((rs, context) -> new Key(
                                rs.getString("id"),
                                rs.getString("unit"),
                                rs.getString("name"),
                                rs.getLong("made_ms"),
                                rs.getString("made_by"),
                                rs.getString("expires_day"),
                                rs.getLong("revoked_ms"),
                                rs.getLong("used_ms")))
                        .list());
    }

    /** Ends a key at once; false if there is none in force. */
    public boolean revoke(String id) {
        return database.writes()
                        .withHandle(handle -> handle.createUpdate(REVOKE)
                                .bind("id", id)
                                .bind("now", clock.millis())
                                .execute())
                == 1;
    }

    private String hex(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String hash(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
