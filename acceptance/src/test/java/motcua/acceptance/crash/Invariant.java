package motcua.acceptance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import motcua.acceptance.Project;

/** Calls {@code acceptance/invariant/invariant.py}: nothing lost, nothing twice, by code that shares nothing with the product. */
public final class Invariant {
    private final List<String> arguments = new ArrayList<>();

    private Invariant() {}

    public static Invariant check() {
        return new Invariant();
    }

    /** @param journal a {@code journal.db} */
    public Invariant kiosk(Path journal) {
        arguments.addAll(List.of("--kiosk", journal.toString()));
        return this;
    }

    /** @param database a {@code server.db}, or {@code postgresql://…} */
    public Invariant server(String database) {
        arguments.addAll(List.of("--server", database));
        return this;
    }

    /** Lines of what somebody was shown as recorded; kept in the file for who looks into a failure. */
    public Invariant shown(Path file, Collection<String> lines) throws IOException {
        Files.write(file, lines);
        arguments.addAll(List.of("--shown", file.toString()));
        return this;
    }

    /** What a kiosk holds a receipt for is on the server. */
    public Invariant receipted() {
        arguments.add("--receipted");
        return this;
    }

    /** All that a kiosk has is on the server. */
    public Invariant drained() {
        arguments.add("--drained");
        return this;
    }

    /**
     * Fails with the first thing that does not hold.
     *
     * @param when said in the failure; names the seed
     */
    public void holds(String when) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "python3", Project.file("acceptance/invariant/invariant.py").toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(when).isTrue();
        assertThat(process.exitValue()).as("%s: %s", when, said).isZero();
    }
}
