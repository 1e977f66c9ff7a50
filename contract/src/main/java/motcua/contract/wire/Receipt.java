package motcua.contract.wire;

import java.util.List;
import motcua.contract.journal.Hash;

/**
 * What the server has committed of one epoch of one kiosk. It is the only promise that a record is stored.
 *
 * @param nonce of the latest hello the server has from this kiosk, empty if none; only a receipt with the kiosk's current
 *     nonce may lower its watermark
 * @param instance 16 hexadecimal digits drawn at each start of the server
 * @param contiguous all of 1…contiguous are stored or quarantined; 0 = nothing
 * @param hashAtContiguous hash of the stored record {@code contiguous}; {@link Hash#origin} if 0
 * @param ranges stored beyond {@code contiguous}, each [first, last], ascending, at most 100
 * @param quarantined kept but refused, each [first, last], ascending, at most 100
 * @param serverTime milliseconds since 1970 UTC when the receipt was made
 */
public record Receipt(
        String kiosk,
        String nonce,
        String instance,
        String epoch,
        long contiguous,
        Hash hashAtContiguous,
        List<long[]> ranges,
        List<long[]> quarantined,
        long serverTime) {
    public Receipt {
        ranges = List.copyOf(ranges);
        quarantined = List.copyOf(quarantined);
        checkRanges(ranges);
        checkRanges(quarantined);
        if (contiguous < 0) {
            throw new IllegalArgumentException("contiguous is below 0: " + contiguous);
        }
    }

    private static void checkRanges(List<long[]> ranges) {
        long before = 0;
        for (long[] range : ranges) {
            if (range.length != 2 || range[0] <= before || range[1] < range[0]) {
                throw new IllegalArgumentException("ranges must be ascending pairs [first, last]");
            }
            before = range[1];
        }
    }
}
