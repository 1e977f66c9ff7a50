package motcua.contract.sign;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import motcua.contract.journal.Hash;
import motcua.contract.journal.Hex;

/** Ed25519 public keys as 64 hexadecimal digits (RFC 8032 form), and checking with them. Safe for any thread. */
public final class PublicKeys {
    /** The DER bytes before the 32 key bytes. Source: RFC 8410 section 4. */
    private static final byte[] PREFIX = Hex.bytes("302a300506032b6570032100");

    private PublicKeys() {}

    /** The hexadecimal form of a key. */
    public static String hex(PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded.length != PREFIX.length + 32) {
            throw new IllegalArgumentException("not an Ed25519 public key");
        }
        return Hex.of(encoded).substring(PREFIX.length * 2);
    }

    /** Short name of a key: the first 16 digits of the hash of its bytes. */
    public static String id(String publicKeyHex) {
        return Hash.ofBody(Hex.bytes(publicKeyHex)).hex().substring(0, 16);
    }

    /** True if the signature over the message was made with the key's private half; false also for malformed keys and signatures. */
    public static boolean verify(String publicKeyHex, byte[] message, byte[] signature) {
        try {
            byte[] raw = Hex.bytes(publicKeyHex);
            if (raw.length != 32) {
                return false;
            }
            byte[] encoded = Arrays.copyOf(PREFIX, PREFIX.length + 32);
            System.arraycopy(raw, 0, encoded, PREFIX.length, 32);
            PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(message);
            return check.verify(signature);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
