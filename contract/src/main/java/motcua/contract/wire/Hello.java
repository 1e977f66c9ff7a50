package motcua.contract.wire;

import java.util.List;
import motcua.contract.journal.Hash;

/**
 * What a kiosk says on connect, on a new server instance and every 5 minutes.
 *
 * @param nonce 16 hexadecimal digits, new in each hello; receipts echo the latest one
 * @param publicKey the device key, 64 hexadecimal digits
 * @param heads the last record of each epoch the kiosk holds, ascending by gen
 */
public record Hello(String kiosk, String nonce, String publicKey, String software, List<Head> heads) {
    public Hello {
        heads = List.copyOf(heads);
    }

    /** The end of one epoch's chain. */
    public record Head(String epoch, int gen, long seq, Hash hash) {}
}
