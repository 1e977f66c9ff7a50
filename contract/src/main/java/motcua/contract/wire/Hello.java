package motcua.contract.wire;

import java.util.List;
import motcua.contract.journal.Hash;
import org.jspecify.annotations.Nullable;

/**
 * What a kiosk says on connect, on a new server instance and every 5 minutes.
 *
 * @param nonce 16 hexadecimal digits, new in each hello; receipts echo the latest one
 * @param publicKey the device key, 64 hexadecimal digits
 * @param heads the last record of each epoch the kiosk holds, ascending by gen
 * @param settings version of the server's settings the kiosk has, 0 for none; absent from a kiosk that takes none
 */
public record Hello(
        String kiosk,
        String nonce,
        String publicKey,
        String software,
        List<Head> heads,
        @Nullable Long settings) {
    public Hello {
        heads = List.copyOf(heads);
    }

    /** A hello of a kiosk that takes no settings from the server. */
    public Hello(String kiosk, String nonce, String publicKey, String software, List<Head> heads) {
        this(kiosk, nonce, publicKey, software, heads, null);
    }

    /** The end of one epoch's chain. */
    public record Head(String epoch, int gen, long seq, Hash hash) {}
}
