package motcua.contract.journal;

import java.util.HexFormat;

/** Lower-case hexadecimal text of bytes. */
public final class Hex {
    /** 0 for the digits, 1 for the rest of ASCII. */
    private static final byte[] NOT_HEX = new byte[128];

    static {
        for (char c = 0; c < NOT_HEX.length; c++) {
            NOT_HEX[c] = (byte) ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ? 0 : 1);
        }
    }

    private Hex() {}

    public static String of(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** Whether the text is that many lower-case hexadecimal digits. */
    public static boolean isHex(String text, int digits) {
        if (text.length() != digits) {
            return false;
        }
        int wrong = 0;
        for (int i = 0; i < digits; i++) {
            char c = text.charAt(i);
            wrong |= c < NOT_HEX.length ? NOT_HEX[c] : 1;
        }
        return wrong == 0;
    }

    /** @throws IllegalArgumentException if the text is not an even number of hexadecimal digits */
    public static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
