package motcua.load.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A runnable jar started as a process of its own, as it runs in an office or a data centre. Closing ends it. */
public final class RunningJar implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);

    private final Process process;
    private final URI address;

    private RunningJar(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Starts {@code java -jar JAR run --config CONFIG} and waits until its health page answers.
     *
     * @param log file that takes what the process says
     * @throws IOException if it ends or does not answer in time
     */
    public static RunningJar start(Path jar, List<String> jvm, Path config, int httpPort, Path log)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of("-jar", jar.toString(), "run", "--config", config.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        // What is stopped in the middle leaves no process behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        RunningJar running = new RunningJar(process, URI.create("http://127.0.0.1:" + httpPort));
        try {
            running.awaitHealth(log);
        } catch (IOException | InterruptedException e) {
            running.close();
            throw e;
        }
        return running;
    }

    /** Starts {@code java -jar JAR ARGUMENTS}; output and errors come in one stream. */
    public static Process command(Path jar, List<String> jvm, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** A TCP port of the loopback address that nobody uses now. */
    public static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    public URI address() {
        return address;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitHealth(Path log) throws IOException, InterruptedException {
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        HttpRequest health = HttpRequest.newBuilder(address.resolve("/api/health"))
                .timeout(Duration.ofSeconds(5))
                .build();
        long deadline = System.nanoTime() + START.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            try {
                if (http.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // not listening yet: asked again below
            }
            Thread.sleep(100);
        }
        List<String> said = Files.readAllLines(log);
        throw new IOException("the process did not start: " + said.subList(Math.max(0, said.size() - 3), said.size()));
    }
}
