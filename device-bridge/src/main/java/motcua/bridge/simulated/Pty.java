package motcua.bridge.simulated;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A terminal of the kernel as the cable between a driver and a device without hardware, which holds this end. Linux only. One thread
 * reads; others may write and close.
 */
public final class Pty implements AutoCloseable {
    private static final int O_RDWR = 2;
    private static final int O_NOCTTY = 0x100;
    private static final int O_NONBLOCK = 0x800;
    private static final int O_CLOEXEC = 0x80000;
    private static final short POLLIN = 1;
    private static final int TERMIOS_BYTES = 256;
    private static final int NAME_BYTES = 128;
    /** Each read begins with a byte that says what was done at the other end, and has data only if that is 0. */
    private static final long TIOCPKT = 0x5420;

    private static final int FLUSHED = 1 | 2;
    private static final LibC C = Native.load("c", LibC.class);

    private final int master;
    private final int slave;
    private final Path device;
    private final byte[] packet = new byte[1_025];
    private boolean flushed; // for the reading thread
    private volatile boolean closed;

    private Pty(int master, int slave, Path device) {
        this.master = master;
        this.slave = slave;
        this.device = device;
    }

    /** @throws IOException if the system gives none */
    public static Pty open() throws IOException {
        try {
            int master = C.posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
            try {
                C.grantpt(master);
                C.unlockpt(master);
                byte[] name = new byte[NAME_BYTES];
                C.ptsname_r(master, name, new NativeLong(name.length));
                String device = Native.toString(name, StandardCharsets.US_ASCII);
                setUp(master);
                // One end of the slave stays open here, so that the master does not see an end when the driver closes
                // its own.
                return new Pty(master, C.open(device, O_RDWR | O_NOCTTY | O_CLOEXEC), Path.of(device));
            } catch (LastErrorException e) {
                C.close(master);
                throw e;
            }
        } catch (LastErrorException e) {
            throw new IOException("no terminal: error " + e.getErrorCode() + " of the operating system", e);
        }
    }

    private static void setUp(int master) {
        try (Memory termios = new Memory(TERMIOS_BYTES);
                Memory on = new Memory(Integer.BYTES)) {
            C.tcgetattr(master, termios);
            C.cfmakeraw(termios);
            C.tcsetattr(master, 0, termios);
            on.setInt(0, 1);
            C.ioctl(master, new NativeLong(TIOCPKT), on);
        }
    }

    /** The file that the driver opens. */
    public Path device() {
        return device;
    }

    /** Gives the device a name, as udev does; what had the name before has lost it. */
    public void plugInAs(Path port) throws IOException {
        Files.deleteIfExists(port);
        Files.createSymbolicLink(port, device);
    }

    /** Waits at most this long for bytes; 0 if none came, also if the line is gone. */
    public int read(byte[] into, int waitMs) {
        return read(into, into.length, waitMs);
    }

    int read(byte[] into, int most, int waitMs) {
        try (Memory poll = new Memory(Long.BYTES)) {
            poll.setInt(0, master);
            poll.setShort(4, POLLIN);
            poll.setShort(6, (short) 0);
            if (closed || C.poll(poll, new NativeLong(1), waitMs) < 1) {
                return 0;
            }
            int count = C.read(master, packet, new NativeLong(Math.min(packet.length, most + 1))) - 1;
            if (count < 0 || packet[0] != 0) {
                flushed |= count >= 0 && (packet[0] & FLUSHED) != 0;
                return 0;
            }
            System.arraycopy(packet, 1, into, 0, count);
            return count;
        } catch (LastErrorException e) {
            return 0;
        }
    }

    /** Whether the driver has thrown away what was on its way since this was asked last, as it does when it closes. For who reads. */
    boolean takeFlushed() {
        boolean was = flushed;
        flushed = false;
        return was;
    }

    /** Sends what the kernel takes; what it does not, as nobody reads, is lost as on a wire. */
    public void write(byte[] bytes) {
        int from = 0;
        while (from < bytes.length && !closed) {
            byte[] rest = Arrays.copyOfRange(bytes, from, bytes.length);
            try {
                from += C.write(master, rest, new NativeLong(rest.length));
            } catch (LastErrorException e) {
                return;
            }
        }
    }

    /** Pulls the plug: the driver sees the line go. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            C.close(master);
            C.close(slave);
        }
    }

    /** The calls of the C library; sizes and numbers as Linux has them. */
    interface LibC extends Library {
        int posix_openpt(int flags) throws LastErrorException;

        int grantpt(int file) throws LastErrorException;

        int unlockpt(int file) throws LastErrorException;

        int ptsname_r(int file, byte[] name, NativeLong bytes) throws LastErrorException;

        int open(String path, int flags) throws LastErrorException;

        int close(int file);

        int ioctl(int file, NativeLong request, Object... argument) throws LastErrorException;

        int read(int file, byte[] into, NativeLong bytes) throws LastErrorException;

        int write(int file, byte[] bytes, NativeLong count) throws LastErrorException;

        int poll(Pointer files, NativeLong count, int timeoutMs) throws LastErrorException;

        int tcgetattr(int file, Pointer termios) throws LastErrorException;

        int tcsetattr(int file, int when, Pointer termios) throws LastErrorException;

        void cfmakeraw(Pointer termios);
    }
}
