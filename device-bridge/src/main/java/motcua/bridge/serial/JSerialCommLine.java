package motcua.bridge.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.nio.file.Path;

/** A serial line of the operating system: 38400 baud, 8N1, no flow control, held exclusively. */
final class JSerialCommLine implements SerialLine {
    /** 115200 would be 2.1 % off on a 16 MHz ATmega; 38400 is 0.2 %. */
    private static final int BAUD = 38_400;

    /** One step of the terminal driver's clock, which counts tenths of a second. */
    private static final int READ_TIMEOUT_MS = 100;

    private static final int ENOENT = 2;
    private static final int EAGAIN = 11;
    private static final int EACCES = 13;
    private static final int EBUSY = 16;
    private static final int ENOTTY = 25;

    private final SerialPort port;

    private JSerialCommLine(SerialPort port) {
        this.port = port;
    }

    static SerialLine open(Path path) throws IOException {
        SerialPort port;
        try {
            port = SerialPort.getCommPort(path.toString());
        } catch (SerialPortInvalidPortException e) {
            throw new IOException(path + " is no serial port", e);
        }
        port.setComPortParameters(BAUD, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
        port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
        port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, READ_TIMEOUT_MS, 0);
        // The error code is meaningful only after a failure: a pseudo-terminal leaves one behind after success too.
        if (!port.openPort(0)) {
            throw new IOException("cannot open " + path + ": " + reason(port.getLastErrorCode()));
        }
        return new JSerialCommLine(port);
    }

    @Override
    public int read(byte[] into) throws IOException {
        int count = port.readBytes(into, into.length);
        if (count < 0) {
            throw new IOException("the line is gone");
        }
        return count;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        int from = 0;
        while (from < bytes.length) {
            int count = port.writeBytes(bytes, bytes.length - from, from);
            if (count <= 0) {
                throw new IOException("the line takes no bytes");
            }
            from += count;
        }
    }

    @Override
    public void close() {
        port.closePort();
    }

    private static String reason(int errno) {
        return switch (errno) {
            case ENOENT -> "it is not there";
            case EACCES -> "permission denied; the kiosk's user must be in the group dialout";
            case EAGAIN, EBUSY -> "another process holds it";
            case ENOTTY -> "it is no serial port";
            default -> "error " + errno + " of the operating system";
        };
    }
}
