package motcua.verifier.journal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** Checks signatures. */
final class Ed25519 {
    /** DER before the 32 bytes of a key. Source: RFC 8410 section 4. */
    private static final byte[] DER = HexFormat.of().parseHex("302a300506032b6570032100");

    private Ed25519() {}

    /** True if the holder of the key signed the message; false for malformed keys and signatures too. */
    static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        if (publicKey.length != 32) {
            return false;
        }
        byte[] encoded = new byte[DER.length + 32];
        System.arraycopy(DER, 0, encoded, 0, DER.length);
        System.arraycopy(publicKey, 0, encoded, DER.length, 32);
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
            check.update(message);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
