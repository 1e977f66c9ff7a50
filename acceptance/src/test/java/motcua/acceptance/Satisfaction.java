package motcua.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What the server counts today for the tests' office, as an auditor sees it. */
public final class Satisfaction {
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private final Web auditor;

    public Satisfaction(Web auditor) {
        this.auditor = auditor;
    }

    public long served() throws IOException, InterruptedException {
        return total().path("served").asLong(0);
    }

    public long rated() throws IOException, InterruptedException {
        return total().path("rated").asLong(0);
    }

    /** Counts by level, best first; empty while nothing was rated. */
    public List<Long> levels() throws IOException, InterruptedException {
        List<Long> counts = new ArrayList<>();
        total().path("levels").forEach(count -> counts.add(count.asLong()));
        return counts;
    }

    public JsonNode total() throws IOException, InterruptedException {
        return answer("counter").path("total");
    }

    public JsonNode answer(String by) throws IOException, InterruptedException {
        LocalDate today = LocalDate.now(ZONE);
        return auditor.json("/api/satisfaction?by=" + by + "&from=" + today.minusDays(1) + "&to=" + today + "&unit="
                + SampleOffice.ID + "&realm=simulated");
    }
}
