package motcua.kiosk.config;

import java.net.URI;
import java.net.URISyntaxException;
import motcua.bridge.printer.PrinterAddress;
import org.jspecify.annotations.Nullable;

/**
 * The ticket printer.
 *
 * @param address where it is; absent if there is none, or a simulated one
 * @param simulated whether it is one without hardware
 * @param paperMm width of its paper: 58 or 80
 * @param rollMm length of a new roll
 * @param lookUp address behind the QR code of tickets, absent without one
 */
public record PrinterConfig(
        @Nullable PrinterAddress address,
        boolean simulated,
        int paperMm,
        long rollMm,
        @Nullable URI lookUp) {
    /** What a code of squares large enough for any telephone holds. */
    private static final int LONGEST = 60;

    /** Whether the office prints at all. */
    public boolean present() {
        return address != null || simulated;
    }

    static PrinterConfig read(Keys keys) throws ConfigError {
        String port = keys.optional("printer.port");
        boolean simulated = "virtual".equals(port);
        PrinterAddress address = null;
        if (port != null && !simulated) {
            try {
                address = PrinterAddress.parse(port);
            } catch (IllegalArgumentException e) {
                throw keys.refused("printer.port", e.getMessage() + ", or virtual");
            }
        }
        return switch (keys.or("printer.width", "80")) {
            case "58" -> new PrinterConfig(address, simulated, 58, roll(keys, "18"), lookUp(keys));
            case "80" -> new PrinterConfig(address, simulated, 80, roll(keys, "50"), lookUp(keys));
            default -> throw keys.refused("printer.width", "write 58 or 80");
        };
    }

    private static @Nullable URI lookUp(Keys keys) throws ConfigError {
        String text = keys.optional("printer.lookUp");
        if (text == null) {
            return null;
        }
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null
                    && String.valueOf(uri.getScheme()).matches("https?")
                    && text.length() <= LONGEST) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw keys.refused("printer.lookUp", "write https://HOST/PATH");
        }
        throw keys.refused("printer.lookUp", "write https://HOST/PATH, at most " + LONGEST + " characters");
    }

    private static long roll(Keys keys, String usual) throws ConfigError {
        String metres = keys.or("printer.rollMetres", usual);
        if (!metres.matches("[1-9][0-9]{0,2}")) {
            throw keys.refused("printer.rollMetres", "write a number from 1 to 999");
        }
        return Long.parseLong(metres) * 1_000;
    }
}
