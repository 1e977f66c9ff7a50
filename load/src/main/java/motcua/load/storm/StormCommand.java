package motcua.load.storm;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import motcua.contract.wire.Batch;
import motcua.load.bench.KioskLoad;
import motcua.load.process.BrokeredServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lets many kiosks come back at once, each with a backlog, to a server of its own, and counts what arrived. */
@Command(
        name = "storm",
        description = {
            "Lets many kiosks reconnect at once, each with a backlog, to a server that it starts.",
            "Prints progress on standard error and one JSON object. Exit 1 if a record is missing, or there twice."
        },
        mixinStandardHelpOptions = true)
public final class StormCommand implements Callable<Integer> {
    private static final int SPARE_FILES = 300;
    private static final int PROGRESS_SECONDS = 5;

    @Spec
    private CommandSpec spec;

    @Option(names = "--server", defaultValue = "server/target/server.jar", description = "${DEFAULT-VALUE}")
    private Path serverJar;

    @Option(
            names = "--folder",
            required = true,
            description = "New folder for the backlogs, the server's data and its log; it stays.")
    private Path folder;

    @Option(names = "--kiosks", defaultValue = "2000", description = "How many (${DEFAULT-VALUE}).")
    private int kiosks;

    @Option(names = "--backlog", defaultValue = "500", description = "Records of each, at least (${DEFAULT-VALUE}).")
    private int records;

    @Option(
            names = "--back-off",
            defaultValue = "60",
            description = "Seconds to which the kiosks' waits had grown when the network came back (${DEFAULT-VALUE}).")
    private int backOffSeconds;

    @Option(
            names = "--flood",
            defaultValue = "0",
            description = "Records of one more kiosk that sends all of them without waiting (${DEFAULT-VALUE}: none).")
    private int flood;

    @Option(names = "--heap", defaultValue = "512", description = "MiB of the server's heap (${DEFAULT-VALUE}).")
    private int heapMib;

    @Option(names = "--patience", defaultValue = "1800", description = "Seconds until giving up (${DEFAULT-VALUE}).")
    private int patienceSeconds;

    @Option(names = "--seed", defaultValue = "1", description = "Equal seeds give equal visits (${DEFAULT-VALUE}).")
    private long seed;

    /** For picocli. */
    @SuppressWarnings("NullAway.Init") // picocli fills the options
    public StormCommand() {}

    @Override
    public Integer call() throws Exception {
        enoughFiles();
        Files.createDirectories(folder);
        try (FileChannel file = FileChannel.open(
                folder.resolve("backlogs"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            List<StoredBacklog> backlogs = backlogs(file);
            long all = backlogs.stream().mapToLong(StoredBacklog::records).sum();
            say("%d records of %d kiosks are ready", all, backlogs.size());
            StormTally tally;
            String fault;
            try (BrokeredServer server = BrokeredServer.start(serverJar, folder, heapMib)) {
                tally = new StormTally(backlogs.size());
                fault = rage(backlogs, server, tally, all);
            }
            return result(tally, all, fault, stored(folder.resolve("server/server.db")));
        }
    }

    private void enoughFiles() throws IOException {
        long most = ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                .getMaxFileDescriptorCount();
        if (most < kiosks + SPARE_FILES) {
            throw new IOException("this process and the server may open " + most + " files each; " + kiosks
                    + " kiosks need " + (kiosks + SPARE_FILES) + ": raise it with ulimit -n");
        }
    }

    private List<StoredBacklog> backlogs(FileChannel file) throws IOException {
        List<StoredBacklog> made = new ArrayList<>();
        for (int i = 0; i < kiosks; i++) {
            made.add(StoredBacklog.write(
                    file, KioskLoad.of("storm-" + i, (records + 1) / 2, seed * 1_000_003 + i, Batch.MAX_RECORDS)));
            if (made.size() % 500 == 0) {
                say("backlogs of %d kiosks are written", made.size());
            }
        }
        if (flood > 0) {
            made.add(StoredBacklog.write(file, KioskLoad.of("flood", (flood + 1) / 2, seed, Batch.MAX_RECORDS)));
        }
        return made;
    }

    /** Returns what went wrong, empty if nothing. */
    private String rage(List<StoredBacklog> backlogs, BrokeredServer server, StormTally tally, long all)
            throws InterruptedException, IOException {
        InetSocketAddress broker = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.brokerPort());
        String key = server.key();
        EventLoopGroup loops = new NioEventLoopGroup(2);
        List<StormKiosk> storm = new ArrayList<>();
        try {
            SplittableRandom random = new SplittableRandom(seed);
            for (StoredBacklog each : backlogs) {
                boolean hurried = each.kiosk().equals("flood");
                long mostWaitMs = hurried ? 0 : TimeUnit.SECONDS.toMillis(backOffSeconds);
                StormKiosk kiosk =
                        new StormKiosk(each, broker, key, loops.next(), random.split(), tally, mostWaitMs, hurried);
                storm.add(kiosk);
                kiosk.begin();
            }
            while (!tally.awaitAll(PROGRESS_SECONDS)) {
                say(
                        "%.0f s: %d connections made, %d lost or refused, %d of %d records receipted, %d kiosks to go",
                        tally.seconds(), tally.connections(), tally.losses(), tally.receipted(), all, tally.left());
                if (!tally.fault().isEmpty()) {
                    return tally.fault();
                }
                if (tally.seconds() > patienceSeconds) {
                    return "not over after " + patienceSeconds + " s";
                }
            }
            return tally.fault();
        } finally {
            storm.forEach(StormKiosk::stop);
            loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).await(10, TimeUnit.SECONDS);
        }
    }

    private int result(StormTally tally, long all, String fault, long stored) {
        double seconds = tally.seconds();
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(
                Locale.ROOT,
                "{\"name\":\"storm\",\"seed\":%d,\"kiosks\":%d,\"records\":%d,\"stored\":%d,\"receipted\":%d,"
                        + "\"flood\":%d,\"seconds\":%.1f,\"recordsPerSecond\":%.0f,\"backOffSeconds\":%d,"
                        + "\"connections\":%d,\"busiestSecond\":%d,\"busiestTenth\":%d,\"lostOrRefused\":%d,"
                        + "\"slowestFirstReceiptMs\":%d,\"heapMib\":%d}",
                seed,
                kiosks,
                all,
                stored,
                tally.receipted(),
                flood,
                seconds,
                stored / seconds,
                backOffSeconds,
                tally.connections(),
                tally.busiestSecond(),
                tally.busiestTenth(),
                tally.losses(),
                tally.slowestFirstReceiptMs(),
                heapMib));
        out.flush();
        if (!fault.isEmpty() || stored != all || tally.receipted() != all) {
            spec.commandLine()
                    .getErr()
                    .println("storm: " + (fault.isEmpty() ? stored + " of " + all + " records are there" : fault));
            return 1;
        }
        return 0;
    }

    /** Records on the server; its key says that none is there twice. */
    private static long stored(Path database) throws IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:file:" + database + "?mode=ro");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM journal")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IOException("cannot read " + database + ": " + e.getMessage(), e);
        }
    }

    private void say(String format, Object... arguments) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("storm: " + String.format(Locale.ROOT, format, arguments));
        err.flush();
    }
}
