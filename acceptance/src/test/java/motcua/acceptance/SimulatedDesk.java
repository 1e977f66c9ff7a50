package motcua.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A clerk at counter 1 and the citizens who press the simulated pad there, through the kiosk's doors. */
public final class SimulatedDesk {
    private final KioskProcess kiosk;
    private final Web clerk;

    public SimulatedDesk(KioskProcess kiosk) throws IOException, InterruptedException {
        this.kiosk = kiosk;
        this.clerk = kiosk.web();
        expect(clerk.post(
                "/api/counters/1/sign-in",
                "{\"clerk\":\"" + SampleOffice.CLERK + "\",\"pin\":\"" + SampleOffice.PIN + "\"}"));
    }

    /** Ends a visit and presses a key in its window; returns when the press is in the journal. */
    public void ratedVisit(int key) throws IOException, InterruptedException {
        finish();
        int presses = kiosk.journal("press").size();
        expect(kiosk.web().post("/api/simulated/counters/1/press/" + key, ""));
        await("the press is in the journal")
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(30))
                .until(() -> kiosk.journal("press").size() == presses + 1);
    }

    public void finish() throws IOException, InterruptedException {
        expect(clerk.post("/api/counters/1/visit/finish", "{}"));
    }

    private static void expect(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
    }
}
