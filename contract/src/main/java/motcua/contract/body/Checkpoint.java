package motcua.contract.body;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import motcua.contract.journal.Hash;

/**
 * The device key vouches for the chain up to here.
 *
 * @param upTo seq of the record before this one
 * @param head hash of that record
 * @param publicKey Ed25519 public key, 64 hexadecimal digits (RFC 8032 form)
 * @param signature Ed25519 over {@code motcua/v1/checkpoint NUL kiosk NUL epoch NUL upTo NUL head} in ASCII, hexadecimal
 */
public record Checkpoint(long upTo, Hash head, String publicKey, String signature) implements RecordBody {
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{128}");

    public Checkpoint {
        if (!KEY.matcher(publicKey).matches() || !SIGNATURE.matcher(signature).matches()) {
            throw new IllegalArgumentException(
                    "a checkpoint has a key of 64 and a signature of 128 lower-case hex digits");
        }
    }

    /** The bytes that are signed. */
    public static byte[] signedBytes(String kiosk, String epoch, long upTo, Hash head) {
        return String.join("\0", "motcua/v1/checkpoint", kiosk, epoch, Long.toString(upTo), head.hex())
                .getBytes(StandardCharsets.US_ASCII);
    }
}
