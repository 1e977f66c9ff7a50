package motcua.server.mail;

import java.util.List;
import java.util.Optional;
import motcua.server.storage.Database;

/** Where each person's digest goes. Safe for any thread. */
public final class AddressStore {
    private static final String PUT = """
            INSERT INTO digest_address (account, address, last_day) VALUES (:account, :address, '')
            ON CONFLICT (account) DO UPDATE SET address = excluded.address
            """;
    private static final String REMOVE = "DELETE FROM digest_address WHERE account = :account";
    private static final String FIND = "SELECT address FROM digest_address WHERE account = :account";
    private static final String DUE =
            "SELECT account, address FROM digest_address WHERE last_day < :day ORDER BY account";
    private static final String SENT = "UPDATE digest_address SET last_day = :day WHERE account = :account";

    private final Database database;

    /** Addresses in this database. */
    public AddressStore(Database database) {
        this.database = database;
    }

    /** An address of an account. */
    public record Address(String account, String address) {}

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

    /** Those that have had none on this day. */
    public List<Address> due(String day) {
        return database.reads()
                .withHandle(handle -> handle.createQuery(DUE)
                        .bind("day", day)
                        .map((rs, context) -> new Address(rs.getString("account"), rs.getString("address")))
                        .list());
    }

    /** Notes that an account had its digest of a day. */
    public void sent(String account, String day) {
        database.writes()
                .useHandle(handle -> handle.createUpdate(SENT)
                        .bind("account", account)
                        .bind("day", day)
                        .execute());
    }
}
