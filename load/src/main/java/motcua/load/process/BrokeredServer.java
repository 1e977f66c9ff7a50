package motcua.load.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The server's jar as a process, with its own broker and a SQLite file, on free ports. */
public final class BrokeredServer implements AutoCloseable {
    private final RunningJar running;
    private final Path data;
    private final int brokerPort;
    private final int httpPort;

    private BrokeredServer(RunningJar running, Path data, int brokerPort, int httpPort) {
        this.running = running;
        this.data = data;
        this.brokerPort = brokerPort;
        this.httpPort = httpPort;
    }

    /**
     * Starts it and waits until it answers.
     *
     * @param folder for data, configuration and log; what an earlier run left there goes on
     * @param heapMiB its largest heap
     * @throws IOException if it does not start
     */
    public static BrokeredServer start(Path jar, Path folder, int heapMiB) throws IOException, InterruptedException {
        int http = RunningJar.freePort();
        int broker = RunningJar.freePort();
        Path data = folder.resolve("server");
        Path config = folder.resolve("server.properties");
        Files.writeString(config, """
                server.data=%s
                http.port=%d
                broker.port=%d
                """.formatted(data, http, broker));
        List<String> jvm = List.of("-Xmx" + heapMiB + "m", "-XX:+UseSerialGC");
        return new BrokeredServer(
                RunningJar.start(jar, jvm, config, http, folder.resolve("server.log")), data, broker, http);
    }

    /** Where kiosks connect. */
    public String brokerUrl() {
        return "tcp://127.0.0.1:" + brokerPort;
    }

    /** Its broker's port on the loopback address. */
    public int brokerPort() {
        return brokerPort;
    }

    /** Where its pages are, without a slash at the end. */
    public String pages() {
        return "http://127.0.0.1:" + httpPort;
    }

    /** File with the public key that kiosks pin. */
    public Path keyFile() {
        return data.resolve("server.key.pub");
    }

    /** The public key, 64 hexadecimal digits. */
    public String key() throws IOException {
        return Files.readString(keyFile(), StandardCharsets.US_ASCII).strip();
    }

    /** Its database, to be read only. */
    public Path database() {
        return data.resolve("server.db");
    }

    public ProcessHandle handle() {
        return running.handle();
    }

    @Override
    public void close() {
        running.close();
    }
}
