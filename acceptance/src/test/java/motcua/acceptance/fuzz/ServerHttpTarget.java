package motcua.acceptance.fuzz;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import motcua.acceptance.Folders;
import motcua.acceptance.Project;
import motcua.contract.wire.Topics;
import motcua.server.access.Account;
import motcua.server.access.AccountStore;
import motcua.server.access.Passwords;
import motcua.server.access.Role;
import motcua.server.fleet.ServerHealth;
import motcua.server.ingest.Decoder;
import motcua.server.ingest.JournalWriter;
import motcua.server.storage.Database;
import motcua.server.storage.DatabaseConfig;
import motcua.server.web.ServerWeb;
import motcua.server.web.WebConfig;

/**
 * The server's pages and interfaces over a database with a journal in it, for a visitor signed in as auditor, who may see most: an
 * input is {@code METHOD PATH?QUERY}, a line feed and a form. Whatever it is, the answer comes and is no server's fault.
 */
final class ServerHttpTarget implements Target {
    private static final String PASSWORD = "mat-khau-dai-1";
    /** Passwords are hashed slowly on purpose; here as fast as can be. */
    private static final Passwords CHEAP = new Passwords(64, 1);

    private static final Pattern TOKEN = Pattern.compile("name=\"token\"[^>]*value=\"([^\"]+)\"");

    private final Path folder;
    private final Database database;
    private final ServerWeb web;
    private final RawHttp visitor;

    private ServerHttpTarget(Path folder, Database database, ServerWeb web, RawHttp visitor) {
        this.folder = folder;
        this.database = database;
        this.web = web;
        this.visitor = visitor;
    }

    static ServerHttpTarget open() throws IOException {
        Path folder = Memory.folder("server");
        Clock clock = Clock.fixed(Instant.parse("2026-11-20T03:00:00Z"), ZoneOffset.UTC);
        Database database = Database.open(DatabaseConfig.sqlite(folder.resolve("server.db")));
        new JournalWriter(database, clock, "0123456789abcdef")
                .write(List.of(Decoder.decode(
                        new Topics.UpTopic("xa-mau-1", Topics.Up.JOURNAL),
                        Files.readAllBytes(Project.file("docs/samples/v1/journal.txt")),
                        Map.of(),
                        false)));
        new AccountStore(database, CHEAP, clock).add(new Account("auditor", Role.AUDITOR, "", false), PASSWORD);
        ServerHealth health = new ServerHealth("UP", "1", "0123456789abcdef", "CONNECTED", "x", 0, 0, 0, 0, 0, "00");
        ServerWeb web =
                ServerWeb.start(new WebConfig("127.0.0.1", 0, Optional.empty(), clock, CHEAP), database, () -> health);
        RawHttp visitor = new RawHttp(web.port(), "application/x-www-form-urlencoded");
        ServerHttpTarget target = new ServerHttpTarget(folder, database, web, visitor);
        target.signIn();
        return target;
    }

    private void signIn() throws IOException {
        Matcher token = TOKEN.matcher(visitor.send("GET /login", new byte[0]).text());
        String form = "ten=auditor&mat-khau=" + PASSWORD
                + (token.find() ? "&token=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8) : "");
        visitor.send("POST /login", form.getBytes(StandardCharsets.US_ASCII));
        RawHttp.Answer review = visitor.send("GET /review", new byte[0]);
        if (review.status() != 200) {
            throw new IllegalStateException("signing in did not work: " + review);
        }
    }

    @Override
    public void attack(byte[] input) throws IOException {
        RawHttp.Answer answer = visitor.send(input);
        if (answer.status() >= 500 && answer.status() != 501 && answer.status() != 505) {
            throw new AssertionError("the server answers " + answer.status() + " " + answer.text());
        }
    }

    @Override
    public long mostMillis(byte[] input) {
        return 500; // a page of all plots under instrumentation, on a machine that does other things too
    }

    @Override
    public void close() throws IOException {
        visitor.close();
        web.close();
        database.close();
        Folders.delete(folder);
    }
}
