package motcua.bridge.serial;

import org.jspecify.annotations.Nullable;

/**
 * Takes the bytes of a line one at a time and gives the messages among them.
 *
 * <p>Whatever comes, it never throws, needs constant memory, and is in step again at the next zero byte. A frame that is
 * torn, too long, of wrong CRC, of a type that the other side does not send or of wrong length counts as one bad frame.
 * Not for use by several threads.
 */
final class FrameReader {
    private final Payload.Sender sender;
    private final byte[] stuffed = new byte[Frame.MAX_STUFFED];
    private int length;
    private boolean tooLong;
    private long badFrames;

    FrameReader(Payload.Sender sender) {
        this.sender = sender;
    }

    /** The message that this byte completes, or null. */
    @Nullable
    PadMessage take(byte next) {
        if (next != 0) {
            if (length < stuffed.length) {
                stuffed[length] = next;
                length++;
            } else {
                tooLong = true;
            }
            return null;
        }
        boolean empty = length == 0;
        PadMessage message = tooLong ? null : decode();
        length = 0;
        tooLong = false;
        if (message == null && !empty) {
            badFrames++;
        }
        return message;
    }

    /** Frames dropped so far. */
    long badFrames() {
        return badFrames;
    }

    private @Nullable PadMessage decode() {
        byte[] checked = Cobs.decode(stuffed, length);
        if (checked == null || checked.length < 2) {
            return null;
        }
        int payloadLength = checked.length - 2;
        int crc = Byte.toUnsignedInt(checked[payloadLength]) | Byte.toUnsignedInt(checked[payloadLength + 1]) << 8;
        return crc == Crc16.of(checked, payloadLength) ? Payload.read(sender, checked, payloadLength) : null;
    }
}
