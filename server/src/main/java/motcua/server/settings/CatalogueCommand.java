package motcua.server.settings;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import motcua.contract.journal.RecordHeader;
import motcua.contract.json.MalformedJson;
import motcua.server.access.Account;
import motcua.server.access.SignedBy;
import motcua.server.catalogue.CatalogueStore;
import motcua.server.organisation.OrganisationStore;
import motcua.server.satisfaction.Satisfaction;
import motcua.server.storage.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code server settings catalogue}: the server's list of procedures for the kiosk of an office. */
@Command(
        name = "catalogue",
        description = {
            "Publishes the imported list of procedures for a kiosk, with the nicknames, keywords and marks of its office,",
            "in the settings that were published for it last. All else in them stays."
        },
        mixinStandardHelpOptions = true)
final class CatalogueCommand implements Callable<Integer> {
    private static final int MOST_CODES = 20;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private SettingsCommand parent;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private SignedBy signedBy = new SignedBy();

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "Properties file of the server.",
            defaultValue = "${env:MOTCUA_CONFIG}")
    private Path config = Path.of("");

    @Option(names = "--preview", description = "Says what would change, and publishes nothing.")
    private boolean preview;

    @Parameters(index = "0", paramLabel = "KIOSK", description = "Id of the kiosk.")
    private String kiosk = "";

    @Override
    public Integer call() throws Exception {
        if (!RecordHeader.isKioskId(kiosk)) {
            throw new ParameterException(spec.commandLine(), "no kiosk id: " + kiosk);
        }
        Clock clock = Clock.systemUTC();
        try (Database database = parent.open(config)) {
            Optional<Account> person = parent.person(signedBy, database, clock, "settings catalogue " + kiosk);
            if (person.isEmpty()) {
                return failed("name or password is wrong");
            }
            SettingsStore store = new SettingsStore(database, clock);
            CatalogueSettings.Plan plan = new CatalogueSettings(
                            store, new CatalogueStore(database), new OrganisationStore(database))
                    .plan(kiosk, LocalDate.now(clock.withZone(Satisfaction.ZONE)));
            say(plan.procedures() + " procedures: " + some("added", plan.added()) + ", "
                    + some("removed", plan.removed()) + ", " + some("changed", plan.changed()));
            if (preview || plan.isEmpty()) {
                say("nothing was published");
                return 0;
            }
            say("settings " + store.publish(kiosk, plan.settings(), person.get()) + " are published for kiosk " + kiosk
                    + "; it gets them with its next hello, within five minutes");
            return 0;
        } catch (MalformedJson e) {
            return failed(String.valueOf(e.getMessage()));
        }
    }

    private static String some(String what, List<String> codes) {
        return what + " " + codes.size()
                + (codes.isEmpty()
                        ? ""
                        : " (" + String.join(", ", codes.subList(0, Math.min(MOST_CODES, codes.size())))
                                + (codes.size() > MOST_CODES ? ", …)" : ")"));
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }

    private int failed(String why) {
        spec.commandLine().getErr().println(why);
        return 1;
    }
}
