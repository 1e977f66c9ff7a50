package motcua.server.access;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import motcua.server.storage.Database;
import org.jdbi.v3.core.mapper.RowMapper;

/** Accounts and their passwords. Safe for any thread. */
public final class AccountStore {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{1,63}");

    private static final String ADD = """
            INSERT INTO account (name, role, unit, password, disabled, created_at_ms, clerk, must_change)
            VALUES (:name, :role, :unit, :password, 0, :now, :clerk, :must)
            ON CONFLICT (name) DO NOTHING
            """;

    private static final String LIST =
            "SELECT name, role, unit, disabled, clerk, must_change FROM account ORDER BY name";

    private static final String FIND =
            "SELECT name, role, unit, disabled, clerk, must_change FROM account WHERE name = :name";

    private static final String PASSWORD = "SELECT password FROM account WHERE name = :name AND disabled = 0";

    private static final String SET_PASSWORD =
            "UPDATE account SET password = :password, must_change = :must WHERE name = :name";

    private static final String DISABLE = "UPDATE account SET disabled = 1 WHERE name = :name";

    private static final String ENABLE = "UPDATE account SET disabled = 0 WHERE name = :name";

    private static final String COUNT = "SELECT COUNT(*) FROM account";

    private static final String END_SESSIONS = "DELETE FROM web_session WHERE account = :name";

    private static final RowMapper<Account> ACCOUNT = (rs, context) -> new Account(
            rs.getString("name"),
            Role.valueOf(rs.getString("role")),
            rs.getString("unit"),
            rs.getInt("disabled") == 1,
            rs.getString("clerk"),
            rs.getInt("must_change") == 1);

    private final Database database;
    private final Passwords passwords;
    private final Clock clock;
    private final String nobody;

    /** Accounts in this database; new passwords get the strength of {@code passwords}. */
    public AccountStore(Database database, Passwords passwords, Clock clock) {
        this.database = database;
        this.passwords = passwords;
        this.clock = clock;
        this.nobody = passwords.hash("nobody has this account");
    }

    /**
     * Adds an account.
     *
     * @return false if the name is taken
     * @throws IllegalArgumentException if name or password is not acceptable, with the reason
     */
    public boolean add(Account account, String password) {
        if (!NAME.matcher(account.name()).matches()) {
            throw new IllegalArgumentException("name '" + account.name()
                    + "': 2 to 64 of a-z, 0-9, '.', '_', '-', starting with a letter or digit");
        }
        if (!account.role().isHeld()) {
            throw new IllegalArgumentException("role " + account.role() + " is for those without an account");
        }
        if (account.role() == Role.CLERK
                && (account.unit().isEmpty() || account.clerk().isEmpty())) {
            throw new IllegalArgumentException("a clerk's account names the office and the clerk's id there");
        }
        String hash = hash(password);
        return database.writes()
                        .withHandle(handle -> handle.createUpdate(ADD)
                                .bind("name", account.name())
                                .bind("role", account.role().name())
                                .bind("unit", account.unit())
                                .bind("password", hash)
                                .bind("now", clock.millis())
                                .bind("clerk", account.clerk())
                                .bind("must", account.mustChange() ? 1 : 0)
                                .execute())
                == 1;
    }

    /** All accounts by name. */
    public List<Account> list() {
        return database.reads()
                .withHandle(handle -> handle.createQuery(LIST).map(ACCOUNT).list());
    }

    /** The account of a name. */
    public Optional<Account> find(String name) {
        return database.reads()
                .withHandle(handle ->
                        handle.createQuery(FIND).bind("name", name).map(ACCOUNT).findOne());
    }

    /** The account if name and password belong together and it is not disabled; equally slow in every case. */
    public Optional<Account> check(String name, String password) {
        Optional<String> hash = database.reads()
                .withHandle(handle -> handle.createQuery(PASSWORD)
                        .bind("name", name)
                        .mapTo(String.class)
                        .findOne());
        boolean matches = passwords.matches(password, hash.orElse(nobody));
        return hash.isPresent() && matches ? find(name) : Optional.empty();
    }

    /**
     * Sets a new password and ends the account's sessions.
     *
     * @return false if there is no such account
     */
    public boolean setPassword(String name, String password) {
        return setPassword(name, password, false);
    }

    /**
     * Sets a new password and ends the account's sessions.
     *
     * @param mustChange whether the person must set another one at the next sign-in
     * @return false if there is no such account
     */
    public boolean setPassword(String name, String password, boolean mustChange) {
        String hash = hash(password);
        return database.writes().inTransaction(handle -> {
            handle.createUpdate(END_SESSIONS).bind("name", name).execute();
            return handle.createUpdate(SET_PASSWORD)
                            .bind("name", name)
                            .bind("password", hash)
                            .bind("must", mustChange ? 1 : 0)
                            .execute()
                    == 1;
        });
    }

    /**
     * Shuts an account out at once, open sessions included.
     *
     * @return false if there is no such account
     */
    public boolean disable(String name) {
        return database.writes().inTransaction(handle -> {
            handle.createUpdate(END_SESSIONS).bind("name", name).execute();
            return handle.createUpdate(DISABLE).bind("name", name).execute() == 1;
        });
    }

    /**
     * Lets a disabled account in again.
     *
     * @return false if there is no such account
     */
    public boolean enable(String name) {
        return database.writes()
                        .withHandle(handle ->
                                handle.createUpdate(ENABLE).bind("name", name).execute())
                == 1;
    }

    /** Whether there is no account at all. */
    public boolean isEmpty() {
        return database.reads()
                        .withHandle(handle ->
                                handle.createQuery(COUNT).mapTo(Long.class).one())
                == 0;
    }

    private String hash(String password) {
        if (password.codePointCount(0, password.length()) < Passwords.LEAST_LENGTH) {
            throw new IllegalArgumentException("a password has " + Passwords.LEAST_LENGTH + " characters or more");
        }
        return passwords.hash(password);
    }
}
