package motcua.bridge.serial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import motcua.bridge.pad.PadIdentity;
import motcua.bridge.pad.PadListener;
import motcua.bridge.pad.PadPress;
import motcua.bridge.pad.PadState;
import motcua.bridge.pad.PadState.Connection;
import motcua.bridge.pad.Shown;
import motcua.bridge.serial.PadMessage.Ack;
import motcua.bridge.serial.PadMessage.Assign;
import motcua.bridge.serial.PadMessage.Counter;
import motcua.bridge.serial.PadMessage.Hello;
import motcua.bridge.serial.PadMessage.Press;
import motcua.bridge.serial.PadMessage.Show;
import motcua.bridge.serial.PadMessage.Status;
import motcua.bridge.serial.PadMessage.Who;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One port as long as its file exists: opens it, asks who is there, listens, and opens it again whatever went wrong. Its
 * thread is {@code pad-read PORT}; while the port is open {@code pad-write PORT} writes.
 */
final class PadPort {
    private static final Logger LOG = LoggerFactory.getLogger(PadPort.class);
    private static final int PROTOCOL = 1;
    private static final long END_PATIENCE_MS = 10_000;

    /** Two pads have one number for sure when the first still talks this long after the second's HELLO. */
    private static final long PROOF_OF_TWO_MS = 1_500;

    /** The pad's log. What is open in it is never older than this many presses, so an older press is another pad's. */
    private static final int LOG_PRESSES = 64;

    /** Shorter than this an invitation may have ended in the pad and not yet in the kiosk. */
    private static final int NEARLY_OVER_TENTHS = 15;

    private final Path path;
    private final String name;
    private final PadRegister register;
    private final SerialLine.Opener opener;
    private final PadListener listener;
    private final ListenerThread calls;
    private final LongSupplier upMs;
    private final RandomGenerator random;
    private final SerialTiming timing;
    private final Thread thread;
    private final Object changed = new Object();
    private final ForeignTail foreign = new ForeignTail();

    private volatile boolean stopping;
    private volatile @Nullable Path device;
    private volatile @Nullable LineWriter writer;
    private volatile @Nullable SerialPad pad;
    private volatile long lastFrameMs;
    private volatile boolean offering; // the listener has a press of this port; there is at most one

    // Of the reading thread alone.
    private @Nullable PadIdentity identity;
    private @Nullable Assign given;
    private int boots;
    private long padUpMs;
    private long unknownSinceMs;
    private long askedMs;
    private boolean conflict;
    private long badFramesBefore;

    // Of the listener's thread alone.
    private long gapToldAt = -1;
    private int failedAt = -1;

