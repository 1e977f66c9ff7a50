package motcua.bridge.gpio;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The GPIO chips of this machine and their labels, as the kernel tells them. Pi4J 2.8 takes the first chip with {@link
 * GpioRow#HEADER_CHIP} in its label and does not say which; this says so, and why there is none.
 */
final class GpioChips {
    private static final int O_RDONLY_CLOEXEC = 0x80000;

    /** GPIO_GET_CHIPINFO_IOCTL: name 32 bytes, label 32 bytes, number of lines 4 bytes. The same in both kernel ABIs. */
    private static final long GET_CHIP_INFO = 0x8044_B401L;

    private static final int LABEL_AT = 32;
    private static final int INFO_BYTES = 68;

    private final Path devices;

    GpioChips(Path devices) {
        this.devices = devices;
    }

    /**
     * Makes sure that Pi4J will take the wanted chip.
     *
     * @throws IOException if it will not, with the reason and what there is instead
     */
    void check(String wanted) throws IOException {
        List<String> labels = labels();
        Optional<String> first = labels.stream()
                .filter(label -> label.contains(GpioRow.HEADER_CHIP))
                .findFirst();
        if (first.isEmpty() || !first.get().contains(wanted)) {
            String there = labels.isEmpty() ? "no chip at all" : labels.stream().collect(Collectors.joining(", "));
            throw new IOException("no GPIO chip \"" + wanted + "\"; there is " + there);
        }
    }

    private List<String> labels() throws IOException {
        List<Path> chips = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(devices, "gpiochip*")) {
            files.forEach(chips::add);
        }
        Collections.sort(chips);
        List<String> labels = new ArrayList<>();
        for (Path chip : chips) {
            labels.add(label(chip));
        }
        return labels;
    }

    private static String label(Path chip) throws IOException {
        LibC c = Native.load("c", LibC.class);
        try (Memory info = new Memory(INFO_BYTES)) {
            info.clear();
            int file = c.open(chip.toString(), O_RDONLY_CLOEXEC);
            try {
                c.ioctl(file, GET_CHIP_INFO, info);
            } finally {
                c.close(file);
            }
            return info.getString(LABEL_AT);
        } catch (LastErrorException e) {
            throw new IOException(
                    "cannot ask " + chip + " for its label: error " + e.getErrorCode()
                            + "; the kiosk's user must be in the group gpio",
                    e);
        }
    }

    /** The three calls of the C library that are needed. */
    interface LibC extends Library {
        int open(String path, int flags) throws LastErrorException;

        int ioctl(int file, long request, Pointer argument) throws LastErrorException;

        int close(int file) throws LastErrorException;
    }
}
