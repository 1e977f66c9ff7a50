package motcua.server.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import motcua.contract.body.AnchorSource;
import motcua.contract.body.Mode;
import motcua.contract.body.Outcome;
import motcua.contract.body.Press;
import motcua.contract.body.PressSource;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.Verdict;
import motcua.contract.body.Visit;

/**
 * A history of one kiosk drawn from a seed: corrections, reasons before and after the press, expiry then a late press, anchors of
 * several qualities, two or three epochs, several boots (some without an anchor), practice, all modes, flags, stray presses,
 * an office that moves, record types of the future.
 */
final class RandomHistory {
    private static final List<AnchorSource> SOURCES = List.of(AnchorSource.values());
    private static final List<String> FLAGS = List.of("BURST", "SELF", "SHORT", "HOURS", "LATE", "TWO_KEYS");

    private static final List<Outcome> OUTCOMES = List.of(Outcome.NOT_RATED, Outcome.DEVICE_DOWN, Outcome.NOT_ASKED);

    private final SplittableRandom random;
    private final TestKiosk kiosk;
    private final List<String> open = new ArrayList<>();
    private long wall = TestKiosk.MORNING;

    private RandomHistory(String id, long seed) {
        this.random = new SplittableRandom(seed);
        this.kiosk = new TestKiosk(id, seed, null);
    }

    /** The same seed gives the same history, whatever the names. */
    static TestKiosk draw(String id, String office, long seed) {
        RandomHistory history = new RandomHistory(id, seed);
        history.run(office);
        return history.kiosk;
    }

    private void run(String office) {
        kiosk.boot();
        if (random.nextBoolean()) {
            kiosk.settings(1, "moved-" + office);
        }
        kiosk.practice = random.nextInt(4) == 0;
        int steps = 10 + random.nextInt(40);
        for (int i = 0; i < steps; i++) {
            step();
        }
        kiosk.settings(2, office);
    }

    private void step() {
        long pause = random.nextInt(7) == 0 ? random.nextLong(40_000_000) : random.nextLong(600_000);
        kiosk.later(pause);
        wall += pause;
        switch (random.nextInt(16)) {
            case 0 -> {
                kiosk.reboot();
                kiosk.boot();
            }
            case 1 -> {
                if (random.nextInt(3) == 0) {
                    kiosk.newEpoch();
                    kiosk.boot();
                }
            }
            case 2, 3 ->
                kiosk.anchor(
                        wall + random.nextLong(-90_000_000, 90_000_000),
                        random.nextLong(30_000),
                        SOURCES.get(random.nextInt(4)));
            case 4 -> kiosk.practice = !kiosk.practice && random.nextInt(3) == 0;
            case 5 -> stray();
            case 6 -> openMode();
            case 7 ->
                kiosk.append(
                        "ticket-of-tomorrow",
                        3,
                        motcua.contract.json.JsonBinding.toTree(java.util.Map.of("number", "A012")));
            default -> visit();
        }
        if (!open.isEmpty() && random.nextBoolean()) {
            about(open.get(random.nextInt(open.size())));
        }
    }

    private void visit() {
        String service = kiosk.hex(16);
        if (random.nextInt(4) == 0) {
            kiosk.reasons(service, "R1"); // before the press, and before the finish
        }
        kiosk.append(ServiceFinished.plain(service, aVisit(Mode.VISIT), random.nextInt(5) == 0 ? 0 : 120_000));
        open.add(service);
        for (int i = random.nextInt(3); i > 0; i--) {
            about(service);
        }
    }

    private void openMode() {
        String service = kiosk.hex(16);
        press(service, Verdict.COUNTS, aVisit(Mode.OPEN));
        open.add(service);
    }

    private void stray() {
        Verdict verdict = random.nextBoolean() ? Verdict.UNMATCHED : Verdict.STUCK;
        press(null, verdict, null);
    }

    private void about(String service) {
        switch (random.nextInt(5)) {
            case 0 -> kiosk.reasons(service, "R" + random.nextInt(3), "R3");
            case 1 -> kiosk.expire(service, OUTCOMES.get(random.nextInt(OUTCOMES.size())));
            case 2 -> press(service, Verdict.DUPLICATE, null);
            default -> press(service, Verdict.COUNTS, null);
        }
    }

    private void press(String service, Verdict verdict, Visit opens) {
        int level = 1 + random.nextInt(5);
        List<String> flags = random.nextInt(3) == 0 ? List.of(FLAGS.get(random.nextInt(FLAGS.size()))) : List.of();
        Long age = random.nextInt(3) == 0 ? null : random.nextLong(3_600_000);
        int counter = opens == null ? 1 : opens.counter();
        kiosk.append(new Press(
                counter,
                level,
                level,
                verdict,
                service,
                opens,
                kiosk.gen(),
                PressSource.PAD,
                null,
                null,
                null,
                age,
                flags));
    }

    private Visit aVisit(Mode mode) {
        List<String> procedures = random.nextInt(4) == 0
                ? List.of()
                : random.nextBoolean() ? List.of("1.001") : List.of("1.001", "1.002");
        return TestKiosk.visit(1 + random.nextInt(2), random.nextBoolean() ? "an" : null, mode, procedures);
    }
}