    PadPort(
            Path path,
            Path device,
            PadRegister register,
            SerialLine.Opener opener,
            PadListener listener,
            ListenerThread calls,
            LongSupplier upMs,
            RandomGenerator random,
            SerialTiming timing) {
        this.path = path;
        this.name = path.toString();
        this.device = device;
        this.register = register;
        this.opener = opener;
        this.listener = listener;
        this.calls = calls;
        this.upMs = upMs;
        this.random = random;
        this.timing = timing;
        thread = new Thread(this::run, "pad-read " + name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    String name() {
        return name;
    }

    /** The device file behind the port's name, as found when it was last opened. */
    @Nullable
    Path device() {
        return device;
    }

    /** When the newest valid frame came. */
    long lastFrameMs() {
        return lastFrameMs;
    }

    boolean isRunning() {
        return thread.isAlive();
    }

    ForeignBytes foreignBytes() {
        return foreign.of(name);
    }

    void stop() {
        stopping = true;
        synchronized (changed) {
            changed.notifyAll();
        }
    }

    void join() {
        Threads.join(thread, END_PATIENCE_MS);
    }

    /** Sends what the pad is to show, if it is here. */
    void tellDisplay(SerialPad who) {
        Show show = who.wantedShow();
        if (show != null && pad == who) {
            send(show);
        }
    }

    /** Sends the pad's counter number, if the pad is here and has another. */
    void tellCounter(SerialPad who) {
        Integer counter = who.wantedCounter();
        if (counter != null && pad == who && who.state().counterShown() != counter) {
            send(new Counter(counter));
        }
    }

    private void send(PadMessage message) {
        LineWriter to = writer;
        if (to != null) {
            to.send(message);
        }
    }

    private void run() {
        long retryMs = timing.firstRetry();
        while (!stopping && Files.exists(path)) {
            End end;
            try {
                end = serve();
            } catch (IOException e) {
                leave(reason(e));
                end = End.LOST;
            } catch (Throwable e) {
                // A bug in here must not cost the counter its pad.
                LOG.error("port {} failed", name, e);
                leave("failed: " + e);
                end = End.REFUSED;
            }
            if (end == End.LOST || end == End.SILENT) {
                retryMs = timing.firstRetry();
                pause(timing.scan());
            } else if (end == End.REFUSED) {
                pause(retryMs);
                retryMs = Math.min(retryMs * 2, timing.lastRetry());
            }
        }
        device = null;
        if (!stopping) {
            register.portVanished(this);
        }
    }

    private enum End {
        STOPPED,
        /** The line broke: open it again at once. */
        LOST,
        /** Nobody said anything. */
        SILENT,
        /** The port cannot be opened, or something else than a pad is on it: wait longer each time. */
        REFUSED
    }

    private End serve() throws IOException {
        device = path.toRealPath();
        SerialLine line;
        try {
            line = opener.open(path);
        } catch (IOException e) {
            report(Connection.DOWN, Optional.empty(), reason(e));
            return End.REFUSED;
        }
        LineWriter writing = new LineWriter(name, line, timing.ping(), upMs);
        try {
            writer = writing;
            writing.start();
            return listen(line, writing);
        } catch (IOException e) {
            leave(reason(e));
            return End.LOST;
        } finally {
            writer = null;
            writing.end(); // the last acknowledgement goes out before the line is closed
            line.close();
            writing.join();
            leave("the port was closed");
        }
    }

    private End listen(SerialLine line, LineWriter writing) throws IOException {
        FrameReader reader = new FrameReader(Payload.Sender.PAD);
        byte[] bytes = new byte[256];
        badFramesBefore = register.badFrames(name);
        boolean heard = false;
        startAsking();
        while (!stopping) {
            int count = line.read(bytes);
            if (!heard) {
                foreign.add(bytes, count);
            }
            for (int at = 0; at < count; at++) {
                PadMessage message = reader.take(bytes[at]);
                if (message != null) {
                    heard = true;
                    foreign.clear();
                    lastFrameMs = upMs.getAsLong();
                    take(message);
                }
            }
            register.badFrames(name, badFramesBefore + reader.badFrames(), pad);
            writing.check(timing.silence());
            if (!Files.exists(path)) {
                throw new IOException("unplugged");
            }
            long now = upMs.getAsLong();
            if (pad != null) {
                if (now - lastFrameMs > timing.silence()) {
                    leave("silent for " + (now - lastFrameMs) / 1000 + " s; is its cable in?");
                    startAsking();
                }
            } else if (!conflict || register.mayTake(this, identity)) {
                ask(now);
                if (!heard && now - unknownSinceMs > timing.foreign()) {
                    if (foreign.count() > 0) {
                        report(
                                Connection.FOREIGN,
                                Optional.empty(),
                                foreignBytes().inWords());
                        return End.REFUSED;
                    }
                    report(Connection.DOWN, Optional.empty(), "no pad answers");
                }
                if (now - Math.max(unknownSinceMs, lastFrameMs) > timing.reopen()) {
                    return End.SILENT;
                }
            }
        }
        return End.STOPPED;
    }

    private void startAsking() {
        identity = null;
        given = null;
        conflict = false;
        unknownSinceMs = upMs.getAsLong();
        askedMs = unknownSinceMs;
        LineWriter to = writer;
        if (to != null) {
            to.ping(false);
        }
        send(new Who());
    }

    private void ask(long now) {
        if (now - askedMs >= timing.who()) {
            askedMs = now;
            send(new Who());
        }
    }

    private void take(PadMessage message) {
        if (message instanceof Hello hello) {
            takeHello(hello);
        } else if (message instanceof Press press) {
            takePress(press);
        } else if (message instanceof Status status) {
            takeStatus(status);
        }
    }

    private void takeHello(Hello hello) {
        if (hello.proto() != PROTOCOL) {
            leave("another pad");
            report(
                    Connection.FOREIGN,
                    Optional.empty(),
                    "a pad of protocol " + hello.proto() + ", this kiosk speaks " + PROTOCOL);
            return;
        }
        if (hello.padId() == 0 && hello.epoch() == 0) {
            leave("another pad");
            assign();
            return;
        }
        if (hello.padId() == 0 || hello.epoch() == 0) {
            leave("another pad");
            report(Connection.FOREIGN, Optional.empty(), "the pad's memory is damaged: half an identity");
            return;
        }
        PadIdentity who = new PadIdentity(hello.padId(), hello.epoch());
        SerialPad here = pad;
        if (here != null && !who.equals(identity)) {
            leave("another pad was put in its place");
            here = null;
        }
        boolean started = here == null || hello.boots() != boots;
        identity = who;
        boots = hello.boots();
        if (here == null) {
            Optional<SerialPad> mine = register.attach(this, who, upMs.getAsLong());
            if (mine.isEmpty()) {
                conflict = true;
                LineWriter to = writer;
                if (to != null) {
                    to.ping(false);
                }
                report(
                        Connection.CONFLICT,
                        Optional.of(who),
                        "another pad has the number " + who.padIdText() + "; this one is not served");
                return;
            }
            here = mine.get();
            conflict = false;
            padUpMs = 0;
            pad = here;
            LOG.info("pad {} is on {}", here.id(), name);
        }
        SerialPad attached = here;
        attached.update(state -> States.afterHello(state, name, who, hello));
        register.settled(name, who);
        LineWriter to = writer;
        if (to != null) {
            to.ping(true);
        }
        tellCounter(attached);
        if (started) {
            tellDisplay(attached);
            send(new PadMessage.Ping()); // a pad that has just started repeats its HELLO until it hears something
        }
    }

    private void assign() {
        Assign gift = given;
        if (gift == null) {
            long padId = register.newPadId(random);
            gift = new Assign(padId, 1 + random.nextLong(0xFFFF_FFFFL));
            given = gift;
            LOG.info("a new pad on {} gets the number {}", name, Long.toHexString(padId));
        }
        send(gift);
    }

    private void takeStatus(Status status) {
        SerialPad here = pad;
        if (here == null) {
            return;
        }
        if (status.upMs() < padUpMs) {
            send(new Who()); // it has restarted and its HELLO was lost
        }
        padUpMs = status.upMs();
        here.update(state -> States.afterStatus(state, status));
        Show wanted = here.wantedShow();
        if (wanted != null && shownDiffers(here.state().shown(), wanted)) {
            send(wanted);
        }
    }

    /** Whether the pad's base state is another than the wanted one: the order was lost on the line. */
    private static boolean shownDiffers(Shown shown, Show wanted) {
        return switch (shown) {
            case CLOSED -> wanted.state() != Show.CLOSED;
            case READY ->
                wanted.state() == Show.CLOSED
                        || (wanted.state() == Show.INVITE
                                && (wanted.duration() == 0 || wanted.duration() > NEARLY_OVER_TENTHS));
            case INVITE -> wanted.state() != Show.INVITE;
            case SEEN, SAVING, RECORDED, NOT_RECORDED, FAULT, BOOT -> false;
        };
    }

    private void takePress(Press press) {
        SerialPad here = pad;
        PadIdentity who = identity;
        if (here == null || who == null || here.isClosed() || offering) {
            return;
        }
        if (press.key() < 1 || press.key() > PadPress.CLERK_KEY) {
            here.update(state -> States.withDetail(
                    state, "press " + press.seq() + " has the unknown key " + press.key() + " and is not taken"));
            return;
        }
        offering = true;
        long receivedUpMs = upMs.getAsLong();
        calls.call(() -> store(here, who, press, receivedUpMs));
    }

    /** On the listener's thread: offers a press that is not stored, and acknowledges it once it is. */
    private void store(SerialPad here, PadIdentity who, Press press, long receivedUpMs) {
        try {
            OptionalLong last = listener.lastSeq(who);
            long seq = SequenceWidening.widen(press.seq(), last);
            if (last.isPresent() && seq <= last.getAsLong() - LOG_PRESSES) {
                here.update(state -> States.withConnection(
                        state,
                        Connection.CONFLICT,
                        Optional.of("press " + seq + " is far behind " + last.getAsLong()
                                + ", the last one stored: two pads have this number; it is not acknowledged")));
                return;
            }
            if (last.isEmpty() || seq > last.getAsLong()) {
                OptionalLong age =
                        press.ageMs() == Press.AGE_UNKNOWN ? OptionalLong.empty() : OptionalLong.of(press.ageMs());
                tellGap(here, last, seq);
                listener.onPress(here, new PadPress(who, seq, press.key(), age, receivedUpMs));
            }
            if (pad == here) {
                send(new Ack(press.seq()));
            }
        } catch (Exception e) {
            if (failedAt != press.seq()) { // once, not each time it is offered
                failedAt = press.seq();
                LOG.warn("press {} of pad {} is not stored; the pad offers it again", press.seq(), here.id(), e);
            }
        } finally {
            offering = false;
        }
    }

    private void tellGap(SerialPad here, OptionalLong last, long seq) {
        if (last.isEmpty() || seq == last.getAsLong() + 1 || gapToldAt == seq) {
            return;
        }
        gapToldAt = seq;
        long from = last.getAsLong() + 1;
        PadState told = States.withDetail(here.state(), "GAP " + from + "-" + (seq - 1) + ": presses never arrived");
        listener.onState(here, told);
    }

    /** The pad that was here is not any more. */
    private void leave(String why) {
        SerialPad gone = pad;
        pad = null;
        if (gone != null) {
            LOG.info("pad {} has left {}: {}", gone.id(), name, why);
            register.detach(this, gone);
            gone.update(state -> States.withConnection(state, Connection.DOWN, Optional.of(why)));
        }
    }

    private void report(Connection connection, Optional<PadIdentity> who, String detail) {
        register.trouble(name, connection, who, detail);
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? e.toString() : message;
    }

    /** Waits, but not past the end, the vanishing of the port's file or its change to another device. */
    private void pause(long ms) {
        long end = upMs.getAsLong() + ms;
        try {
            while (!stopping && upMs.getAsLong() < end && sameDevice()) {
                synchronized (changed) {
                    if (!stopping) {
                        changed.wait(Math.max(1, Math.min(timing.scan(), end - upMs.getAsLong())));
                    }
                }
            }
        } catch (InterruptedException e) {
            LOG.warn("somebody interrupted the thread of {}; it goes on", name);
        }
    }

    private boolean sameDevice() {
        try {
            return path.toRealPath().equals(device);
        } catch (IOException e) {
            return false;
        }
    }

    static long proofOfTwoMs() {
        return PROOF_OF_TWO_MS;
    }
}
