package motcua.acceptance.clock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import motcua.contract.body.AnchorSource;
import motcua.contract.body.Boot;
import motcua.contract.body.ClockAnchor;
import motcua.contract.body.RecordBody;
import motcua.contract.journal.ClockTrust;
import motcua.contract.journal.Hash;
import motcua.contract.journal.JournalRecord;
import motcua.contract.journal.RecordHeader;
import motcua.contract.journal.RecordType;
import motcua.contract.json.JsonBinding;
import motcua.kiosk.clock.BatteryClock;
import motcua.kiosk.clock.ClockAnchors;
import motcua.kiosk.clock.SystemKioskClock;
import motcua.kiosk.clock.TimeInterval;
import motcua.server.counting.ReadRecord;
import motcua.server.dates.Anchor;
import motcua.server.dates.BootAnchors;

/**
 * Some weeks of a kiosk, drawn from a seed: the product's clock, anchors and battery clock on a {@link DriftingMachine}, writing
 * records; then the product's dating of them on kiosk and server, and an oracle that knew the truth all the time.
 */
final class GeneratedLife {
    private static final String KIOSK = "xa-mau-1";
    private static final String EPOCH = "5a3c0000000000e1";
    private static final long START_MS = 1_790_000_000_000L;
    private static final long DAY_MS = 86_400_000;
    /** A person sets the clock to the minute. Source: the setup page. */
    private static final long PERSON_ERROR_MS = 60_000;

    private static final int STEPS = 11;

    private final SplittableRandom random;
    private final DriftingMachine machine;
    private final Path proofFile;
    private final List<JournalRecord> journal = new ArrayList<>();
    private final List<Moment> moments = new ArrayList<>();
    /** Boot to its anchors, as the journal has them; and which of them are a person's untruth. */
    private final Map<String, List<ClockAnchor>> anchors = new HashMap<>();

    private final List<ClockAnchor> untruths = new ArrayList<>();
    private SystemKioskClock clock;
    private ClockAnchors kiosk;
    private boolean telling;
    private int refused;

    /** A moment as the kiosk took it, and when it truly was. */
    private record Moment(String boot, long upMs, long trueMs) {}

    /** What a life held, for the test to see that nothing was missed. */
    record Outcome(int dated, int undated, int lies, int byBattery, int refusedWords, long widestMs) {}

    GeneratedLife(long seed, Path folder) throws IOException {
        random = new SplittableRandom(seed);
        machine = new DriftingMachine(random, START_MS + random.nextLong(3_000 * DAY_MS / 10));
        proofFile = folder.resolve("battery-clock.json");
        Files.deleteIfExists(proofFile);
        startProcess();
    }

    private void startProcess() {
        clock = SystemKioskClock.of(
                machine.bootId(), machine.uptimeMs(), machine::nanos, machine.wall(), machine::networkErrorMs);
        kiosk = new ClockAnchors(clock, this::append);
        journal.forEach(kiosk::take);
        append(new Boot("test", 1, null, null));
        kiosk.ask(BatteryClock.of(machine::batteryMs, proofFile));
    }

    private void append(RecordBody body) {
        byte[] bytes = JsonBinding.toBytes(body);
        Hash prev = journal.isEmpty()
                ? Hash.origin(KIOSK, EPOCH)
                : journal.get(journal.size() - 1).hash();
        JournalRecord record = JournalRecord.create(
                new RecordHeader(
                        KIOSK,
                        EPOCH,
                        journal.size() + 1L,
                        RecordType.of(body).wireName(),
                        1,
                        clock.boot(),
                        clock.upMs(),
                        clock.wallMs(),
                        clock.trust(),
                        Hash.ofBody(bytes),
                        prev),
                bytes);
        journal.add(record);
        if (body instanceof ClockAnchor anchor) {
            anchors.computeIfAbsent(anchor.boot(), boot -> new ArrayList<>()).add(anchor);
            if (telling) {
                untruths.add(anchor);
            }
        } else {
            kiosk.take(record);
        }
        moments.add(new Moment(clock.boot(), record.header().upMs(), machine.trueMs()));
    }

    /** Remembers this moment, and looks whether the clock that the kiosk believes now is within what is known. */
    private void notice() {
        long upMs = clock.upMs();
        moments.add(new Moment(clock.boot(), upMs, machine.trueMs()));
        Optional<TimeInterval> known = kiosk.trueTimeOf(clock.boot(), upMs);
        if (clock.trust() == ClockTrust.TRUSTED
                && !deceived(clock.boot())
                && known.isPresent()
                && known.get().dated()) {
            long bound = machine.networkErrorMs()
                    .orElse((known.get().latestMs() - known.get().earliestMs()) / 2 + 2);
            check(
                    Math.abs(clock.wallMs() - machine.trueMs()) <= bound,
                    "the believed wall clock is " + (clock.wallMs() - machine.trueMs()) + " ms off, above " + bound);
        }
    }

