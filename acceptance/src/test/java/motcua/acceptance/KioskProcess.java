package motcua.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import motcua.contract.journal.JournalRecord;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The kiosk's jar as a process, with its data in a folder of the test. */
public final class KioskProcess implements AutoCloseable {
    private static final String BUILD = "./mvnw package";

    private final Path folder;
    private final int httpPort;
    private final List<String> prefix;
    private RunningProcess process;

    private KioskProcess(Path folder, int httpPort, List<String> prefix, RunningProcess process) {
        this.folder = folder;
        this.httpPort = httpPort;
        this.prefix = prefix;
        this.process = process;
    }

    /**
     * What a test says about its kiosk; everything else is the default.
     *
     * @param more further lines of the configuration file
     */
    public record Setup(
            String id,
            String padPorts,
            String simulatedPads,
            @Nullable String seed,
            @Nullable String uplink,
            @Nullable Path serverKey,
            String more) {
        /** A kiosk with nothing else in its configuration. */
        public Setup(
                String id,
                String padPorts,
                String simulatedPads,
                @Nullable String seed,
                @Nullable String uplink,
                @Nullable Path serverKey) {
            this(id, padPorts, simulatedPads, seed, uplink, serverKey, "");
        }

        /** A kiosk with one simulated pad at counter 1, connected to a server. */
        public static Setup simulated(String id, ServerProcess server) throws IOException, InterruptedException {
            return new Setup(
                    id,
                    "",
                    SampleOffice.SIMULATED_PAD,
                    SampleOffice.seed(120, SampleOffice.SIMULATED_PAD),
                    "tcp://127.0.0.1:" + server.brokerPort(),
                    ServerProcess.publicKey(server.folder()));
        }

        String properties(Path folder, int httpPort) throws IOException {
            StringBuilder text = new StringBuilder();
            text.append("kiosk.id=").append(id).append('\n');
            text.append("kiosk.data=").append(folder.resolve("data")).append('\n');
            text.append("kiosk.simulated=true\n");
            text.append("http.port=").append(httpPort).append('\n');
            text.append("pads.ports=").append(padPorts).append('\n');
            text.append("pads.simulated=").append(simulatedPads).append('\n');
            if (uplink != null) {
                text.append("uplink.url=").append(uplink).append('\n');
                text.append("uplink.serverKey=").append(serverKey).append('\n');
            }
            if (seed != null) {
                Path file = folder.resolve("office.json");
                Files.writeString(file, seed);
                text.append("office.seed=").append(file).append('\n');
            }
            return text.append(more).toString();
        }
    }

    public static KioskProcess start(Path folder, Setup setup) throws IOException {
        return start(folder, setup, List.of());
    }

    /** @param prefix command under which the kiosk runs, at each start; none for an empty list */
    public static KioskProcess start(Path folder, Setup setup, List<String> prefix) throws IOException {
        return startOn(folder, setup, FreePort.find(), prefix);
    }

    /** Starts with its pages at a port that somebody knows already. */
    public static KioskProcess startOn(Path folder, Setup setup, int httpPort) throws IOException {
        return startOn(folder, setup, httpPort, List.of());
    }

    private static KioskProcess startOn(Path folder, Setup setup, int httpPort, List<String> prefix)
            throws IOException {
        Files.createDirectories(folder);
        KioskProcess kiosk = new KioskProcess(folder, httpPort, prefix, write(folder, setup, httpPort, prefix));
        kiosk.awaitReady();
        return kiosk;
    }

    /** Starts again with another set-up in the same folder, as after a change of the configuration file. */
    public void restart(Setup setup) throws IOException {
        process = write(folder, setup, httpPort, prefix);
        awaitReady();
    }

    public void restart() throws IOException {
        process = run(folder, prefix);
        awaitReady();
    }

    /** Starts again and is killed so long after, whether it came up or not. */
    public void startAndKill(Duration after) throws IOException, InterruptedException {
        process = run(folder, prefix);
        LockSupport.parkNanos(after.toNanos());
        process.kill();
    }

