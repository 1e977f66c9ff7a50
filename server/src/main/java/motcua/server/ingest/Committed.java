package motcua.server.ingest;

import java.util.List;
import motcua.contract.wire.Receipt;

/**
 * What a commit brought.
 *
 * @param receipts one for each chain that the messages named
 * @param stored records stored for the first time
 * @param refused lines and messages refused
 */
public record Committed(List<Receipt> receipts, int stored, int refused) {
    public Committed {
        receipts = List.copyOf(receipts);
    }
}
