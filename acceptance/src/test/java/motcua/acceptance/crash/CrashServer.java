package motcua.acceptance.crash;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import motcua.acceptance.FreePort;
import motcua.acceptance.Project;
import motcua.acceptance.RunningProcess;
import motcua.acceptance.Web;
import org.awaitility.Awaitility;

/** A server's folder and configuration; its process is started by who uses it, to live or to be killed. */
final class CrashServer {
    private static final String BUILD = "./mvnw package";

    private final Path folder;
    private final int httpPort;
    private final String broker;
    private final String database;
    private final Path archive;

    private CrashServer(Path folder, int httpPort, String broker, String database) {
        this.folder = folder;
        this.httpPort = httpPort;
        this.broker = broker;
        this.database = database;
        this.archive = folder.resolve("server.jsa");
    }

    /** With the broker inside, on SQLite. */
    static CrashServer whole(Path folder) throws IOException, InterruptedException {
        int port = FreePort.find();
        return prepare(folder, "broker.port=" + port + "\n", "tcp://127.0.0.1:" + port, "");
    }

    /**
     * At a broker that outlives it.
     *
     * @param postgresql {@code postgresql://…}, empty for SQLite
     */
    static CrashServer at(String broker, Path folder, String postgresql) throws IOException, InterruptedException {
        return prepare(folder, "broker.embedded=false\nbroker.url=" + broker + "\n", broker, postgresql);
    }

    private static CrashServer prepare(Path folder, String brokerKeys, String broker, String postgresql)
            throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("tmp"));
        int httpPort = FreePort.find();
        CrashServer server = new CrashServer(folder, httpPort, broker, postgresql);
        StringBuilder text = new StringBuilder();
        text.append("server.data=").append(folder.resolve("data")).append('\n');
        text.append("http.port=").append(httpPort).append('\n').append(brokerKeys);
        if (!postgresql.isEmpty()) {
            text.append("database.url=jdbc:").append(withoutUser(postgresql)).append('\n');
            text.append("database.user=postgres\n");
        }
        Files.writeString(server.config(), text);
        RunningProcess.start("server key", server.command("-Xshare:auto", "key"))
                .awaitExit(Duration.ofSeconds(60));
        return server;
    }

    private static String withoutUser(String url) {
        return url.replaceFirst("//[^/@]*@", "//");
    }

    private List<String> command(String share, String subcommand) {
        return new ArrayList<>(List.of(
                Project.java(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off",
                share,
                "-jar",
                Project.built("server/target/server.jar", BUILD).toString(),
                subcommand,
                "--config",
                config().toString()));
    }

    /** The command that runs it. */
    List<String> command() {
        return command(Files.exists(archive) ? "-XX:SharedArchiveFile=" + archive : "-Xshare:auto", "run");
    }

    /** Starts it, to be ended in order. */
    RunningProcess start() throws IOException {
        RunningProcess process = RunningProcess.start("server", command());
        awaitReady(process::isAlive, process::lastLines);
        return process;
    }

    /** Runs it once from a start to an end in order; leaves an archive of the loaded classes, with which later starts are quick. */
    void runOnce() throws IOException, InterruptedException {
        Path log = folder.resolve("first.log");
        Process process = new ProcessBuilder(command("-XX:ArchiveClassesAtExit=" + archive, "run"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            awaitReady(process::isAlive, () -> "see " + log);
            process.destroy();
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                throw new AssertionError("server does not end, see " + log);
            }
        } finally {
            process.destroyForcibly();
        }
    }

    /** Waits until it answers. */
    void awaitReady(BooleanSupplier alive, Supplier<String> output) {
        Awaitility.await("server answers")
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    if (!alive.getAsBoolean()) {
                        throw new AssertionError("server ended: " + output.get());
                    }
                    return answers();
                });
    }

    /** Whether it answers, also that its database is away. */
    boolean answers() throws IOException, InterruptedException {
        return new Web(URI.create("http://127.0.0.1:" + httpPort))
                        .get("/api/health")
                        .statusCode()
                > 0;
    }

    String broker() {
        return broker;
    }

    /** What the invariant reads. */
    String database() {
        return database.isEmpty() ? folder.resolve("data").resolve("server.db").toString() : database;
    }

    Path key() {
        return folder.resolve("data").resolve("server.key.pub");
    }

    Path temporary() {
        return folder.resolve("tmp");
    }

    private Path config() {
        return folder.resolve("server.properties");
    }
}
