package motcua.server.ingest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import motcua.contract.journal.JournalRecord;
import motcua.contract.wire.Batch;

/** Ways in which the same records may reach the server. */
public final class Deliveries {
    private Deliveries() {}

    /** A message with these records, as the decoder gives it. */
    public static Inbound.Journal message(List<JournalRecord> records) {
        return Decoder.journal(records.get(0).header().kiosk(), Batch.decode(Batch.encode(records)), null);
    }

    /** All records in order, in one message each so many. */
    public static List<Inbound> inOrder(List<JournalRecord> records, int perMessage) {
        List<Inbound> messages = new ArrayList<>();
        for (int from = 0; from < records.size(); from += perMessage) {
            messages.add(message(records.subList(from, Math.min(records.size(), from + perMessage))));
        }
        return messages;
    }

    /** Each record one to five times, in any order, in messages and groups of any size. */
    public static List<List<Inbound>> anyhow(List<JournalRecord> records, SplittableRandom random) {
        List<JournalRecord> all = new ArrayList<>();
        for (JournalRecord record : records) {
            int times = 1 + (random.nextInt(3) == 0 ? random.nextInt(5) : 0);
            all.addAll(Collections.nCopies(times, record));
        }
        shuffle(all, random);
        List<List<Inbound>> groups = new ArrayList<>();
        int at = 0;
        while (at < all.size()) {
            List<Inbound> group = new ArrayList<>();
            int messages = 1 + random.nextInt(4);
            for (int i = 0; i < messages && at < all.size(); i++) {
                int to = Math.min(all.size(), at + 1 + random.nextInt(1 + all.size() / 4));
                group.add(message(all.subList(at, to)));
                at = to;
            }
            groups.add(group);
        }
        return groups;
    }

    private static <T> void shuffle(List<T> list, RandomGenerator random) {
        for (int i = list.size() - 1; i > 0; i--) {
            Collections.swap(list, i, random.nextInt(i + 1));
        }
    }
}
