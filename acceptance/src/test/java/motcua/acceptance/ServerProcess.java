package motcua.acceptance;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** The server's jar as a process, with its data in a folder of the test. */
public final class ServerProcess implements AutoCloseable {
    public static final String PASSWORD = "mat-khau-thu-nghiem-2026";
    private static final String JAR = "server/target/server.jar";
    private static final String BUILD = "./mvnw package";
    private static final String PROPERTIES = """
            server.data=%s
            http.port=%d
            broker.port=%d
            """;

    private final Path folder;
    private final int httpPort;
    private final int brokerPort;
    private RunningProcess process;

    private ServerProcess(Path folder, int httpPort, int brokerPort, RunningProcess process) {
        this.folder = folder;
        this.httpPort = httpPort;
        this.brokerPort = brokerPort;
        this.process = process;
    }

    /** Prepares a server on free ports, with an auditor and a leader, and starts it. */
    public static ServerProcess start(Path folder) throws IOException, InterruptedException {
        return startOn(folder, FreePort.find());
    }

    public static ServerProcess startOn(Path folder, int brokerPort) throws IOException, InterruptedException {
        return startFrom(withUsers(), folder, brokerPort);
    }

    /** As {@link #start}, with thirteen weeks of the sample office that {@code script/demo} shows. */
    public static ServerProcess startWithHistory(Path folder) throws IOException, InterruptedException {
        return startFrom(withHistory(), folder, FreePort.find());
    }

    private static ServerProcess startFrom(Path made, Path folder, int brokerPort) throws IOException {
        int httpPort = FreePort.find();
        Files.createDirectories(folder);
        Folders.copy(made.resolve("data"), folder.resolve("data"));
        Files.writeString(config(folder), PROPERTIES.formatted(folder.resolve("data"), httpPort, brokerPort));
        ServerProcess server = new ServerProcess(folder, httpPort, brokerPort, run(folder));
        server.awaitReady();
        return server;
    }

    /**
     * Starts a server that nobody signs in to.
     *
     * @param broker the lines of its configuration that begin with {@code broker.}
     */
    public static ServerProcess startWith(Path folder, int brokerPort, String broker) throws IOException {
        int httpPort = FreePort.find();
        Files.createDirectories(folder);
        Files.writeString(config(folder), """
                server.data=%s
                http.port=%d
                %s
                """.formatted(folder.resolve("data"), httpPort, broker));
        ServerProcess server = new ServerProcess(folder, httpPort, brokerPort, run(folder));
        server.awaitReady();
        return server;
    }

    /** Makes (if needed) and prints the public key that kiosks pin. */
    public static Path publicKey(Path folder) throws IOException, InterruptedException {
        command(folder, "key");
        return folder.resolve("data").resolve("server.key.pub");
    }

    public void restart() throws IOException {
        process = run(folder);
        awaitReady();
    }

    public void kill() throws InterruptedException {
        process.kill();
    }

    public void stop() {
        process.close();
    }

    public Path folder() {
        return folder;
    }

    public Path dataFolder() {
        return folder.resolve("data");
    }

    public int brokerPort() {
        return brokerPort;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + httpPort);
    }

    public Web web() {
        return new Web(url());
    }

    /** A visitor who signed in. */
    public Web signedIn(String user) throws IOException, InterruptedException {
        Web web = web();
        var answer = web.submit("/login", "/login", Map.of("ten", user, "mat-khau", PASSWORD));
        if (answer.statusCode() != 303) {
            throw new IOException("login of " + user + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return web;
    }

    /** Runs a subcommand of the server's jar and returns its output. */
    public static String command(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = jar();
        command.addAll(List.of(arguments));
        command.addAll(List.of("--config", config(folder).toString()));
        RunningProcess process = RunningProcess.start("server " + arguments[0], command);
        int exit = process.awaitExit(Duration.ofSeconds(60));
        if (exit != 0) {
            throw new IOException(
                    "server " + String.join(" ", arguments) + " ended with " + exit + ": " + process.lastLines());
        }
        return String.join("\n", process.lines());
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
        Awaitility.await("server answers")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsInstanceOf(IOException.class)
                .failFast(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("server ended: " + process.lastLines());
                    }
                })
                .until(() -> web().get("/api/health").statusCode() == 200);
    }

    /** A server's data with the two accounts and nothing else: each account costs a process. */
    private static Path withUsers() throws IOException, InterruptedException {
        return MadeOnce.folder("server-with-users", List.of(Project.built(JAR, BUILD)), made -> {
            configure(made, made.resolve("data"));
            addUser(made, "kiemtra", "auditor");
            addUser(made, "lanhdao", "leader");
        });
    }

    /** The same with thirteen weeks of the sample office. */
    private static Path withHistory() throws IOException, InterruptedException {
        Path load = Project.built("load/target/load.jar", "./mvnw -Pacceptance package");
        return MadeOnce.folder("server-with-history", List.of(Project.built(JAR, BUILD), load), made -> {
            Folders.copy(withUsers().resolve("data"), made.resolve("data"));
            configure(made, made.resolve("data"));
            Path history = made.resolve("history.journal");
            RunningProcess writing = RunningProcess.start(
                    "history",
                    List.of(Project.java(), "-jar", load.toString(), "history", "--out", history.toString()));
            if (writing.awaitExit(Duration.ofMinutes(3)) != 0) {
                throw new IOException("history: " + writing.lastLines());
            }
            command(made, "ingest", history.toString());
            Files.delete(history);
        });
    }

    private static void configure(Path folder, Path data) throws IOException {
        Files.writeString(config(folder), PROPERTIES.formatted(data, 0, 0));
    }

    private static void addUser(Path folder, String name, String role) throws IOException, InterruptedException {
        Path secret = folder.resolve("password");
        Files.writeString(secret, PASSWORD);
        try {
            command(folder, "user", "add", name, "--role", role, "--password-file", secret.toString());
        } finally {
            Files.delete(secret);
        }
    }

    private static RunningProcess run(Path folder) throws IOException {
        return run(folder, ClassArchive.option(Project.built(JAR, BUILD), ServerProcess::archive));
    }

    private static RunningProcess run(Path folder, String share) throws IOException {
        List<String> command = java(share);
        command.addAll(List.of("run", "--config", config(folder).toString()));
        return RunningProcess.start("server", command);
    }

    /** A life of a server from its start to its end in order, in which its JVM notes the classes. */
    private static void archive(Path file) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(file.getParent(), "server");
        int httpPort = FreePort.find();
        int brokerPort = FreePort.find();
        Files.writeString(config(folder), PROPERTIES.formatted(folder.resolve("data"), httpPort, brokerPort));
        RunningProcess process = run(folder, "-XX:ArchiveClassesAtExit=" + file);
        new ServerProcess(folder, httpPort, brokerPort, process).awaitReady();
        process.askToEnd();
        process.awaitExit(Duration.ofMinutes(3));
        Folders.delete(folder);
    }

    private static List<String> jar() {
        return java("-Xshare:auto");
    }

    private static List<String> java(String share) {
        return new ArrayList<>(List.of(
                Project.java(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                share,
                "-jar",
                Project.built(JAR, BUILD).toString()));
    }

    private static Path config(Path folder) {
        return folder.resolve("server.properties");
    }
}
