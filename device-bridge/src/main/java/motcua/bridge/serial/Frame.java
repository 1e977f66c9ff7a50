package motcua.bridge.serial;

/** A message on the line: payload and CRC, stuffed, with the closing zero. */
final class Frame {
    private static final int CRC_BYTES = 2;

    /** The longest stuffed frame without its zero: one more byte, since a payload is too short for a second code. */
    static final int MAX_STUFFED = Payload.MAX + CRC_BYTES + 1;

    private Frame() {}

    static byte[] of(PadMessage message) {
        return ofPayload(Payload.write(message));
    }

    /** A frame that is right in all but, perhaps, its payload. */
    static byte[] ofPayload(byte[] payload) {
        byte[] checked = new byte[payload.length + CRC_BYTES];
        System.arraycopy(payload, 0, checked, 0, payload.length);
        int crc = Crc16.of(payload, payload.length);
        checked[payload.length] = (byte) crc;
        checked[payload.length + 1] = (byte) (crc >> 8);
        byte[] stuffed = Cobs.encode(checked);
        byte[] frame = new byte[stuffed.length + 1];
        System.arraycopy(stuffed, 0, frame, 0, stuffed.length);
        return frame;
    }
}
