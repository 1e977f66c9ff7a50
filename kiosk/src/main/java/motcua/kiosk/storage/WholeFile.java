package motcua.kiosk.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Writes files that are always whole: a power cut leaves the old one or the new one. For one writer a file at a time. Each call waits
 * for the disk.
 */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Replaces a file, or makes it, with the folders above it.
     *
     * @throws IOException if the disk did not take it; then the file is as it was
     */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, content, new FileAttribute<?>[0]);
    }

    /** The same for a file that only the user of the kiosk may read, from its first byte on. */
    public static void writePrivate(Path file, byte[] content) throws IOException {
        Path folder = folder(file);
        Files.createDirectories(folder);
        boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
        write(
                file,
                content,
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0]);
    }

    /** Removes a file if it is there. */
    public static void remove(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            sync(folder(file));
        }
    }

    private static void write(Path file, byte[] content, FileAttribute<?>[] attributes) throws IOException {
        Path folder = folder(file);
        Files.createDirectories(folder);
        Path part = folder.resolve(file.getFileName() + ".part");
        Files.deleteIfExists(part); // of a power cut, perhaps with other rights
        try (FileChannel channel =
                FileChannel.open(part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(folder);
    }

    private static Path folder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IllegalArgumentException("no file: " + file);
        }
        return folder;
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
