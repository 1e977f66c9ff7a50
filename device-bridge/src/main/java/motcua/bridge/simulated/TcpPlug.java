package motcua.bridge.simulated;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import motcua.bridge.printer.PrinterAddress;

/** A port of this machine, one connection after another. */
final class TcpPlug implements PrinterPlug {
    private final ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

    TcpPlug() throws IOException {}

    int port() {
        return door.getLocalPort();
    }

    @Override
    public PrinterAddress address() {
        return PrinterAddress.parse("tcp:127.0.0.1:" + port());
    }

    @Override
    public boolean staysOnRestart() {
        return false;
    }

    @Override
    public boolean goesWithThePrinter() {
        return false;
    }

    @Override
    public Wire plugIn() throws IOException {
        Socket socket = door.accept();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(VirtualPrinter.SLICE_MS);
        return new Connection(socket);
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    private record Connection(Socket socket) implements Wire {
        @Override
        public int read(byte[] into, int most) throws IOException {
            try {
                return socket.getInputStream().read(into, 0, most);
            } catch (SocketTimeoutException e) {
                return 0;
            }
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        @Override
        public boolean sendersGaveUp() {
            return false; // the connection ends then
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
