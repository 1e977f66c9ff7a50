package motcua.bridge.serial;

import java.io.IOException;
import java.nio.file.Path;

/** An open serial line. One thread reads, another may write at the same time, any thread may close. */
interface SerialLine extends AutoCloseable {

    /**
     * Waits a short while for bytes.
     *
     * @return how many came, 0 if none did in time
     * @throws IOException when the line is gone
     */
    int read(byte[] into) throws IOException;

    /** @throws IOException when the line is gone */
    void write(byte[] bytes) throws IOException;

    @Override
    void close();

    /** Opens lines. */
    interface Opener {
        /** @throws IOException if the port cannot be had, with the reason in words for the technician */
        SerialLine open(Path port) throws IOException;
    }
}
