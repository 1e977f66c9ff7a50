package motcua.contract.journal;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A SHA-256 value as 64 lower-case hexadecimal digits. */
public record Hash(@JsonValue String hex) {
    private static final int DIGITS = 64;
    private static final byte[] ORIGIN = "motcua/v1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEADER_TAG = {0};
    /** One a thread: looking it up among the providers costs as much as hashing a short record. */
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(Hash::newSha256);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Hash {
        if (!Hex.isHex(hex, DIGITS)) {
            throw new IllegalArgumentException("a hash is 64 lower-case hexadecimal digits, not " + hex);
        }
    }

    /** SHA-256 of a body's bytes. */
    public static Hash ofBody(byte[] body) {
        return digest(body);
    }

    /** SHA-256 of 0x00 and a header's bytes: the hash of the record, to which the next one links. */
    public static Hash ofHeader(byte[] header) {
        return digest(HEADER_TAG, header);
    }

    /** What the first record of an epoch links to. */
    public static Hash origin(String kiosk, String epoch) {
        return digest(
                ORIGIN,
                HEADER_TAG,
                kiosk.getBytes(StandardCharsets.US_ASCII),
                HEADER_TAG,
                epoch.getBytes(StandardCharsets.US_ASCII));
    }

    private static Hash digest(byte[]... parts) {
        MessageDigest sha256 = SHA_256.get(); // digest() leaves it as new
        for (byte[] part : parts) {
            sha256.update(part);
        }
        return new Hash(Hex.of(sha256.digest()));
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
