package motcua.bridge.printer;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;

/** The calls of the C library that a device file needs so that nobody ever hangs in it, with the numbers of Linux. */
interface CCalls extends Library {
    CCalls C = Native.load("c", CCalls.class);

    int O_RDWR = 2;
    int O_NOCTTY = 0x100;
    int O_NONBLOCK = 0x800;
    int O_CLOEXEC = 0x80000;
    short POLLIN = 1;
    short POLLOUT = 4;
    /** Error, hang-up or not open. */
    short POLLGONE = 8 | 0x10 | 0x20;

    int TCSANOW = 0;
    int TCIOFLUSH = 2;

    int EINTR = 4;
    int ENXIO = 6;
    int EAGAIN = 11;
    int EACCES = 13;
    int EBUSY = 16;
    int ENODEV = 19;
    int ENOENT = 2;

    int open(String path, int flags) throws LastErrorException;

    int close(int file) throws LastErrorException;

    /** @return bytes read; {@code ssize_t} fits, no read here is longer than a page */
    int read(int file, byte[] into, NativeLong bytes) throws LastErrorException;

    int write(int file, byte[] bytes, NativeLong count) throws LastErrorException;

    /** @param files {@code struct pollfd[]}: file 4 bytes, wanted events 2, events 2 */
    int poll(Pointer files, NativeLong count, int timeoutMs) throws LastErrorException;

    int isatty(int file);

    int tcgetattr(int file, Pointer termios) throws LastErrorException;

    int tcsetattr(int file, int when, Pointer termios) throws LastErrorException;

    void cfmakeraw(Pointer termios);

    int cfsetspeed(Pointer termios, int speed) throws LastErrorException;

    int tcflush(int file, int queue) throws LastErrorException;
}
