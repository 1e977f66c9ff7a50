package motcua.acceptance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A process that is killed at a {@link KillPoint}. Every whole line it wrote before counts as said. */
final class DoomedProcess implements AutoCloseable {
    private static final int KILLED = 128 + 9;
    private static final long LONGEST_START_S = 60;

    private final Process process;
    private final KillPoint point;
    private final Predicate<String> sign;
    private final long startedNanos = System.nanoTime();
    private final List<String> lines = new ArrayList<>();
    private final CountDownLatch signed = new CountDownLatch(1);
    private final Thread reader;

    private DoomedProcess(Process process, KillPoint point, Predicate<String> sign) {
        this.process = process;
        this.point = point;
        this.sign = sign;
        this.reader = new Thread(this::read, "doomed-output");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * @param sign the first line for which it holds starts the time of the kill point
     * @param temporary where the process puts what it extracts; a killed one cannot remove it
     */
    static DoomedProcess start(List<String> command, KillPoint point, Predicate<String> sign, Path temporary)
            throws IOException {
        List<String> all = new ArrayList<>(point.prefix());
        all.add(command.get(0));
        all.add("-Djava.io.tmpdir=" + temporary);
        all.addAll(command.subList(1, command.size()));
        return new DoomedProcess(
                new ProcessBuilder(all).redirectErrorStream(true).start(), point, sign);
    }

    /** What it said so far. */
    List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** Starts the time of the kill point, for a sign that is no line. */
    void signal() {
        signed.countDown();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until it is dead, by the kill point or by its time limit, and all it said is read. @return what it said */
    List<String> awaitDeath() throws InterruptedException {
        if (point.early()) {
            waitUntil(startedNanos + TimeUnit.MILLISECONDS.toNanos(point.afterMs()));
        } else {
            boolean came = false;
            long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_START_S);
            while (!came && process.isAlive() && System.nanoTime() < limit) {
                came = signed.await(20, TimeUnit.MILLISECONDS);
            }
            assertThat(came || !process.isAlive())
                    .as("it gives a sign within %d s: %s", LONGEST_START_S, lines())
                    .isTrue();
            waitUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(point.afterMs()));
        }
        process.toHandle().destroyForcibly(); // unlike the process's own, it leaves what was said readable
        process.waitFor();
        reader.join();
        assertThat(process.exitValue())
                .as("it dies by SIGKILL, not by itself; it said %s", lines())
                .isEqualTo(KILLED);
        return lines();
    }

    private void waitUntil(long nanos) throws InterruptedException {
        long left = nanos - System.nanoTime();
        if (left > 0) {
            process.waitFor(left, TimeUnit.NANOSECONDS);
        }
    }

    private void read() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (InputStream in = process.getInputStream()) {
            byte[] some = new byte[8192];
            int n = in.read(some);
            while (n >= 0) {
                for (int i = 0; i < n; i++) {
                    if (some[i] == '\n') {
                        take(line.toString(StandardCharsets.UTF_8));
                        line.reset();
                    } else {
                        line.write(some[i]);
                    }
                }
                n = in.read(some);
            }
        } catch (IOException e) {
            take("(output ended: " + e.getMessage() + ")");
        }
    }

    private void take(String line) {
        synchronized (lines) {
            lines.add(line);
        }
        if (sign.test(line)) {
            signed.countDown();
        }
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
    }
}
