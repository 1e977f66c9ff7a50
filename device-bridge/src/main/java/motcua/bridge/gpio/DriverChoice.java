package motcua.bridge.gpio;

import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pi4J where it can work, else the kernel's own interface. Decided anew each time the lines are taken, so a kernel that was
 * upgraded needs no new configuration.
 *
 * <p>Pi4J 2.8 cannot work where the kernel has version 1 of its GPIO ABI no more, on machines that it has no library for,
 * on boards that it does not know, and on any chip but the first with {@link GpioRow#HEADER_CHIP} in its label.
 */
final class DriverChoice implements PinDriver {
    private static final Logger LOG = LoggerFactory.getLogger(DriverChoice.class);

    private final LibC c;
    private final GpioChips chips;
    private final PinDriver pi4j;

    DriverChoice(LibC c, Path devices, PinDriver pi4j) {
        this.c = c;
        this.chips = new GpioChips(c, devices);
        this.pi4j = pi4j;
    }

    static PinDriver ofThisMachine() {
        return (wiring, sink) -> {
            if (!Platform.isLinux()) {
                throw new IOException("keys and lamps need Linux");
            }
            return new DriverChoice(LibC.ofThisMachine(), Path.of("/dev"), Pi4jDriver.ofRaspberryPi())
                    .take(wiring, sink);
        };
    }

    @Override
    public TakenPins take(Wiring wiring, PinSink sink) throws IOException {
        GpioChip chip = chips.find(wiring.chip());
        String obstacle;
        try {
            obstacle = obstacle(chip);
            if (obstacle.isEmpty()) {
                return pi4j.take(wiring, sink);
            }
        } catch (Exception | LinkageError e) {
            LOG.info("Pi4J cannot take the pins", e);
            obstacle = firstLine(e);
        }
        try {
            return new DirectDriver(c, chip, "not Pi4J: " + obstacle).take(wiring, sink);
        } catch (IOException e) {
            throw new IOException(e.getMessage() + "; nor with Pi4J: " + obstacle, e);
        }
    }

    /** Why there is no use in trying Pi4J; empty if there is none. */
    private String obstacle(GpioChip chip) throws IOException {
        if (!chip.label().contains(GpioRow.HEADER_CHIP)) {
            return "this is no Raspberry Pi's header";
        }
        GpioChip first = chips.find(GpioRow.HEADER_CHIP);
        if (!first.device().equals(chip.device())) {
            return "it would take " + first.label();
        }
        return chips.hasVersion1(chip) ? "" : "this kernel has no GPIO v1";
    }

    private static String firstLine(Throwable e) {
        String message = e.getMessage();
        return message == null || message.isBlank()
                ? e.toString()
                : message.strip().lines().findFirst().orElse("");
    }
}
