package motcua.acceptance.network;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import motcua.acceptance.FreePort;
import motcua.acceptance.RunningProcess;

/** Debian's broker without persistence: what it holds dies with it. */
final class Mosquitto implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/mosquitto");

    private final Path config;
    private final int port;
    private RunningProcess process;

    private Mosquitto(Path config, int port) throws IOException {
        this.config = config;
        this.port = port;
        this.process = run();
    }

    static Mosquitto start(Path folder) throws IOException {
        Files.createDirectories(folder);
        int port = FreePort.find();
        Path config = folder.resolve("mosquitto.conf");
        Files.writeString(config, """
                listener %d 127.0.0.1
                allow_anonymous true
                persistence false
                max_queued_messages 0
                max_topic_alias 0
                set_tcp_nodelay true
                log_type error
                log_type warning
                log_dest stderr
                """.formatted(port));
        return new Mosquitto(config, port);
    }

    int port() {
        return port;
    }

    /** As a power cut does. */
    void kill() throws InterruptedException {
        process.kill();
    }

    void restart() throws IOException {
        process = run();
    }

    private RunningProcess run() throws IOException {
        RunningProcess started =
                RunningProcess.start("mosquitto", List.of(PROGRAM.toString(), "-c", config.toString()));
        await("mosquitto listens")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(10))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    if (!started.isAlive()) {
                        throw new IllegalStateException("mosquitto ended: " + started.lastLines());
                    }
                    new Socket(InetAddress.getLoopbackAddress(), port).close();
                    return true;
                });
        return started;
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.close();
        }
    }
}
