package motcua.acceptance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import motcua.acceptance.KioskProcess;
import motcua.acceptance.SampleOffice;
import motcua.acceptance.Web;
import motcua.contract.body.ClerkSignedIn;
import motcua.contract.journal.JournalRecord;
import motcua.contract.json.MalformedJson;
import motcua.load.day.DayPlayer;
import motcua.load.day.SimulatedDay;

/**
 * One seeded day on a kiosk of its own that is killed at random moments of it. After each kill everybody is held up until the kiosk
 * that came back was compared with its records, and the records with what people were told.
 */
final class KilledDay {
    private static final List<Integer> COUNTERS = List.of(1, 2, 3);
    /** Which queues a counter calls from, as {@link SampleOffice#threeCountersWithTickets} says. */
    private static final Map<Integer, Set<String>> CALLS_FROM =
            Map.of(1, Set.of("thu-tuc"), 2, Set.of("thu-tuc", "tra-ket-qua"), 3, Set.of("thu-tuc", "tra-ket-qua"));

    private static final Map<Integer, String> CLERKS = Map.of(1, "mau", 2, "thu", 3, "du");
    private static final Map<String, String> NAMES =
            Map.of("mau", "Nguyễn Thị Mẫu", "thu", "Trần Văn Thử", "du", "Lê Thị Dụ");
    private static final long WINDOW_MS = 300_000;
    /** About as often somebody of the day asks the kiosk for something. */
    private static final int ASKS_OF_A_PERSON = 6;
    /** A kill comes within this time of somebody's asking: an answer takes 5 to 20 ms. */
    private static final long LATEST_US = 25_000;
    /** A start takes 1 to 2 s; one in four kills is followed by one in the start. */
    private static final int LONGEST_START_MS = 1_500;

    private static final int STARTS_KILLED = 4;

    private final Path folder;
    private final long seed;
    private final double share;
    private final Random random;
    private final SimulatedDay day;
    private final HeldUpDay people = new HeldUpDay();
    private int kills;
    private int killsAtWork;

    /** What was seen. {@code inside}: kills while somebody waited for an answer. */
    record Tally(int days, int kills, int inside, int tickets, int acts) {
        Tally plus(Tally o) {
            return new Tally(days + o.days, kills + o.kills, inside + o.inside, tickets + o.tickets, acts + o.acts);
        }
    }

    KilledDay(Path folder, long seed, double share) {
        this.folder = folder;
        this.seed = seed;
        this.share = share;
        this.random = new Random(seed);
        this.day = withoutSecondThoughts(SimulatedDay.of(random.nextInt(1_000_000), share));
    }

    /** A slow start of the kiosk may outlast the ten seconds in which a press can be corrected. */
    private static SimulatedDay withoutSecondThoughts(SimulatedDay day) {
        return new SimulatedDay(
                day.seed(),
                day.people().stream()
                        .map(each -> new SimulatedDay.Person(
                                each.id(),
                                each.comes(),
                                each.results(),
                                each.procedure(),
                                each.priority(),
                                each.assisted(),
                                each.course(),
                                each.service(),
                                each.key(),
                                0))
                        .toList(),
                day.incidents());
    }

