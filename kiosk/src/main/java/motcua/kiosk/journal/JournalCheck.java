package motcua.kiosk.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import motcua.contract.journal.JournalRecord;

/** Checks the records of a journal: bytes, numbers, links and signatures. Stateless. */
public final class JournalCheck {
    private JournalCheck() {}

    /**
     * Checks every record and SQLite's pages.
     *
     * @return the first thing that is wrong, or empty
     * @throws IOException if the disk does not answer
     */
    public static Optional<String> everything(JournalReads reads, String kioskId) throws IOException {
        try {
            Optional<String> complaint = reads.quickCheck();
            return complaint.isPresent() ? complaint : all(reads, kioskId);
        } catch (JournalDamaged e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Checks the newest records of each epoch, as every start of the kiosk does. */
    public static Optional<String> newest(JournalReads reads, String kioskId) throws IOException {
        try {
            return tails(reads, kioskId, JournalFolder.TAIL);
        } catch (JournalDamaged e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Checks every record. */
    static Optional<String> all(JournalReads reads, String kioskId) throws IOException {
        Map<Integer, ChainCheck> checks = new HashMap<>();
        for (EpochHead head : reads.heads()) {
            checks.put(
                    head.gen(),
                    head.stored() == head.headSeq()
                            ? ChainCheck.whole(kioskId, head.epoch())
                            : ChainCheck.withGaps(kioskId, head.epoch()));
        }
        List<String> wrong = new ArrayList<>();
        reads.replay((gen, record) -> {
            ChainCheck check = checks.get(gen);
            if (wrong.isEmpty()) {
                if (check == null) {
                    wrong.add("records of an epoch that is not listed: gen " + gen);
                } else {
                    check.next(record).ifPresent(wrong::add);
                }
            }
        });
        return wrong.stream().findFirst();
    }

    /** Checks the newest records of each epoch. */
    static Optional<String> tails(JournalReads reads, String kioskId, int length) throws IOException {
        List<EpochHead> heads = reads.heads();
        if (heads.isEmpty()) {
            return Optional.of("it has no epoch");
        }
        for (EpochHead head : heads) {
            List<JournalRecord> tail = new ArrayList<>(reads.readBackwards(head.gen(), length));
            Collections.reverse(tail);
            if (head.stored() == head.headSeq() && !tail.isEmpty()) {
                long first = tail.get(0).header().seq();
                if (head.headSeq() - first + 1 != tail.size() || (tail.size() < length && first != 1)) {
                    return Optional.of("records of epoch " + head.epoch() + " are missing");
                }
            }
            ChainCheck check = ChainCheck.withGaps(kioskId, head.epoch());
            for (JournalRecord record : tail) {
                Optional<String> wrong = check.next(record);
                if (wrong.isPresent()) {
                    return wrong;
                }
            }
        }
        return Optional.empty();
    }
}
