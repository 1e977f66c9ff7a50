package motcua.kiosk;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import motcua.kiosk.command.ConfigOption;
import motcua.kiosk.config.KioskConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the kiosk until it is told to stop. */
@Command(
        name = "run",
        description = "Runs the kiosk until SIGTERM or Ctrl-C.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:stopped as told",
            "1:could not start",
            "2:usage, or the configuration is wrong",
            "70:the journal cannot be written"
        })
public final class RunCommand implements Callable<Integer> {
    /** The journal cannot be written; the supervisor starts the process again, which checks the file. */
    static final int NOT_RECORDING = 70;

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);
    private static final long CLOSING_SECONDS = 30;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Option(names = "--check-config", description = "Prints what is in force, and does nothing else.")
    private boolean checkConfig;

    /** For picocli. */
    @SuppressWarnings("NullAway.Init") // picocli fills the options
    public RunCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        KioskConfig read = config.load();
        if (checkConfig) {
            read.inForce().forEach(spec.commandLine().getOut()::println);
            return 0;
        }
        return run(read);
    }

    private int run(KioskConfig read) throws IOException, InterruptedException {
        CountDownLatch stop = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Thread hook = new Thread(
                () -> {
                    stop.countDown();
                    awaitClosing(closed);
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try (Kiosk kiosk = Kiosk.start(read)) {
            LOG.info("kiosk {} ready at {}", read.id(), kiosk.url());
            return kiosk.runUntil(stop);
        } catch (IOException | RuntimeException e) {
            LOG.error("the kiosk ended", e);
            spec.commandLine().getErr().println("kiosk: " + e.getMessage());
            return 1;
        } finally {
            closed.countDown();
        }
    }

    private static void awaitClosing(CountDownLatch closed) {
        try {
            if (!closed.await(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                LOG.error("not everything was closed within {} s", CLOSING_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
