package org.eclipse.paho.mqttv5.common.packet.util;

import java.io.IOException;
import java.io.InputStream;

/**
 * Stands in for the class of this name in the MQTT client 1.2.5, whose latest release reads every packet twice byte by byte under a
 * lock: it counts single bytes only and leaves reading many to the slow way of {@link InputStream}. For a batch of 256 KiB that is
 * half a million locked calls, which made the client's reader the slowest part of taking records in. This one reads many at once and
 * counts the same. Our classes come first on the class path and in the jar; to be removed once the client reads in blocks itself.
 *
 * <p>For one thread.
 */
public class CountingInputStream extends InputStream {
    private final InputStream in;
    private int counter;

    /** Counts what is read from {@code in}. */
    public CountingInputStream(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        int next = in.read();
        if (next != -1) {
            counter++;
        }
        return next;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = in.read(into, offset, length);
        if (read > 0) {
            counter += read;
        }
        return read;
    }

    /** Bytes read since the beginning or the last reset. */
    public int getCounter() {
        return counter;
    }

    /** Counts from 0 again. */
    public void resetCounter() {
        counter = 0;
    }
}
