package motcua.verifier.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks an exported journal from its first line to its last and stops at the first wrong record.
 *
 * <p>Where a link between two records is broken, the record after them tells which of the two was altered: one that still
 * fits its follower is intact. One check reads one file, in one thread.
 */
public final class JournalCheck {
    private static final Pattern HEX64 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern HEX128 = Pattern.compile("[0-9a-f]{128}");

    private final Export export;
    private final Known known;
    private final List<Findings.Epoch> closed = new ArrayList<>();
    private final Set<String> seenEpochs = new HashSet<>();
    private final Set<Known.Head> metHeads = new HashSet<>();

    private @Nullable WireRecord before;
    private @Nullable String publicKey;
    private long gen;
    private long records;
    private long erased;
    private long first;
    private long checkpoints;
    private long vouched;

    private JournalCheck(Export export, Known known) {
        this.export = export;
        this.known = known;
        this.publicKey = known.publicKey();
    }

    /**
     * Reads the export to its end and closes it.
     *
     * @throws Problem the first wrong record
     * @throws IOException if it cannot be read
     */
    public static Findings of(InputStream in, Known known) throws IOException, Problem {
        try (Export export = new Export(in)) {
            return new JournalCheck(export, known).run();
        }
    }

    private Findings run() throws IOException, Problem {
        for (WireRecord each = export.next(); each != null; each = export.next()) {
            accept(each);
            before = each;
        }
        if (before == null) {
            throw new Problem(Fault.EMPTY, 0, null, 0, "nothing to check");
        }
        checkHeadsReached(before);
        closeEpoch(before);
        return new Findings(before.kiosk(), records, erased, publicKey, closed);
    }

    private void accept(WireRecord record) throws IOException, Problem {
        WireRecord previous = before;
        if (previous == null) {
            begin(record, known.firstSeq(), known.firstPrev());
        } else {
            if (!record.kiosk().equals(previous.kiosk())) {
                throw Problem.at(record, Fault.KIOSK, record.kiosk() + " instead of " + previous.kiosk());
            }
            if (record.epoch().equals(previous.epoch())) {
                follow(previous, record);
            } else {
                checkEpochIsWhole(previous);
                closeEpoch(previous);
                begin(record, 1, null);
            }
        }
        records++;
        if (record.erased()) {
            if (!known.erasedAllowed()) {
                throw Problem.at(record, Fault.ERASED, "allowed only with --allow-erased");
            }
            erased++;
        }
        if (record.type().equals("boot") && record.version() == 1 && !record.erased()) {
            checkBoot(previous, record);
        }
        if (record.type().equals("checkpoint") && record.version() == 1 && !record.erased()) {
            checkCheckpoint(record);
        }
        checkHeadsAt(record);
    }

    private void begin(WireRecord record, long seq, @Nullable String prev) throws Problem {
        if (!seenEpochs.add(record.epoch())) {
            throw Problem.at(record, Fault.EPOCHS, "this epoch was over before");
        }
        if (record.seq() != seq) {
            throw Problem.at(record, Fault.START, "the first is seq " + seq);
        }
        if (seq == 1 && !record.type().equals("boot")) {
            throw Problem.at(record, Fault.START, "the first record is a boot, not " + record.type());
        }
        String wanted = prev != null ? prev : seq == 1 ? Sha256.origin(record.kiosk(), record.epoch()) : null;
        if (wanted != null && !record.prev().equals(wanted)) {
            throw Problem.at(record, Fault.START, "prev is not what the chain of this kiosk and epoch begins with");
        }
        first = seq;
        checkpoints = 0;
        vouched = 0;
    }

    /** Place and link of a record after another of the same epoch. */
    private void follow(WireRecord previous, WireRecord record) throws IOException, Problem {
        long wanted = previous.seq() + 1;
        if (record.seq() > wanted) {
            String range = record.seq() == wanted + 1 ? "seq " + wanted : "seq " + wanted + " to " + (record.seq() - 1);
            throw Problem.at(record, Fault.MISSING, range + " expected first");
        }
        if (record.seq() == wanted && record.prev().equals(previous.hash())) {
            return;
        }
        WireRecord next = export.peek();
        if (record.seq() < wanted) {
            boolean previousIsExtra = record.seq() == previous.seq()
                    && !record.hash().equals(previous.hash())
                    && record.prev().equals(previous.prev())
                    && next != null
                    && next.prev().equals(record.hash());
            throw Problem.at(previousIsExtra ? previous : record, Fault.AGAIN, "seq " + wanted + " expected");
        }
        boolean recordIntact = next != null && next.epoch().equals(record.epoch())
                ? next.prev().equals(record.hash())
                : headKnown(record);
        boolean checkpoint = record.type().equals("checkpoint") && record.body().get("head") != null;
        if (recordIntact || (checkpoint && record.prev().equals(record.body().get("head")))) {
            throw Problem.at(previous, Fault.ALTERED, "the next record links to another hash than its own");
        }
        if (next != null || (checkpoint && previous.hash().equals(record.body().get("head")))) {
            throw Problem.at(record, Fault.ALTERED, "its prev is not the hash of the record before");
        }
        throw Problem.at(previous, Fault.ALTERED_OR_NEXT, "the last record does not link to it");
    }

