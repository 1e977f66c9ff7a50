package motcua.load.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import motcua.contract.body.AnchorSource;
import motcua.contract.body.Boot;
import motcua.contract.body.ClockAnchor;
import motcua.contract.body.Kind;
import motcua.contract.body.Mode;
import motcua.contract.body.PracticeChanged;
import motcua.contract.body.Press;
import motcua.contract.body.PressSource;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.Verdict;
import motcua.contract.body.Visit;
import motcua.contract.journal.Hash;
import motcua.contract.journal.JournalRecord;
import motcua.contract.sign.SigningKey;
import motcua.contract.wire.Batch;
import motcua.load.chain.Chain;
import motcua.load.sample.SampleOffice;

/**
 * A kiosk's whole journal, made and cut into wire batches before the clock of a bench runs.
 *
 * @param kiosk its id
 * @param key the device key
 * @param records all of it, ascending
 * @param batches the same as payloads
 * @param head hash of the last record
 * @param ratings visits with a press in it
 */
public record KioskLoad(
        String kiosk,
        SigningKey key,
        String epoch,
        List<JournalRecord> records,
        List<Payload> batches,
        Hash head,
        int ratings) {

    /** Bytes of one journal message with the sequence numbers it holds. */
    public record Payload(long first, long last, byte[] bytes) {}

    /**
     * An office where {@code ratings} visits follow each other, each finished and pressed once.
     *
     * @param recordsInMessage how many records a message holds at most; the wire's own bounds hold as well
     */
    public static KioskLoad of(String kiosk, int ratings, long seed, int recordsInMessage) {
        return of(kiosk, ratings, seed, recordsInMessage, true);
    }

    /** The same, if wanted without the signed checkpoints that a kiosk always makes. */
    static KioskLoad of(String kiosk, int ratings, long seed, int recordsInMessage, boolean checkpoints) {
        return of(kiosk, SigningKey.generate(), ratings, seed, recordsInMessage, checkpoints);
    }

    /** The same for a kiosk whose key is known. */
    static KioskLoad of(String kiosk, SigningKey key, int ratings, long seed) {
        return of(kiosk, key, ratings, seed, Integer.MAX_VALUE, true);
    }

    private static KioskLoad of(
            String kiosk, SigningKey key, int ratings, long seed, int recordsInMessage, boolean checkpoints) {
        SplittableRandom random = new SplittableRandom(seed);
        Chain chain = new Chain(kiosk, key, random);
        List<JournalRecord> records = new ArrayList<>();
        long start = 1_790_000_000_000L + random.nextLong(1_000_000_000L);
        records.add(chain.append(new Boot("0.1.0", 1, null, "NEW"), 0, start));
        records.add(chain.append(new ClockAnchor(chain.boot(), 1, start + 1, 50, AnchorSource.NTP), 1, start + 1));
        records.add(chain.append(SampleOffice.settings(), 2, start + 2));
        records.add(chain.append(new PracticeChanged(false, "bench"), 3, start + 3));
        for (int i = 0; i < ratings; i++) {
            long up = 1_000 + i * 60_000L;
            SampleOffice.Counter counter = SampleOffice.COUNTERS.get(i % SampleOffice.COUNTERS.size());
            SampleOffice.Procedure procedure =
                    counter.procedures().get(random.nextInt(counter.procedures().size()));
            String service = chain.hex(8);
            records.add(chain.append(
                    ServiceFinished.plain(service, visit(counter, procedure), SampleOffice.WINDOW_MS), up, start + up));
            int level = 1 + random.nextInt(5);
            records.add(chain.append(press(counter.number(), level, service), up + 4_000, start + up + 4_000));
            if (checkpoints && chain.seq() % 256 < 2) {
                records.add(chain.checkpoint(up + 5_000, start + up + 5_000));
            }
        }
        return new KioskLoad(
                kiosk, key, chain.epoch(), records, batches(records, recordsInMessage), chain.head(), ratings);
    }

    private static Visit visit(SampleOffice.Counter counter, SampleOffice.Procedure procedure) {
        return new Visit(
                counter.number(),
                counter.clerks().get(0),
                null,
                Mode.VISIT,
                Kind.PROCEDURE,
                procedure.field(),
                List.of(procedure.code()),
                SampleOffice.SCALE,
                null,
                procedure.minutes() * 60_000L);
    }

    private static Press press(int counter, int level, String service) {
        return new Press(
                counter,
                level,
                level,
                Verdict.COUNTS,
                service,
                null,
                1,
                PressSource.SCREEN,
                null,
                null,
                null,
                0L,
                List.of());
    }

    private static List<Payload> batches(List<JournalRecord> records, int recordsInMessage) {
        int most = Math.min(Batch.MAX_RECORDS, recordsInMessage);
        List<Payload> batches = new ArrayList<>();
        List<JournalRecord> open = new ArrayList<>();
        int bytes = 0;
        for (JournalRecord each : records) {
            if (open.size() == most || bytes + each.wireLength() > Batch.MAX_BYTES) {
                batches.add(payload(open));
                open.clear();
                bytes = 0;
            }
            open.add(each);
            bytes += each.wireLength();
        }
        batches.add(payload(open));
        return batches;
    }

    private static Payload payload(List<JournalRecord> records) {
        return new Payload(
                records.get(0).header().seq(),
                records.get(records.size() - 1).header().seq(),
                Batch.encode(records));
    }
}
