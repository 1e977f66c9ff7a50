package motcua.kiosk.uplink;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import motcua.contract.journal.JournalRecord;
import motcua.contract.json.JsonBinding;
import motcua.contract.json.MalformedJson;
import motcua.contract.wire.Hello;
import motcua.contract.wire.Receipt;
import motcua.contract.wire.SignedMessage;
import motcua.contract.wire.Status;
import motcua.contract.wire.Topics;
import motcua.kiosk.clock.ClockAnchors;
import motcua.kiosk.clock.KioskClock;
import motcua.kiosk.config.UplinkConfig;
import motcua.kiosk.journal.Journal;
import motcua.kiosk.journal.JournalFailure;
import motcua.kiosk.uplink.UplinkState.Phase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The link to the server. Sends every record until the server has receipted it; a broker's answer promises nothing. Works for
 * weeks without a server, and does nothing at all where none is configured.
 *
 * <p>One thread connects, publishes and decides. {@link #state} is safe for any thread.
 */
public final class Uplink implements AutoCloseable {
    /** Connected but without progress for this long, a new connection is made. */
    static final long STALL_MS = 60_000;
    /** How long the thread sleeps at most between two looks at the clock. */
    private static final long TICK_MS = 50;
    /** How often state, changed devices and kept receipts are looked at. */
    private static final long LOOK_MS = 1_000;
    /** How often receipts are written to disk at most; what is lost of them is only sent once more. */
    private static final long KEEP_MS = 60_000;
    /** Messages that may wait for the thread; more come from nobody we know and are dropped. */
    private static final int MOST_WAITING = 10_000;

    /** Most bytes of a packet beside its payload: topic, user properties, fixed header. */
    private static final int PACKET_OVERHEAD = 512;
    /** Equals the nonce of no receipt. */
    private static final String NO_NONCE = "-";

    private static final Logger LOG = LoggerFactory.getLogger(Uplink.class);

    private final UplinkConfig config;
    private final Journal journal;
    private final String devicePublicKey;
    private final KioskClock clock;
    private final ClockAnchors anchors;
    private final Supplier<Status> status;
    private final RandomGenerator random;
    private final ServerSettings settings;
    private final SettingsTaker taker;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>(MOST_WAITING);
    private final AtomicBoolean recordsWaiting = new AtomicBoolean();
    private final Outgoing outgoing;
    private final Backoff connecting;
    private final Backoff refusing;
    private final Map<Long, Parcel> unanswered = new HashMap<>();
    private final Thread thread;

    private volatile boolean stop;
    private volatile UplinkState state;

    private @Nullable MqttLink link;
    private int connection;
    private long nextConnectUpMs;
    private long pausedUntilUpMs;
    private long connectedUpMs;
    private long progressUpMs;
    /** A batch was given up since the server last told anything new: it still owes an answer. */
    private boolean givenUp;

    private boolean answered;
    private boolean helloAnswered;
    private String nonce = "";
    private long helloUpMs;
    private boolean clockAsked;

    private String instance = "";
    private long lookedUpMs;
    private long keptUpMs;
    private @Nullable Status published;
    private long publishedUpMs;
    private long lastId;
    private int outstanding;
    private @Nullable Long lastReceiptMs;
    private @Nullable String alarm;
    private boolean stalled;

    private record Event(int connection, LinkEvent what) {}

    private Uplink(
            UplinkConfig config,
            Path settingsFile,
            Journal journal,
            String devicePublicKey,
            KioskClock clock,
            ClockAnchors anchors,
            Supplier<Status> status,
            SettingsTaker taker,
            RandomGenerator random) {
        this.config = config;
        this.taker = taker;
        this.journal = journal;
        this.devicePublicKey = devicePublicKey;
        this.clock = clock;
        this.anchors = anchors;
        this.status = status;
        this.random = random;
        this.settings = new ServerSettings(
                settingsFile, config.serverKeyHex(), Topics.down(journal.kioskId(), Topics.Down.SETTINGS));
        this.outgoing = new Outgoing(journal);
        this.connecting = new Backoff(random);
        this.refusing = new Backoff(random);
        this.nextConnectUpMs = clock.upMs();
        this.keptUpMs = clock.upMs();
        this.lookedUpMs = clock.upMs() - LOOK_MS;
        this.state = new UplinkState(Phase.CONNECTING, clock.wallMs(), outgoing.backlog(), null, null, null);
        this.thread = new Thread(this::run, "uplink");
        this.thread.setDaemon(true);
    }

    /**
     * Starts the link.
     *
     * @param config where the server is; the caller has none of this object where none is configured
     * @param settingsFile where settings of the server are kept
     * @param devicePublicKey of the key that signs checkpoints, 64 hexadecimal digits
     * @param status health of the kiosk; {@code online}, {@code at} and {@code backlog} are filled in here
     * @param taker uses the settings
     */
    public static Uplink open(
            UplinkConfig config,
            Path settingsFile,
            Journal journal,
            String devicePublicKey,
            KioskClock clock,
            ClockAnchors anchors,
            Supplier<Status> status,
            SettingsTaker taker) {
        return open(config, settingsFile, journal, devicePublicKey, clock, anchors, status, taker, new SecureRandom());
    }

    /** Starts the link of a kiosk that keeps the server's settings and does not use them. */
    public static Uplink open(
            UplinkConfig config,
            Path settingsFile,
            Journal journal,
            String devicePublicKey,
            KioskClock clock,
            ClockAnchors anchors,
            Supplier<Status> status) {
        return open(config, settingsFile, journal, devicePublicKey, clock, anchors, status, SettingsTaker.NONE);
    }

    static Uplink open(
            UplinkConfig config,
            Path settingsFile,
            Journal journal,
            String devicePublicKey,
            KioskClock clock,
            ClockAnchors anchors,
            Supplier<Status> status,
            SettingsTaker taker,
            RandomGenerator random) {
        Uplink uplink =
                new Uplink(config, settingsFile, journal, devicePublicKey, clock, anchors, status, taker, random);
        uplink.useKept();
        journal.addListener(uplink::appended);
        uplink.thread.start();
        return uplink;
    }

    /** An office file that was lost or is older than the kept settings gets them again, also without the server. */
    private void useKept() {
        settings.read().ifPresent(kept -> {
            try {
                taker.take(kept);
            } catch (IOException e) {
                LOG.warn("the kept settings of the server are not used: {}", e.getMessage());
            }
        });
    }

    /** How the link is; at most about a second old. */
    public UplinkState state() {
        return state;
    }

    private void appended(JournalRecord record) {
        if (!stop && recordsWaiting.compareAndSet(false, true)) {
            events.offer(new Event(-1, new LinkEvent.Answered(0, 0)));
        }
    }

    private void run() {
        try {
            while (!stop) {
                turn();
            }
            goOffline();
        } catch (JournalFailure e) {
            // whoever listens to the journal's failures ends the process
            LOG.error("the uplink stops: {}", e.getMessage());
            closeLink();
        } catch (InterruptedException e) {
            closeLink();
            Thread.currentThread().interrupt();
        }
    }

    private void turn() throws InterruptedException {
        Event event = events.poll(TICK_MS, TimeUnit.MILLISECONDS);
        while (event != null) {
            handle(event);
            event = events.poll();
        }
        long upMs = clock.upMs();
        if (link == null && upMs >= nextConnectUpMs) {
            connect();
        }
        try {
            if (link != null) {
                keepUp(upMs, link);
            }
        } catch (LinkFailure e) {
            lost(String.valueOf(e.getMessage()));
        }
        look(upMs);
    }

    private void handle(Event event) {
        if (event.connection() == -1) {
            recordsWaiting.set(false);
            return;
        }
        if (event.connection() != connection || link == null) {
            return;
        }
        if (event.what() instanceof LinkEvent.Arrived arrived) {
            arrived(arrived);
        } else if (event.what() instanceof LinkEvent.Answered answer) {
            answered(answer);
        } else if (event.what() instanceof LinkEvent.Lost gone) {
            lost(gone.why());
        }
    }

    private void connect() {
        connection++;
        int mine = connection;
        Status will = filled(status.get(), false);
        try {
            link = MqttLink.connect(
                    config.url(),
                    journal.kioskId(),
                    new MqttLink.Will(topic(Topics.Up.STATUS), JsonBinding.toBytes(will)),
                    Topics.allDown(journal.kioskId()),
                    what -> offer(new Event(mine, what)));
        } catch (LinkFailure e) {
            long waitMs = connecting.nextMs();
            nextConnectUpMs = clock.upMs() + waitMs;
            LOG.info("{}; next try in {} ms", e.getMessage(), waitMs);
            return;
        }
        connectedUpMs = clock.upMs();
        progressUpMs = connectedUpMs;
        givenUp = false;
        answered = false;
        helloAnswered = true; // none is said yet
        outstanding = 0;
        unanswered.clear();
        published = null;
        pausedUntilUpMs = 0;
        nonce = "";
        outgoing.connected();
        LOG.info("connected to {}, {} records without a receipt", config.url(), outgoing.backlog());
    }

    private void offer(Event event) {
        if (!events.offer(event)) {
            LOG.warn("messages come faster than they are read; one is dropped");
        }
    }

    /** Everything that is due on a connection: hello, status, batches, and the question whether it is of any use. */
    private void keepUp(long upMs, MqttLink open) throws LinkFailure {
        if (nonce.isEmpty() || upMs - helloUpMs >= config.helloEvery().toMillis()) {
            sayHello(open);
        }
        if (published == null) {
            publishStatus(open);
        }
        givenUp |= outgoing.expire(upMs);
        if (waiting() && upMs - progressUpMs >= STALL_MS) {
            stalled = true;
            lost("connected, but the server did not answer for " + STALL_MS / 1_000 + " s");
            return;
        }
        if (upMs < pausedUntilUpMs) {
            return;
        }
        while (outstanding < open.window()) {
            Optional<Parcel> next = outgoing.next(upMs, open.maxPacket() - PACKET_OVERHEAD);
            if (next.isEmpty()) {
                return;
            }
            long id = publish(
                    open,
                    Topics.Up.JOURNAL,
                    next.get().payload(),
                    false,
                    next.get().userProperties());
            unanswered.put(id, next.get());
            outgoing.sent(next.get(), upMs);
        }
    }

    /** Whether the server owes an answer. */
    private boolean waiting() {
        return !helloAnswered || givenUp || outgoing.anythingUnderWay() || outstanding > 0;
    }

    private long publish(
            MqttLink open, Topics.Up kind, byte[] payload, boolean retained, Map<String, String> userProperties)
            throws LinkFailure {
        if (!waiting()) {
            progressUpMs = clock.upMs();
        }
        lastId++;
        open.publish(topic(kind), payload, retained, userProperties, lastId);
        outstanding++;
        return lastId;
    }

    private String topic(Topics.Up kind) {
        return Topics.up(journal.kioskId(), kind);
    }

    private void sayHello(MqttLink open) throws LinkFailure {
        nonce = String.format(Locale.ROOT, "%016x", random.nextLong());
        List<Hello.Head> heads = new ArrayList<>();
        journal.heads()
                .forEach(head -> heads.add(new Hello.Head(head.epoch(), head.gen(), head.headSeq(), head.headHash())));
        Hello hello = new Hello(
                journal.kioskId(), nonce, devicePublicKey, status.get().software(), heads, taker.version());
        helloUpMs = clock.upMs();
        clockAsked = true;
        outgoing.tryAgain();
        publish(open, Topics.Up.HELLO, JsonBinding.toBytes(hello), false, Map.of());
        helloAnswered = false;
    }

    private void publishStatus(MqttLink open) throws LinkFailure {
        Status now = filled(status.get(), true);
        publish(open, Topics.Up.STATUS, JsonBinding.toBytes(now), true, Map.of());
        published = now;
        publishedUpMs = clock.upMs();
    }

    private Status filled(Status given, boolean online) {
        return new Status(
                journal.kioskId(),
                online,
                given.software(),
                clock.wallMs(),
                given.clock(),
                outgoing.backlog(),
                given.practice(),
                given.simulated(),
                given.devices());
    }

    private void answered(LinkEvent.Answered answer) {
        outstanding--;
        Parcel parcel = unanswered.remove(answer.id());
        if (answer.reason() == MqttLink.NOBODY_LISTENS) {
            stalled = true;
            lost("the broker is there but the server is not");
            return;
        }
        if (answer.reason() < MqttLink.REFUSED) {
            return;
        }
        if (parcel == null) {
            LOG.warn("the broker refuses a hello or status (reason {})", answer.reason());
            return;
        }
        long waitMs = refusing.nextMs();
        pausedUntilUpMs = clock.upMs() + waitMs;
        LOG.warn(
                "the broker refuses records {}/{}-{} (reason {}); next try in {} ms",
                parcel.epoch(),
                parcel.first(),
                parcel.last(),
                answer.reason(),
                waitMs);
        outgoing.refused(parcel);
    }

    private void arrived(LinkEvent.Arrived arrived) {
        try {
            if (arrived.topic().equals(Topics.down(journal.kioskId(), Topics.Down.RECEIPT))) {
                receipt(SignedMessage.open(config.serverKeyHex(), arrived.topic(), arrived.payload(), Receipt.class));
            } else if (arrived.topic().equals(Topics.down(journal.kioskId(), Topics.Down.SETTINGS))) {
                LOG.info(
                        settings.take(arrived.payload(), taker)
                                ? "new settings of the server are kept"
                                : "old settings came again");
            } else if (arrived.topic().equals(Topics.down(journal.kioskId(), Topics.Down.COMMAND))) {
                command(SignedMessage.open(
                        config.serverKeyHex(), arrived.topic(), arrived.payload(), ServerCommand.class));
            }
        } catch (MalformedJson e) {
            LOG.warn("a message on {} is refused: {}", arrived.topic(), e.getMessage());
        } catch (IOException e) {
            LOG.warn("a message on {} could not be kept: {}", arrived.topic(), e.getMessage());
        }
    }

    private void command(ServerCommand command) {
        switch (command.command()) {
            case "resend" -> {
                String epoch = command.epoch();
                Long first = command.first();
                Long last = command.last();
                outgoing.resend(
                        epoch == null ? "" : epoch, first == null ? 1 : first, last == null ? Long.MAX_VALUE : last);
                LOG.info("the server asks for records again: {}", command);
            }
            case "reload" -> nonce = ""; // a hello is said at once; who keeps the settings answers it with them
            default -> LOG.warn("the server asks for {}, which this version does not know", command.command());
        }
    }

    private void receipt(Receipt receipt) {
        if (!receipt.kiosk().equals(journal.kioskId())) {
            LOG.warn("a receipt is for kiosk {}", receipt.kiosk());
            return;
        }
        long upMs = clock.upMs();
        boolean current = !nonce.isEmpty() && receipt.nonce().equals(nonce);
        lastReceiptMs = clock.wallMs();
        if (current) {
            answered = true;
            helloAnswered = true;
            connecting.reset();
            learnTime(receipt, upMs);
        }
        boolean restarted = !receipt.instance().equals(instance) && !instance.isEmpty();
        instance = receipt.instance();
        outgoing.take(receipt, current ? nonce : NO_NONCE, upMs).ifPresent(effect -> concluded(effect, receipt, upMs));
        if (current && outgoing.backlog() == 0) {
            stalled = false;
        }
        if (restarted) {
            nonce = ""; // a new server, perhaps a restored one: ask it anew
        }
    }

    /** The first answer to a hello bounds the server's time by the round trip. */
    private void learnTime(Receipt receipt, long upMs) {
        if (clockAsked) {
            clockAsked = false;
            anchors.answered(helloUpMs, upMs, receipt.serverTime());
        }
    }

    private void concluded(Watermark.Effect effect, Receipt receipt, long upMs) {
        switch (effect) {
            case RISEN -> {
                progressUpMs = upMs;
                givenUp = false;
                stalled = false;
                refusing.reset();
            }
            case LOWERED -> {
                progressUpMs = upMs;
                givenUp = false;
                stalled = false;
                LOG.warn(
                        "the server has less of epoch {} than before (up to {}); it is sent again",
                        receipt.epoch(),
                        receipt.contiguous());
            }
            case SAME -> {
                if (!outgoing.anythingUnderWay()) {
                    progressUpMs = upMs;
                    givenUp = false;
                }
            }
            case STALE -> LOG.debug("a receipt of an older hello tells less than is known");
            case UNPROVEN -> LOG.info("what the server has of epoch {} cannot be compared here", receipt.epoch());
            case FORKED -> forked(receipt);
        }
    }

    private void forked(Receipt receipt) {
        LOG.error(
                "FORKED: the server has another history of epoch {} (its record {} has hash {})",
                receipt.epoch(),
                receipt.contiguous(),
                receipt.hashAtContiguous());
        if (outgoing.isCurrent(receipt.epoch())) {
            journal.startEpoch("FORKED");
        }
        outgoing.epochBegan();
        nonce = ""; // tells the server of the new epoch
    }

    private void lost(String why) {
        closeLink();
        outgoing.disconnected();
        unanswered.clear();
        long waitMs = connecting.nextMs();
        nextConnectUpMs = clock.upMs() + waitMs;
        outgoing.keep(clock.wallMs());
        LOG.info("connection lost: {}; {} records wait, next try in {} ms", why, outgoing.backlog(), waitMs);
    }

    private void closeLink() {
        MqttLink open = link;
        link = null;
        if (open != null) {
            open.close();
        }
    }

    /** Once a second: what others see, and what a restart needs. */
    private void look(long upMs) {
        if (upMs - lookedUpMs < LOOK_MS) {
            return;
        }
        lookedUpMs = upMs;
        if (upMs - keptUpMs >= KEEP_MS) {
            keptUpMs = upMs;
            outgoing.keep(clock.wallMs());
        }
        MqttLink open = link;
        Status before = published;
        if (open != null && before != null && outstanding < open.window() && statusIsOld(before, upMs)) {
            try {
                publishStatus(open);
            } catch (LinkFailure e) {
                lost(String.valueOf(e.getMessage()));
            }
        }
        tell();
    }

    private boolean statusIsOld(Status before, long upMs) {
        Status now = status.get();
        boolean changed = !now.devices().equals(before.devices())
                || now.practice() != before.practice()
                || now.simulated() != before.simulated()
                || !now.clock().equals(before.clock());
        return changed || upMs - publishedUpMs >= config.helloEvery().toMillis();
    }

    private void tell() {
        List<String> forked = outgoing.forkedEpochs();
        Phase phase = phase(!forked.isEmpty());
        alarm = switch (phase) {
            case FORKED ->
                "the server has another history of epoch " + String.join(", ", forked)
                        + "; both are kept, have the superior office decide";
            case STALLED ->
                "the broker is there but the server does not confirm what is sent; nothing is lost, have the server looked after";
            case OFF, CONNECTING, ONLINE -> null;
        };
        long since = phase == state.phase() ? state.sinceMs() : clock.wallMs();
        Long oldest =
                outgoing.oldestUnsent().map(record -> record.header().wallMs()).orElse(null);
        state = new UplinkState(phase, since, outgoing.backlog(), oldest, lastReceiptMs, alarm);
    }

    private Phase phase(boolean forked) {
        if (forked) {
            return Phase.FORKED;
        }
        if (stalled) {
            return Phase.STALLED;
        }
        return link != null && answered ? Phase.ONLINE : Phase.CONNECTING;
    }

    private void goOffline() {
        outgoing.keep(clock.wallMs());
        MqttLink open = link;
        if (open != null) {
            try {
                publish(open, Topics.Up.STATUS, JsonBinding.toBytes(filled(status.get(), false)), true, Map.of());
            } catch (LinkFailure e) {
                LOG.debug("the server did not hear that this kiosk stops: {}", e.getMessage());
            }
            open.disconnect();
        }
        closeLink();
    }

    /** Tells the server that this kiosk stops, and ends the thread. What has no receipt is sent after the next start. */
    @Override
    public void close() {
        stop = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(20));
            if (thread.isAlive()) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
