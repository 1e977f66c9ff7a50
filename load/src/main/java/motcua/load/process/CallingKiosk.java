package motcua.load.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.CookieManager;
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
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The kiosk's jar as a process with a heap of 64 MiB, without a server, whose counters call numbers; and its open pages. */
public final class CallingKiosk implements AutoCloseable {
    private static final List<String> JVM = List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");
    private static final String PIN = "503817";
    private static final String QUEUE = "thu-tuc";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();

    private final RunningJar running;

    private CallingKiosk(RunningJar running) {
        this.running = running;
    }

    /**
     * Starts it and waits until it answers.
     *
     * @param folder for configuration, log and data
     * @param counters how many, numbered from 1, all of which call from one queue
     */
    public static CallingKiosk start(Path jar, Path folder, int counters) throws IOException, InterruptedException {
        int port = RunningJar.freePort();
        Path office = folder.resolve("office.json");
        Files.write(office, JSON.writeValueAsBytes(office(counters)));
        Path config = folder.resolve("kiosk.properties");
        Files.writeString(config, """
                kiosk.id=do-toc-do
                kiosk.data=%s
                kiosk.simulated=true
                http.port=%d
                pads.ports=
                pads.simulated=
                office.seed=%s
                """.formatted(folder.resolve("data"), port, office));
        return new CallingKiosk(RunningJar.start(jar, JVM, config, port, folder.resolve("kiosk.log")));
    }

    /** Signs a clerk in at a counter, as the page /desk does. */
    public Desk desk(int counter) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(new CookieManager())
                .build();
        Desk desk = new Desk(running.address(), http, counter);
        desk.post("sign-in", Map.of("clerk", "can-bo-" + counter, "pin", PIN));
        return desk;
    }

    /**
     * Follows a feed on the calling thread until the kiosk ends it.
     *
     * @param state hears each state as JSON text, as soon as its line was read
     */
    public void follow(String path, Consumer<String> state) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(running.address().resolve(path))
                .header("Accept", "text/event-stream")
                .build();
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpResponse<Stream<String>> answer = http.send(request, HttpResponse.BodyHandlers.ofLines());
        try (Stream<String> lines = answer.body()) {
            lines.filter(line -> line.startsWith("data:"))
                    .map(line -> line.substring("data:".length()))
                    .forEach(state);
        }
    }

    @Override
    public void close() {
        running.close();
    }

    private static Map<String, Object> office(int counters) {
        List<Map<String, Object>> places = new ArrayList<>();
        List<Map<String, Object>> clerks = new ArrayList<>();
        for (int number = 1; number <= counters; number++) {
            places.add(Map.of("number", number, "name", "Quầy " + number, "mode", "TICKET"));
            clerks.add(Map.of("id", "can-bo-" + number, "name", "Người đo " + number, "pin", PIN));
        }
        List<Map<String, Object>> always = IntStream.rangeClosed(1, 7)
                .mapToObj(day -> Map.<String, Object>of(
                        "day", day, "stretches", List.of(Map.of("from", "00:00", "to", "23:59"))))
                .toList();
        return Map.of(
                "office", Map.of("id", "do-toc-do", "name", "Đo tốc độ"),
                "counters", places,
                "clerks", clerks,
                "scale", "HL5/1",
                "queues",
                        List.of(Map.of(
                                "id",
                                QUEUE,
                                "letter",
                                "A",
                                "name",
                                "Thủ tục",
                                "kind",
                                "PROCEDURE",
                                "counters",
                                IntStream.rangeClosed(1, counters).boxed().toList())),
                "hours", Map.of("weekly", always, "special", List.of(), "reception", List.of(), "earlyMinutes", 30),
                "pads", Map.of(),
                "official", true,
                "signIn", Map.of());
    }

    /** A clerk's page at a counter. For one thread. */
    public static final class Desk {
        private final URI base;
        private final HttpClient http;
        private final int counter;
        private String ticket = "";

        private Desk(URI base, HttpClient http, int counter) {
            this.base = base;
            this.http = http;
            this.counter = counter;
        }

        public int counter() {
            return counter;
        }

        /** Takes a number for somebody in the room, and returns it. */
        public String take(String wish) throws IOException, InterruptedException {
            JsonNode taken = post("ticket/issue", Map.of("wish", wish, "queue", QUEUE));
            ticket = taken.get("ticket").asText();
            return taken.get("label").asText();
        }

        /** Calls the number taken last. */
        public void call() throws IOException, InterruptedException {
            post("ticket/call", Map.of("ticket", ticket));
        }

        /** Ends its service. */
        public void finish() throws IOException, InterruptedException {
            post("ticket/finish", Map.of("ticket", ticket));
        }

        private JsonNode post(String what, Map<String, Object> body) throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(base.resolve("/api/counters/" + counter + "/" + what))
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .header("Origin", base.toString())
                    .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                    .build();
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            JsonNode said = JSON.readTree(answer.body());
            if (answer.statusCode() >= 300) {
                throw new IOException(what + " was answered with " + answer.statusCode() + ": " + said);
            }
            return said;
        }
    }
}
