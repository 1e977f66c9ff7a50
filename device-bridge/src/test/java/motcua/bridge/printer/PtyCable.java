package motcua.bridge.printer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Arrays;
import motcua.bridge.serial.Pty;

/** A terminal of the kernel as the cable to a printer that has only a port: bytes are carried both ways. */
final class PtyCable implements AutoCloseable {
    private final Pty pty = Pty.open();
    private final Socket socket;
    private final Thread there = new Thread(this::there, "cable-there");
    private final Thread back = new Thread(this::back, "cable-back");
    private volatile boolean closed;

    PtyCable(int port, Path name) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        pty.plugInAs(name);
        there.start();
        back.start();
    }

    private void there() {
        byte[] bytes = new byte[1_024];
        while (!closed) {
            int count = pty.read(bytes, 20);
            try {
                if (count > 0) {
                    socket.getOutputStream().write(bytes, 0, count);
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private void back() {
        byte[] bytes = new byte[64];
        while (!closed) {
            try {
                int count = socket.getInputStream().read(bytes);
                if (count < 0) {
                    return;
                }
                pty.write(Arrays.copyOf(bytes, count));
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Pulls the plug. */
    @Override
    public void close() throws IOException {
        closed = true;
        socket.close();
        try {
            there.join();
            back.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pty.close();
    }
}
