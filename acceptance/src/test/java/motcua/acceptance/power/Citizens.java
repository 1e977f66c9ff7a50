package motcua.acceptance.power;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import motcua.acceptance.Web;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Two citizens who press keys until the power goes: one on the screen, as fast as it answers, one on the pad, once a lamp.
 *
 * <p>They remember what they were shown as recorded, in order: an answer 200 of the screen, the lamp RECORDED of the pad.
 */
final class Citizens {
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration LOOKS = Duration.ofSeconds(10);

    private final Web web;
    private final List<Integer> shownOnScreen = new CopyOnWriteArrayList<>();
    private final List<Integer> shownOnPad = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<Thread> people;

    private Citizens(Web web, long seed) {
        this.web = web;
        this.people = List.of(
                new Thread(() -> untilDark(new Random(seed), this::pressScreen), "citizen-screen"),
                new Thread(() -> untilDark(new Random(seed + 1), this::pressPad), "citizen-pad"));
    }

    static Citizens come(Web web, long seed) {
        Citizens citizens = new Citizens(web, seed);
        citizens.people.forEach(Thread::start);
        return citizens;
    }

    /** Keys whose presses the screen showed as recorded, in order. */
    List<Integer> shownOnScreen() {
        return List.copyOf(shownOnScreen);
    }

    /** Keys whose presses the pad showed as recorded, in order. */
    List<Integer> shownOnPad() {
        return List.copyOf(shownOnPad);
    }

    /** What should not have happened while there was power. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    void awaitGone() throws InterruptedException {
        for (Thread each : people) {
            each.join(ANSWER.toMillis());
        }
    }

    private interface Pressing {
        /** False: this citizen leaves. */
        boolean press(int key) throws IOException, InterruptedException;
    }

    private void untilDark(Random random, Pressing pressing) {
        try {
            boolean stays = true;
            while (stays) {
                stays = pressing.press(1 + random.nextInt(5));
            }
        } catch (IOException e) {
            // The power is gone; whatever was not answered was not shown.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException | ConditionTimeoutException e) {
            complaints.add(Thread.currentThread().getName() + ": " + e.getMessage());
        }
    }

    private boolean pressScreen(int key) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                web.post("/api/rate/" + NewCard.SCREEN_COUNTER + "/press", "{\"key\":" + key + "}");
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("the screen answered " + answer.statusCode() + ": " + answer.body());
        }
        shownOnScreen.add(key);
        return true;
    }

    private boolean pressPad(int key) throws IOException, InterruptedException {
        awaitPad("the pad invites", "INVITE", ANSWER);
        web.post("/api/simulated/counters/" + NewCard.PAD_COUNTER + "/press/" + key, "");
        if (!lampLights()) {
            return false;
        }
        shownOnPad.add(key);
        return true;
    }

    /** The lamp is lit for a second; on a very busy machine nobody may look at it in time. */
    private boolean lampLights() throws IOException, InterruptedException {
        try {
            awaitPad("the pad shows RECORDED", "RECORDED", LOOKS);
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    private void awaitPad(String what, String shown, Duration atMost) throws IOException, InterruptedException {
        IOException[] dark = new IOException[1];
        Awaitility.await(what)
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    try {
                        return padShows().equals(shown);
                    } catch (IOException e) {
                        dark[0] = e;
                        return true;
                    }
                });
        if (dark[0] != null) {
            throw dark[0];
        }
    }

    private String padShows() throws IOException, InterruptedException {
        for (JsonNode pad : web.json("/api/simulated").path("pads")) {
            if (pad.path("counter").asInt() == NewCard.PAD_COUNTER) {
                return pad.path("shown").asText();
            }
        }
        return "";
    }
}
