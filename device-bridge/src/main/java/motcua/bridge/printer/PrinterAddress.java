package motcua.bridge.printer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import motcua.bridge.serial.PortPattern;

/**
 * Where the printer is: {@code usb:/dev/usb/lp*} (device file of the USB printer class; a pattern takes the first that is there, so
 * that a printer is found again after it was plugged in elsewhere), {@code serial:/dev/ttyUSB0@115200} (8N1) or
 * {@code tcp:HOST:9100}.
 */
public final class PrinterAddress {
    /** By baud rate: the number that stands for it on Linux. Slower lines need a minute for a ticket. */
    static final Map<Integer, Integer> SPEEDS =
            Map.of(9_600, 0xD, 19_200, 0xE, 38_400, 0xF, 57_600, 0x1001, 115_200, 0x1002, 230_400, 0x1003);

    private static final int PORTS = 65_535;

    private final String text;
    private final PrinterLine.Opener opener;

    private PrinterAddress(String text, PrinterLine.Opener opener) {
        this.text = text;
        this.opener = opener;
    }

    /** @throws IllegalArgumentException if the text is none of the three forms, with what to write instead */
    public static PrinterAddress parse(String text) {
        if (text.startsWith("usb:")) {
            return file(text, text.substring("usb:".length()), 0);
        }
        if (text.startsWith("serial:")) {
            String rest = text.substring("serial:".length());
            int at = rest.lastIndexOf('@');
            return file(text, at < 0 ? rest : rest.substring(0, at), baud(at < 0 ? "115200" : rest.substring(at + 1)));
        }
        if (text.startsWith("tcp:")) {
            return tcp(text, text.substring("tcp:".length()));
        }
        throw new IllegalArgumentException("write usb:/dev/usb/lp*, serial:/dev/PORT@BAUD or tcp:HOST:PORT");
    }

    private static PrinterAddress file(String text, String port, int baud) {
        PortPattern pattern = PortPattern.parse(port);
        return new PrinterAddress(text, () -> {
            List<Path> there = pattern.ports();
            if (there.isEmpty()) {
                throw new IOException("there is no " + port);
            }
            return DeviceFileLine.open(there.get(0), baud);
        });
    }

    private static int baud(String text) {
        if (text.matches("[0-9]{4,6}") && SPEEDS.containsKey(Integer.parseInt(text))) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException(
                "baud rates are " + SPEEDS.keySet().stream().sorted().toList());
    }

    private static PrinterAddress tcp(String text, String address) {
        int colon = address.lastIndexOf(':');
        String port = address.substring(colon + 1);
        if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) < 1 || Integer.parseInt(port) > PORTS) {
            throw new IllegalArgumentException("write tcp:HOST:PORT, such as tcp:192.168.1.9:9100");
        }
        String host = address.substring(0, colon);
        return new PrinterAddress(text, () -> SocketLine.open(host, Integer.parseInt(port)));
    }

    PrinterLine open() throws IOException {
        return opener.open();
    }

    /** The text it was made from. */
    @Override
    public String toString() {
        return text;
    }
}
