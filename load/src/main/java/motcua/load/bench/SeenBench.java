package motcua.load.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** P6: the pad's firmware in virtual time, from the contact's first touch to the sign SEEN, while its host answers 500 ms late. */
final class SeenBench implements Bench {
    private static final double BAR_MS = 60;
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public List<Pairs> measure(BenchPlace place) throws Exception {
        Pairs seen = new Pairs("P6", "ms, p99", "the bar; virtual time, acknowledged 500 ms after the press was sent");
        for (int i = 0; i < Pairs.COUNT; i++) {
            ProcessBuilder make = new ProcessBuilder(
                    "make",
                    "-s",
                    "-C",
                    place.project().resolve("hardware/rating-pad").toString(),
                    "seen");
            make.environment().put("MOTCUA_SEED", Long.toString(place.seed() + i));
            make.environment().put("PRESSES", "100");
            Process run = make.redirectErrorStream(true).start();
            String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (run.waitFor() != 0) {
                throw new IOException("the pad's firmware did not run: " + said);
            }
            JsonNode measured = JSON.readTree(said.lines()
                    .filter(line -> line.startsWith("{"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no result: " + said)));
            seen.add(measured.get("seenMs99").asDouble(), BAR_MS);
        }
        return List.of(seen);
    }
}
