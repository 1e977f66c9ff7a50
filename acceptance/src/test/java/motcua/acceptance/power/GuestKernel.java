package motcua.acceptance.power;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import motcua.acceptance.Project;
import motcua.acceptance.RunningProcess;

/**
 * Debian's kernel for amd64 and the first file system of a guest, kept by version in the user's cache folder.
 *
 * @param version package and version of the kernel
 */
record GuestKernel(Path vmlinux, Path initrd, String version) {
    private static final Duration DOWNLOAD = Duration.ofMinutes(5);

    static GuestKernel fetch() throws IOException, InterruptedException {
        String script = Project.file("acceptance/power/kernel").toString();
        RunningProcess fetching = RunningProcess.start("acceptance/power/kernel", List.of(script));
        int exit = fetching.awaitExit(DOWNLOAD);
        if (exit != 0) {
            throw new IOException(script + " ended with " + exit + ": " + fetching.lastLines());
        }
        List<String> lines = fetching.lines();
        Path folder = Path.of(lines.get(lines.size() - 1));
        return new GuestKernel(
                folder.resolve("vmlinux"),
                folder.resolve("initrd"),
                Files.readString(folder.resolve("version")).strip());
    }
}
