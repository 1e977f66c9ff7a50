package motcua.kiosk.simulated;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The pad's firmware in an emulator: its pins are set by commands written to a pipe. */
public final class EmulatedPad implements PlayedPad {
    /** How long a finger stays on a key, in milliseconds. */
    private static final int HOLD_MS = 120;

    private final Path pipe;

    public EmulatedPad(Path pipe) {
        this.pipe = pipe;
    }

    @Override
    public void press(int key) throws IOException {
        // Opened for reading too, so that opening does not wait for a reader.
        try (FileChannel channel = FileChannel.open(pipe, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(("press " + key + " " + HOLD_MS + "\n").getBytes(StandardCharsets.US_ASCII)));
        }
    }

    @Override
    public void plugged(boolean in) throws IOException {
        throw new IOException("the plug of an emulated pad is the process of the emulator");
    }

    @Override
    public boolean hasPlug() {
        return false;
    }
}
