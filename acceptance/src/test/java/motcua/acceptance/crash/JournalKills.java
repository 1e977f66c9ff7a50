package motcua.acceptance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import motcua.acceptance.Folders;
import motcua.acceptance.Project;

/** Journals that are written and killed again and again. One process writes eight; a kill of it is a kill of each. */
final class JournalKills {
    static final int JOURNALS = 8;
    /** After so many deaths new journals are begun, so that creation is killed too and checks stay short. */
    private static final int LIVES = 8;

    private static final long START_MS = 900;
    private static final long RUN_MS = 250;
    private static final int MOST_CALLS = 60;

    private final Path folder;
    private final String classPath;
    private final Path archive;

    private JournalKills(Path folder, String classPath, Path archive) {
        this.folder = folder;
        this.classPath = classPath;
        this.archive = archive;
    }

    /** What a lane of runs did. {@code shown}: records said to be durable and found again. */
    record Tally(int runs, int kills, int killsAtCalls, long shown) {
        Tally plus(Tally o) {
            return new Tally(runs + o.runs, kills + o.kills, killsAtCalls + o.killsAtCalls, shown + o.shown);
        }
    }

    /** Prepares the program: a jar of it and an archive of its loaded classes, for quick starts. */
    static JournalKills prepare(Path folder) throws IOException, InterruptedException {
        Path jar = folder.resolve("writing.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String each : List.of("JournalWriting", "JournalWriting$Office")) {
                String name = JournalWriting.class.getPackageName().replace('.', '/') + "/" + each + ".class";
                out.putNextEntry(new JarEntry(name));
                try (InputStream in = JournalWriting.class.getClassLoader().getResourceAsStream(name)) {
                    in.transferTo((OutputStream) out);
                }
            }
        }
        String classPath = Project.built("kiosk/target/kiosk.jar", "./mvnw package") + ":" + jar;
        Path archive = folder.resolve("writing.jsa");
        JournalKills kills = new JournalKills(folder, classPath, archive);
        List<String> warm = new ArrayList<>(kills.java("-XX:ArchiveClassesAtExit=" + archive));
        warm.addAll(List.of(folder.resolve("warm").toString(), "2", "1", "300"));
        Process process = new ProcessBuilder(warm)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("warm.log").toFile())
                .start();
        assertThat(process.waitFor())
                .as("the program runs: see %s", folder.resolve("warm.log"))
                .isZero();
        return kills;
    }

    private List<String> java(String share) {
        return List.of(
                Project.java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xmx64m",
                "-Xshare:auto",
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off",
                share,
                "-cp",
                classPath,
                JournalWriting.class.getName());
    }

    /** Kills journals until so many were killed. */
    Tally run(String lane, long seed, int kills) throws IOException, InterruptedException {
        Tally all = new Tally(0, 0, 0, 0);
        int life = 0;
        while (all.kills() < kills) {
            Path office = folder.resolve(lane + "-" + life);
            all = all.plus(lives(office, seed + life, kills - all.kills()));
            Folders.delete(office);
            life++;
        }
        return all;
    }

    private Tally lives(Path office, long seed, int kills) throws IOException, InterruptedException {
        Random random = new Random(seed);
        Path temporary = Files.createDirectories(office.resolve("tmp"));
        List<Set<String>> shown = Stream.generate(() -> (Set<String>) new TreeSet<String>())
                .limit(JOURNALS)
                .toList();
        String[] gens = new String[JOURNALS];
        Tally tally = new Tally(0, 0, 0, 0);
        for (int life = 0; life < LIVES && tally.kills() < kills; life++) {
            KillPoint point = KillPoint.draw(random, START_MS, RUN_MS, MOST_CALLS);
            String when = "seed " + seed + ", life " + life + ", killed " + point;
            List<String> command = new ArrayList<>(java("-XX:SharedArchiveFile=" + archive));
            command.addAll(
                    List.of(office.toString(), Integer.toString(JOURNALS), Long.toString(random.nextLong()), "0"));
            List<String> said;
            try (DoomedProcess process =
                    DoomedProcess.start(command, point, line -> line.startsWith("shown "), temporary)) {
                said = process.awaitDeath();
            }
            int killed = read(said, shown, gens, when);
            tally = tally.plus(new Tally(1, killed, point.syscalls().isEmpty() ? 0 : killed, 0));
            check(office, shown, when);
        }
        return tally.plus(new Tally(0, 0, 0, shown.stream().mapToLong(Set::size).sum()));
    }

    /** @return how many journals were open or being opened */
    private static int read(List<String> said, List<Set<String>> shown, String[] gens, String when) {
        int opening = 0;
        List<Integer> before = shown.stream().map(Set::size).toList();
        for (String line : said) {
            String[] words = line.split(" ", 4);
            switch (words[0]) {
                case "opening" -> opening++;
                case "open" -> {
                    int number = Integer.parseInt(words[1]);
                    if (before.get(number) > 0) {
                        assertThat(words[2])
                                .as("%s: a kill damages nothing", when)
                                .isEqualTo(gens[number]);
                    }
                    gens[number] = words[2]; // creations that were killed leave numbers of epochs without a record
                    assertThat(Long.parseLong(words[3]))
                            .as("%s: the next start finds what was shown", when)
                            .isGreaterThan(before.get(number));
                }
                case "shown" -> shown.get(Integer.parseInt(words[1])).add(words[2]);
                case "WARN" -> assertThat(line).as(when).contains("salvaged 0 records of 0 older epochs");
                default -> throw new AssertionError(when + ": the process said: " + line);
            }
        }
        return opening;
    }

    private static void check(Path office, List<Set<String>> shown, String when)
            throws IOException, InterruptedException {
        Invariant invariant = Invariant.check();
        boolean any = false;
        for (int i = 0; i < JOURNALS; i++) {
            Path journal = office.resolve("j" + i).resolve("journal.db");
            if (Files.exists(journal) || !shown.get(i).isEmpty()) {
                invariant.kiosk(journal);
                any = true;
            }
        }
        if (any) {
            List<String> all = shown.stream().flatMap(Set::stream).toList();
            invariant.shown(office.resolve("shown"), all).holds(when);
        }
    }
}
