package motcua.server.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import motcua.server.storage.Database;

/** Open sessions. The database holds only a hash of what the browser holds. Safe for any thread. */
public final class SessionStore {
    /** A session without a request for this long is over. */
    public static final Duration IDLE = Duration.ofMinutes(30);

    /** A session is over this long after signing in, whatever happens. */
    public static final Duration LONGEST = Duration.ofHours(12);

    /** Not every request writes: the time of the last one may lag by this much. */
    private static final Duration SEEN_STEP = Duration.ofMinutes(1);

    private static final int TOKEN_BYTES = 32;

    private static final String OPEN = """
            INSERT INTO web_session (token_hash, account, form_token, created_at_ms, seen_at_ms)
            VALUES (:hash, :account, :form, :now, :now)
            """;

    private static final String FIND = """
            SELECT s.form_token, s.created_at_ms, s.seen_at_ms, a.name, a.role, a.unit, a.clerk, a.must_change
              FROM web_session s JOIN account a ON a.name = s.account
             WHERE s.token_hash = :hash AND a.disabled = 0
            """;

    private static final String SEEN = "UPDATE web_session SET seen_at_ms = :now WHERE token_hash = :hash";

    private static final String CLOSE = "DELETE FROM web_session WHERE token_hash = :hash";

    private static final String SWEEP = "DELETE FROM web_session WHERE created_at_ms <= :oldest OR seen_at_ms <= :idle";

    private final Database database;
    private final Clock clock;
    private final SecureRandom random;

    /** Sessions in this database; {@code random} makes the tokens. */
    public SessionStore(Database database, Clock clock, SecureRandom random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    private record Row(Session session, long createdMs, long seenMs) {}

    /** Opens a session and returns what the browser holds. Sessions that are over are swept out. */
    public String open(Account account) {
        String token = token();
        String form = token();
        long now = clock.millis();
        database.writes().useTransaction(handle -> {
            handle.createUpdate(SWEEP)
                    .bind("oldest", now - LONGEST.toMillis())
                    .bind("idle", now - IDLE.toMillis())
                    .execute();
            handle.createUpdate(OPEN)
                    .bind("hash", hash(token))
                    .bind("account", account.name())
                    .bind("form", form)
                    .bind("now", now)
                    .execute();
        });
        return token;
    }

    /** The session of a token, unless it is over or the account disabled. */
    public Optional<Session> find(String token) {
        String hash = hash(token);
        long now = clock.millis();
        Optional<Row> row = database.reads()
                .withHandle(handle -> handle.createQuery(FIND)
                        .bind("hash", hash)
                        .map((rs, context) -> new Row(
                                new Session(
                                        new Account(
                                                rs.getString("name"),
                                                Role.valueOf(rs.getString("role")),
                                                rs.getString("unit"),
                                                false,
                                                rs.getString("clerk"),
                                                rs.getInt("must_change") == 1),
                                        rs.getString("form_token")),
                                rs.getLong("created_at_ms"),
                                rs.getLong("seen_at_ms")))
                        .findOne())
                .filter(r -> now - r.createdMs < LONGEST.toMillis() && now - r.seenMs < IDLE.toMillis());
        if (row.isPresent() && now - row.get().seenMs >= SEEN_STEP.toMillis()) {
            database.writes()
                    .useHandle(handle -> handle.createUpdate(SEEN)
                            .bind("hash", hash)
                            .bind("now", now)
                            .execute());
        }
        return row.map(Row::session);
    }

    /** Ends the session of a token. */
    public void close(String token) {
        database.writes()
                .useHandle(handle ->
                        handle.createUpdate(CLOSE).bind("hash", hash(token)).execute());
    }

    private String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
