package motcua.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A process of ours under test, with every line it printed. Closing it asks it to end, then makes it. */
public final class RunningProcess implements AutoCloseable {
    private final String name;
    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private RunningProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.reader = new Thread(() -> read(process.getInputStream()), name + "-output");
        reader.setDaemon(true);
        reader.start();
    }

    public static RunningProcess start(String name, List<String> command) throws IOException {
        return new RunningProcess(
                name, new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Writes a line to the process's standard input. */
    public void say(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " does not listen any more: " + lastLines(), e);
        }
    }

    /** Asks the process to end and does not wait. */
    public void askToEnd() {
        process.destroy();
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** Waits for a printed line; on failure the message holds what was printed. */
    public String awaitLine(Duration atMost, Predicate<String> wanted) {
        Awaitility.await(name + " prints the line that was waited for")
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(20))
                .failFast(() -> {
                    if (!process.isAlive() && lines.stream().noneMatch(wanted)) {
                        throw new IllegalStateException(
                                name + " ended with " + process.exitValue() + ": " + lastLines());
                    }
                })
                .until(() -> lines.stream().anyMatch(wanted));
        return lines.stream().filter(wanted).findFirst().orElseThrow();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the process to end by itself and returns its exit code. */
    public int awaitExit(Duration atMost) throws InterruptedException {
        if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError(name + " still runs after " + atMost + ": " + lastLines());
        }
        reader.join(2_000);
        return process.exitValue();
    }

    /** As a power cut does: no signal handler runs. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Lets it do nothing until {@link #goOn}. */
    public void hold() throws IOException, InterruptedException {
        signal("STOP");
    }

    public void goOn() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException(this.name + " takes no signal " + name);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(name + " did not end within 15 s of SIGTERM: " + lastLines());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    public String lastLines() {
        List<String> all = lines();
        return String.join("\n", all.subList(Math.max(0, all.size() - 40), all.size()));
    }

    private void read(InputStream in) {
        try (BufferedReader text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            String line = text.readLine();
            while (line != null) {
                lines.add(line);
                line = text.readLine();
            }
        } catch (IOException e) {
            lines.add("(output ended: " + e.getMessage() + ")");
        }
    }
}
