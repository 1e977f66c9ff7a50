package motcua.bridge.serial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import motcua.bridge.serial.PadMessage.Ack;
import motcua.bridge.serial.PadMessage.Assign;
import motcua.bridge.serial.PadMessage.Counter;
import motcua.bridge.serial.PadMessage.Hello;
import motcua.bridge.serial.PadMessage.Press;
import motcua.bridge.serial.PadMessage.Show;
import motcua.bridge.serial.PadMessage.Status;
import motcua.bridge.serial.PadMessage.Who;
import motcua.bridge.simulated.Pty;

/** A pad's side of the protocol on a real pseudo-terminal, some ten times as quick as the firmware. */
final class ScriptedPad implements AutoCloseable {
    private static final long STATUS_MS = 100;
    private static final long PRESS_MS = 40;

    private final List<PadMessage> heard = new CopyOnWriteArrayList<>();
    private final Deque<Press> log = new ArrayDeque<>();
    private final Pty pty;
    private final FrameReader reader = new FrameReader(Payload.Sender.HOST);
    private final Thread thread = new Thread(this::run, "scripted-pad");
    private long padId;
    private long epoch;
    private int boots = 1;
    private int counter;
    private int shown = 1;
    private long bootMs = now();
    private long statusMs;
    private long pressMs;
    private boolean helloDue = true;
    private volatile int protocol = 1;
    private volatile boolean silent;
    private volatile boolean deaf;
    private volatile boolean closed;
    private int presses;

    ScriptedPad(long padId, long epoch) {
        try {
            pty = Pty.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.padId = padId;
        this.epoch = epoch;
        thread.setDaemon(true);
        thread.start();
    }

    ScriptedPad plugInAs(Path port) {
        try {
            pty.plugInAs(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    synchronized void press(int seq, int key, long ageMs) {
        log.add(new Press(seq, key, ageMs));
        pressMs = 0;
    }

    synchronized void press(int seq, int key) {
        press(seq, key, 5);
    }

    /** Power off and on: ages are forgotten, the log is not. */
    synchronized void restart() {
        List<Press> kept = new ArrayList<>(log);
        log.clear();
        kept.forEach(press -> log.add(new Press(press.seq(), press.key(), Press.AGE_UNKNOWN)));
        boots++;
        shown = 1;
        bootMs = now();
        helloDue = true;
    }

    /** Another firmware, started anew. */
    synchronized void protocol(int version) {
        protocol = version;
        boots++;
        helloDue = true;
    }

    /** Neither sends nor obeys, as a pad behind an adapter whose cable is out. */
    void silent(boolean on) {
        silent = on;
    }

    /** Sends, but does not read what the host writes. */
    void deaf(boolean on) {
        deaf = on;
    }

    synchronized void identity(long newPadId, long newEpoch) {
        padId = newPadId;
        epoch = newEpoch;
        boots++;
        helloDue = true;
    }

    synchronized void forgetShow() {
        shown = 0;
    }

    void raw(byte[] bytes) {
        pty.write(bytes);
    }

    List<PadMessage> heard() {
        return heard;
    }

    <T extends PadMessage> List<T> heard(Class<T> type) {
        return heard.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<Integer> acks() {
        return heard(Ack.class).stream().map(Ack::seq).toList();
    }

    synchronized int pending() {
        return log.size();
    }

    synchronized int counter() {
        return counter;
    }

    synchronized int shown() {
        return shown;
    }

    synchronized long padId() {
        return padId;
    }

    /** How often a PRESS was sent. */
    synchronized int pressesSent() {
        return presses;
    }

    @Override
    public void close() {
        closed = true;
        Threads.join(thread, 5_000);
        pty.close();
    }

    private void run() {
        byte[] bytes = new byte[256];
        while (!closed) {
            if (deaf) {
                pty.read(new byte[0], 10);
            } else {
                int count = pty.read(bytes, 10);
                for (int at = 0; at < count; at++) {
                    PadMessage message = reader.take(bytes[at]);
                    if (message != null && !silent) {
                        heard.add(message);
                        obey(message);
                    }
                }
            }
            if (!silent) {
                sendDue();
            }
        }
    }

    private synchronized void obey(PadMessage message) {
        if (message instanceof Ack ack && !log.isEmpty() && log.peek().seq() == ack.seq()) {
            log.poll();
            pressMs = 0;
        } else if (message instanceof Assign assign && padId == 0) {
            padId = assign.padId();
            epoch = assign.epoch();
            helloDue = true;
        } else if (message instanceof Counter told) {
            counter = told.counter();
            helloDue = true;
        } else if (message instanceof Show show) {
            shown = show.state();
        } else if (message instanceof Who) {
            helloDue = true;
        }
    }

    private synchronized void sendDue() {
        long now = now();
        if (helloDue) {
            helloDue = false;
            send(new Hello(protocol, 1, 0, 1, boots, padId, epoch, log.size(), 0, counter));
        } else if (!log.isEmpty() && now - pressMs >= PRESS_MS) {
            pressMs = now;
            presses++;
            send(log.peek());
        } else if (now - statusMs >= STATUS_MS) {
            statusMs = now;
            send(new Status(now - bootMs, 0, 0, 0, log.size(), 0, 0, shown));
        }
    }

    private void send(PadMessage message) {
        pty.write(Frame.of(message));
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }
}
