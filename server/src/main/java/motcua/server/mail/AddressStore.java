package motcua.server.mail;

import java.util.List;
import java.util.Optional;
import motcua.server.storage.Database;

/**
 * Where each person's digest goes, who is sending it, and what could not be sent. One node at a time has the claim on a letter; one
 * that ends while it has loses it when its time is over. Safe for any thread.
 */
public final class AddressStore {
    private static final String PUT = """
            INSERT INTO digest_address (account, address, last_day) VALUES (:account, :address, '')
            ON CONFLICT (account) DO UPDATE SET address = excluded.address, next_ms = 0, tries = 0, failed = ''
            """;
    private static final String REMOVE = "DELETE FROM digest_address WHERE account = :account";
    private static final String FIND = "SELECT address FROM digest_address WHERE account = :account";
    private static final String DUE = """
            SELECT account, address, tries FROM digest_address
             WHERE last_day < :day AND next_ms <= :now AND claimed_until_ms <= :now
             ORDER BY tries, account
            """;
    private static final String CLAIM = """
            UPDATE digest_address SET claimed_by = :by, claimed_until_ms = :until
             WHERE account = :account AND last_day < :day AND next_ms <= :now AND claimed_until_ms <= :now
            """;
    private static final String SENT = """
            UPDATE digest_address SET last_day = :day, claimed_by = '', claimed_until_ms = 0, next_ms = 0, tries = 0, failed = ''
             WHERE account = :account AND claimed_by = :by
            """;
    private static final String FAILED = """
            UPDATE digest_address SET claimed_by = '', claimed_until_ms = 0, next_ms = :next, tries = tries + 1, failed = :why
             WHERE account = :account AND claimed_by = :by
            """;
    private static final String UNSENT = """
            SELECT COUNT(*) AS letters, COALESCE(MIN(next_ms), 0) AS next_ms, COALESCE(MAX(failed), '') AS why
              FROM digest_address WHERE failed <> ''
            """;

    private final Database database;

    /** Addresses in this database. */
    public AddressStore(Database database) {
        this.database = database;
    }

    /**
     * An address of an account.
     *
     * @param tries how often its letter could not go
     */
    public record Address(String account, String address, int tries) {}

    /**
     * Letters that could not go yet.
     *
     * @param nextMs when the first of them is tried again
     * @param why what the mail server or the net said last
     */
    public record Unsent(long letters, long nextMs, String why) {}

    /** Sets an account's address; an empty one ends its digests. */
    public void put(String account, String address) {
        database.writes().useHandle(handle -> {
            if (address.isEmpty()) {
                handle.createUpdate(REMOVE).bind("account", account).execute();
            } else {
                handle.createUpdate(PUT)
                        .bind("account", account)
                        .bind("address", address)
                        .execute();
            }
        });
    }

    /** An account's address. */
    public Optional<String> find(String account) {
        return database.reads()
                .withHandle(handle -> handle.createQuery(FIND)
                        .bind("account", account)
                        .mapTo(String.class)
                        .findOne());
    }

    /** Those that have had none on this day, wait for no other try and are in nobody's hands. */
    public List<Address> due(String day, long nowMs) {
        return database.reads()
                .withHandle(handle -> handle.createQuery(DUE)
                        .bind("day", day)
                        .bind("now", nowMs)
                        .map((rs, context) ->
                                new Address(rs.getString("account"), rs.getString("address"), rs.getInt("tries")))
                        .list());
    }

    /** Takes a letter in hand until a moment; false if another node has it, or has sent it. */
    public boolean claim(String account, String day, String by, long nowMs, long untilMs) {
        return database.writes()
                .withHandle(handle -> handle.createUpdate(CLAIM)
                                .bind("by", by)
                                .bind("until", untilMs)
                                .bind("account", account)
                                .bind("day", day)
                                .bind("now", nowMs)
                                .execute()
                        == 1);
    }

    /** Notes that an account had its digest of a day, or needs none. */
    public void sent(String account, String day, String by) {
        database.writes()
                .useHandle(handle -> handle.createUpdate(SENT)
                        .bind("day", day)
                        .bind("account", account)
                        .bind("by", by)
                        .execute());
    }

    /** Notes that a letter could not go; it is tried again from a moment on. */
    public void failed(String account, String by, long nextMs, String why) {
        database.writes()
                .useHandle(handle -> handle.createUpdate(FAILED)
                        .bind("next", nextMs)
                        .bind("why", why)
                        .bind("account", account)
                        .bind("by", by)
                        .execute());
    }

    /** What could not go yet; empty if all went. */
    public Optional<Unsent> unsent() {
        return database.reads()
                .withHandle(handle -> handle.createQuery(UNSENT)
                        .map((rs, context) ->
                                new Unsent(rs.getLong("letters"), rs.getLong("next_ms"), rs.getString("why")))
                        .findOne())
                .filter(unsent -> unsent.letters() > 0);
    }
}