    Tally run(int wanted) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (KioskProcess kiosk = KioskProcess.start(folder, office())) {
            Future<DayPlayer.Tally> playing = thread.submit(() -> play(kiosk));
            long apart = (long) day.people().size() * ASKS_OF_A_PERSON / wanted;
            long next = random.nextLong(apart) + 1;
            while (kills < wanted && people.awaitAsked(next)) {
                killOnce(kiosk);
                next = Math.max(people.asked() + 1, next + apart);
            }
            DayPlayer.Tally tally = ended(playing);
            DayByItsRecords records = new DayByItsRecords(kiosk.journal());
            String when = "at the end, " + this;
            compareWithWhatWasTold(records, when);
            compareWithTheSeed(records, tally, when);
            compareCounts(kiosk.web(), records, when);
            Invariant.check()
                    .kiosk(kiosk.dataFolder().resolve("journal").resolve("journal.db"))
                    .holds(when);
            return new Tally(
                    1, kills, killsAtWork, tally.taken(), records.acts().size());
        } finally {
            thread.shutdownNow();
        }
    }

    private static KioskProcess.Setup office() {
        return new KioskProcess.Setup(
                "ngay-mau", "", "quay-1,quay-2,quay-3", SampleOffice.threeCountersWithTickets(WINDOW_MS), null, null);
    }

    private DayPlayer.Tally play(KioskProcess kiosk) throws IOException, InterruptedException {
        try {
            return new DayPlayer(day, kiosk.url(), Double.POSITIVE_INFINITY, DayPlayer.RatedBy.SCREEN, people)
                    .play(SampleOffice.PIN);
        } finally {
            people.over();
        }
    }

    private DayPlayer.Tally ended(Future<DayPlayer.Tally> playing) throws Exception {
        try {
            return playing.get(5, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            throw new AssertionError("the day could not be played, " + this + ": " + people.lines(), e.getCause());
        }
    }

    private void killOnce(KioskProcess kiosk) throws Exception {
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextLong(LATEST_US)));
        people.shut();
        int unanswered = lostSoFar();
        kiosk.kill();
        kills++;
        List<JournalRecord> left = kiosk.journal();
        if (random.nextInt(STARTS_KILLED) == 0) {
            kiosk.startAndKill(Duration.ofMillis(random.nextInt(LONGEST_START_MS)));
            kills++;
        }
        kiosk.restart();
        people.awaitStill();
        killsAtWork += lostSoFar() > unanswered ? 1 : 0;
        String when = "after kill " + kills + ", " + this;
        List<JournalRecord> found = kiosk.journal();
        DayByItsRecords records = new DayByItsRecords(found);
        compareWithWhatTheKillLeft(left, found, when);
        compareWithWhatWasTold(records, when);
        compareCounts(kiosk.web(), records, when);
        compareDesksAndWindows(kiosk.web(), records, when);
        compareADesk(kiosk, when);
        people.open();
    }

    private int lostSoFar() {
        return people.lost().values().stream().mapToInt(Integer::intValue).sum();
    }

    /** A start takes nothing away, ends no session and closes no window: all of them last longer than it takes. */
    private static void compareWithWhatTheKillLeft(List<JournalRecord> left, List<JournalRecord> found, String when)
            throws MalformedJson {
        assertThat(found.subList(0, left.size()).stream().map(JournalRecord::hash))
                .as("records that were there %s", when)
                .isEqualTo(left.stream().map(JournalRecord::hash).toList());
        DayByItsRecords before = new DayByItsRecords(left);
        DayByItsRecords after = new DayByItsRecords(found);
        for (int counter : COUNTERS) {
            assertThat(after.desks().get(counter))
                    .as("session at %d %s", counter, when)
                    .isEqualTo(before.desks().get(counter));
            DayByItsRecords.Visit newest = before.newestAt(counter);
            assertThat(newest == null ? "NONE" : after.newestAt(counter).became)
                    .as("window at %d %s", counter, when)
                    .isEqualTo(newest == null ? "NONE" : newest.became);
        }
    }

    /** Nothing that somebody was told is missing, nothing is there oftener than it was asked for, no number is there twice. */
    private void compareWithWhatWasTold(DayByItsRecords records, String when) {
        people.told()
                .forEach((act, times) -> assertThat(records.acts().getOrDefault(act, 0))
                        .as("%s, as people were told, %s", act, when)
                        .isGreaterThanOrEqualTo(times));
        Map<String, Integer> most = byKind(people.told());
        people.lost()
                .forEach((kind, times) -> most.merge(kind.equals("tickets") ? "issue" : kind, times, Integer::sum));
        byKind(records.acts())
                .forEach((kind, times) -> assertThat(times)
                        .as("%s, told or asked for %s", kind, when)
                        .isLessThanOrEqualTo(most.getOrDefault(kind, 0)));
        Set<String> numbers = new HashSet<>();
        records.tickets()
                .forEach(each -> assertThat(numbers.add(each.issued.day() + each.issued.label()))
                        .as("%s is there once, %s", each.issued.label(), when)
                        .isTrue());
        records.acts().forEach((act, times) -> {
            if (act.startsWith("issue ") || act.startsWith("shown ") || act.startsWith("finish ")) {
                assertThat(times).as("%s, %s", act, when).isEqualTo(1);
            }
        });
    }

    private static Map<String, Integer> byKind(Map<String, Integer> acts) {
        Map<String, Integer> kinds = new TreeMap<>();
        acts.forEach((act, times) -> kinds.merge(act.substring(0, act.indexOf(' ')), times, Integer::sum));
        return kinds;
    }

    private static void compareCounts(Web visitor, DayByItsRecords records, String when) throws Exception {
        JsonNode today = visitor.json("/api/demo").path("today");
        Map<String, Integer> shown = new TreeMap<>();
        today.properties().forEach(field -> {
            if (field.getValue().isInt()
                    && (field.getValue().asInt() != 0 || field.getKey().equals("issued"))) {
                shown.put(field.getKey(), field.getValue().asInt());
            }
        });
        assertThat(shown).as("counts %s", when).isEqualTo(records.counts());
        assertThat(shown.values().stream().mapToInt(Integer::intValue).sum())
                .as("every ticket in one place: %s %s", shown, when)
                .isEqualTo(2 * shown.get("issued"));
    }

    /** Before anybody signs in again: whose session is open, whom each counter serves, and what each rating screen shows. */
    private static void compareDesksAndWindows(Web visitor, DayByItsRecords records, String when) throws Exception {
        Map<Integer, String> serving = new TreeMap<>();
        visitor.json("/api/demo")
                .path("counters")
                .forEach(each -> serving.put(
                        each.path("number").asInt(), each.path("serving").asText("nobody")));
        for (int counter : COUNTERS) {
            String here = "counter " + counter + " " + when;
            DayByItsRecords.Paper now = records.at(counter);
            assertThat(serving.get(counter))
                    .as("whom it serves, %s", here)
                    .isEqualTo(now == null ? "nobody" : now.issued.label());
            JsonNode desk = visitor.json("/api/desk/" + counter);
            ClerkSignedIn in = records.desks().get(counter);
            assertThat(desk.path("occupant").asText(null))
                    .as("who is signed in, %s", here)
                    .isEqualTo(in == null ? null : NAMES.get(in.clerk()));
            assertThat(desk.path("shift").asText(null))
                    .as("whose session it is, %s", here)
                    .isEqualTo(in == null ? null : in.session().substring(0, 6));
            JsonNode screen = visitor.json("/api/rate/" + counter);
            String phase = screen.path("phase").asText();
            DayByItsRecords.Visit newest = records.newestAt(counter);
            String became = newest == null ? "NONE" : newest.became;
            if (became.equals("INVITING")) {
                assertThat(phase).as("a window is open, %s", here).isEqualTo("INVITE");
                assertThat(screen.path("number").asText()).as(here).isEqualTo(newest.label);
                assertThat(screen.path("inviteLeftMs").asLong()).as(here).isBetween(1L, WINDOW_MS);
            } else if (!became.equals("RATED") || !phase.equals("AFTER")) {
                assertThat(phase)
                        .as("the window is %s, %s", became, here)
                        .isEqualTo(records.calls(counter) ? "READY" : "CLOSED");
            }
        }
    }

    /** Signs one clerk in again, anyone, and reads what the desk shows: it knows the queues and the other desks, too. */
    private void compareADesk(KioskProcess kiosk, String when) throws Exception {
        int counter = COUNTERS.get(random.nextInt(COUNTERS.size()));
        DayByItsRecords before = new DayByItsRecords(kiosk.journal());
        Web clerk = kiosk.web();
        String pin = "{\"clerk\":\"%s\",\"pin\":\"%s\"}".formatted(CLERKS.get(counter), SampleOffice.PIN);
        assertThat(clerk.post("/api/counters/" + counter + "/sign-in", pin).statusCode())
                .as("counter %d takes the PIN %s", counter, when)
                .isEqualTo(200);
        JsonNode desk = clerk.json("/api/desk/" + counter);
        desk.path("queue")
                .path("queues")
                .forEach(queue -> queue.path("counters").forEach(seat -> {
                    int number = seat.path("number").asInt();
                    assertThat(seat.path("open").asBoolean())
                            .as("counter %d calls or rests, %s", number, when)
                            .isEqualTo(number == counter || before.calls(number)); // signing in ends a rest
                }));
        DayByItsRecords records = new DayByItsRecords(kiosk.journal());
        assertThat(shown(desk)).as("desk %d %s", counter, when).isEqualTo(expected(records, counter));
    }

    private static Map<String, Object> expected(DayByItsRecords records, int counter) {
        DayByItsRecords.Paper now = records.at(counter);
        DayByItsRecords.Visit newest = records.newestAt(counter);
        return look(
                NAMES.get(records.desks().get(counter).clerk()),
                records.rests(counter),
                now == null ? "nobody" : now.issued.label() + " called " + now.times,
                records.waitingIn(CALLS_FROM.get(counter)),
                records.labels(DayByItsRecords.Place.HELD),
                records.labels(DayByItsRecords.Place.NO_SHOW),
                records.servedAt(counter),
                newest == null ? "nobody" : newest.label + " " + newest.became);
    }

    private static Map<String, Object> shown(JsonNode desk) {
        JsonNode line = desk.path("queue");
        JsonNode now = line.path("now");
        return look(
                desk.path("clerk").asText(),
                line.path("paused").asBoolean(),
                now.isObject()
                        ? now.path("label").asText() + " called "
                                + now.path("times").asInt()
                        : "nobody",
                labels(line.path("list")),
                labels(line.path("held")),
                labels(line.path("noShows")),
                line.path("served").asInt(),
                line.path("last").isTextual()
                        ? line.path("last").asText() + " " + desk.path("last").asText()
                        : "nobody");
    }

    private static Map<String, Object> look(
            String clerk,
            boolean rests,
            String now,
            List<String> waiting,
            List<String> held,
            List<String> absent,
            int served,
            String last) {
        Map<String, Object> look = new TreeMap<>();
        look.put("clerk", clerk);
        look.put("rests", rests);
        look.put("serves", now);
        look.put("waiting", waiting);
        look.put("held", held);
        look.put("did not show up", absent);
        look.put("served", served);
        look.put("last", last);
        return look;
    }

    private static List<String> labels(JsonNode slips) {
        return StreamSupport.stream(slips.spliterator(), false)
                .map(each -> each.path("label").asText())
                .toList();
    }

    /** Whatever was killed: the day ends with what its seed says. */
    private void compareWithTheSeed(DayByItsRecords records, DayPlayer.Tally tally, String when) {
        List<SimulatedDay.Person> came = day.people();
        List<SimulatedDay.Person> served = came.stream()
                .filter(each -> each.course() != SimulatedDay.Course.NO_SHOW)
                .toList();
        assertThat(tally.taken()).as(when).isEqualTo(came.size());
        Map<String, Integer> counts = records.counts();
        assertThat(counts).as("issued %s", when).containsEntry("issued", came.size());
        assertThat(counts.getOrDefault("noShow", 0)).as("no-shows %s", when).isEqualTo(came.size() - served.size());
        assertThat(counts.keySet())
                .as("nobody is left behind: %s %s", counts, when)
                .isSubsetOf("issued", "noShow", "rated", "notRated", "deviceDown", "inviting");
        List<Integer> levels = new ArrayList<>(List.of(0, 0, 0, 0, 0));
        served.stream().filter(each -> each.key() != 0).forEach(each -> {
            levels.set(each.key() - 1, levels.get(each.key() - 1) + 1);
        });
        assertThat(records.levels()).as("levels %s", when).isEqualTo(levels);
        assertThat(Objects.requireNonNullElse(counts.get("rated"), 0))
                .as("rated %s", when)
                .isEqualTo(levels.stream().mapToInt(Integer::intValue).sum());
    }

    @Override
    public String toString() {
        return "-Dmotcua.seed=" + seed + " with " + share + " of a day's people";
    }
}
