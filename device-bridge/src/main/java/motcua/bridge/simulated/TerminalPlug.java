package motcua.bridge.simulated;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import motcua.bridge.printer.PrinterAddress;
import org.jspecify.annotations.Nullable;

/** A terminal of the kernel under a name, as a serial port or the file of a USB printer is. It goes when it is unplugged. */
final class TerminalPlug implements PrinterPlug {
    private final Path name;
    private final boolean serial;

    private @Nullable Wire first;

    /** The file is there from now on. */
    TerminalPlug(Path name, boolean serial) throws IOException {
        this.name = name.toAbsolutePath();
        this.serial = serial;
        first = pluggedIn();
    }

    @Override
    public PrinterAddress address() {
        return PrinterAddress.parse((serial ? "serial:" : "usb:") + name);
    }

    @Override
    public boolean staysOnRestart() {
        return serial;
    }

    @Override
    public boolean goesWithThePrinter() {
        return true;
    }

    @Override
    public Wire plugIn() throws IOException {
        Wire there = first;
        first = null;
        return there == null ? pluggedIn() : there;
    }

    private Wire pluggedIn() throws IOException {
        Pty pty = Pty.open();
        try {
            pty.plugInAs(name);
        } catch (IOException e) {
            pty.close();
            throw e;
        }
        return new Cable(pty, name);
    }

    @Override
    public void close() {
        // nothing waits here
    }

    private record Cable(Pty pty, Path name) implements Wire {
        @Override
        public int read(byte[] into, int most) {
            return pty.read(into, most, VirtualPrinter.SLICE_MS);
        }

        @Override
        public void write(byte[] bytes) {
            pty.write(bytes);
        }

        @Override
        public boolean sendersGaveUp() {
            return pty.takeFlushed();
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(name);
            pty.close();
        }
    }
}
