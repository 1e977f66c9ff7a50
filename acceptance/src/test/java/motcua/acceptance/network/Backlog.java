package motcua.acceptance.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import motcua.acceptance.Folders;
import motcua.acceptance.SampleOffice;
import motcua.contract.body.AnchorSource;
import motcua.contract.body.ClockAnchor;
import motcua.contract.body.Kind;
import motcua.contract.body.Mode;
import motcua.contract.body.PracticeChanged;
import motcua.contract.body.Press;
import motcua.contract.body.PressSource;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.SettingsApplied;
import motcua.contract.body.Verdict;
import motcua.contract.body.Visit;
import motcua.contract.sign.SigningKey;
import motcua.kiosk.clock.SteppedClock;
import motcua.kiosk.journal.Journal;
import motcua.kiosk.journal.JournalConfig;

/** The data folder of a kiosk that worked for a while without a server: visits and their ratings, through the real journal. */
final class Backlog {
    private static final Duration VISIT = Duration.ofSeconds(20);

    private Backlog() {}

    /**
     * Fills a folder that is not there yet with a kiosk of the tests' office.
     *
     * @param records at least; two a visit
     * @param seed of levels and salts
     */
    static void make(Path data, String kiosk, int records, long seed) throws IOException {
        Path memory = Path.of("/dev/shm");
        Path quick = Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "motcua-backlog")
                : Files.createTempDirectory("motcua-backlog");
        try {
            write(quick, kiosk, records, seed);
            Folders.copy(quick, data);
        } finally {
            Folders.delete(quick);
        }
    }

    private static void write(Path data, String kiosk, int records, long seed) throws IOException {
        Random random = new Random(seed);
        int visits = records / 2;
        SteppedClock clock = SteppedClock.at(Instant.now().minus(VISIT.multipliedBy(visits + 1)));
        SigningKey key = SigningKey.loadOrCreate(data.resolve("device.key"));
        try (Journal journal =
                Journal.open(new JournalConfig(data.resolve("journal"), kiosk, true, "test"), key, clock, random)) {
            journal.append(new ClockAnchor(clock.boot(), clock.upMs(), clock.wallMs(), 50, AnchorSource.NTP));
            journal.append(settings());
            journal.append(new PracticeChanged(false, "test"));
            for (int i = 0; i < visits; i++) {
                String service = String.format("%016x", random.nextLong());
                clock.advance(VISIT.dividedBy(2));
                journal.append(ServiceFinished.plain(service, visit(), 120_000));
                clock.advance(VISIT.dividedBy(2));
                journal.append(press(service, 1 + random.nextInt(5)));
            }
        }
    }

    private static SettingsApplied settings() {
        return new SettingsApplied(
                1,
                "LOCAL",
                new SettingsApplied.Office(SampleOffice.ID, "UBND xã Thử Nghiệm"),
                List.of(
                        new SettingsApplied.Counter(1, "Quầy 1", Mode.VISIT),
                        new SettingsApplied.Counter(2, "Quầy 2", Mode.OPEN)),
                List.of(new SettingsApplied.Clerk(SampleOffice.CLERK, "Nguyễn Thị An", "CONG_CHUC")),
                "HL5/1",
                120_000,
                null);
    }

    private static Visit visit() {
        return new Visit(
                1,
                SampleOffice.CLERK,
                null,
                Mode.VISIT,
                Kind.PROCEDURE,
                "ho-tich",
                List.of("1.001193"),
                "HL5/1",
                null,
                8_000L);
    }

    private static Press press(String service, int level) {
        return new Press(
                1, level, level, Verdict.COUNTS, service, null, 1, PressSource.SCREEN, null, null, null, 0L, List.of());
    }
}
