package motcua.server.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import motcua.server.storage.Database;
import picocli.CommandLine.Option;

/** Options of a command that a person answers for: the account and its password. */
public final class SignedBy {
    @Option(
            names = "--by",
            required = true,
            paramLabel = "NAME",
            description = "Account of the person who decides this.")
    private String by = "";

    @Option(
            names = "--password-file",
            required = true,
            paramLabel = "F",
            description = "File whose first line is the account's password.")
    private Path passwordFile = Path.of("");

    /** For picocli. */
    public SignedBy() {}

    /**
     * The person, or empty if name and password do not belong together; that is logged.
     *
     * @param forWhat what was to be done, for the log
     */
    public Optional<Account> person(Database database, Passwords passwords, Clock clock, String forWhat)
            throws IOException {
        String password = Files.readString(passwordFile).lines().findFirst().orElse("");
        Optional<Account> person = new AccountStore(database, passwords, clock).check(by, password);
        if (person.isEmpty()) {
            new AccessLogStore(database, clock).add(by, "-", "REFUSED", forWhat + ": wrong name or password");
        }
        return person;
    }
}
