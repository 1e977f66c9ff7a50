package motcua.acceptance;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Folders that several test classes begin from, made once for each build, also when the classes run in several processes. */
final class MadeOnce {
    private static final Path FOLDER = Project.file("acceptance/target/made-once");

    private MadeOnce() {}

    /** Makes the contents of a folder, which exists and is empty. */
    @FunctionalInterface
    interface Maker {
        void make(Path folder) throws IOException, InterruptedException;
    }

    /**
     * The folder, not to be changed: whoever needs it takes a copy. Who asks first makes it, others wait.
     *
     * @param jars what it is made with: another build makes another one
     */
    static synchronized Path folder(String name, List<Path> jars, Maker maker)
            throws IOException, InterruptedException {
        StringBuilder build = new StringBuilder(name);
        for (Path jar : jars) {
            build.append('-').append(Files.getLastModifiedTime(jar).toMillis());
        }
        Path made = Files.createDirectories(FOLDER).resolve(build.toString());
        try (FileChannel file = FileChannel.open(
                        FOLDER.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = file.lock()) {
            if (!Files.exists(made)) {
                Path unfinished = FOLDER.resolve(name + ".new");
                Folders.delete(unfinished);
                maker.make(Files.createDirectories(unfinished));
                Files.move(unfinished, made, StandardCopyOption.ATOMIC_MOVE);
            }
            assert held.isValid();
        }
        return made;
    }
}
