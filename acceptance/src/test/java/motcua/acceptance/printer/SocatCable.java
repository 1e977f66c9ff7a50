package motcua.acceptance.printer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import motcua.acceptance.RunningProcess;
import org.awaitility.Awaitility;

/** A terminal of the kernel whose other end is a printer's port, as a USB or serial cable is. */
final class SocatCable implements AutoCloseable {
    private final RunningProcess socat;

    SocatCable(Path device, int port) throws IOException {
        Files.deleteIfExists(device);
        socat = RunningProcess.start(
                "socat", List.of("socat", "pty,raw,echo=0,link=" + device, "tcp:127.0.0.1:" + port + ",nodelay"));
        Awaitility.await("socat makes " + device).atMost(Duration.ofSeconds(60)).until(() -> Files.exists(device));
    }

    /** Pulls the plug. */
    @Override
    public void close() {
        socat.close();
    }
}
