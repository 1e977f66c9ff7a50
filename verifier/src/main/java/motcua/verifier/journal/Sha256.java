package motcua.verifier.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The three hashes of a journal, as 64 lower-case hexadecimal digits. */
public final class Sha256 {
    private static final byte[] ZERO = {0};

    private Sha256() {}

    /** Hash of a body. */
    static String body(byte[] body) {
        return of(body);
    }

    /** Hash of a record: of a zero byte and its header. */
    static String record(byte[] header) {
        return of(ZERO, header);
    }

    /** What the first record of an epoch links to. */
    static String origin(String kiosk, String epoch) {
        return of(ascii("motcua/v1"), ZERO, ascii(kiosk), ZERO, ascii(epoch));
    }

    /** First 16 digits of the hash of a public key: its short name. */
    static String keyId(byte[] publicKey) {
        return of(publicKey).substring(0, 16);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String of(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
