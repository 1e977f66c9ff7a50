package motcua.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A rating pad: the real firmware in emulation on a pseudo-terminal. Keys are moved only as pin levels that bounce. */
public final class PadSim implements AutoCloseable {
    private static final String BUILD = "make -C hardware/rating-pad firmware";

    private final RunningProcess process;
    private final Path port;

    private PadSim(RunningProcess process, Path port) {
        this.process = process;
        this.port = port;
    }

    /** @param folder keeps the EEPROM's contents and the link to the pseudo-terminal */
    public static PadSim start(Path folder) throws IOException {
        Path port = folder.resolve("pad");
        List<String> command = new ArrayList<>();
        command.add(Project.built("hardware/rating-pad/build/padsim", BUILD).toString());
        command.addAll(List.of("--pty-link", port.toString()));
        command.addAll(List.of("--eeprom", folder.resolve("eeprom.bin").toString()));
        command.add(
                Project.built("hardware/rating-pad/build/rating-pad.elf", BUILD).toString());
        RunningProcess process = RunningProcess.start("padsim", command);
        process.awaitLine(Duration.ofSeconds(20), line -> line.equals("READY"));
        return new PadSim(process, port);
    }

    /** The serial port as the kiosk sees it. */
    public Path port() {
        return port;
    }

    /** Presses and releases a key, 1 to 5 for ratings, 6 for the clerk's, with 5 ms of bounce on both edges. */
    public void press(int key) {
        process.say("press " + key + " 120");
    }

    public void hold(int key) {
        process.say("down " + key);
    }

    public void release(int key) {
        process.say("up " + key);
    }

    public void powerOff() {
        process.say("power off");
    }

    public void powerOn() {
        process.say("power on");
    }

    public void unplug() {
        process.say("unplug");
    }

    public void plug() {
        process.say("plug");
    }

    /** All that was printed so far: what was pressed, lit and heard, with virtual time in microseconds. */
    public List<String> lines() {
        return process.lines();
    }

    public List<String> lampLines() {
        return process.lines().stream()
                .filter(line -> line.startsWith("LAMP") || line.startsWith("BUZZER"))
                .toList();
    }

    @Override
    public void close() {
        process.close();
    }
}
