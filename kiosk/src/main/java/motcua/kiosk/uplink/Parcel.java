package motcua.kiosk.uplink;

import java.util.Map;
import motcua.contract.wire.Batch;

/**
 * One batch as it is published: records {@code first} to {@code last} of an epoch, without a gap.
 *
 * @param once sent without waiting for a receipt, see {@link EpochQueue.Mode#ONCE}
 */
record Parcel(int gen, String epoch, long first, long last, byte[] payload, boolean once) {
    boolean sameRecords(Parcel other) {
        return gen == other.gen && first == other.first && last == other.last;
    }

    Map<String, String> userProperties() {
        return Map.of(Batch.EPOCH, epoch, Batch.FIRST, Long.toString(first), Batch.LAST, Long.toString(last));
    }
}
