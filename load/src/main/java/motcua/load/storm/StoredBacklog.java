package motcua.load.storm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import motcua.contract.journal.Hash;
import motcua.contract.journal.JournalRecord;
import motcua.contract.wire.Batch;
import motcua.load.bench.KioskLoad;

/**
 * A kiosk's journal in a file, so that thousands of them fit beside each other: where each record ends, and what a receipt for all
 * of it says. Reading is safe for any thread.
 */
final class StoredBacklog {
    private final FileChannel file;
    private final String kiosk;
    private final String publicKeyHex;
    private final String epoch;
    private final Hash head;
    /** Where each record begins, and behind them where the last one ends. */
    private final long[] begins;

    private StoredBacklog(FileChannel file, KioskLoad load, long[] begins) {
        this.file = file;
        this.kiosk = load.kiosk();
        this.publicKeyHex = load.key().publicKeyHex();
        this.epoch = load.epoch();
        this.head = load.head();
        this.begins = begins;
    }

    /** Appends the journal's records to the file. */
    static StoredBacklog write(FileChannel file, KioskLoad load) throws IOException {
        long[] begins = new long[load.records().size() + 1];
        begins[0] = file.size();
        int i = 0;
        for (JournalRecord each : load.records()) {
            begins[i + 1] = begins[i] + each.wireLength();
            i++;
        }
        ByteBuffer bytes = ByteBuffer.wrap(Batch.encode(load.records()));
        while (bytes.hasRemaining()) {
            file.write(bytes, file.size());
        }
        if (file.size() != begins[i]) {
            throw new IOException("the records of " + load.kiosk() + " are not as long as they say");
        }
        return new StoredBacklog(file, load, begins);
    }

    /** The last seq that fits when a batch begins with {@code first}: at least one, at most what the wire allows. */
    long lastThatFits(long first, long maxBytes) {
        long last = first;
        while (last < records()
                && last - first + 1 < Batch.MAX_RECORDS
                && begins[(int) last + 1] - begins[(int) first - 1] <= Math.min(maxBytes, Batch.MAX_BYTES)) {
            last++;
        }
        return last;
    }

    /** The records from one seq to another, both included, as on the wire. */
    byte[] read(long first, long last) throws IOException {
        long at = begins[(int) first - 1];
        ByteBuffer bytes = ByteBuffer.allocate((int) (begins[(int) last] - at));
        while (bytes.hasRemaining()) {
            if (file.read(bytes, at + bytes.position()) < 0) {
                throw new IOException("the file of backlogs was cut off");
            }
        }
        return bytes.array();
    }

    String kiosk() {
        return kiosk;
    }

    String publicKeyHex() {
        return publicKeyHex;
    }

    String epoch() {
        return epoch;
    }

    /** Hash of the last record. */
    Hash head() {
        return head;
    }

    /** How many records, so also the seq of the last one. */
    int records() {
        return begins.length - 1;
    }
}
