package motcua.kiosk.command;

import java.nio.file.Path;
import motcua.kiosk.config.ConfigError;
import motcua.kiosk.config.KioskConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that names the configuration; every subcommand has it. */
public final class ConfigOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "${env:MOTCUA_CONFIG}",
            description = "Properties file; else the one named by MOTCUA_CONFIG.")
    private @Nullable Path file;

    /** For picocli. */
    @SuppressWarnings("NullAway.Init") // picocli fills the options
    public ConfigOption() {}

    /** Reads the configuration; a wrong one ends the command with exit code 2 and one line. */
    public KioskConfig load() {
        CommandLine commandLine = spec.commandLine();
        if (file == null) {
            throw new ParameterException(commandLine, "name the configuration with --config FILE or MOTCUA_CONFIG");
        }
        try {
            return KioskConfig.load(file);
        } catch (ConfigError e) {
            throw new ParameterException(commandLine, e.getMessage(), e);
        }
    }
}
