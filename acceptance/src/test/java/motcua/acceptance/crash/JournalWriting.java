package motcua.acceptance.crash;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import motcua.contract.body.Kind;
import motcua.contract.body.Mode;
import motcua.contract.body.Outcome;
import motcua.contract.body.Press;
import motcua.contract.body.PressSource;
import motcua.contract.body.Reasons;
import motcua.contract.body.RecordBody;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.Verdict;
import motcua.contract.body.Visit;
import motcua.contract.body.WindowExpired;
import motcua.contract.sign.SigningKey;
import motcua.kiosk.clock.SystemKioskClock;
import motcua.kiosk.journal.Journal;
import motcua.kiosk.journal.JournalConfig;

/**
 * A process that writes several journals at once, each on a thread of its own, and says of each record when it is told that it is
 * durable. Lines: {@code opening N}, {@code open N GEN RECORDS}, {@code shown N HASH}, {@code failed N WHY}.
 *
 * <p>Usage: {@code JournalWriting FOLDER JOURNALS SEED RECORDS}, RECORDS 0 for endless.
 */
public final class JournalWriting {
    private static final OutputStream OUT = new java.io.FileOutputStream(java.io.FileDescriptor.out);

    private JournalWriting() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        int journals = Integer.parseInt(args[1]);
        SplittableRandom seeds = new SplittableRandom(Long.parseLong(args[2]));
        long records = Long.parseLong(args[3]);
        CountDownLatch done = new CountDownLatch(journals);
        for (int i = 0; i < journals; i++) {
            int number = i;
            Random random = new Random(seeds.nextLong());
            new Thread(
                            () -> {
                                try {
                                    write(folder.resolve("j" + number), number, random, records);
                                } catch (IOException | RuntimeException e) {
                                    say("failed " + number + " " + e);
                                    System.exit(3);
                                } finally {
                                    done.countDown();
                                }
                            },
                            "journal-" + number)
                    .start();
        }
        done.await();
    }

    private static void write(Path folder, int number, Random random, long records) throws IOException {
        say("opening " + number);
        SigningKey key = SigningKey.loadOrCreate(folder.resolve("device.key"));
        JournalConfig config = new JournalConfig(folder, "ghi-" + number, true, "crash");
        try (Journal journal = Journal.open(config, key, SystemKioskClock.open(), random)) {
            AtomicLong found = new AtomicLong();
            journal.replay((gen, record) -> found.incrementAndGet());
            say("open " + number + " " + journal.gen() + " " + found.get());
            Office office = new Office(random, journal.gen());
            for (long i = 0; records == 0 || i < records; i++) {
                say("shown " + number + " "
                        + journal.append(office.next()).hash().hex());
            }
        }
    }

    /** One system call a line. */
    private static void say(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (OUT) {
            try {
                OUT.write(bytes);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    /** What happens at a counter, without end: a visit, then presses and perhaps reasons, or nobody rates. */
    static final class Office {
        private final Random random;
        private final int gen;
        private final String padEpoch;
        private long padSeq;
        private String service = "";
        private int presses;
        private boolean rated;

        Office(Random random, int gen) {
            this.random = random;
            this.gen = gen;
            this.padEpoch = String.format("%08x", random.nextInt());
        }

        /** Whether a visit was rated and its rating will be changed. */
        boolean betweenPresses() {
            return rated && presses > 0;
        }

        RecordBody next() {
            if (presses > 0) {
                presses--;
                rated = true;
                return press(presses == 0 && random.nextInt(4) == 0 ? Verdict.DUPLICATE : Verdict.COUNTS);
            }
            if (rated) {
                rated = false;
                if (random.nextBoolean()) {
                    return new Reasons(service, 1, gen, List.of(random.nextBoolean() ? "QUICK" : "WAIT_LONG"));
                }
            } else if (!service.isEmpty()) {
                String silent = service;
                service = "";
                return new WindowExpired(silent, 1, random.nextBoolean() ? Outcome.NOT_RATED : Outcome.DEVICE_DOWN);
            }
            service = String.format("%016x", random.nextLong());
            presses = random.nextInt(4);
            return ServiceFinished.plain(
                    service,
                    new Visit(
                            1,
                            "clerk-" + random.nextInt(3),
                            null,
                            Mode.VISIT,
                            random.nextInt(4) == 0 ? Kind.RESULT : Kind.PROCEDURE,
                            null,
                            random.nextBoolean() ? List.of("1.001193") : List.of("1.001193", "2.000815"),
                            "HL5/1",
                            null,
                            (long) random.nextInt(600_000)),
                    120_000);
        }

        private Press press(Verdict verdict) {
            padSeq++;
            int key = 1 + random.nextInt(5);
            return new Press(
                    1,
                    key,
                    key,
                    verdict,
                    service,
                    null,
                    gen,
                    PressSource.PAD,
                    "0badcafe",
                    padEpoch,
                    padSeq,
                    (long) random.nextInt(50),
                    random.nextInt(9) == 0 ? List.of("SHORT") : List.of());
        }
    }
}
