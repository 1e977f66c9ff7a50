package motcua.server;

import java.nio.file.Path;
import motcua.server.config.ConfigFault;
import motcua.server.config.ServerConfig;
import picocli.CommandLine.Option;

/** The option that every command has. */
final class ConfigOption {
    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            defaultValue = "${env:MOTCUA_CONFIG}",
            description = "The server's properties file; also from the environment as MOTCUA_CONFIG.")
    private Path file = Path.of("");

    ServerConfig read() throws ConfigFault {
        return ServerConfig.read(file);
    }
}
