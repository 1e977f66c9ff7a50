package motcua.load.day;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import motcua.load.sample.SampleOffice;

/**
 * Plays a {@link SimulatedDay} on a running kiosk of the sample office by the doors people use, so many times faster than a day
 * passes. The kiosk may be killed meanwhile: everybody waits and goes on. For one thread.
 */
public final class DayPlayer {
    private static final String PROCEDURES = "thu-tuc";
    private static final String RESULTS = "tra-ket-qua";
    /** A pad takes the next press after 200 ms; the kiosk has it some 60 ms later. Source: hardware/PROTOCOL.md. */
    private static final Duration SECOND_THOUGHT = Duration.ofMillis(300);

    private static final Duration LOOKS_AGAIN = Duration.ofMillis(20);
    /** Who sees no thanks after so many looks presses once more. */
    private static final int LOOKS = 100;

    private static final int PRESSES = 5;

    private static final Duration COMES_TO_THE_COUNTER = Duration.ofSeconds(40);
    private static final Duration CALLED_AGAIN = Duration.ofSeconds(60);
    private static final Duration BACK_AFTER = Duration.ofMinutes(15);
    private static final int CALLS = 3;

    /** How long a clerk takes beside the average, percent, by counter. */
    private static final Map<Integer, Integer> PACE = Map.of(1, 85, 2, 100, 3, 130);

