package motcua.bridge.gpio;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A chip's lines by version 2 of the kernel's GPIO ABI (Linux 5.10 and later), with nothing in between. The kernel sets the
 * pull-up and debounces: it gives one event for one push, with its time and two running numbers.
 */
final class DirectDriver implements PinDriver {
    private static final byte[] CONSUMER = "motcua".getBytes(StandardCharsets.US_ASCII);

    private final LibC c;
    private final GpioChip chip;
    private final String remark;

    /** @param remark for the technician, why it is this driver */
    DirectDriver(LibC c, GpioChip chip, String remark) {
        this.c = c;
        this.chip = chip;
        this.remark = remark;
    }

    @Override
    public TakenPins take(Wiring wiring, PinSink sink) throws IOException {
        Integer keys = null;
        Integer lamps = null;
        int file = open();
        try {
            if (!wiring.keys().isEmpty()) {
                keys = request(file, wiring.keys(), inputs(wiring));
            }
            if (!wiring.lamps().isEmpty()) {
                lamps = request(file, wiring.lamps(), outputs());
            }
            KeyEdges edges = keys == null ? null : KeyEdges.follow(c, keys, wiring.keys(), sink);
            return new Taken(edges, lamps, wiring.lamps());
        } catch (IOException | RuntimeException e) {
            if (keys != null) {
                c.close(keys);
            }
            if (lamps != null) {
                c.close(lamps);
            }
            throw e;
        } finally {
            c.close(file);
        }
    }

    private int open() throws IOException {
        try {
            return c.open(chip.device().toString(), LibC.O_RDWR | LibC.O_CLOEXEC);
        } catch (LastErrorException e) {
            throw new IOException("cannot open " + chip.device() + ": error " + e.getErrorCode(), e);
        }
    }

    /** Only the way down is asked for: a push is one event, and the kernel's queue holds twice as many. */
    private static Memory inputs(Wiring wiring) {
        Memory request = request();
        request.setLong(
                GpioAbi.REQUEST_FLAGS, GpioAbi.FLAG_INPUT | GpioAbi.FLAG_BIAS_PULL_UP | GpioAbi.FLAG_EDGE_FALLING);
        if (wiring.debounceUs() > 0) {
            request.setInt(GpioAbi.REQUEST_NUM_ATTRS, 1);
            request.setInt(GpioAbi.REQUEST_ATTR_ID, GpioAbi.ATTR_DEBOUNCE);
            request.setInt(GpioAbi.REQUEST_ATTR_DEBOUNCE_US, (int) wiring.debounceUs());
            request.setLong(GpioAbi.REQUEST_ATTR_MASK, mask(wiring.keys().size()));
        }
        return request;
    }

    /** Low at first: levels that no attribute names are. */
    private static Memory outputs() {
        Memory request = request();
        request.setLong(GpioAbi.REQUEST_FLAGS, GpioAbi.FLAG_OUTPUT);
        return request;
    }

    private static Memory request() {
        Memory request = new Memory(GpioAbi.REQUEST_BYTES);
        request.clear();
        return request;
    }

    private int request(int file, List<GpioRow.Line> lines, Memory request) throws IOException {
        try (request) {
            for (int n = 0; n < lines.size(); n++) {
                request.setInt(4L * n, lines.get(n).number());
            }
            request.write(GpioAbi.REQUEST_CONSUMER, CONSUMER, 0, CONSUMER.length);
            request.setInt(GpioAbi.REQUEST_NUM_LINES, lines.size());
            ioctl(c, file, GpioAbi.V2_GET_LINE, request);
            return request.getInt(GpioAbi.REQUEST_FD);
        } catch (LastErrorException e) {
            throw new IOException(refusal(lines, e.getErrorCode()), e);
        }
    }

    private String refusal(List<GpioRow.Line> lines, int error) {
        String numbers = lines.stream()
                .map(line -> String.valueOf(line.number()))
                .toList()
                .toString();
        String what = "lines " + numbers + " of " + chip.label();
        return switch (error) {
            case LibC.EBUSY -> "one of the " + what + " is used by something else";
            case LibC.EINVAL -> "one of the " + what + " does not exist, or the kernel is older than 5.10";
            default -> what + " cannot be had: error " + error;
        };
    }

    private static long mask(int lines) {
        return (1L << lines) - 1;
    }

    static void ioctl(LibC c, int file, int request, Memory argument) {
        c.ioctl(file, new NativeLong(request & 0xFFFF_FFFFL, true), argument);
    }

    private final class Taken implements TakenPins {
        private final @Nullable KeyEdges keys;
        private final @Nullable Integer lampFile;
        private final Map<String, Integer> lampBits = new LinkedHashMap<>();

        Taken(@Nullable KeyEdges keys, @Nullable Integer lampFile, List<GpioRow.Line> lamps) {
            this.keys = keys;
            this.lampFile = lampFile;
            lamps.forEach(lamp -> lampBits.put(lamp.name(), lampBits.size()));
        }

        @Override
        public String driver() {
            return "Linux GPIO v2 on " + chip.label() + "; " + remark;
        }

        @Override
        public void light(String lamp, boolean lit) throws IOException {
            Integer bit = lampBits.get(lamp);
            if (bit == null) {
                throw new IllegalArgumentException("there is no lamp " + lamp);
            }
            set(1L << bit, lit);
        }

        @Override
        public void check() throws IOException {
            if (keys != null) {
                levels(keys.file(), mask(1));
            }
            if (lampFile != null) {
                levels(lampFile, mask(1));
            }
        }

        @Override
        public void close() throws IOException {
            try {
                if (lampFile != null) {
                    set(mask(lampBits.size()), false);
                }
            } finally {
                if (lampFile != null) {
                    c.close(lampFile);
                }
                if (keys != null) {
                    keys.close();
                }
            }
        }

        private void set(long mask, boolean lit) throws IOException {
            if (lampFile == null) {
                throw new IOException("no lamps were taken");
            }
            values(lampFile, GpioAbi.V2_SET_VALUES, lit ? mask : 0, mask);
        }

        private void levels(int file, long mask) throws IOException {
            values(file, GpioAbi.V2_GET_VALUES, 0, mask);
        }

        private void values(int file, int request, long bits, long mask) throws IOException {
            try (Memory values = new Memory(GpioAbi.VALUES_BYTES)) {
                values.setLong(0, bits);
                values.setLong(GpioAbi.VALUES_MASK, mask);
                ioctl(c, file, request, values);
            } catch (LastErrorException e) {
                throw new IOException(chip.label() + " does not answer any more: error " + e.getErrorCode(), e);
            }
        }
    }
}
