package motcua.load.day;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** A browser of one person at the kiosk: its own cookies, JSON in and out. While the kiosk is away it waits and asks again. */
final class KioskDoors {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration AGAIN = Duration.ofMillis(200);

    private final URI kiosk;
    private final DayWitness witness;
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .connectTimeout(PATIENCE)
            .build();

    KioskDoors(URI kiosk, DayWitness witness) {
        this.kiosk = kiosk;
        this.witness = witness;
    }

    /** What a door answered. */
    record Answer(int status, JsonNode body) {
        boolean good() {
            return status < 300;
        }
    }

    Answer get(String path) throws InterruptedException {
        return ask(HttpRequest.newBuilder(kiosk.resolve(path)).GET());
    }

    Answer post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return ask(HttpRequest.newBuilder(kiosk.resolve(path))
                .header("Content-Type", "application/json")
                .header("Origin", kiosk.toString())
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    }

    /** As {@link #post}, but a refusal is a failure of the caller. */
    JsonNode required(String path, Map<String, ?> body) throws IOException, InterruptedException {
        Answer answer = post(path, body);
        if (!answer.good()) {
            throw new IOException(path + " answered " + answer.status() + ": " + answer.body());
        }
        return answer.body();
    }

    private Answer ask(HttpRequest.Builder wanted) throws InterruptedException {
        HttpRequest request = wanted.timeout(PATIENCE).build();
        String path = request.uri().getPath();
        while (true) {
            witness.asks(path);
            try {
                HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                if (answer.statusCode() != 503) {
                    return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
                }
            } catch (IOException e) {
                witness.lost(path);
                // the kiosk was killed or is starting; whoever plays a day asks again, as people do
            }
            Thread.sleep(AGAIN.toMillis());
        }
    }
}
