package motcua.bridge.serial;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A pseudo-terminal of the kernel: the test holds the master end, as the pad's side of the cable. */
public final class Pty implements AutoCloseable {
    private static final int O_RDWR = 2;
    private static final int O_NOCTTY = 0x100;
    private static final int O_NONBLOCK = 0x800;
    private static final short POLLIN = 1;
    private static final LibC C = Native.load("c", LibC.class);

    private final int master;
    private final int slave;
    private final Path device;
    private boolean closed;

    private Pty(int master, int slave, Path device) {
        this.master = master;
        this.slave = slave;
        this.device = device;
    }

    public static Pty open() {
        int master = C.posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
        C.grantpt(master);
        C.unlockpt(master);
        byte[] name = new byte[128];
        C.ptsname_r(master, name, name.length);
        String device = Native.toString(name);
        try (Memory termios = new Memory(256)) {
            C.tcgetattr(master, termios);
            C.cfmakeraw(termios);
            C.tcsetattr(master, 0, termios);
        }
        // One end of the slave stays open here, so that the master does not see an end when the driver closes its own.
        return new Pty(master, C.open(device, O_RDWR | O_NOCTTY), Path.of(device));
    }

    public Path device() {
        return device;
    }

    /** Gives the device a name, as udev does. */
    public void plugInAs(Path port) {
        try {
            Files.deleteIfExists(port);
            Files.createSymbolicLink(port, device);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits at most this long for bytes; 0 if none came. */
    public int read(byte[] into, int waitMs) {
        try (Memory poll = new Memory(8)) {
            poll.setInt(0, master);
            poll.setShort(4, POLLIN);
            poll.setShort(6, (short) 0);
            return C.poll(poll, 1, waitMs) > 0 ? C.read(master, into, into.length) : 0;
        } catch (LastErrorException e) {
            return 0;
        }
    }

    public void write(byte[] bytes) {
        int from = 0;
        while (from < bytes.length && !closed) {
            byte[] rest = java.util.Arrays.copyOfRange(bytes, from, bytes.length);
            try {
                from += C.write(master, rest, rest.length);
            } catch (LastErrorException e) {
                return; // nobody reads and the kernel's buffer is full: a pad's bytes are lost then
            }
        }
    }

    /** Pulls the plug: the other end sees the line go. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            C.close(master);
            C.close(slave);
        }
    }

    interface LibC extends Library {
        int posix_openpt(int flags) throws LastErrorException;

        int grantpt(int fd) throws LastErrorException;

        int unlockpt(int fd) throws LastErrorException;

        int ptsname_r(int fd, byte[] name, long length) throws LastErrorException;

        int open(String path, int flags) throws LastErrorException;

        int close(int fd) throws LastErrorException;

        int read(int fd, byte[] into, long length) throws LastErrorException;

        int write(int fd, byte[] bytes, long length) throws LastErrorException;

        int poll(Pointer fds, long count, int timeoutMs) throws LastErrorException;

        int tcgetattr(int fd, Pointer termios) throws LastErrorException;

        int tcsetattr(int fd, int when, Pointer termios) throws LastErrorException;

        void cfmakeraw(Pointer termios);
    }
}
