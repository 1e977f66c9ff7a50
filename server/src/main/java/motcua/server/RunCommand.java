package motcua.server;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import motcua.server.access.AccountStore;
import motcua.server.access.FirstAccount;
import motcua.server.access.Passwords;
import motcua.server.cases.CaseOpener;
import motcua.server.cases.CaseStore;
import motcua.server.config.ConfigFault;
import motcua.server.config.ServerConfig;
import motcua.server.mail.AddressStore;
import motcua.server.mail.Mailer;
import motcua.server.mail.Mornings;
import motcua.server.organisation.OrganisationStore;
import motcua.server.reports.ReportStore;
import motcua.server.web.ServerWeb;
import motcua.server.web.WebConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code server run}. */
@Command(name = "run", description = "Runs the server until it is told to stop.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(names = "--check-config", description = "Prints what is in force and ends.")
    private boolean check;

    @Override
    public Integer call() throws ConfigFault, IOException, InterruptedException {
        ServerConfig inForce = config.read();
        PrintWriter out = spec.commandLine().getOut();
        if (check) {
            inForce.lines().forEach(out::println);
            return 0;
        }
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopped(stop, closed), "shutdown"));
        Clock clock = Clock.systemUTC();
        WebConfig pages =
                new WebConfig(inForce.httpHost(), inForce.httpPort(), inForce.publicUrl(), clock, Passwords.STRONG);
        try (Server server = Server.open(inForce, clock);
                ServerWeb web = pages(server, pages, inForce.data(), clock);
                Mornings mornings = mornings(inForce, server, web, clock)) {
            mornings.start();
            LOG.info(
                    "server ready: pages {}, broker {}, database {}",
                    "http://" + inForce.httpHost() + ":" + web.port(),
                    server.brokerUrl(),
                    inForce.database());
            stop.await(); // SIGTERM releases it; the hook then waits until all is closed, last opened first
        } finally {
            closed.countDown();
        }
        return 0;
    }

    private static ServerWeb pages(Server server, WebConfig pages, Path data, Clock clock) throws IOException {
        AccountStore accounts = new AccountStore(server.database(), pages.passwords(), clock);
        FirstAccount.ensure(accounts, data, new SecureRandom())
                .ifPresent(file -> LOG.info(
                        "first sign-in: account {}, its password is in {} until it is changed",
                        FirstAccount.NAME,
                        file));
        return ServerWeb.start(pages, server.database(), server::health, () -> FirstAccount.changed(data, accounts));
    }

    private static Mornings mornings(ServerConfig inForce, Server server, ServerWeb web, Clock clock) {
        OrganisationStore organisation = new OrganisationStore(server.database());
        CaseStore cases = new CaseStore(server.database(), clock);
        return new Mornings(
                server.database(),
                new CaseOpener(server.database(), cases, organisation, clock),
                cases,
                new ReportStore(server.database(), clock),
                organisation,
                new AccountStore(server.database(), Passwords.STRONG, clock),
                new AddressStore(server.database()),
                inForce.mail().sends() ? Optional.of(new Mailer(inForce.mail(), clock)) : Optional.empty(),
                clock,
                inForce.publicUrl().map(URI::toString).orElse("http://" + inForce.httpHost() + ":" + web.port()));
    }

    private static void stopped(CountDownLatch stop, CountDownLatch closed) {
        stop.countDown();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
