package motcua.load.chain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.random.RandomGenerator;
import motcua.contract.body.Checkpoint;
import motcua.contract.body.RecordBody;
import motcua.contract.journal.ClockTrust;
import motcua.contract.journal.Hash;
import motcua.contract.journal.Hex;
import motcua.contract.journal.JournalRecord;
import motcua.contract.journal.RecordHeader;
import motcua.contract.journal.RecordType;
import motcua.contract.json.CanonicalJson;
import motcua.contract.json.JsonBinding;
import motcua.contract.sign.SigningKey;

/**
 * One epoch of a simulated kiosk's journal: each record links to the one before, and is marked as simulated.
 *
 * <p>For one thread. Equal seeds give equal records apart from signatures' keys.
 */
public final class Chain {
    private final String kiosk;
    private final String epoch;
    private final SigningKey key;
    private final RandomGenerator random;
    private String boot;
    private long seq;
    private Hash head;

    /** An epoch without a record; its id is drawn from {@code random}. */
    public Chain(String kiosk, SigningKey key, RandomGenerator random) {
        this.kiosk = kiosk;
        this.key = key;
        this.random = random;
        this.epoch = hex(8);
        this.boot = hex(16);
        this.head = Hash.origin(kiosk, epoch);
    }

    /** The machine starts anew: records from here on carry another boot id. */
    public void reboot() {
        boot = hex(16);
    }

    /** Random hexadecimal digits, two a byte. */
    public String hex(int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return Hex.of(drawn);
    }

    /**
     * Adds a record.
     *
     * @param upMs milliseconds since the boot
     * @param wallMs wall clock in milliseconds since 1970 UTC
     */
    public JournalRecord append(RecordBody body, long upMs, long wallMs) {
        ObjectNode tree = JsonBinding.toTree(body);
        tree.put("salt", hex(16));
        tree.put("practice", false);
        tree.put("simulated", true);
        byte[] bytes = CanonicalJson.bytes(tree);
        RecordType type = RecordType.of(body);
        seq++;
        JournalRecord made = JournalRecord.create(
                new RecordHeader(
                        kiosk,
                        epoch,
                        seq,
                        type.wireName(),
                        type.version(),
                        boot,
                        upMs,
                        wallMs,
                        ClockTrust.TRUSTED,
                        Hash.ofBody(bytes),
                        head),
                bytes);
        head = made.hash();
        return made;
    }

    /** Adds a signed checkpoint over all records so far. */
    public JournalRecord checkpoint(long upMs, long wallMs) {
        byte[] signature = key.sign(Checkpoint.signedBytes(kiosk, epoch, seq, head));
        return append(new Checkpoint(seq, head, key.publicKeyHex(), Hex.of(signature)), upMs, wallMs);
    }

    /** Id of the epoch, 16 hexadecimal digits. */
    public String epoch() {
        return epoch;
    }

    /** Id of the current boot, 32 hexadecimal digits. */
    public String boot() {
        return boot;
    }

    /** Number of the last record, 0 before the first. */
    public long seq() {
        return seq;
    }

    /** Hash of the last record, or of the epoch's origin. */
    public Hash head() {
        return head;
    }
}
