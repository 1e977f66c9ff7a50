package motcua.acceptance.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import motcua.contract.body.Kind;
import motcua.contract.body.Mode;
import motcua.contract.body.SettingsApplied;
import motcua.contract.journal.ClockTrust;
import motcua.contract.sign.SigningKey;
import motcua.kiosk.clock.SteppedClock;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.Moment;
import motcua.kiosk.counter.Served;
import motcua.kiosk.journal.Journal;
import motcua.kiosk.journal.JournalConfig;
import motcua.kiosk.journal.StoredReceipt;

/** A kiosk's journal and counters on a day: visits end, citizens press, the kiosk stops and starts. For one thread. */
final class OfficeDay implements AutoCloseable {
    static final String KIOSK = "kiosk-1";

    private static final SigningKey KEY = SigningKey.generate();
    private static final String PAD = "1a2b3c4d";
    private static final String PAD_EPOCH = "00000001";
    private static final SettingsApplied OFFICE = new SettingsApplied(
            1,
            "LOCAL",
            new SettingsApplied.Office("xa-thu", "UBND xã Thử"),
            List.of(
                    new SettingsApplied.Counter(1, "Hộ tịch", Mode.VISIT),
                    new SettingsApplied.Counter(2, "Đất đai", Mode.OPEN)),
            List.of(new SettingsApplied.Clerk("an", "Nguyễn Thị An", "CONG_CHUC")),
            "HL5/1",
            30_000,
            null);

    private final SteppedClock clock;
    private final Random random;
    private final Journal journal;
    private final Counters counters;
    private long padSeq;

    /** Hears of each moment at which all up to this record was shown as recorded. */
    interface Shown {
        void upTo(String hash) throws IOException;
    }

    private OfficeDay(Journal journal, SteppedClock clock, Random random) {
        this.journal = journal;
        this.clock = clock;
        this.random = random;
        this.counters = new Counters(journal::append, journal::gen, () -> now(clock), random);
    }

    /** Opens the journal as the kiosk's start does. */
    static OfficeDay open(Path folder, SteppedClock clock, Random random) throws IOException {
        Journal journal = Journal.open(new JournalConfig(folder, KIOSK, false, "test"), KEY, clock, random);
        OfficeDay day = new OfficeDay(journal, clock, random);
        try {
            journal.replay((gen, record) -> day.counters.replay(record));
            day.counters.start();
            if (day.counters.settings().isEmpty()) {
                day.counters.append(OFFICE);
            }
            day.counters.bindPad("quay-1", 1);
            day.padSeq = day.counters.lastSeq(PAD, PAD_EPOCH).orElse(0);
            return day;
        } catch (RuntimeException e) {
            day.close();
            throw e;
        }
    }

    static SteppedClock morning() {
        return SteppedClock.at(Instant.parse("2026-11-23T00:30:00Z"));
    }

    private static Moment now(SteppedClock clock) {
        return new Moment(clock.boot(), clock.upMs(), clock.wallMs(), clock.trust() == ClockTrust.TRUSTED);
    }

    /** Lets that many things happen, and says after each that it was shown. */
    void happen(int things, Shown shown) throws IOException {
        shown.upTo(head());
        for (int i = 0; i < things; i++) {
            something();
            shown.upTo(head());
        }
    }

    private void something() {
        clock.advance(Duration.ofMillis(200 + random.nextInt(20_000)));
        counters.tick();
        int draw = random.nextInt(100);
        if (draw < 40) {
            padSeq++;
            counters.padPress("quay-1", PAD, PAD_EPOCH, padSeq, 1 + random.nextInt(5), 300L, false, false, false);
        } else if (draw < 70) {
            counters.finish(1, Served.about(Kind.PROCEDURE, "Hộ tịch", List.of("1.001193")));
        } else if (draw < 80) {
            counters.screenPress(2, 1 + random.nextInt(5));
        } else if (draw < 85) {
            counters.signIn(1, "an");
        } else if (draw < 90) {
            counters.padState("quay-1", random.nextBoolean() ? "UP" : "DOWN", null);
        } else if (draw < 95) {
            counters.reasons(1 + random.nextInt(2), List.of("QUICK", "CLEAR"));
        } else {
            journal.keepReceipt(new StoredReceipt(journal.gen(), journal.headSeq(), List.of(), List.of(), 1));
        }
    }

    String head() {
        return journal.headHash().hex();
    }

    Journal journal() {
        return journal;
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
