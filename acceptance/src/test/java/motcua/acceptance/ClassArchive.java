package motcua.acceptance;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Archives of the classes that our programs load (AppCDS), made once for each jar that is built: the many starts here take little
 * more than half of the processor time.
 */
final class ClassArchive {
    private static final Path FOLDER = Project.file("acceptance/target/class-archives");

    private ClassArchive() {}

    /** Makes the archive, a file that is not there yet. */
    @FunctionalInterface
    interface Training {
        void write(Path archive) throws IOException, InterruptedException;
    }

    /** The JVM's option for a start of the jar. Who asks first makes the archive, others wait for it, also in other processes. */
    static synchronized String option(Path jar, Training training) throws IOException {
        Files.createDirectories(FOLDER);
        Path archive = FOLDER.resolve(
                jar.getFileName() + "-" + Files.getLastModifiedTime(jar).toMillis() + ".jsa");
        try (FileChannel file =
                        FileChannel.open(FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = file.lock()) {
            if (!Files.exists(archive)) {
                Path unfinished = FOLDER.resolve(jar.getFileName() + ".new");
                Files.deleteIfExists(unfinished);
                training.write(unfinished);
                Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
            }
            assert held.isValid();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the class archive of " + jar + " was made", e);
        }
        return "-XX:SharedArchiveFile=" + archive;
    }
}
