package motcua.contract.body;

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
    /** The bytes that are signed. */
    public static byte[] signedBytes(String kiosk, String epoch, long upTo, Hash head) {
        return String.join("\0", "motcua/v1/checkpoint", kiosk, epoch, Long.toString(upTo), head.hex())
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
}
