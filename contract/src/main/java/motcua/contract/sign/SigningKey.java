package motcua.contract.sign;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

/** An Ed25519 key that signs: a device's or a server's. Kept in a file only its owner can read. Safe for any thread. */
public final class SigningKey {
    private final PrivateKey privateKey;
    private final String publicKeyHex;

    private SigningKey(PrivateKey privateKey, String publicKeyHex) {
        this.privateKey = privateKey;
        this.publicKeyHex = publicKeyHex;
    }

    /** A new random key, kept nowhere. */
    public static SigningKey generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new SigningKey(pair.getPrivate(), PublicKeys.hex(pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java 15 and later have Ed25519", e);
        }
    }

    /**
     * Reads the key from the file, or makes one and keeps it there (mode 600, on disk before it is used). Its public half is
     * written beside it as {@code <file>.pub}, 64 hexadecimal digits.
     *
     * @throws IOException if the file can be neither read nor made, or holds no Ed25519 key
     */
    public static SigningKey loadOrCreate(Path file) throws IOException {
        if (!Files.exists(file)) {
            create(file);
        }
        SigningKey key = load(file);
        writePublicHalf(file, key.publicKeyHex);
        return key;
    }

    /**
     * Reads the key from the file.
     *
     * @throws IOException if the file cannot be read, or holds no Ed25519 key
     */
    public static SigningKey load(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        String[] parts = text.strip().split("\\s+");
        if (parts.length != 3 || !parts[0].equals("ed25519")) {
            throw new IOException(file + " holds no Ed25519 key; expected 'ed25519 PUBLIC PRIVATE'");
        }
        try {
            PrivateKey key = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(parts[2])));
            SigningKey read = new SigningKey(key, parts[1].toLowerCase(Locale.ROOT));
            byte[] probe = {1};
            if (!PublicKeys.verify(read.publicKeyHex, probe, read.sign(probe))) {
                throw new IOException(file + ": public and private half do not belong together");
            }
            return read;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(file + " holds no Ed25519 key", e);
        }
    }

    private static void create(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        SigningKey key = generate();
        String text = "ed25519 " + key.publicKeyHex + " "
                + Base64.getEncoder().encodeToString(key.privateKey.getEncoded()) + "\n";
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        if (Files.getFileStore(folder == null ? Path.of(".") : folder).supportsFileAttributeView("posix")) {
            Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        try (var channel = Files.newByteChannel(
                part, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.DSYNC))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        syncFolder(folder == null ? Path.of(".") : folder);
    }

    /** Puts the file's name on disk: without it a power cut may take a key away that has signed already. */
    private static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Written at each start, so that a cut between the two files heals. */
    private static void writePublicHalf(Path file, String publicKeyHex) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".pub");
        String text = publicKeyHex + "\n";
        if (!Files.exists(beside)
                || !Files.readString(beside, StandardCharsets.ISO_8859_1).equals(text)) {
            Files.writeString(beside, text);
        }
    }

    /** The public half as 64 hexadecimal digits. */
    public String publicKeyHex() {
        return publicKeyHex;
    }

    /** Short name of the key, see {@link PublicKeys#id}. */
    public String id() {
        return PublicKeys.id(publicKeyHex);
    }

    /** The 64-byte signature over the message. */
    public byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(privateKey);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a loaded Ed25519 key can sign", e);
        }
    }
}