    private boolean headKnown(WireRecord record) {
        return known.heads().stream()
                .anyMatch(head -> head.seq() == record.seq() && record.hash().equals(head.hash()));
    }

    private void checkBoot(@Nullable WireRecord previous, WireRecord record) throws Problem {
        if (!(record.body().get("gen") instanceof Long number) || number < 1) {
            throw Problem.at(record, Fault.FORM, "a boot has a gen from 1");
        }
        if (record.seq() == 1) {
            boolean follows =
                    previous == null || previous.epoch().equals(record.body().get("previousEpoch"));
            if (number <= gen || !follows) {
                throw Problem.at(record, Fault.EPOCHS, "gen " + number + " after gen " + gen);
            }
        } else if (gen != 0 && number != gen) {
            throw Problem.at(record, Fault.EPOCHS, "gen " + number + " in an epoch of gen " + gen);
        }
        gen = number;
    }

    private void checkCheckpoint(WireRecord record) throws Problem {
        if (!(record.body().get("upTo") instanceof Long upTo)
                || !(record.body().get("head") instanceof String head)
                || !(record.body().get("publicKey") instanceof String key)
                || !(record.body().get("signature") instanceof String signature)
                || !HEX64.matcher(key).matches()
                || !HEX128.matcher(signature).matches()) {
            throw Problem.at(record, Fault.FORM, "a checkpoint has upTo, head, publicKey and signature");
        }
        if (upTo != record.seq() - 1 || !head.equals(record.prev())) {
            throw Problem.at(record, Fault.CHECKPOINT, "it vouches for seq " + upTo);
        }
        if (publicKey != null && !publicKey.equals(key)) {
            throw Problem.at(record, Fault.KEY, key + " instead of " + publicKey);
        }
        byte[] message = String.join(
                        "\0", "motcua/v1/checkpoint", record.kiosk(), record.epoch(), Long.toString(upTo), head)
                .getBytes(StandardCharsets.US_ASCII);
        if (!Ed25519.verify(
                HexFormat.of().parseHex(key), message, HexFormat.of().parseHex(signature))) {
            throw Problem.at(record, Fault.SIGNATURE, "key " + key);
        }
        publicKey = key;
        checkpoints++;
        vouched = Math.max(vouched, upTo);
    }

    private void checkHeadsAt(WireRecord record) throws IOException, Problem {
        for (Known.Head head : known.heads()) {
            if (head.seq() == record.seq() && isEpoch(head, record)) {
                if (head.hash() != null && !head.hash().equals(record.hash())) {
                    throw Problem.at(record, Fault.HEAD, head.source() + " has " + head.hash());
                }
                metHeads.add(head);
                if (head.hash() != null) {
                    vouched = Math.max(vouched, head.seq());
                }
            }
        }
    }

    /** A head without an epoch is about the last one of the file. */
    private boolean isEpoch(Known.Head head, WireRecord record) throws IOException {
        if (head.epoch() != null) {
            return head.epoch().equals(record.epoch());
        }
        WireRecord next = export.peek();
        return next == null || next.epoch().equals(record.epoch());
    }

    private void checkEpochIsWhole(WireRecord last) throws Problem {
        for (Known.Head head : known.heads()) {
            if (last.epoch().equals(head.epoch()) && !metHeads.contains(head) && head.seq() > last.seq()) {
                throw Problem.at(last, Fault.TRUNCATED, head.source() + " knows seq " + head.seq());
            }
        }
    }

    private void checkHeadsReached(WireRecord last) throws Problem {
        checkEpochIsWhole(last);
        for (Known.Head head : known.heads()) {
            if (metHeads.contains(head)) {
                continue;
            }
            if (head.epoch() == null && head.seq() > last.seq()) {
                throw Problem.at(last, Fault.TRUNCATED, head.source() + " knows seq " + head.seq());
            }
            if (head.epoch() != null && !seenEpochs.contains(head.epoch())) {
                throw Problem.at(last, Fault.TRUNCATED, head.source() + " knows epoch " + head.epoch());
            }
        }
    }

    private void closeEpoch(WireRecord last) {
        closed.add(new Findings.Epoch(last.epoch(), first, last.seq(), last.hash(), checkpoints, vouched));
    }
}
