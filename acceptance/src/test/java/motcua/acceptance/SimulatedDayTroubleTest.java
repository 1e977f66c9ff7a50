package motcua.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import motcua.acceptance.crash.Invariant;
import motcua.contract.body.DeviceChanged;
import motcua.contract.body.PrintResult;
import motcua.contract.body.TicketPrinted;
import motcua.contract.journal.JournalRecord;
import motcua.load.day.DayPlayer;
import motcua.load.day.DayWitness;
import motcua.load.day.SimulatedDay;
import motcua.load.day.SimulatedDay.Breakage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A seeded day with all that breaks in it: paper runs out, the printer dies, and for an hour there is no server. */
class SimulatedDayTroubleTest {
    private static final double SHARE = 0.2;
    private static final long WINDOW_MS = 300_000;
    private static final Map<Breakage, String> STATES =
            Map.of(Breakage.PAPER_OUT, "PAPER_OUT", Breakage.PRINTER_OFFLINE, "OFFLINE");

    @TempDir
    Path folder;

    @Test
    void withADeadPrinterAndAnHourOfflineTheDayEndsOnKioskAndServerWithWhatItsSeedSays() throws Exception {
        SimulatedDay day = dayWithTrouble();
        System.out.println("a day with trouble, -Dmotcua.seed=" + day.seed());
        try (ServerProcess server = ServerProcess.start(folder.resolve("server"));
                KioskProcess kiosk = KioskProcess.start(folder.resolve("kiosk"), office(server))) {
            Satisfaction satisfaction = new Satisfaction(server.signedIn("kiemtra"));
            Trouble trouble = new Trouble(kiosk, satisfaction);
            int taken = new DayPlayer(day, kiosk.url(), Double.POSITIVE_INFINITY, DayPlayer.RatedBy.PAD, trouble)
                    .play(SampleOffice.PIN)
                    .taken();

            assertThat(trouble.seen).as("all of it happened").containsOnlyKeys(Breakage.values());
            assertThat(taken).isEqualTo(day.people().size());
            await("the printer prints again")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> trouble.printerStates(0).endsWith("READY"));
            Expected expected = Expected.of(day);
            JsonNode today = kiosk.web().json("/api/demo").path("today");
            assertThat(today.path("issued").asInt()).isEqualTo(taken);
            assertThat(today.path("noShow").asInt()).isEqualTo(expected.noShow);
            assertThat(today.path("rated").asInt()).isEqualTo(expected.rated());
            assertThat(today.path("inviting").asInt() + today.path("notRated").asInt())
                    .isEqualTo(expected.served - expected.rated());
            await("the server has the whole day")
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> satisfaction.served() == expected.served
                            && satisfaction.rated() == expected.rated()
                            && kiosk.health().path("backlog").asLong(-1) == 0);
            assertThat(satisfaction.levels()).isEqualTo(expected.levels);
            kiosk.stop();
            Invariant.check()
                    .kiosk(kiosk.dataFolder().resolve("journal").resolve("journal.db"))
                    .server(server.dataFolder().resolve("server.db").toString())
                    .receipted()
                    .holds("after " + day.seed());
        }
    }

    /** The next one in which somebody comes to the machine while the printer is dead, and people rate in the hour offline. */
    private static SimulatedDay dayWithTrouble() {
        long seed = Long.getLong("motcua.seed", new Random().nextInt(1_000_000));
        return LongStream.iterate(seed, each -> each + 1)
                .mapToObj(each -> SimulatedDay.of(each, SHARE))
                .filter(day -> day.incidents().stream().allMatch(incident -> comeIn(day, incident) > 0))
                .findFirst()
                .orElseThrow();
    }

    private static long comeIn(SimulatedDay day, SimulatedDay.Incident incident) {
        LocalTime end = incident.begins().plus(incident.lasts());
        return day.people().stream()
                .filter(person -> !person.assisted()
                        && person.comes().isAfter(incident.begins())
                        && person.comes().isBefore(end)
                        && person.key() != 0)
                .count();
    }

    private KioskProcess.Setup office(ServerProcess server) throws IOException, InterruptedException {
        return new KioskProcess.Setup(
                "ngay-mau",
                "",
                "quay-1,quay-2,quay-3",
                SampleOffice.threeCountersWithTickets(WINDOW_MS),
                "tcp://127.0.0.1:" + server.brokerPort(),
                ServerProcess.publicKey(server.folder()),
                "printer.port=virtual\n");
    }

    /** What the day's people do in the end, whatever breaks. {@code levels}: best first, second thoughts counted. */
    private record Expected(int served, int noShow, List<Long> levels) {
        static Expected of(SimulatedDay day) {
            List<Long> levels = new ArrayList<>(List.of(0L, 0L, 0L, 0L, 0L));
            int served = 0;
            for (SimulatedDay.Person person : day.people()) {
                if (person.course() != SimulatedDay.Course.NO_SHOW) {
                    served++;
                    int level = person.secondKey() == 0 ? person.key() : person.secondKey();
                    if (level != 0) {
                        levels.set(level - 1, levels.get(level - 1) + 1);
                    }
                }
            }
            return new Expected(served, day.people().size() - served, levels);
        }

        int rated() {
            return (int) levels.stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Looks whether what breaks is really broken, and what goes on meanwhile. */
    private static final class Trouble implements DayWitness {
        private final KioskProcess kiosk;
        private final Satisfaction satisfaction;
        private final Map<Breakage, Integer> seen = new EnumMap<>(Breakage.class);
        private final Set<String> takenMeanwhile = new HashSet<>();
        private int records;
        private long servedOnServer;
        private long backlog;

        Trouble(KioskProcess kiosk, Satisfaction satisfaction) {
            this.kiosk = kiosk;
            this.satisfaction = satisfaction;
        }

        @Override
        public void told(String act, int counter, String ticket) {
            if (act.equals("shown")) {
                takenMeanwhile.add(ticket);
            }
        }

        @Override
        public void broken(Breakage what) {
            if (what == Breakage.NETWORK_DOWN) {
                await("the line is down")
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> !kiosk.health().path("uplink").asText().equals("ONLINE"));
                await("the server has taken what was on its way")
                        .atMost(Duration.ofSeconds(30))
                        .pollInterval(Duration.ofMillis(300))
                        .until(() -> servedOnServer == (servedOnServer = satisfaction.served()));
                backlog = asked(() -> kiosk.health().path("backlog").asLong());
            } else {
                await("the printer says that it is " + what)
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> printerStates(0).endsWith(STATES.get(what)));
            }
            takenMeanwhile.clear();
            records = asked(() -> kiosk.journal().size());
        }

        @Override
        public void mends(Breakage what) {
            if (what == Breakage.NETWORK_DOWN) {
                assertThat(asked(satisfaction::served))
                        .as("the server hears nothing")
                        .isEqualTo(servedOnServer);
                JsonNode health = asked(kiosk::health);
                assertThat(health.path("uplink").asText()).isNotEqualTo("ONLINE");
                assertThat(health.path("backlog").asLong()).as("it piles up").isGreaterThan(backlog);
            } else {
                await("somebody's slip could not be printed")
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> results().contains(PrintResult.NOT_PRINTED));
                assertThat(asked(this::results))
                        .as("no paper comes from a dead printer")
                        .doesNotContain(PrintResult.PRINTED);
                assertThat(takenMeanwhile)
                        .as("people take numbers all the same")
                        .isNotEmpty();
            }
            seen.merge(what, 1, Integer::sum);
        }

        /** What became of the slips since it broke. */
        private List<PrintResult> results() throws IOException {
            List<PrintResult> results = new ArrayList<>();
            for (JournalRecord each : since(records)) {
                if (each.header().type().equals("ticket-printed")) {
                    results.add(each.body(TicketPrinted.class).result());
                }
            }
            return results;
        }

        private String printerStates(int from) throws IOException {
            StringBuilder states = new StringBuilder();
            for (JournalRecord each : since(from)) {
                if (each.header().type().equals("device-changed")) {
                    DeviceChanged changed = each.body(DeviceChanged.class);
                    if (changed.device().equals("printer")) {
                        states.append(' ').append(changed.state());
                    }
                }
            }
            return states.toString();
        }

        private List<JournalRecord> since(int from) throws IOException {
            List<JournalRecord> all = kiosk.journal();
            return all.subList(from, all.size());
        }

        /** Something that is asked over a wire or read from a file. */
        private interface Question<T> {
            T ask() throws Exception;
        }

        private static <T> T asked(Question<T> question) {
            try {
                return question.ask();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }
}
