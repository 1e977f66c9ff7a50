package motcua.kiosk.config;

import motcua.bridge.printer.PrinterAddress;
import org.jspecify.annotations.Nullable;

/**
 * The ticket printer.
 *
 * @param address where it is; absent if there is none, or a simulated one
 * @param simulated whether it is one without hardware
 * @param paperMm width of its paper: 58 or 80
 * @param rollMm length of a new roll
 */
public record PrinterConfig(@Nullable PrinterAddress address, boolean simulated, int paperMm, long rollMm) {
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
            case "58" -> new PrinterConfig(address, simulated, 58, roll(keys, "18"));
            case "80" -> new PrinterConfig(address, simulated, 80, roll(keys, "50"));
            default -> throw keys.refused("printer.width", "write 58 or 80");
        };
    }

    private static long roll(Keys keys, String usual) throws ConfigError {
        String metres = keys.or("printer.rollMetres", usual);
        if (!metres.matches("[1-9][0-9]{0,2}")) {
            throw keys.refused("printer.rollMetres", "write a number from 1 to 999");
        }
        return Long.parseLong(metres) * 1_000;
    }
}
