package motcua.acceptance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import motcua.acceptance.Folders;
import motcua.acceptance.FreePort;
import motcua.acceptance.Project;
import motcua.acceptance.RunningProcess;
import motcua.acceptance.Web;
import org.awaitility.Awaitility;

/** A whole kiosk, with three pads at which people press without end and a server behind it, killed again and again. */
final class KioskKills {
    private static final int PADS = 3;
    /** Deaths of one office; then everything is sent and counted, and a new one begins. */
    private static final int LIVES = 15;

    private static final long START_MS = 2_000;
    private static final long RUN_MS = 500;
    private static final int MOST_CALLS = 90;

    private final Path folder;
    private final CrashServer server;
    private final Path archive;

    KioskKills(Path folder, CrashServer server) {
        this.folder = folder;
        this.server = server;
        this.archive = folder.resolve("kiosk.jsa");
    }

    /** What a lane did. {@code shown}: presses and visits that pads showed as recorded. */
    record Tally(int kills, int killsAtCalls, long shown) {
        Tally plus(Tally o) {
            return new Tally(kills + o.kills, killsAtCalls + o.killsAtCalls, shown + o.shown);
        }
    }

    Tally run(int lane, long seed, int kills) throws Exception {
        Tally all = new Tally(0, 0, 0);
        for (int office = 0; all.kills() < kills; office++) {
            String id = "diet-" + lane + "-" + office;
            all = all.plus(new Lives(id, lane, seed + office).run(Math.min(LIVES, kills - all.kills())));
            Folders.delete(folder.resolve(id));
        }
        return all;
    }

    /** One office from its set-up to its last receipt. */
    private final class Lives {
        private final String id;
        private final Path office;
        private final Path ownArchive;
        private final long seed;
        private final Random random;
        private final URI url;

        Lives(String id, int lane, long seed) throws IOException {
            this.id = id;
            this.office = Files.createDirectories(folder.resolve(id));
            this.ownArchive = archive.resolveSibling("kiosk-" + lane + ".jsa");
            this.seed = seed;
            this.random = new Random(seed);
            this.url = URI.create("http://127.0.0.1:" + FreePort.find());
        }

        Tally run(int kills) throws Exception {
            Files.createDirectories(office.resolve("tmp"));
            try (RunningProcess pads = RunningProcess.start(
                    "pads",
                    List.of(
                            "python3",
                            Project.file("acceptance/crash/pads.py").toString(),
                            office.toString(),
                            Integer.toString(PADS),
                            Long.toString(random.nextInt(1_000_000))))) {
                pads.awaitLine(Duration.ofSeconds(20), line -> line.equals("READY"));
                configure(pads);
                if (!Files.exists(ownArchive)) {
                    liveOnce(pads);
                }
                Tally tally = new Tally(0, 0, 0);
                for (int life = 0; tally.kills() < kills; life++) {
                    tally = tally.plus(killOnce(pads, life));
                }
                drain(pads);
                return tally.plus(new Tally(0, 0, shown(pads).size()));
            }
        }

        private void configure(RunningProcess pads) throws IOException {
            StringJoiner bound = new StringJoiner(",");
            for (String line : pads.lines()) {
                String[] words = line.split(" ");
                if (words[0].equals("PAD")) {
                    bound.add("\"" + words[2] + "\":" + words[1]);
                }
            }
            Files.writeString(office.resolve("seed.json"), """
                    {"office":{"id":"%s","name":"UBND xã Thử Nghiệm"},
                     "counters":[{"number":1,"name":"Quầy 1","mode":"VISIT"},{"number":2,"name":"Quầy 2","mode":"VISIT"},
                                 {"number":3,"name":"Quầy 3","mode":"OPEN"}],
                     "clerks":[{"id":"an","name":"Nguyễn Thị An","kind":"CONG_CHUC","pin":"246810"}],
                     "scale":"HL5/1","windowMs":30000,"procedures":["1.001193"],
                     "pads":{%s},"official":true,"signIn":{"1":"an"}}
                    """.formatted(id, bound));
            Files.writeString(office.resolve("kiosk.properties"), """
                    kiosk.id=%s
                    kiosk.data=%s
                    kiosk.simulated=true
                    http.port=%d
                    pads.ports=%s
                    office.seed=%s
                    uplink.url=%s
                    uplink.serverKey=%s
                    """.formatted(
                            id,
                            office.resolve("data"),
                            url.getPort(),
                            office.resolve("pad-?"),
                            office.resolve("seed.json"),
                            server.broker(),
                            server.key()));
        }

