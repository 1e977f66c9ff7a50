package motcua.server;

import java.io.IOException;
import java.util.concurrent.Callable;
import motcua.contract.sign.SigningKey;
import motcua.server.config.ConfigFault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code server key}. */
@Command(
        name = "key",
        description = "Prints the public key that kiosks pin, 64 hexadecimal digits; makes the key if there is none.",
        mixinStandardHelpOptions = true)
final class KeyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Override
    public Integer call() throws ConfigFault, IOException {
        SigningKey key = SigningKey.loadOrCreate(config.read().keyFile());
        spec.commandLine().getOut().println(key.publicKeyHex());
        return 0;
    }
}
