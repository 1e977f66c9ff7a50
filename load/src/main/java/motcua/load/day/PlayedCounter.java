package motcua.load.day;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import motcua.load.sample.SampleOffice;

/** One counter's clerk and citizens, by the kiosk's own doors: sign in, finish a visit, press a key of the pad. */
final class PlayedCounter {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final URI kiosk;
    private final SampleOffice.Counter counter;
    private final String pin;
    private final Duration pace;
    private final RandomGenerator random;
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .connectTimeout(PATIENCE)
            .build();

    PlayedCounter(URI kiosk, SampleOffice.Counter counter, String pin, Duration pace, RandomGenerator random) {
        this.kiosk = kiosk;
        this.counter = counter;
        this.pin = pin;
        this.pace = pace;
        this.random = random;
    }

    /** How much was played. */
    record Tally(int visits, int presses) {}

    /** Signs in, plays the visits one after another, and stays signed in. */
    Tally play(int visits) throws IOException, InterruptedException {
        String here = "/api/counters/" + counter.number();
        post(here + "/sign-in", Map.of("clerk", counter.clerks().get(0), "pin", pin));
        int presses = 0;
        for (int i = 0; i < visits; i++) {
            SampleOffice.Procedure procedure =
                    counter.procedures().get(random.nextInt(counter.procedures().size()));
            post(here + "/visit/finish", Map.of("procedures", List.of(procedure.code())));
            Thread.sleep(pace.toMillis() / 2);
            if (random.nextDouble() < counter.rated()) {
                post("/api/simulated/counters/" + counter.number() + "/press/" + key(), Map.of());
                presses++;
            }
            Thread.sleep(pace.toMillis() / 2);
        }
        return new Tally(visits, presses);
    }

    private int key() {
        int drawn = random.nextInt(
                counter.weights().stream().mapToInt(Integer::intValue).sum());
        int key = 1;
        while (drawn >= counter.weights().get(key - 1)) {
            drawn -= counter.weights().get(key - 1);
            key++;
        }
        return key;
    }

    private void post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(kiosk.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Origin", kiosk.toString())
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
    }
}
