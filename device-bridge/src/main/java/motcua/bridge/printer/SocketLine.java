package motcua.bridge.printer;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;

/** A connection to a printer's own network port. */
final class SocketLine implements PrinterLine {
    private static final int CONNECT_MS = 2_000;

    private final SocketChannel channel;
    private final Selector selector;

    private SocketLine(SocketChannel channel, Selector selector) {
        this.channel = channel;
        this.selector = selector;
    }

    static PrinterLine open(String host, int port) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            channel.socket().connect(new InetSocketAddress(host, port), CONNECT_MS);
            channel.configureBlocking(false);
            return new SocketLine(channel, Selector.open());
        } catch (UnresolvedAddressException e) {
            channel.close();
            throw new IOException("nobody knows the address of " + host, e);
        } catch (SocketTimeoutException e) {
            channel.close();
            throw new IOException("no answer from " + host + ":" + port, e);
        } catch (IOException e) {
            channel.close();
            throw new IOException("cannot connect to " + host + ":" + port + ": " + e.getMessage(), e);
        }
    }

    @Override
    public int read(byte[] into, int waitMs) throws IOException {
        if (!ready(SelectionKey.OP_READ, waitMs)) {
            return 0;
        }
        int count = channel.read(ByteBuffer.wrap(into));
        if (count < 0) {
            throw new IOException("the printer has closed the connection");
        }
        return count;
    }

    @Override
    public int write(byte[] bytes, int from, int waitMs) throws IOException {
        return ready(SelectionKey.OP_WRITE, waitMs)
                ? channel.write(ByteBuffer.wrap(bytes, from, bytes.length - from))
                : 0;
    }

    private boolean ready(int operation, int waitMs) throws IOException {
        channel.register(selector, operation);
        selector.selectedKeys().clear();
        return (waitMs == 0 ? selector.selectNow() : selector.select(waitMs)) > 0;
    }

    @Override
    public void close() {
        try {
            selector.close();
            channel.close();
        } catch (IOException e) {
            // Nothing of it is left either way.
        }
    }
}
