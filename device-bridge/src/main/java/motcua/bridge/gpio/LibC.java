package motcua.bridge.gpio;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;

/** The calls of the C library that GPIO character devices need, with the errors and numbers of Linux. */
interface LibC extends Library {
    int O_RDWR = 2;
    int O_CLOEXEC = 0x80000;
    int EFD_CLOEXEC = 0x80000;
    short POLLIN = 1;
    int EINTR = 4;
    int EACCES = 13;
    int EBUSY = 16;
    int EINVAL = 22;
    int ENOTTY = 25;

    /** The C library of this machine. */
    static LibC ofThisMachine() {
        return Native.load("c", LibC.class);
    }

    int open(String path, int flags) throws LastErrorException;

    int ioctl(int file, NativeLong request, Pointer argument) throws LastErrorException;

    /** @return bytes read; {@code ssize_t} fits, no read here is longer than a page */
    int read(int file, Pointer buffer, NativeLong bytes) throws LastErrorException;

    int write(int file, Pointer buffer, NativeLong bytes) throws LastErrorException;

    /** @param files {@code struct pollfd[]}: file 4 bytes, wanted events 2, events 2 */
    int poll(Pointer files, NativeLong count, int timeoutMs) throws LastErrorException;

    int eventfd(int value, int flags) throws LastErrorException;

    int close(int file) throws LastErrorException;
}
