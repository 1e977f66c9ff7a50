package motcua.bridge.gpio;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The GPIO chips of this machine and their labels, as the kernel tells them. */
final class GpioChips {
    private final LibC c;
    private final Path devices;

    /** @param devices the folder with the files gpiochipN */
    GpioChips(LibC c, Path devices) {
        this.c = c;
        this.devices = devices;
    }

    /**
     * The first chip with these words in its label.
     *
     * @throws IOException if there is none, with what there is instead
     */
    GpioChip find(String wanted) throws IOException {
        List<GpioChip> chips = all();
        for (GpioChip chip : chips) {
            if (chip.label().contains(wanted)) {
                return chip;
            }
        }
        String there = chips.isEmpty()
                ? "no chip at all"
                : chips.stream().map(GpioChip::label).collect(Collectors.joining(", "));
        throw new IOException("no GPIO chip \"" + wanted + "\"; there is " + there);
    }

    /** Whether the kernel still has version 1 of the ABI, which the libgpiod inside Pi4J 2.8 needs. */
    boolean hasVersion1(GpioChip chip) throws IOException {
        int file = open(chip.device());
        try (Memory line = new Memory(GpioAbi.V1_LINEINFO_BYTES)) {
            line.clear();
            c.ioctl(file, new NativeLong(GpioAbi.V1_GET_LINEINFO & 0xFFFF_FFFFL, true), line);
            return true;
        } catch (LastErrorException e) {
            if (e.getErrorCode() == LibC.EINVAL || e.getErrorCode() == LibC.ENOTTY) {
                return false;
            }
            throw new IOException(chip.device() + " does not answer: error " + e.getErrorCode(), e);
        } finally {
            c.close(file);
        }
    }

    private List<GpioChip> all() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(devices, "gpiochip*")) {
            found.forEach(files::add);
        }
        Collections.sort(files);
        List<GpioChip> chips = new ArrayList<>();
        for (Path file : files) {
            chips.add(new GpioChip(file, label(file)));
        }
        return chips;
    }

    private String label(Path chip) throws IOException {
        int file = open(chip);
        try (Memory info = new Memory(GpioAbi.CHIPINFO_BYTES)) {
            info.clear();
            c.ioctl(file, new NativeLong(GpioAbi.GET_CHIPINFO & 0xFFFF_FFFFL, true), info);
            return info.getString(GpioAbi.CHIPINFO_LABEL);
        } catch (LastErrorException e) {
            throw new IOException("cannot ask " + chip + " for its label: error " + e.getErrorCode(), e);
        } finally {
            c.close(file);
        }
    }

    private int open(Path chip) throws IOException {
        try {
            return c.open(chip.toString(), LibC.O_RDWR | LibC.O_CLOEXEC);
        } catch (LastErrorException e) {
            throw new IOException(
                    "cannot open " + chip + ": error " + e.getErrorCode()
                            + (e.getErrorCode() == LibC.EACCES ? "; the kiosk's user must be in the group gpio" : ""),
                    e);
        }
    }
}
