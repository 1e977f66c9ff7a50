package motcua.kiosk.voice;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Plays by {@code aplay}, one process for each sound. A process that does not end in time, as with a device that hangs, is
 * killed.
 */
final class AplayPlayer implements Player {
    /** For starting, and for what the device still holds when everything was written. */
    private static final long PATIENCE_MS = 10_000;

    private static final int LONGEST_COMPLAINT = 200;

    private final List<String> command;
    private final long patienceMs;

    /** @param device of ALSA, e.g. {@code default} or {@code plughw:1,0} */
    AplayPlayer(String device) {
        this(List.of("aplay", "-q", "-t", "wav", "-D", device, "-"), PATIENCE_MS);
    }

    AplayPlayer(List<String> command, long patienceMs) {
        this.command = List.copyOf(command);
        this.patienceMs = patienceMs;
    }

    @Override
    public void play(byte[] wav, long ms) throws PlayerFailure, InterruptedException {
        Process process;
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("LC_ALL", "C");
            process = builder.start();
        } catch (IOException e) {
            throw new PlayerFailure(command.get(0) + " does not start; install the package alsa-utils", e);
        }
        try {
            AtomicBoolean fed = new AtomicBoolean();
            Thread feeder = new Thread(() -> fed.set(feed(process, wav)), "voice-feed");
            feeder.setDaemon(true);
            feeder.start();
            if (!process.waitFor(ms + patienceMs, TimeUnit.MILLISECONDS)) {
                throw new PlayerFailure(command.get(0) + " hangs; check the sound device");
            }
            if (process.exitValue() != 0) {
                throw new PlayerFailure(command.get(0) + " failed: " + complaint(process));
            }
            feeder.join(); // the process has gone, so its pipe is closed
            if (!fed.get()) {
                throw new PlayerFailure(command.get(0) + " ended before the sound did");
            }
        } finally {
            process.destroyForcibly();
        }
    }

    /** Blocks while the device plays, or until the process has gone. @return whether it took everything */
    private static boolean feed(Process process, byte[] wav) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(wav);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String complaint(Process process) {
        try {
            String said = new String(process.getErrorStream().readNBytes(4096), StandardCharsets.UTF_8).strip();
            String line = said.lines().findFirst().orElse("exit code " + process.exitValue());
            return line.substring(0, Math.min(line.length(), LONGEST_COMPLAINT));
        } catch (IOException e) {
            return "exit code " + process.exitValue();
        }
    }
}
