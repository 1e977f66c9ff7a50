package motcua.acceptance.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders in memory where the machine has such, so that not the disk's syncs set the pace. */
final class Memory {
    private static final Path SHARED = Path.of("/dev/shm");

    private Memory() {}

    static Path folder(String name) throws IOException {
        return Files.isWritable(SHARED)
                ? Files.createTempDirectory(SHARED, "motcua-fuzz-" + name)
                : Files.createTempDirectory("motcua-fuzz-" + name);
    }
}
