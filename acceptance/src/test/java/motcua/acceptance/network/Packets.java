package motcua.acceptance.network;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Cuts a stream of bytes into MQTT packets; half a packet waits for its rest. For one thread. */
final class Packets {
    static final int PUBLISH = 3;
    static final int PUBACK = 4;

    private final Taker taker;
    private byte[] rest = new byte[0];

    /** Takes one packet after the other. */
    interface Taker {
        void take(byte[] packet) throws InterruptedException;
    }

    Packets(Taker taker) {
        this.taker = taker;
    }

    void take(byte[] buffer, int length) throws InterruptedException {
        ByteArrayOutputStream joined = new ByteArrayOutputStream(rest.length + length);
        joined.writeBytes(rest);
        joined.write(buffer, 0, length);
        byte[] all = joined.toByteArray();
        int start = 0;
        int end = end(all, start);
        while (end >= 0) {
            taker.take(Arrays.copyOfRange(all, start, end));
            start = end;
            end = end(all, start);
        }
        rest = Arrays.copyOfRange(all, start, all.length);
    }

    /** Where the packet that starts there ends; below 0 if it is not all there. */
    private static int end(byte[] all, int start) {
        int body = body(all, start);
        if (body < 0) {
            return -1;
        }
        long length = 0;
        for (int i = start + 1, shift = 0; i < body; i++, shift += 7) {
            length |= (all[i] & 0x7fL) << shift;
        }
        return body + length <= all.length ? (int) (body + length) : -1;
    }

    /** Where the bytes behind the length begin. */
    private static int body(byte[] all, int start) {
        for (int i = start + 1; i < all.length && i <= start + 4; i++) {
            if ((all[i] & 0x80) == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    static int type(byte[] packet) {
        return (packet[0] & 0xf0) >> 4;
    }

    /** A PUBLISH that wants an answer. */
    static boolean isAnsweredPublish(byte[] packet) {
        return type(packet) == PUBLISH && (packet[0] & 0x06) == 0x02;
    }

    static String topic(byte[] publish) {
        int body = body(publish, 0);
        return new String(publish, body + 2, number(publish, body), StandardCharsets.UTF_8);
    }

    /** Where the identifier of a PUBLISH or PUBACK stands. */
    static int idAt(byte[] packet) {
        int body = body(packet, 0);
        return type(packet) == PUBLISH ? body + 2 + number(packet, body) : body;
    }

    static int number(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    static byte[] puback(byte[] publish, int reason) {
        int at = idAt(publish);
        return new byte[] {(byte) (PUBACK << 4), 3, publish[at], publish[at + 1], (byte) reason};
    }
}
