package motcua.bridge.printer;

import static motcua.bridge.printer.CCalls.C;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A device file: of the USB printer class, or a serial line. A plain write to a USB printer without paper never returns, and cannot be
 * interrupted; so the file is opened to refuse instead of to wait, and the waiting is done beside it.
 */
final class DeviceFileLine implements PrinterLine {
    /** No write is longer, so that the driver learns how far it got. */
    private static final int PIECE = 1_024;

    private static final int POLLFD_BYTES = 8;
    private static final int TERMIOS_BYTES = 256;
    private static final int CFLAG_AT = 8;
    /** Eight bits, receiver on, no modem lines heeded. */
    private static final int CS8_CREAD_CLOCAL = 0x30 | 0x80 | 0x800;
    /** Two stop bits, parity, flow control by modem lines. */
    private static final int CSTOPB_PARENB_CRTSCTS = 0x40 | 0x100 | 0x80000000;

    private final int file;
    private final Memory wanted = new Memory(POLLFD_BYTES);

    private DeviceFileLine(int file) {
        this.file = file;
    }

    /** @param baud 0: the file has none */
    static PrinterLine open(Path path, int baud) throws IOException {
        int file;
        try {
            file = C.open(path.toString(), CCalls.O_RDWR | CCalls.O_NOCTTY | CCalls.O_NONBLOCK | CCalls.O_CLOEXEC);
        } catch (LastErrorException e) {
            throw new IOException("cannot open " + path + ": " + reason(e.getErrorCode()), e);
        }
        DeviceFileLine line = new DeviceFileLine(file);
        try {
            if (C.isatty(file) == 1) {
                raw(file, baud);
            }
        } catch (LastErrorException e) {
            line.close();
            throw new IOException("cannot set up " + path + ": error " + e.getErrorCode(), e);
        }
        return line;
    }

    private static void raw(int file, int baud) {
        try (Memory termios = new Memory(TERMIOS_BYTES)) {
            C.tcgetattr(file, termios);
            C.cfmakeraw(termios);
            termios.setInt(CFLAG_AT, (termios.getInt(CFLAG_AT) & ~CSTOPB_PARENB_CRTSCTS) | CS8_CREAD_CLOCAL);
            Integer speed = PrinterAddress.SPEEDS.get(baud);
            if (speed != null) {
                C.cfsetspeed(termios, speed);
            }
            C.tcsetattr(file, CCalls.TCSANOW, termios);
        }
    }

    @Override
    public int read(byte[] into, int waitMs) throws IOException {
        if (!ready(CCalls.POLLIN, waitMs)) {
            return 0;
        }
        try {
            return Math.max(0, C.read(file, into, new NativeLong(into.length)));
        } catch (LastErrorException e) {
            return refused(e);
        }
    }

    @Override
    public int write(byte[] bytes, int from, int waitMs) throws IOException {
        if (!ready(CCalls.POLLOUT, waitMs)) {
            return 0;
        }
        byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PIECE));
        try {
            return Math.max(0, C.write(file, piece, new NativeLong(piece.length)));
        } catch (LastErrorException e) {
            return refused(e);
        }
    }

    private static int refused(LastErrorException e) throws IOException {
        if (e.getErrorCode() == CCalls.EAGAIN || e.getErrorCode() == CCalls.EINTR) {
            return 0;
        }
        throw new IOException("the line is gone: error " + e.getErrorCode(), e);
    }

    private boolean ready(short event, int waitMs) throws IOException {
        wanted.setInt(0, file);
        wanted.setShort(4, event);
        wanted.setShort(6, (short) 0);
        try {
            if (C.poll(wanted, new NativeLong(1), waitMs) < 1) {
                return false;
            }
        } catch (LastErrorException e) {
            return refused(e) > 0;
        }
        short came = wanted.getShort(6);
        if ((came & event) == 0 && (came & CCalls.POLLGONE) != 0) {
            throw new IOException("the line is gone");
        }
        return (came & event) != 0;
    }

    @Override
    public void close() {
        try {
            if (C.isatty(file) == 1) {
                C.tcflush(file, CCalls.TCIOFLUSH); // else the close waits for bytes that nobody takes
            }
        } catch (LastErrorException e) {
            // A line that is gone has nothing left to forget.
        }
        try {
            C.close(file);
        } catch (LastErrorException e) {
            // Linux lets go of the file whatever it answers.
        }
        wanted.close();
    }

    private static String reason(int errno) {
        return switch (errno) {
            case CCalls.ENOENT, CCalls.ENODEV, CCalls.ENXIO -> "it is not there";
            case CCalls.EACCES ->
                "permission denied; the kiosk's user must be in the group lp, or dialout for serial lines";
            case CCalls.EBUSY -> "another process holds it";
            default -> "error " + errno + " of the operating system";
        };
    }
}
