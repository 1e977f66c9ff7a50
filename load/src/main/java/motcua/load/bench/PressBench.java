package motcua.load.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import motcua.load.process.RunningJar;

/**
 * P5 and P11: the kiosk's own path of a press, as {@code kiosk measure} times it on the disk of the bench, from the pad driver's call to
 * the commit: verdict, canonical record, hashes, one SQLite transaction. Without cable, frames and pages.
 */
final class PressBench implements Bench {
    private static final int PRESSES = 300;
    /** 4 pages: what a rating may write, checkpoint included. */
    private static final double PAGES = 16_384;

    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public List<Pairs> measure(BenchPlace place) throws Exception {
        Pairs half = new Pairs("P5", "ms, p50", "append of 4 KiB and fsync, by turns with the presses");
        Pairs slow = new Pairs("P5", "ms, p99", "append of 4 KiB and fsync, by turns with the presses");
        Pairs bytes = new Pairs("P11", "bytes a rating, its press", "the bar: 4 pages");
        Pairs visit = new Pairs("P11", "bytes a rating, its visit's end and its press", "the bar: 4 pages");
        Process kiosk = RunningJar.command(
                place.kioskJar(),
                List.of("-Xmx64m", "-XX:+UseSerialGC"),
                "measure",
                "--folder",
                place.folder().toString(),
                "--presses",
                Integer.toString(PRESSES),
                "--rounds",
                Integer.toString(Pairs.COUNT));
        String said = new String(kiosk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (kiosk.waitFor() != 0) {
            throw new IOException("the kiosk did not measure: " + said);
        }
        for (String line : said.lines().filter(each -> each.startsWith("{")).toList()) {
            JsonNode round = JSON.readTree(line);
            half.add(round.get("pressMs50").asDouble(), round.get("fsyncMs50").asDouble());
            slow.add(round.get("pressMs99").asDouble(), round.get("fsyncMs99").asDouble());
            bytes.add(round.get("bytesOfPress").asDouble(), PAGES);
            visit.add(round.get("bytesOfVisit").asDouble(), PAGES);
        }
        return List.of(half, slow, bytes, visit);
    }
}
