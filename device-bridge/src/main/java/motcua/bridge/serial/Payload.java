package motcua.bridge.serial;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import motcua.bridge.serial.PadMessage.Ack;
import motcua.bridge.serial.PadMessage.Assign;
import motcua.bridge.serial.PadMessage.Counter;
import motcua.bridge.serial.PadMessage.Hello;
import motcua.bridge.serial.PadMessage.Ping;
import motcua.bridge.serial.PadMessage.Press;
import motcua.bridge.serial.PadMessage.Show;
import motcua.bridge.serial.PadMessage.Status;
import motcua.bridge.serial.PadMessage.Who;
import org.jspecify.annotations.Nullable;

/** A message as bytes: one byte of type, then its fields, little-endian. */
final class Payload {
    /** The longest payload that a reader takes; all of version 1 are shorter. */
    static final int MAX = 48;

    private static final int HELLO = 0x01;
    private static final int PRESS = 0x02;
    private static final int STATUS = 0x03;
    private static final int ACK = 0x81;
    private static final int PING = 0x82;
    private static final int SHOW = 0x83;
    private static final int ASSIGN = 0x84;
    private static final int COUNTER = 0x85;
    private static final int WHO = 0x86;

    private Payload() {}

    static byte[] write(PadMessage message) {
        ByteBuffer out = ByteBuffer.allocate(MAX).order(ByteOrder.LITTLE_ENDIAN);
        if (message instanceof Hello hello) {
            put8(out, HELLO, hello.proto(), hello.fwMajor(), hello.fwMinor(), hello.resetCause());
            put16(out, hello.boots());
            put32(out, hello.padId());
            put32(out, hello.epoch());
            put8(out, hello.pending());
            put16(out, hello.refused());
            put8(out, hello.counter());
        } else if (message instanceof Press press) {
            put8(out, PRESS);
            put16(out, press.seq());
            put8(out, press.key());
            put32(out, press.ageMs());
        } else if (message instanceof Status status) {
            put8(out, STATUS);
            put32(out, status.upMs());
            put8(out, status.keysDown(), status.stuck(), status.lid(), status.pending());
            put16(out, status.refused());
            put16(out, status.badFrames());
            put8(out, status.shown());
        } else if (message instanceof Ack ack) {
            put8(out, ACK);
            put16(out, ack.seq());
        } else if (message instanceof Ping) {
            put8(out, PING);
        } else if (message instanceof Show show) {
            put8(out, SHOW, show.state(), show.keys());
            put16(out, show.duration());
        } else if (message instanceof Assign assign) {
            put8(out, ASSIGN);
            put32(out, assign.padId());
            put32(out, assign.epoch());
        } else if (message instanceof Counter counter) {
            put8(out, COUNTER, counter.counter());
        } else if (message instanceof Who) {
            put8(out, WHO);
        } else {
            throw new AssertionError(message);
        }
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    /**
     * Reads what one side sends.
     *
     * @return null for a type that this side does not send, or a wrong length
     */
    static @Nullable PadMessage read(Sender sender, byte[] payload, int length) {
        if (length == 0) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(payload, 1, length - 1).order(ByteOrder.LITTLE_ENDIAN);
        int type = Byte.toUnsignedInt(payload[0]);
        return sender == Sender.PAD ? readPad(type, in) : readHost(type, in);
    }

    private static @Nullable PadMessage readPad(int type, ByteBuffer in) {
        int length = in.remaining();
        if (type == HELLO && length == 18) {
            return new Hello(
                    get8(in), get8(in), get8(in), get8(in), get16(in), get32(in), get32(in), get8(in), get16(in),
                    get8(in));
        }
        if (type == PRESS && length == 7) {
            return new Press(get16(in), get8(in), get32(in));
        }
        if (type == STATUS && length == 13) {
            return new Status(get32(in), get8(in), get8(in), get8(in), get8(in), get16(in), get16(in), get8(in));
        }
        return null;
    }

    private static @Nullable PadMessage readHost(int type, ByteBuffer in) {
        int length = in.remaining();
        if (type == ACK && length == 2) {
            return new Ack(get16(in));
        }
        if (type == PING && length == 0) {
            return new Ping();
        }
        if (type == SHOW && length == 4) {
            return new Show(get8(in), get8(in), get16(in));
        }
        if (type == ASSIGN && length == 8) {
            return new Assign(get32(in), get32(in));
        }
        if (type == COUNTER && length == 1) {
            return new Counter(get8(in));
        }
        if (type == WHO && length == 0) {
            return new Who();
        }
        return null;
    }

    private static void put8(ByteBuffer out, int... values) {
        for (int value : values) {
            out.put((byte) value);
        }
    }

    private static void put16(ByteBuffer out, int value) {
        out.putShort((short) value);
    }

    private static void put32(ByteBuffer out, long value) {
        out.putInt((int) value);
    }

    private static int get8(ByteBuffer in) {
        return Byte.toUnsignedInt(in.get());
    }

    private static int get16(ByteBuffer in) {
        return Short.toUnsignedInt(in.getShort());
    }

    private static long get32(ByteBuffer in) {
        return Integer.toUnsignedLong(in.getInt());
    }

    /** Whose messages are read. */
    enum Sender {
        PAD,
        HOST
    }
}
