package motcua.load.process;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The kiosk's jar as a process with a heap of 64 MiB, whose counters take a press on their screens at any time (mode OPEN). */
public final class PressedKiosk implements AutoCloseable {
    private static final List<String> JVM = List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");
    private static final int WINDOW_MS = 120_000;
    private static final JsonMapper JSON = new JsonMapper();

    private final RunningJar running;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build();

    private PressedKiosk(RunningJar running) {
        this.running = running;
    }

    /**
     * Starts it, connected to a server, and waits until it answers.
     *
     * @param folder for configuration, log and, in {@code data}, its journal; what an earlier run left there goes on
     * @param id its id and that of its office
     * @param counters how many, numbered from 1
     * @param more options of the JVM beside those it has in an office
     * @throws IOException if it does not start
     */
    public static PressedKiosk start(
            Path jar, Path folder, String id, int counters, BrokeredServer server, String... more)
            throws IOException, InterruptedException {
        int port = RunningJar.freePort();
        Path office = folder.resolve("office.json");
        Files.write(office, JSON.writeValueAsBytes(office(id, counters)));
        Path config = folder.resolve("kiosk.properties");
        Files.writeString(
                config, """
                kiosk.id=%s
                kiosk.data=%s
                kiosk.simulated=true
                http.port=%d
                pads.ports=
                pads.simulated=
                office.seed=%s
                uplink.url=%s
                uplink.serverKey=%s
                """.formatted(id, folder.resolve("data"), port, office, server.brokerUrl(), server.keyFile()));
        List<String> jvm = new ArrayList<>(JVM);
        jvm.addAll(List.of(more));
        return new PressedKiosk(RunningJar.start(jar, jvm, config, port, folder.resolve("kiosk.log")));
    }

    /** Presses a key of a counter's screen and returns when the kiosk has answered, that is when the press is on its disk. */
    public void press(int counter, int key) throws IOException, InterruptedException {
        HttpRequest press = HttpRequest.newBuilder(address().resolve("/api/rate/" + counter + "/press"))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .header("Origin", address().toString())
                .POST(HttpRequest.BodyPublishers.ofString("{\"key\":" + key + "}"))
                .build();
        HttpResponse<String> answer = http.send(press, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException("the kiosk answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    /** The client that presses, for other questions. */
    public HttpClient http() {
        return http;
    }

    public URI address() {
        return running.address();
    }

    public ProcessHandle handle() {
        return running.handle();
    }

    @Override
    public void close() {
        running.close();
    }

    private static Map<String, Object> office(String id, int counters) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (int number = 1; number <= counters; number++) {
            list.add(Map.of("number", number, "name", "Quầy " + number, "mode", "OPEN"));
        }
        return Map.of(
                "office",
                Map.of("id", id, "name", "Đo tải"),
                "counters",
                list,
                "clerks",
                List.of(Map.of("id", "do", "name", "Người đo", "kind", "CONG_CHUC", "pin", "503817")),
                "scale",
                "HL5/1",
                "windowMs",
                WINDOW_MS,
                "procedures",
                List.of(),
                "pads",
                Map.of(),
                "official",
                true,
                "signIn",
                Map.of());
    }
}