        private List<String> java(String share) {
            return List.of(
                    Project.java(),
                    "-Xmx64m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:-UsePerfData",
                    "-Xlog:cds=off",
                    "-Xlog:cds+dynamic=off",
                    share,
                    "-jar",
                    Project.built("kiosk/target/kiosk.jar", "./mvnw package").toString(),
                    "run",
                    "--config",
                    office.resolve("kiosk.properties").toString());
        }

        private Tally killOnce(RunningProcess pads, int life) throws IOException, InterruptedException {
            KillPoint point = KillPoint.draw(random, START_MS, RUN_MS, MOST_CALLS);
            String when = "kiosk " + id + ", seed " + seed + ", life " + life + ", killed " + point;
            int before = shown(pads).size();
            List<String> said;
            try (DoomedProcess kiosk = DoomedProcess.start(
                    java("-XX:SharedArchiveFile=" + ownArchive), point, line -> false, office.resolve("tmp"))) {
                if (!point.early()) {
                    Awaitility.await(when + ": a pad shows something as recorded")
                            .atMost(Duration.ofSeconds(60))
                            .pollInterval(Duration.ofMillis(10))
                            .until(() -> !kiosk.isAlive() || shown(pads).size() > before);
                    kiosk.signal();
                }
                said = kiosk.awaitDeath();
            }
            assertThat(said).as(when).noneMatch(line -> line.contains(" ERROR "));
            boolean began = said.stream().anyMatch(line -> line.contains("data in"));
            check(pads, when);
            return began ? new Tally(1, point.syscalls().isEmpty() ? 0 : 1, 0) : new Tally(0, 0, 0);
        }

        private void check(RunningProcess pads, String when) throws IOException, InterruptedException {
            List<String> shown = shown(pads);
            if (Files.exists(journal()) || !shown.isEmpty()) {
                Invariant.check()
                        .kiosk(journal())
                        .server(server.database())
                        .receipted()
                        .shown(office.resolve("shown"), shown)
                        .holds(when);
            }
        }

        /** Lives without being killed until everybody rests and the server has all; ends in order. */
        private void drain(RunningProcess pads) throws Exception {
            pads.say("rest");
            try (RunningProcess kiosk = RunningProcess.start("kiosk", java("-XX:SharedArchiveFile=" + ownArchive))) {
                pads.awaitLine(Duration.ofSeconds(60), line -> line.equals("EMPTY"));
                awaitSent(kiosk::isAlive, kiosk::lastLines);
            }
            Invariant.check()
                    .kiosk(journal())
                    .shown(office.resolve("shown"), shown(pads))
                    .holds("kiosk " + id + ", seed " + seed + ", ended in order");
            // Its last words (a pad that went) are sent by the next start; all before are there.
            Invariant.check()
                    .kiosk(journal())
                    .server(server.database())
                    .receipted()
                    .holds("kiosk " + id + ", seed " + seed + ", everything sent");
        }

        /** A life to its end in order, which leaves an archive of the loaded classes: all later starts are quick. */
        private void liveOnce(RunningProcess pads) throws IOException, InterruptedException {
            Path log = office.resolve("first.log");
            Process kiosk = new ProcessBuilder(java("-XX:ArchiveClassesAtExit=" + ownArchive))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                Awaitility.await("a pad shows something as recorded")
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> !kiosk.isAlive() || !shown(pads).isEmpty());
                awaitSent(kiosk::isAlive, () -> "see " + log);
                kiosk.destroy();
                assertThat(kiosk.waitFor(90, TimeUnit.SECONDS)).isTrue();
            } finally {
                kiosk.destroyForcibly();
            }
        }

        private void awaitSent(BooleanSupplier alive, Supplier<String> output) {
            Awaitility.await("the server has everything")
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(100))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> {
                        if (!alive.getAsBoolean()) {
                            throw new AssertionError("kiosk ended: " + output.get());
                        }
                        JsonNode health = new Web(url).json("/api/health");
                        return health.path("uplink").asText().equals("ONLINE")
                                && health.path("backlog").asLong(-1) <= 2 * PADS;
                    });
        }

        private Path journal() {
            return office.resolve("data").resolve("journal").resolve("journal.db");
        }

        private static List<String> shown(RunningProcess pads) {
            return pads.lines().stream()
                    .filter(line -> line.startsWith("shown "))
                    .map(line -> line.substring("shown ".length()))
                    .toList();
        }
    }
}
