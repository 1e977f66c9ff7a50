package motcua.bridge.serial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import motcua.acceptance.fuzz.Target;

/**
 * The serial line of a pad. The first byte says which side is read and whether the rest is a line, or the payload of a frame
 * that is right in all else. In the reader's package, since the reader is nobody else's business.
 */
public final class PadLineTarget implements Target {
    private static final int CRC_POLYNOMIAL = 0x1021;

    @Override
    public void attack(byte[] input) {
        if (input.length == 0) {
            return;
        }
        Payload.Sender sender = (input[0] & 1) == 0 ? Payload.Sender.PAD : Payload.Sender.HOST;
        byte[] rest = Arrays.copyOfRange(input, 1, input.length);
        boolean framed = (input[0] & 2) != 0;
        byte[] line = framed ? Frame.ofPayload(rest) : rest;
        FrameReader reader = new FrameReader(sender);
        List<Byte> segment = new ArrayList<>();
        long messages = 0;
        long frames = 0;
        for (byte each : line) {
            PadMessage message = reader.take(each);
            if (each != 0) {
                segment.add(each);
                check(message == null, "a message before the end of its frame");
                continue;
            }
            if (!segment.isEmpty()) {
                frames++;
            }
            if (message != null) {
                messages++;
                checkMessage(message, segment);
            }
            segment.clear();
        }
        check(reader.badFrames() == frames - messages, "each frame is a message or counted as bad");
        if (framed && rest.length <= Payload.MAX) {
            check((messages == 1) == (Payload.read(sender, rest, rest.length) != null), "a right frame is not read");
        }
    }

    /** A message is all of its frame, and the frame's CRC is right by a reckoning of its own. */
    private static void checkMessage(PadMessage message, List<Byte> segment) {
        byte[] stuffed = new byte[segment.size()];
        for (int i = 0; i < stuffed.length; i++) {
            stuffed[i] = segment.get(i);
        }
        byte[] checked = Cobs.decode(stuffed, stuffed.length);
        check(checked != null && checked.length > 2, "a message out of a frame that is none");
        byte[] payload = Arrays.copyOf(checked, checked.length - 2);
        int sent = (checked[checked.length - 2] & 0xff) | (checked[checked.length - 1] & 0xff) << 8;
        check(sent == crc(payload), "a message out of a frame with a wrong CRC");
        check(Arrays.equals(Payload.write(message), payload), "a message that is not what the frame says: " + message);
    }

    /** CRC-16/IBM-3740 bit by bit. */
    private static int crc(byte[] bytes) {
        int crc = 0xffff;
        for (byte each : bytes) {
            for (int bit = 7; bit >= 0; bit--) {
                boolean out = (crc >> 15 & 1) != (each >> bit & 1);
                crc = crc << 1 & 0xffff;
                if (out) {
                    crc ^= CRC_POLYNOMIAL;
                }
            }
        }
        return crc;
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
