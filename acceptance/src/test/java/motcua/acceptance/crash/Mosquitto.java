package motcua.acceptance.crash;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import motcua.acceptance.FreePort;
import motcua.acceptance.RunningProcess;
import org.awaitility.Awaitility;

/** A broker that outlives the server under test: Debian's mosquitto, without persistence. */
final class Mosquitto implements AutoCloseable {
    private final RunningProcess process;
    private final int port;

    private Mosquitto(RunningProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    static Mosquitto start(Path folder) throws IOException {
        Files.createDirectories(folder);
        int port = FreePort.find();
        Path config = folder.resolve("mosquitto.conf");
        Files.writeString(config, """
                listener %d 127.0.0.1
                allow_anonymous true
                persistence false
                """.formatted(port));
        String program = Files.exists(Path.of("/usr/sbin/mosquitto")) ? "/usr/sbin/mosquitto" : "mosquitto";
        RunningProcess process = RunningProcess.start("mosquitto", List.of(program, "-c", config.toString()));
        Awaitility.await("the broker listens: " + process.lastLines())
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    new Socket(InetAddress.getLoopbackAddress(), port).close();
                    return true;
                });
        return new Mosquitto(process, port);
    }

    String url() {
        return "tcp://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.close();
    }
}
