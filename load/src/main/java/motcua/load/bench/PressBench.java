package motcua.load.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * A kiosk as a process of its own, whose screen is pressed again and again; beside each press one append of 4 KiB with an fsync
 * on the same disk. The press is timed from the request to the answer, which comes after the commit.
 */
final class PressBench implements AutoCloseable {
    private static final int PAGE = 4_096;
    private static final JsonMapper JSON = new JsonMapper();

    private final RunningJar kiosk;
    private final Path folder;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private PressBench(RunningJar kiosk, Path folder) {
        this.kiosk = kiosk;
        this.folder = folder;
    }

    static PressBench start(Path jar, Path folder) throws IOException, InterruptedException {
        int port = RunningJar.freePort();
        Path config = folder.resolve("kiosk.properties");
        Path office = folder.resolve("office.json");
        Files.write(
                office,
                JSON.writeValueAsBytes(Map.of(
                        "office",
                        Map.of("id", "bench", "name", "Đo tốc độ"),
                        "counters",
                        List.of(Map.of("number", 1, "name", "Quầy 1", "mode", "OPEN")),
                        "clerks",
                        List.of(Map.of("id", "do", "name", "Người đo", "kind", "CONG_CHUC", "pin", "503817")),
                        "scale",
                        "HL5/1",
                        "windowMs",
                        120_000,
                        "procedures",
                        List.of(),
                        "pads",
                        Map.of(),
                        "official",
                        true,
                        "signIn",
                        Map.of())));
        Files.writeString(config, """
                kiosk.id=bench
                kiosk.data=%s
                kiosk.simulated=true
                http.port=%d
                pads.ports=
                pads.simulated=
                office.seed=%s
                """.formatted(folder.resolve("kiosk"), port, office));
        RunningJar running = RunningJar.start(
                jar, List.of("-Xmx64m", "-XX:+UseSerialGC"), config, port, folder.resolve("kiosk.log"));
        return new PressBench(running, folder);
    }

    /** Latencies in nanoseconds of presses and, taken by turns, of bare fsyncs. */
    record Latencies(Histogram presses, Histogram fsyncs) {}

    Latencies measure(int count) throws IOException, InterruptedException {
        Histogram presses = new Histogram(3);
        Histogram fsyncs = new Histogram(3);
        HttpRequest press = HttpRequest.newBuilder(kiosk.address().resolve("/api/rate/1/press"))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .header("Origin", kiosk.address().toString())
                .POST(HttpRequest.BodyPublishers.ofString("{\"key\":1}"))
                .build();
        Path file = folder.resolve("fsync");
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            for (int i = 0; i < count; i++) {
                long begin = System.nanoTime();
                HttpResponse<String> answer = http.send(press, HttpResponse.BodyHandlers.ofString());
                presses.recordValue(System.nanoTime() - begin);
                if (answer.statusCode() >= 300) {
                    throw new IOException("the kiosk answered " + answer.statusCode() + ": " + answer.body());
                }
                begin = System.nanoTime();
                channel.write(ByteBuffer.allocate(PAGE));
                channel.force(true);
                fsyncs.recordValue(System.nanoTime() - begin);
            }
        }
        return new Latencies(presses, fsyncs);
    }

    @Override
    public void close() {
        kiosk.close();
    }
}
