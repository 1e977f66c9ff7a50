package motcua.bridge.simulated;

import java.io.IOException;
import motcua.bridge.printer.PrinterAddress;

/** Where a virtual printer's cable ends. For the printer's thread; the close may come from any. */
interface PrinterPlug extends AutoCloseable {
    /** Where the driver finds it. */
    PrinterAddress address();

    /** Whether the line is there while the printer restarts: what is sent meanwhile is lost. */
    boolean staysOnRestart();

    /** Whether the other end sees the line only while the printer is on. */
    boolean goesWithThePrinter();

    /** Waits for a line. */
    Wire plugIn() throws IOException;

    @Override
    void close() throws IOException;

    /** One connection. */
    interface Wire extends AutoCloseable {
        /**
         * Waits a moment for bytes.
         *
         * @return how many came; -1 if the other end has gone
         */
        int read(byte[] into, int most) throws IOException;

        void write(byte[] bytes) throws IOException;

        /** Whether the sender has thrown away what was on its way since this was asked last. */
        boolean sendersGaveUp();

        @Override
        void close() throws IOException;
    }
}
