package motcua.contract.journal;

import java.util.HexFormat;

/** Lower-case hexadecimal text of bytes. */
public final class Hex {
    private Hex() {}

    public static String of(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** @throws IllegalArgumentException if the text is not an even number of hexadecimal digits */
    public static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