    /** Starts again and gives back the exit code of a kiosk that does not come up. */
    public int failToStart(Duration atMost) throws IOException, InterruptedException {
        process = run(folder, prefix);
        return awaitExit(atMost);
    }

    /** Waits for the kiosk to end by itself. */
    public int awaitExit(Duration atMost) throws InterruptedException {
        return process.awaitExit(atMost);
    }

    public void kill() throws InterruptedException {
        process.kill();
    }

    public void stop() {
        process.close();
    }

    public Path dataFolder() {
        return folder.resolve("data");
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + httpPort);
    }

    public Web web() {
        return new Web(url());
    }

    public JsonNode health() throws IOException, InterruptedException {
        return web().json("/api/health");
    }

    /** The records of the journal, read from its file while the kiosk runs or not. */
    public List<JournalRecord> journal() throws IOException {
        Path file = dataFolder().resolve("journal").resolve("journal.db");
        List<JournalRecord> records = new ArrayList<>();
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:file:" + file + "?mode=ro");
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("SELECT header, body FROM record ORDER BY id")) {
            while (rows.next()) {
                records.add(JournalRecord.parse(rows.getBytes("header"), rows.getBytes("body")));
            }
        } catch (SQLException e) {
            throw new IOException(file + " cannot be read now: " + e.getMessage(), e);
        }
        return records;
    }

    public List<JournalRecord> journal(String type) throws IOException {
        return journal().stream()
                .filter(each -> each.header().type().equals(type))
                .toList();
    }

    /** Runs a subcommand of the kiosk's jar and returns its output. */
    public String command(String... arguments) throws IOException, InterruptedException {
        List<String> command = jar();
        command.addAll(List.of(arguments));
        command.addAll(List.of("--config", config(folder).toString()));
        RunningProcess done = RunningProcess.start("kiosk " + arguments[0], command);
        int exit = done.awaitExit(Duration.ofSeconds(60));
        if (exit != 0) {
            throw new IOException(
                    "kiosk " + String.join(" ", arguments) + " ended with " + exit + ": " + done.lastLines());
        }
        return String.join("\n", done.lines());
    }

    public String output() {
        return process.lastLines();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.close();
        }
    }

    private void awaitReady() {
        Awaitility.await("kiosk answers")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsInstanceOf(IOException.class)
                .failFast(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("kiosk ended: " + process.lastLines());
                    }
                })
                .until(() -> web().get("/api/health").statusCode() == 200);
    }

    private static RunningProcess write(Path folder, Setup setup, int httpPort, List<String> prefix)
            throws IOException {
        Files.writeString(config(folder), setup.properties(folder, httpPort));
        return run(folder, prefix);
    }

    private static RunningProcess run(Path folder, List<String> prefix) throws IOException {
        Path jar = Project.built("kiosk/target/kiosk.jar", BUILD);
        List<String> command = new ArrayList<>(prefix);
        command.addAll(java(ClassArchive.option(jar, KioskProcess::archive)));
        command.addAll(List.of("run", "--config", config(folder).toString()));
        return RunningProcess.start("kiosk", command);
    }

    private static void archive(Path file) throws IOException, InterruptedException {
        List<String> command = jar();
        command.addAll(List.of("archive", file.toString()));
        RunningProcess process = RunningProcess.start("kiosk archive", command);
        if (process.awaitExit(Duration.ofMinutes(3)) != 0) {
            throw new IOException("kiosk archive: " + process.lastLines());
        }
    }

    private static List<String> jar() {
        return java("-Xshare:auto");
    }

    private static List<String> java(String share) {
        return new ArrayList<>(List.of(
                Project.java(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                share,
                "-jar",
                Project.built("kiosk/target/kiosk.jar", BUILD).toString()));
    }

    private static Path config(Path folder) {
        return folder.resolve("kiosk.properties");
    }
}
