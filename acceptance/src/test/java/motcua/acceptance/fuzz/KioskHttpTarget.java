package motcua.acceptance.fuzz;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import motcua.acceptance.FreePort;
import motcua.acceptance.SampleOffice;
import motcua.kiosk.RunCommand;
import org.awaitility.Awaitility;
import picocli.CommandLine;

/**
 * The doors of a whole running kiosk: an input is {@code METHOD PATH}, a line feed and a body. Whatever it is, the answer comes, is
 * no server's fault, and the kiosk goes on recording. It runs until the process ends.
 */
final class KioskHttpTarget implements Target {
    /** Doors behind which a PIN is hashed, slowly on purpose. */
    private static final Set<String> HASHING = Set.of("sign-in", "technician", "office");

    private static final int LOOK_EVERY = 64;

    private final RawHttp visitor;
    private int inputs;

    private KioskHttpTarget(RawHttp visitor) {
        this.visitor = visitor;
    }

    static KioskHttpTarget open() throws IOException {
        Path folder = Memory.folder("kiosk");
        int port = FreePort.find();
        Path seed = folder.resolve("seed.json");
        Files.writeString(seed, SampleOffice.seed(30, SampleOffice.SIMULATED_PAD));
        Path config = folder.resolve("kiosk.properties");
        Files.writeString(config, """
                kiosk.id=fuzzed
                kiosk.data=%s
                http.port=%d
                pads.simulated=%s
                office.seed=%s
                """.formatted(folder.resolve("data"), port, SampleOffice.SIMULATED_PAD, seed));
        Thread kiosk = new Thread(
                () -> new CommandLine(new RunCommand()).execute("--config", config.toString()), "fuzzed-kiosk");
        kiosk.setDaemon(true);
        kiosk.start();
        Awaitility.await("kiosk listens")
                .atMost(Duration.ofSeconds(60))
                .pollInSameThread()
                .until(() -> listens(port));
        return new KioskHttpTarget(new RawHttp(port, "application/json"));
    }

    private static boolean listens(int port) {
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void attack(byte[] input) throws IOException {
        RawHttp.Answer answer = visitor.send(input);
        if (answer.status() >= 500 && answer.status() != 501 && answer.status() != 505) {
            throw new AssertionError("the kiosk answers " + answer.status() + " " + answer.text());
        }
        if (++inputs % LOOK_EVERY == 0) {
            RawHttp.Answer health = visitor.send("GET /api/health", "".getBytes(StandardCharsets.US_ASCII));
            if (health.status() != 200) {
                throw new AssertionError("the kiosk is not well any more: " + health);
            }
        }
    }

    @Override
    public long mostMillis(byte[] input) {
        String path = RawHttp.path(input);
        return HASHING.contains(path.substring(path.lastIndexOf('/') + 1)) ? 5_000 : 100;
    }

    @Override
    public void close() throws IOException {
        visitor.close();
    }
}
