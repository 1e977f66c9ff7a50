package motcua.acceptance.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A line between a client and a broker that does on demand what lines do: stops, breaks with or without a word, goes silent,
 * becomes slow or narrow, and, with a {@link Tamper}, loses, repeats or damages whole MQTT packets. Safe for any thread.
 */
final class FaultProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final List<ProxiedConnection> connections = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final Lane up = new Lane();
    private final Lane down = new Lane();
    private final Thread acceptor = new Thread(this::acceptAll, "fault-proxy");
    private volatile boolean refusing;
    private volatile Supplier<Tamper> tampers = () -> Tamper.NONE;

    private FaultProxy(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
    }

    /** A line from a free port of the loopback address to another one. */
    static FaultProxy to(int target) throws IOException {
        ServerSocket listener = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        FaultProxy proxy = new FaultProxy(listener, target);
        proxy.acceptor.setDaemon(true);
        proxy.acceptor.start();
        return proxy;
    }

    int port() {
        return listener.getLocalPort();
    }

    String url() {
        return "tcp://127.0.0.1:" + port();
    }

    /** Connections that were made through this line so far. */
    int accepted() {
        return accepted.get();
    }

    /** Bytes the client sent that went on to the broker. */
    long bytesUp() {
        return up.carried();
    }

    /** Nothing moves in either direction until {@link #resume}; nothing is lost. */
    void pause() {
        up.pause(true);
        down.pause(true);
    }

    /** Nothing of the broker reaches the client until {@link #resume}; nothing is lost. */
    void pauseDown() {
        down.pause(true);
    }

    void resume() {
        up.pause(false);
        down.pause(false);
    }

    /** What is sent from now on arrives this much later; zero: at once. */
    void delay(Duration by) {
        up.delay(by);
        down.delay(by);
    }

    /** Bits a second in each direction, of all connections together; 0: no limit. */
    void rate(long bitsPerSecond) {
        up.rate(bitsPerSecond / 8);
        down.rate(bitsPerSecond / 8);
    }

    /** Connections made from now on pass through a tamper of their own. */
    void tamper(Supplier<Tamper> each) {
        tampers = each;
    }

    /** Breaks every connection: with a reset, or as if both ends had said goodbye. What is on its way is lost. */
    void cut(boolean reset) {
        for (ProxiedConnection each : connections) {
            each.cut(reset);
        }
    }

    /** The connections that are open now swallow everything from now on, without a word to either end. */
    void halfOpen() {
        connections.forEach(ProxiedConnection::swallow);
    }

    /** While true, new connections are reset. */
    void refuse(boolean refuse) {
        refusing = refuse;
    }

    /** A line without faults again; connections that swallow are cut. */
    void heal() {
        refusing = false;
        delay(Duration.ZERO);
        rate(0);
        tamper(() -> Tamper.NONE);
        resume();
        cut(true);
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                accepted.incrementAndGet();
                connections.removeIf(ProxiedConnection::isOver);
                if (refusing) {
                    ProxiedConnection.reset(client);
                } else {
                    join(client);
                }
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new IllegalStateException("the fault proxy cannot accept", e);
                }
            }
        }
    }

    private void join(Socket client) {
        Socket server = new Socket();
        try {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 2_000);
            connections.add(ProxiedConnection.start(client, server, up, down, tampers.get()));
        } catch (IOException e) {
            // as a line to a broker that is down
            ProxiedConnection.reset(client);
            ProxiedConnection.reset(server);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        Collection<ProxiedConnection> open = new ArrayList<>(connections);
        resume();
        open.forEach(each -> each.cut(true));
    }
}
