package motcua.server.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * The account of a server that has none: an administrator over everything, whose password stands in a file that only the server's
 * user reads, must be changed at the first sign-in, and is gone then.
 */
public final class FirstAccount {
    /** The name of the account. */
    public static final String NAME = "quan-tri";

    private static final String FILE = "first-password";
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int LENGTH = 20;

    private FirstAccount() {}

    /**
     * Makes the account if there is none at all.
     *
     * @param folder takes the file
     * @return the file if the account was made
     * @throws IOException if the file cannot be written; there is no account then
     */
    public static Optional<Path> ensure(AccountStore accounts, Path folder, SecureRandom random) throws IOException {
        if (!accounts.isEmpty()) {
            return Optional.empty();
        }
        String password = password(random);
        Path file = file(folder);
        Files.deleteIfExists(file);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(
                file, password + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        accounts.add(new Account(NAME, Role.ADMINISTRATOR, "", false, "", true), password);
        return Optional.of(file);
    }

    /** Removes the file once the password in it no longer holds. */
    public static void changed(Path folder, AccountStore accounts) {
        if (accounts.find(NAME).map(account -> !account.mustChange()).orElse(true)) {
            try {
                Files.deleteIfExists(file(folder));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot remove " + file(folder), e);
            }
        }
    }

    /** A password for the first time, without letters that look alike. */
    public static String password(SecureRandom random) {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }

    private static Path file(Path folder) {
        return folder.resolve(FILE);
    }
}
