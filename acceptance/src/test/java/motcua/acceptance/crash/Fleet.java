package motcua.acceptance.crash;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import motcua.contract.body.SettingsApplied;
import motcua.contract.sign.SigningKey;
import motcua.contract.wire.Receipt;
import motcua.contract.wire.SignedMessage;
import motcua.contract.wire.Status;
import motcua.contract.wire.Topics;
import motcua.kiosk.clock.ClockAnchors;
import motcua.kiosk.clock.SystemKioskClock;
import motcua.kiosk.config.UplinkConfig;
import motcua.kiosk.journal.Journal;
import motcua.kiosk.journal.JournalConfig;
import motcua.kiosk.uplink.Uplink;
import org.awaitility.Awaitility;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * Many kiosks in this process, each with a real journal and a real uplink, in which people rate without end; and an ear for every
 * receipt that any of them is given.
 */
final class Fleet implements AutoCloseable {
    /** Beyond so many records without a receipt people wait: a server that is down is not to be buried. */
    private static final long MOST_WAITING = 2_000;

    /** Records made while the line is away: more than a kiosk sends before it hears of any. */
    private static final int MEANWHILE = 25;

    private static final Duration BETWEEN_RECORDS = Duration.ofMillis(2);

    private static final String RECEIPTS = "motcua/v1/+/down/receipt";
    private static final String HELLOS = "motcua/v1/+/up/hello";

    private final List<Member> members = new ArrayList<>();
    private final Map<String, Long> receipted = new ConcurrentHashMap<>();
    private final Map<String, Long> hellos = new ConcurrentHashMap<>();
    private final AtomicLong receipts = new AtomicLong();
    private final ScheduledExecutorService people = Executors.newSingleThreadScheduledExecutor();
    private final MqttAsyncClient ear;
    private final String serverKey;
    private volatile boolean resting;
    private int turn;

    /** One kiosk; its uplink is another after each loss of its line. */
    private static final class Member {
        private final Path folder;
        private final Journal journal;
        private final Supplier<Uplink> connecting;
        private final JournalWriting.Office office;
        private volatile Uplink uplink;

        Member(Path folder, Journal journal, Supplier<Uplink> connecting, JournalWriting.Office office) {
            this.folder = folder;
            this.journal = journal;
            this.connecting = connecting;
            this.office = office;
            this.uplink = connecting.get();
        }

        synchronized void rate() {
            journal.append(office.next());
        }

        /** Until {@code back} says so, nobody rates any more. */
        synchronized void loseTheLine(BooleanSupplier back) {
            uplink.close();
            for (int i = 0; i < MEANWHILE || !office.betweenPresses(); i++) {
                rate();
            }
            uplink = connecting.get();
            Awaitility.await(journal.kioskId() + " finds the broker again")
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(5))
                    .until(back::getAsBoolean);
        }
    }

    Fleet(Path folder, int kiosks, String broker, Path serverKeyFile, long seed)
            throws IOException, InterruptedException, MqttException {
        serverKey = Files.readString(serverKeyFile).strip();
        ear = new MqttAsyncClient(broker, "ear", new MemoryPersistence());
        ear.setCallback(new Ear());
        ear.connect().waitForCompletion(20_000);
        ear.subscribe(RECEIPTS, 1).waitForCompletion(20_000);
        ear.subscribe(HELLOS, 1).waitForCompletion(20_000);
        SplittableRandom seeds = new SplittableRandom(seed);
        SystemKioskClock clock = SystemKioskClock.open();
        for (int i = 0; i < kiosks; i++) {
            members.add(member(folder.resolve("k" + i), i, broker, clock, new Random(seeds.nextLong())));
        }
        people.scheduleWithFixedDelay(this::rate, 0, BETWEEN_RECORDS.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Member member(Path folder, int number, String broker, SystemKioskClock clock, Random random)
            throws IOException {
        String id = "quay-" + number;
        SigningKey key = SigningKey.generate();
        Journal journal = Journal.open(new JournalConfig(folder, id, true, "crash"), key, clock, random);
        ClockAnchors anchors = new ClockAnchors(clock, journal::append);
        journal.append(new SettingsApplied(
                1,
                "TEST",
                new SettingsApplied.Office("xa-" + number % 3, "Xã Thử " + number % 3),
                List.of(),
                List.of(),
                "HL5/1",
                120_000,
                null));
        Supplier<Uplink> connecting = () -> Uplink.open(
                new UplinkConfig(URI.create(broker), serverKey, Duration.ofMinutes(5)),
                folder.resolve("server-settings.json"),
                journal,
                key.publicKeyHex(),
                clock,
                anchors,
                () -> new Status(id, true, "crash", 0, "TRUSTED", 0, false, true, List.of()));
        return new Member(folder, journal, connecting, new JournalWriting.Office(random, journal.gen()));
    }

    private void rate() {
        if (resting) {
            return;
        }
        turn = (turn + 1) % members.size();
        Member next = members.get(turn);
        if (next.uplink.state().backlog() * members.size() < MOST_WAITING) {
            next.rate();
        }
    }

    /**
     * Some kiosks lose the broker while people rate, and find it again between two presses of a visit. What waited then comes behind
     * what is new: presses of one visit reach the server in another order than they were made, and much comes twice.
     */
    void someLoseTheLine(Random random) {
        for (Member each : members) {
            if (random.nextInt(3) == 0) {
                String kiosk = each.journal.kioskId();
                long before = hellos.getOrDefault(kiosk, 0L);
                each.loseTheLine(() -> hellos.getOrDefault(kiosk, 0L) > before);
            }
        }
    }

    /** How many receipts were heard so far. */
    long receipts() {
        return receipts.get();
    }

    /** What receipts promised up to now, for the invariant. */
    List<String> promised() {
        List<String> lines = new ArrayList<>();
        new TreeMap<>(receipted).forEach((chain, upTo) -> lines.add("upto " + chain + " " + upTo));
        return lines;
    }

    long records() {
        return members.stream().mapToLong(each -> each.journal.headSeq()).sum();
    }

    List<Path> journals() {
        return members.stream().map(each -> each.folder.resolve("journal.db")).toList();
    }

    /** Nobody rates any more. */
    void rest() {
        resting = true;
    }

    boolean everythingReceipted() {
        return members.stream().allMatch(each -> {
            Long upTo = receipted.get(each.journal.kioskId() + " " + each.journal.epoch());
            return upTo != null && upTo == each.journal.headSeq();
        });
    }

    @Override
    public void close() throws IOException {
        people.shutdownNow();
        try {
            people.awaitTermination(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Member each : members) {
            each.uplink.close();
            each.journal.close();
        }
        try {
            ear.disconnectForcibly(0, 0, false);
            ear.close(true);
        } catch (MqttException e) {
            throw new IOException(e);
        }
    }

    /** Of receipts it believes only what the server signed. */
    private final class Ear implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) throws Exception {
            if (topic.endsWith("/hello")) {
                Topics.parseUp(topic).ifPresent(from -> hellos.merge(from.kiosk(), 1L, Long::sum));
                return;
            }
            Receipt receipt = SignedMessage.open(serverKey, topic, message.getPayload(), Receipt.class);
            receipted.merge(receipt.kiosk() + " " + receipt.epoch(), receipt.contiguous(), Math::max);
            receipts.incrementAndGet();
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            // The broker outlives all; at the end this client goes first.
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {
            System.out.println("fleet: " + exception);
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            // It publishes nothing.
        }

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {
            // The constructor waits for it.
        }

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {
            // Nothing of the kind is asked for.
        }
    }
}
