package motcua.kiosk;

import com.sun.jna.Library;
import com.sun.jna.Native;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells systemd that the kiosk is ready, alive or stopping. Does nothing where systemd did not start it. */
final class Watchdog {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    private final Systemd systemd;

    /** {@code libsystemd}; the JDK cannot send datagrams to a Unix socket. */
    interface Systemd extends Library {
        // The name is that of the C function.
        int sd_notify(int unsetEnvironment, String state);
    }

    Watchdog(Systemd systemd) {
        this.systemd = systemd;
    }

    static Watchdog open() {
        if (System.getenv("NOTIFY_SOCKET") == null) {
            return new Watchdog((unset, state) -> 0);
        }
        try {
            return new Watchdog(Native.load("systemd", Systemd.class));
        } catch (UnsatisfiedLinkError e) {
            LOG.error("libsystemd.so.0 is missing; install libsystemd0, or systemd will stop this service", e);
            return new Watchdog((unset, state) -> 0);
        }
    }

    void ready() {
        systemd.sd_notify(0, "READY=1");
    }

    void alive() {
        systemd.sd_notify(0, "WATCHDOG=1");
    }

    void stopping() {
        systemd.sd_notify(0, "STOPPING=1");
    }

    void status(String line) {
        systemd.sd_notify(0, "STATUS=" + line);
    }
}
