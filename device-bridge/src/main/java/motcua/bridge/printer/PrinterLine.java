package motcua.bridge.printer;

import java.io.IOException;

/** An open way to a printer for bytes. One thread uses it. */
interface PrinterLine extends AutoCloseable {

    /**
     * Waits for bytes.
     *
     * @param waitMs longest wait
     * @return how many came, 0 if none did in time
     * @throws IOException when the line is gone
     */
    int read(byte[] into, int waitMs) throws IOException;

    /**
     * Waits until the line takes bytes.
     *
     * @param waitMs longest wait
     * @return how many it took, 0 if none in time
     * @throws IOException when the line is gone
     */
    int write(byte[] bytes, int from, int waitMs) throws IOException;

    /** Gives up what is still on its way, and the line. */
    @Override
    void close();

    /** Opens a line. */
    interface Opener {
        /** @throws IOException with the reason in words for the technician */
        PrinterLine open() throws IOException;
    }
}