    private final SimulatedDay day;
    private final double speed;
    private final RatedBy rated;
    private final DayWitness witness;
    private final KioskDoors hall;
    private final Map<Integer, KioskDoors> desks = new HashMap<>();
    private final Map<Integer, Boolean> free = new HashMap<>();
    private final Map<String, SimulatedDay.Person> byTicket = new HashMap<>();
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::order));
    private long order;
    private LocalTime now = SimulatedDay.MORNING;
    private int taken;
    private int presses;
    private boolean lunch;
    private String pin = "";

    private interface Act {
        void run() throws IOException, InterruptedException;
    }

    private record Event(LocalTime at, long order, Act act) {}

    /** How the day went. {@code taken}: tickets; {@code presses}: keys pressed, second thoughts included. */
    public record Tally(int taken, int presses) {}

    /** What citizens press. */
    public enum RatedBy {
        /** The counter's simulated pad: the press goes through the pad's own log first. */
        PAD,
        /** The screen: when it answers, the press is recorded. */
        SCREEN
    }

    /** @param speed how many times faster than a day, above 0; infinite: as fast as the kiosk answers */
    public DayPlayer(SimulatedDay day, URI kiosk, double speed, RatedBy rated, DayWitness witness) {
        this.day = day;
        this.speed = speed;
        this.rated = rated;
        this.witness = witness;
        hall = new KioskDoors(kiosk, witness);
        for (SampleOffice.Counter counter : SampleOffice.COUNTERS) {
            desks.put(counter.number(), new KioskDoors(kiosk, witness));
            free.put(counter.number(), true);
        }
    }

    /** Signs the clerks in, plays until the last citizen has gone, and signs the clerks out. */
    public Tally play(String clerksPin) throws IOException, InterruptedException {
        pin = clerksPin;
        for (SampleOffice.Counter counter : SampleOffice.COUNTERS) {
            signIn(counter.number());
        }
        day.people().forEach(person -> at(person.comes(), () -> comes(person)));
        at(SimulatedDay.LUNCH, () -> pause(true));
        at(SimulatedDay.AFTERNOON, () -> pause(false));
        for (SimulatedDay.Incident incident : day.incidents()) {
            at(incident.begins(), () -> breaks(incident.what()));
            at(incident.begins().plus(incident.lasts()), () -> mended(incident.what()));
        }
        while (!events.isEmpty()) {
            Event next = events.remove();
            pass(Duration.between(now, next.at));
            now = next.at;
            next.act.run();
            callWhoeverWaits();
        }
        for (SampleOffice.Counter counter : SampleOffice.COUNTERS) {
            clerk(counter.number(), "sign-out", Map.of());
        }
        return new Tally(taken, presses);
    }

    private void pass(Duration time) throws InterruptedException {
        if (!time.isNegative()) {
            Thread.sleep((long) (time.toMillis() / speed));
        }
    }

    private void at(LocalTime when, Act act) {
        events.add(new Event(when.isBefore(now) ? now : when, order++, act));
    }

    private void after(Duration time, Act act) {
        at(now.plus(time), act);
    }

    private KioskDoors desk(int counter) {
        KioskDoors found = desks.get(counter);
        if (found == null) {
            throw new IllegalArgumentException("the sample office has no counter " + counter);
        }
        return found;
    }

    private void comes(SimulatedDay.Person person) throws IOException, InterruptedException {
        Map<String, Object> wish = new HashMap<>();
        wish.put("wish", "day-" + day.seed() + "-person-" + person.id());
        wish.put("queue", person.results() ? RESULTS : PROCEDURES);
        wish.put("priority", person.priority());
        if (person.procedure() != null) {
            wish.put("procedure", person.procedure());
        }
        if (person.assisted()) {
            String issued = clerk(1, "ticket/issue", wish).path("ticket").asText();
            taken++;
            byTicket.put(issued, person);
            witness.told("issue", 0, issued);
            return;
        }
        KioskDoors.Answer answer = hall.post("/api/tickets", wish);
        if (!answer.good()) {
            witness.says(now + " no number: " + answer.body().path("error").asText());
            return;
        }
        taken++;
        String ticket = answer.body().path("id").asText();
        byTicket.put(ticket, person);
        witness.told("issue", 0, ticket);
        hall.required("/api/tickets/" + ticket + "/shown", Map.of());
        witness.told("shown", 0, ticket);
    }

    private void callWhoeverWaits() throws IOException, InterruptedException {
        if (lunch) {
            return;
        }
        for (int counter : List.copyOf(free.keySet())) {
            if (Boolean.TRUE.equals(free.get(counter))) {
                JsonNode desk = at(counter, "next", Map.of());
                String ticket = desk.path("queue").path("now").path("ticket").asText();
                SimulatedDay.Person person = byTicket.get(ticket);
                if (person != null) {
                    free.put(counter, false);
                    witness.told("next", counter, ticket);
                    served(counter, ticket, person);
                }
            }
        }
    }

    private void served(int counter, String ticket, SimulatedDay.Person person) {
        boolean absent =
                person.course() == SimulatedDay.Course.NO_SHOW || person.course() == SimulatedDay.Course.COMES_BACK;
        if (absent) {
            after(CALLED_AGAIN, () -> calledInVain(counter, ticket, person, 2));
            return;
        }
        Duration takes =
                person.service().multipliedBy(PACE.getOrDefault(counter, 100)).dividedBy(100);
        boolean goesOn =
                person.course() == SimulatedDay.Course.TRANSFERRED || person.course() == SimulatedDay.Course.HELD;
        after(COMES_TO_THE_COUNTER.plus(goesOn ? takes.dividedBy(2) : takes), () -> ends(counter, ticket, person));
    }

    private void calledInVain(int counter, String ticket, SimulatedDay.Person person, int time)
            throws IOException, InterruptedException {
        if (time <= CALLS) {
            at(counter, "recall", Map.of("ticket", ticket));
            after(CALLED_AGAIN, () -> calledInVain(counter, ticket, person, time + 1));
            return;
        }
        at(counter, "no-show", Map.of("ticket", ticket));
        free.put(counter, true);
        if (person.course() == SimulatedDay.Course.COMES_BACK) {
            byTicket.put(ticket, straight(person));
            after(BACK_AFTER, () -> at(counter, "reinstate", Map.of("ticket", ticket)));
        }
    }

    private void ends(int counter, String ticket, SimulatedDay.Person person) throws IOException, InterruptedException {
        free.put(counter, true);
        byTicket.put(ticket, straight(person));
        if (person.course() == SimulatedDay.Course.TRANSFERRED) {
            at(counter, "transfer", Map.of("ticket", ticket, "queue", person.results() ? PROCEDURES : RESULTS));
        } else if (person.course() == SimulatedDay.Course.HELD) {
            at(counter, "hold", Map.of("ticket", ticket));
            after(BACK_AFTER, () -> comesBackWithThePaper(ticket));
        } else {
            at(counter, "finish", Map.of("ticket", ticket));
            rates(counter, person);
        }
    }

    private void comesBackWithThePaper(String ticket) throws IOException, InterruptedException {
        SimulatedDay.Person person = byTicket.get(ticket);
        for (int counter : List.copyOf(free.keySet())) {
            if (person != null && !lunch && Boolean.TRUE.equals(free.get(counter))) {
                JsonNode desk = at(counter, "call", Map.of("ticket", ticket, "byHand", true));
                if (ticket.equals(desk.path("queue").path("now").path("ticket").asText())) {
                    free.put(counter, false);
                    served(counter, ticket, person);
                    return;
                }
            }
        }
        after(CALLED_AGAIN, () -> comesBackWithThePaper(ticket));
    }

    private void rates(int counter, SimulatedDay.Person person) throws IOException, InterruptedException {
        if (person.key() != 0) {
            press(counter, person.key());
        }
        if (person.secondKey() != 0) {
            press(counter, person.secondKey());
            if (rated == RatedBy.PAD) {
                Thread.sleep(SECOND_THOUGHT.toMillis());
            }
        }
    }

    private void press(int counter, int key) throws IOException, InterruptedException {
        presses++;
        if (rated == RatedBy.SCREEN) {
            String path = "/api/rate/" + counter + "/press";
            KioskDoors.Answer answer = hall.post(path, Map.of("key", key));
            if (answer.good()) {
                witness.told("press", counter, "");
            } else if (answer.status()
                    != 409) { // it has taken the press before its answer was lost, and that is some time ago
                throw new IOException(path + " answered " + answer.status() + ": " + answer.body());
            }
            return;
        }
        for (int look = 0; look < PRESSES * LOOKS; look++) {
            if (look % LOOKS == 0) {
                hall.required("/api/simulated/counters/" + counter + "/press/" + key, Map.of());
            }
            if (thanked(counter)) {
                return;
            }
            Thread.sleep(LOOKS_AGAIN.toMillis());
        }
        witness.says(now + " counter " + counter + " took no press");
    }

    /** Whether the screen beside the pad has seen a press; it looks the same whatever was pressed. */
    private boolean thanked(int counter) throws InterruptedException {
        return hall.get("/api/rate/" + counter).body().path("phase").asText().equals("AFTER");
    }

    /** The same person, with nothing more in the way. */
    private static SimulatedDay.Person straight(SimulatedDay.Person person) {
        return new SimulatedDay.Person(
                person.id(),
                person.comes(),
                person.results(),
                person.procedure(),
                person.priority(),
                person.assisted(),
                SimulatedDay.Course.SERVED,
                person.service(),
                person.key(),
                person.secondKey());
    }

    private void pause(boolean paused) throws IOException, InterruptedException {
        lunch = paused;
        witness.says(now + (paused ? " lunch" : " the afternoon begins"));
        for (Map.Entry<Integer, KioskDoors> desk : desks.entrySet()) {
            clerk(desk.getKey(), "pause", Map.of("paused", paused));
        }
    }

    private void breaks(SimulatedDay.Breakage what) throws IOException, InterruptedException {
        witness.says(now + " " + what);
        switch (what) {
            case PAPER_OUT -> printer("paper-out");
            case PRINTER_OFFLINE -> printer("offline");
            case NETWORK_DOWN -> network("off");
        }
        witness.broken(what);
    }

    private void mended(SimulatedDay.Breakage what) throws IOException, InterruptedException {
        witness.mends(what);
        if (what == SimulatedDay.Breakage.NETWORK_DOWN) {
            network("on");
        } else {
            printer("ready");
        }
    }

    private void network(String state) throws IOException, InterruptedException {
        KioskDoors.Answer answer = hall.post("/api/simulated/network/" + state, Map.of());
        if (!answer.good()) {
            witness.says(now + " the office has no network");
        }
    }

    private void printer(String state) throws IOException, InterruptedException {
        KioskDoors.Answer answer = hall.post("/api/simulated/printer/" + state, Map.of());
        if (!answer.good()) {
            witness.says(now + " the office has no simulated printer");
        }
    }

    private JsonNode at(int counter, String what, Map<String, ?> body) throws IOException, InterruptedException {
        return clerk(counter, "ticket/" + what, body);
    }

    /**
     * Does something at a desk. A kiosk that was killed asks for the PIN again; what it did before its answer was lost it refuses
     * the second time, and then the desk is looked at.
     */
    private JsonNode clerk(int counter, String what, Map<String, ?> body) throws IOException, InterruptedException {
        String path = "/api/counters/" + counter + "/" + what;
        while (true) {
            KioskDoors.Answer answer = desk(counter).post(path, body);
            if (answer.good()) {
                Object ticket = body.get("ticket");
                if (ticket != null) {
                    String act = what.substring(what.indexOf('/') + 1);
                    witness.told(act, act.equals("reinstate") ? 0 : counter, ticket.toString());
                }
                return answer.body();
            }
            switch (answer.status()) {
                case 401, 403 -> signIn(counter);
                case 404, 409 -> {
                    return desk(counter).get("/api/desk/" + counter).body();
                }
                default -> throw new IOException(path + " answered " + answer.status() + ": " + answer.body());
            }
        }
    }

    private void signIn(int counter) throws IOException, InterruptedException {
        String who = SampleOffice.COUNTERS.stream()
                .filter(each -> each.number() == counter)
                .findFirst()
                .orElseThrow()
                .clerks()
                .get(0);
        desk(counter).required("/api/counters/" + counter + "/sign-in", Map.of("clerk", who, "pin", pin));
    }
}
