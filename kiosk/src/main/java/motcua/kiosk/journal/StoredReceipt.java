package motcua.kiosk.journal;

import java.util.List;

/**
 * What the server last said it has of one epoch.
 *
 * @param contiguous all of 1…contiguous are stored there
 * @param ranges stored beyond, each [first, last], ascending
 * @param quarantined kept there but refused, each [first, last], ascending
 * @param atMs wall clock of the kiosk when the receipt came, milliseconds since 1970 UTC
 */
public record StoredReceipt(int gen, long contiguous, List<long[]> ranges, List<long[]> quarantined, long atMs) {
    public StoredReceipt {
        ranges = List.copyOf(ranges);
        quarantined = List.copyOf(quarantined);
    }
}
