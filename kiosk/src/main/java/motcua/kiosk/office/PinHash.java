package motcua.kiosk.office;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import motcua.contract.journal.Hex;

/**
 * A PIN, hashed with PBKDF2-HMAC-SHA-512; the PIN itself is kept nowhere.
 *
 * @param salt 32 hexadecimal digits
 * @param iterations what each attempt costs; {@link #ITERATIONS} on a real kiosk
 * @param hash 64 hexadecimal digits
 */
public record PinHash(String salt, int iterations, String hash) {
    /** Source: OWASP Password Storage Cheat Sheet, PBKDF2-HMAC-SHA512. */
    public static final int ITERATIONS = 210_000;

    private static final Pattern PIN = Pattern.compile("[0-9]{6,12}");
    private static final SecureRandom RANDOM = new SecureRandom();

    /** True for 6 to 12 digits. */
    public static boolean isPin(String text) {
        return PIN.matcher(text).matches();
    }

    /**
     * Hashes a PIN with a fresh salt; with {@link #ITERATIONS} that takes some tenths of a second.
     *
     * @param iterations what an attempt shall cost, at least 1
     */
    public static PinHash of(String pin, int iterations) {
        if (!isPin(pin)) {
            throw new IllegalArgumentException("a PIN is 6 to 12 digits");
        }
        byte[] salt = new byte[16];
        RANDOM.nextBytes(salt);
        return new PinHash(Hex.of(salt), iterations, Hex.of(derive(pin, salt, iterations)));
    }

    boolean matches(String pin) {
        return MessageDigest.isEqual(Hex.bytes(hash), derive(pin, Hex.bytes(salt), iterations));
    }

    private static byte[] derive(String pin, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(pin.toCharArray(), salt, iterations, 256);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has PBKDF2WithHmacSHA512", e);
        } finally {
            spec.clearPassword();
        }
    }
}
