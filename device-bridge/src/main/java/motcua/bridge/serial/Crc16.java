package motcua.bridge.serial;

/** CRC-16/IBM-3740: polynomial 0x1021, start 0xFFFF, nothing reflected. Of "123456789" it is 0x29B1. */
final class Crc16 {
    private static final int POLYNOMIAL = 0x1021;

    private Crc16() {}

    static int of(byte[] bytes, int length) {
        int crc = 0xFFFF;
        for (int at = 0; at < length; at++) {
            crc ^= Byte.toUnsignedInt(bytes[at]) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : (crc << 1) ^ POLYNOMIAL;
            }
            crc &= 0xFFFF;
        }
        return crc;
    }
}