    Outcome live() {
        for (int step = 0; step < STEPS; step++) {
            machine.pass(random.nextInt(3) == 0 ? random.nextLong(7 * DAY_MS) : random.nextLong(7_200_000));
            switch (random.nextInt(12)) {
                case 0 -> machine.networkComes();
                case 1 -> machine.networkGoes();
                case 2 -> machine.step(random.nextBoolean() ? 3_600_000 : -3_600_000);
                case 3 -> server();
                case 4 -> startProcess();
                case 5, 6 -> {
                    machine.reboot(random.nextBoolean() ? random.nextLong(60_000) : random.nextLong(30 * DAY_MS));
                    startProcess();
                }
                case 7 -> person();
                default -> append(new Boot("anything", 1, null, null));
            }
            kiosk.ask(machine::networkErrorMs);
            notice();
        }
        return compare();
    }

    private void server() {
        long asked = clock.upMs();
        machine.pass(oneWay());
        long serverMs = machine.trueMs();
        machine.pass(oneWay());
        long answered = clock.upMs();
        machine.pass(random.nextInt(5) == 0 ? random.nextLong(3_000) : 0); // the journal is busy
        kiosk.answered(asked, answered, serverMs);
    }

    /** Often all of the round trip is on one side: then the bound holds by nothing but its own margin. */
    private long oneWay() {
        return random.nextBoolean() ? 0 : random.nextLong(random.nextInt(4) == 0 ? 10_000 : 40);
    }

    private void person() {
        boolean lie = random.nextInt(3) == 0;
        long offMs = lie
                ? (random.nextBoolean() ? 1 : -1) * random.nextLong(2 * DAY_MS, 300 * DAY_MS)
                : -random.nextLong(PERSON_ERROR_MS);
        long said = machine.trueMs() + offMs;
        boolean possible = kiosk.possible(said, PERSON_ERROR_MS);
        check(lie || possible, "a right word of a person is refused");
        if (!possible) {
            refused++;
            return;
        }
        telling = lie;
        kiosk.learned(clock.upMs(), said, PERSON_ERROR_MS, AnchorSource.PERSON);
        telling = false;
    }

    /** Whether the last that anyone said of a boot is a person's untruth, and nothing was measured in it. */
    private boolean deceived(String boot) {
        List<ClockAnchor> said = anchors.getOrDefault(boot, List.of());
        return said.stream().noneMatch(each -> each.source().measured())
                && said.stream().anyMatch(untruths::contains)
                && untruths.contains(said.get(said.size() - 1));
    }

    private Outcome compare() {
        Map<String, BootAnchors> server = server(journal);
        int dated = 0;
        int undated = 0;
        int lies = 0;
        int byBattery = 0;
        long widest = 0;
        for (Moment moment : moments) {
            List<ClockAnchor> said = anchors.getOrDefault(moment.boot(), List.of());
            OptionalLong ofServer =
                    server.getOrDefault(moment.boot(), BootAnchors.NONE).trueMs(moment.upMs());
            Optional<TimeInterval> ofKiosk = kiosk.trueTimeOf(moment.boot(), moment.upMs());
            check(
                    ofServer.isPresent() == !said.isEmpty(),
                    "the server dates a boot without anchors, or none with: " + moment);
            if (ofServer.isEmpty()) {
                undated++;
                ofKiosk.ifPresent(interval -> check(
                        !interval.dated() && interval.contains(moment.trueMs()),
                        "the interval of an undated boot does not contain the truth: " + interval + " " + moment));
                continue;
            }
            check(
                    Math.abs(ofKiosk.orElseThrow().middleMs() - ofServer.getAsLong()) <= 1,
                    "kiosk and server date differently: " + ofKiosk + " " + ofServer + " " + moment);
            if (deceived(moment.boot())) {
                lies++;
                continue;
            }
            double bound = said.stream()
                    .filter(each -> !untruths.contains(each))
                    .mapToDouble(each -> each.errorMs() + 200e-6 * Math.abs(each.upMs() - moment.upMs()))
                    .min()
                    .orElseThrow();
            long off = Math.abs(ofServer.getAsLong() - moment.trueMs());
            check(off <= bound + 1, "dated " + off + " ms off, above " + bound + ": " + moment + " of " + said);
            check(
                    ofKiosk.get().contains(moment.trueMs()),
                    "the stated bound does not contain the truth: " + ofKiosk + " " + moment);
            dated++;
            byBattery += said.stream().allMatch(each -> each.source() == AnchorSource.RTC) ? 1 : 0;
            widest = Math.max(widest, (long) bound);
        }
        return new Outcome(dated, undated, lies, byBattery, refused, widest);
    }

    private static Map<String, BootAnchors> server(List<JournalRecord> journal) {
        Map<String, BootAnchors> boots = new HashMap<>();
        for (JournalRecord record : journal) {
            if (ReadRecord.of(record).body() instanceof ClockAnchor said) {
                Anchor anchor = new Anchor(EPOCH, record.header().seq(), said);
                boots.merge(said.boot(), BootAnchors.of(List.of(anchor)), (old, more) -> old.with(anchor));
            }
        }
        return boots;
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
