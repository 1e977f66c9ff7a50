package motcua.kiosk.command;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Makes a class archive (AppCDS): lets a kiosk of its own start on an empty folder, asks for its pages, and has its JVM write down the
 * classes it loaded. A later start with {@code -XX:SharedArchiveFile} takes them from there.
 *
 * <p>The JVM ignores an archive that is missing, or of another jar or JVM, but JDK 17 dies of one that is torn. So its SHA-256 is written
 * beside it, last, and whoever starts the kiosk looks first whether the two fit.
 */
@Command(
        name = "archive",
        description = {
            "Makes the class archive FILE for this jar and this Java, so that the kiosk starts faster.",
            "Run it again after every update of either. Writes FILE.sha256 too, for 'sha256sum --check': start with",
            "-XX:SharedArchiveFile=FILE only if that is well, since Java 17 dies of a torn archive."
        },
        mixinStandardHelpOptions = true)
public final class ArchiveCommand implements Callable<Integer> {
    private static final Pattern READY = Pattern.compile("ready at (http://\\S+)");
    private static final List<String> PAGES =
            List.of("/api/health", "/rate", "/desk", "/setup", "/status", "/api/rate/1", "/api/status");
    private static final Duration START = Duration.ofMinutes(5);
    private static final long POLL_MS = 200;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Such as /usr/lib/motcua/kiosk.jsa; replaced as a whole.")
    private Path file;

    /** For picocli. */
    @SuppressWarnings("NullAway.Init") // picocli fills the options
    public ArchiveCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path target = file.toAbsolutePath();
        Path scratch = Files.createTempDirectory("motcua-archive");
        Path unfinished = target.resolveSibling(target.getFileName() + ".new");
        try {
            Files.deleteIfExists(unfinished);
            train(scratch, unfinished);
            if (!Files.exists(unfinished)) {
                throw new IOException("this Java wrote no archive: " + lastLine(scratch.resolve("log")));
            }
            Path sum = target.resolveSibling(target.getFileName() + ".sha256");
            Files.deleteIfExists(sum);
            sync(unfinished);
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            Files.writeString(sum, sha256(target) + "  " + target.getFileName() + "\n");
            sync(sum);
            spec.commandLine().getOut().println(target + ": " + (Files.size(target) >> 20) + " MiB");
            return 0;
        } finally {
            Files.deleteIfExists(unfinished);
            delete(scratch);
        }
    }

    private static void train(Path scratch, Path archive) throws IOException, InterruptedException {
        Path jar = ownJar();
        Path config = scratch.resolve("kiosk.properties");
        Files.writeString(config, """
                kiosk.id=archive
                kiosk.data=%s
                kiosk.simulated=true
                http.port=0
                pads.ports=
                pads.simulated=
                """.formatted(scratch.resolve("data")));
        Path log = scratch.resolve("log");
        Process kiosk = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:ArchiveClassesAtExit=" + archive,
                        "-jar",
                        jar.toString(),
                        "run",
                        "--config",
                        config.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            visit(awaitReady(kiosk, log));
            kiosk.destroy(); // SIGTERM: the kiosk closes, then the JVM writes the archive
            if (!kiosk.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("the kiosk did not end");
            }
        } finally {
            kiosk.destroyForcibly();
        }
    }

    private static URI awaitReady(Process kiosk, Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (kiosk.isAlive() && System.nanoTime() < deadline) {
            Matcher ready = READY.matcher(Files.readString(log, StandardCharsets.UTF_8));
            if (ready.find()) {
                return URI.create(ready.group(1));
            }
            kiosk.waitFor(POLL_MS, TimeUnit.MILLISECONDS);
        }
        throw new IOException("the kiosk did not start: " + lastLine(log));
    }

    /** What a kiosk does in its first minutes; a page that refuses loads classes as well. */
    private static void visit(URI kiosk) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        for (String page : PAGES) {
            http.send(
                    HttpRequest.newBuilder(kiosk.resolve(page)).timeout(START).build(),
                    HttpResponse.BodyHandlers.discarding());
        }
    }

    private static void sync(Path written) throws IOException {
        try (FileChannel channel = FileChannel.open(written)) {
            channel.force(true);
        }
    }

    private static String sha256(Path archive) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Path ownJar() throws IOException {
        String path = Optional.ofNullable(
                        ArchiveCommand.class.getProtectionDomain().getCodeSource())
                .map(source -> source.getLocation().getPath())
                .orElse("");
        if (!path.endsWith(".jar")) {
            throw new IOException("only the packaged kiosk.jar can make its archive");
        }
        return Path.of(path);
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
