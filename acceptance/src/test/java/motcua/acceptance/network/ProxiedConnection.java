package motcua.acceptance.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** One connection through a {@link FaultProxy}: two sockets and, for each direction, a reading and a writing thread. */
final class ProxiedConnection {
    /** Small, so that a narrow line is smooth. */
    private static final int CHUNK = 1_024;
    /** Bytes that wait inside the line at most, as chunks: about as much as a router holds. */
    private static final int WAITING = 64;

    private final Socket client;
    private final Socket server;
    private final BlockingQueue<Chunk> toServer = new LinkedBlockingQueue<>(WAITING);
    private final BlockingQueue<Chunk> toClient = new LinkedBlockingQueue<>(WAITING);
    private volatile boolean swallowing;
    private volatile boolean over;

    /** Bytes on their way; none: the end. */
    private record Chunk(byte[] bytes, long dueNanos) {}

    private ProxiedConnection(Socket client, Socket server) {
        this.client = client;
        this.server = server;
    }

    static ProxiedConnection start(Socket client, Socket server, Lane up, Lane down, Tamper tamper) throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        ProxiedConnection made = new ProxiedConnection(client, server);
        Tamper.Sink onward = bytes -> made.put(made.toServer, bytes, up);
        Tamper.Sink back = bytes -> made.put(made.toClient, bytes, down);
        run(
                "fault-proxy-read-up",
                () -> made.read(client, made.toServer, new Packets(packet -> tamper.up(packet, onward, back)), up));
        run(
                "fault-proxy-read-down",
                () -> made.read(server, made.toClient, new Packets(packet -> tamper.down(packet, back)), down));
        run("fault-proxy-write-up", () -> made.write(made.toServer, server, up));
        run("fault-proxy-write-down", () -> made.write(made.toClient, client, down));
        return made;
    }

    private static void run(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void read(Socket from, BlockingQueue<Chunk> to, Packets packets, Lane lane) {
        byte[] buffer = new byte[CHUNK * 8];
        try {
            InputStream in = from.getInputStream();
            int read = in.read(buffer);
            while (read >= 0) {
                packets.take(buffer, read);
                read = in.read(buffer);
            }
            to.put(new Chunk(new byte[0], lane.dueNanos()));
        } catch (IOException e) {
            cut(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void put(BlockingQueue<Chunk> queue, byte[] bytes, Lane lane) throws InterruptedException {
        for (int at = 0; at < bytes.length; at += CHUNK) {
            byte[] part = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + CHUNK));
            if (!swallowing && !over) {
                queue.put(new Chunk(part, lane.dueNanos()));
            }
        }
    }

    private void write(BlockingQueue<Chunk> from, Socket to, Lane lane) {
        try {
            OutputStream out = to.getOutputStream();
            Chunk next = from.take();
            while (next.bytes().length > 0) {
                lane.pass(next.bytes().length, next.dueNanos());
                if (!swallowing) {
                    out.write(next.bytes());
                }
                next = from.take();
            }
            if (!swallowing) {
                to.shutdownOutput();
            }
        } catch (IOException e) {
            cut(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void swallow() {
        swallowing = true;
        toServer.clear();
        toClient.clear();
    }

    boolean isOver() {
        return over;
    }

    void cut(boolean reset) {
        over = true;
        if (reset) {
            reset(client);
            reset(server);
        } else {
            close(client);
            close(server);
        }
        for (BlockingQueue<Chunk> each : List.of(toServer, toClient)) {
            each.clear();
            each.offer(new Chunk(new byte[0], System.nanoTime()));
        }
    }

    /** Closes with a reset instead of a goodbye. */
    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // it is closed already
        }
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // nothing else can be done with it
        }
    }
}
