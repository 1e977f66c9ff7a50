package motcua.server.access;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;

/**
 * Makes and checks password hashes with Argon2id.
 *
 * @param memoryKib memory of one hash
 * @param passes over that memory
 */
public record Passwords(int memoryKib, int passes) {
    /** Least of OWASP's password storage advice: 19 MiB, two passes, one lane. */
    public static final Passwords STRONG = new Passwords(19_456, 2);

    /** Least length of a password, in characters. */
    public static final int LEAST_LENGTH = 10;

    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;

    /** The hash with its salt and parameters, as text. */
    public String hash(String password) {
        return Password.hash(password)
                .addRandomSalt(SALT_BYTES)
                .with(Argon2Function.getInstance(memoryKib, passes, 1, HASH_BYTES, Argon2.ID))
                .getResult();
    }

    /** Whether the password belongs to the hash; the hash brings its own parameters. */
    public boolean matches(String password, String hash) {
        return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
    }
}
