package motcua.server.broker;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import motcua.contract.wire.PromptSockets;
import motcua.contract.wire.Topics;
import motcua.server.ingest.InboundMessage;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's client of the broker. Reads what kiosks publish under a shared subscription and hands it on; a message is
 * acknowledged only when its taker says so. Publishes receipts.
 *
 * <p>After a loss it makes a new connection on the thread {@code broker-link}, with pauses that grow at random up to 30 s; the
 * session and its unacknowledged messages wait on the broker for {@link #SESSION_SECONDS}.
 */
public final class Uplinks implements ReceiptSender.Publisher, AutoCloseable {
    /** Messages the broker may send before we acknowledge; the bound of what waits in our memory. */
    static final int RECEIVE_MAXIMUM = 1_200;

    static final long SESSION_SECONDS = TimeUnit.HOURS.toSeconds(24);

    private static final Logger LOG = LoggerFactory.getLogger(Uplinks.class);
    private static final String SUBSCRIPTION = "$share/motcua-server/" + Topics.ALL_UP;
    private static final int QOS = 1;
    private static final int REFUSED = 0x80;
    private static final int CONNECT_SECONDS = 10;
    private static final int KEEP_ALIVE_SECONDS = 20;
    private static final long CHECK_MS = 200;
    private static final long FIRST_PAUSE_MS = 200;
    private static final long LONGEST_PAUSE_MS = 30_000;
    private static final long WAIT_MS = 10_000;
    /** A publish without an answer for this long has failed; the broker's answers stand behind what it delivers. */
    private static final long LATEST_ANSWER_MS = 60_000;
    /** Unanswered publishes that are enough to never wait for an answer. */
    private static final int OWN_WINDOW = 256;

    private final String url;
    private final String clientId;
    private final Taker taker;
    private final RandomGenerator random;
    private final ScheduledExecutorService link =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "broker-link"));
    private volatile @Nullable MqttAsyncClient current;
    private final Set<Publish> unanswered = ConcurrentHashMap.newKeySet();
    private volatile int window = OWN_WINDOW;
    private volatile boolean closing;
    private long pauseMs = FIRST_PAUSE_MS;
    private long nextAttemptNanos;

    /** Takes messages on the client's thread; waiting in it stops the reading. */
    public interface Taker {
        void take(InboundMessage message) throws InterruptedException;
    }

    private Uplinks(String url, String clientId, Taker taker, RandomGenerator random) {
        this.url = url;
        this.clientId = clientId;
        this.taker = taker;
        this.random = random;
    }

    /**
     * Starts connecting; returns at once.
     *
     * @param clientId stable over restarts and unique among the server nodes of one broker
     */
    public static Uplinks start(String url, String clientId, Taker taker, RandomGenerator random) {
        Uplinks uplinks = new Uplinks(url, clientId, taker, random);
        uplinks.nextAttemptNanos = System.nanoTime();
        uplinks.link.scheduleWithFixedDelay(uplinks::supervise, 0, CHECK_MS, TimeUnit.MILLISECONDS);
        return uplinks;
    }

    public boolean connected() {
        MqttAsyncClient client = current;
        return client != null && client.isConnected();
    }

    @Override
    public void publish(String topic, byte[] payload, Consumer<@Nullable Throwable> answer) {
        Publish publish = new Publish(answer, System.nanoTime());
        MqttAsyncClient client = current;
        unanswered.add(publish);
        try {
            if (client == null) {
                throw new MqttException(MqttClientException.REASON_CODE_CLIENT_NOT_CONNECTED);
            }
            client.publish(topic, new MqttMessage(payload, QOS, false, new MqttProperties()), null, publish);
        } catch (MqttException | RuntimeException e) {
            publish.end(e);
        }
    }

    @Override
    public int window() {
        return window;
    }

    /** A publish until its answer. */
    private final class Publish implements MqttActionListener {
        private final Consumer<@Nullable Throwable> answer;
        private final long atNanos;

        Publish(Consumer<@Nullable Throwable> answer, long atNanos) {
            this.answer = answer;
            this.atNanos = atNanos;
        }

        void end(@Nullable Throwable failure) {
            if (unanswered.remove(this)) {
                answer.accept(failure);
            }
        }

        @Override
        public void onSuccess(IMqttToken done) {
            try {
                throwIfRefused(done);
                end(null);
            } catch (MqttException e) {
                end(e);
            }
        }

        @Override
        public void onFailure(IMqttToken done, Throwable failure) {
            end(failure);
        }
    }

    private void giveUp(Predicate<Publish> which) {
        for (Publish each : unanswered) {
            if (which.test(each)) {
                each.end(new MqttException(MqttClientException.REASON_CODE_CLIENT_TIMEOUT));
            }
        }
    }

    private static void throwIfRefused(IMqttToken done) throws MqttException {
        int[] reasons = done.getReasonCodes();
        if (reasons != null) {
            for (int reason : reasons) {
                if (reason >= REFUSED) {
                    throw new MqttException(reason);
                }
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        link.shutdownNow();
        try {
            link.awaitTermination(WAIT_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        drop(current);
        current = null;
    }

    private void supervise() {
        long latest = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(LATEST_ANSWER_MS);
        giveUp(each -> each.atNanos - latest < 0);
        if (closing || connected() || System.nanoTime() - nextAttemptNanos < 0) {
            return;
        }
        drop(current);
        current = null;
        giveUp(each -> true);
        MqttAsyncClient client = null;
        try {
            client = new MqttAsyncClient(url, clientId, new MemoryPersistence());
            connect(client);
            current = client;
            pauseMs = FIRST_PAUSE_MS;
            LOG.info("connected to the broker at {}", url);
        } catch (MqttException | RuntimeException e) {
            LOG.info("no connection to the broker at {}: {}", url, e.toString());
            drop(client);
        }
        // Full jitter, also after a success: a connection that is lost at once is not made anew at once.
        nextAttemptNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextLong(pauseMs) + 1);
        pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
    }

    private void connect(MqttAsyncClient client) throws MqttException {
        client.setManualAcks(true);
        client.setCallback(new Reader(client));
        IMqttToken connected = client.connect(options());
        connected.waitForCompletion(WAIT_MS);
        window = window(connected.getResponseProperties());
        IMqttToken subscribed = client.subscribe(new MqttSubscription[] {new MqttSubscription(SUBSCRIPTION, QOS)});
        subscribed.waitForCompletion(WAIT_MS);
        throwIfRefused(subscribed);
    }

    /** The client throws beyond the broker's receive maximum instead of waiting. */
    private static int window(@Nullable MqttProperties ofBroker) {
        Integer most = ofBroker == null ? null : ofBroker.getReceiveMaximum();
        return most == null ? OWN_WINDOW : Math.max(1, Math.min(OWN_WINDOW, most));
    }

    private static MqttConnectionOptions options() {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(false);
        options.setSessionExpiryInterval(SESSION_SECONDS);
        options.setReceiveMaximum(RECEIVE_MAXIMUM);
        options.setAutomaticReconnect(false);
        options.setSocketFactory(new PromptSockets());
        options.setConnectionTimeout(CONNECT_SECONDS);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        return options;
    }

    private static void drop(@Nullable MqttAsyncClient client) {
        if (client == null) {
            return;
        }
        try {
            client.disconnectForcibly(0, 0, false);
        } catch (MqttException | RuntimeException e) {
            LOG.debug("dropping a connection", e);
        }
        try {
            client.close(true);
        } catch (MqttException | RuntimeException e) {
            LOG.debug("closing a client", e);
        }
    }

    /** Callbacks of one connection. */
    private final class Reader implements MqttCallback {
        private final MqttAsyncClient client;

        Reader(MqttAsyncClient client) {
            this.client = client;
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) throws Exception {
            int id = message.getId();
            int qos = message.getQos();
            Optional<Topics.UpTopic> parsed = Topics.parseUp(topic);
            if (parsed.isEmpty()) {
                LOG.warn("a message on a topic that is none of ours: {}", topic);
                client.messageArrivedComplete(id, qos);
                return;
            }
            Runnable acknowledge = () -> acknowledge(id, qos);
            taker.take(new InboundMessage(
                    parsed.get(), message.getPayload(), properties(message), message.isDuplicate(), acknowledge));
        }

        private void acknowledge(int id, int qos) {
            try {
                client.messageArrivedComplete(id, qos);
            } catch (MqttException | RuntimeException e) {
                LOG.debug("not acknowledged, the broker sends it again", e);
            }
        }

        private Map<String, String> properties(MqttMessage message) {
            Map<String, String> found = new HashMap<>();
            if (message.getProperties() != null && message.getProperties().getUserProperties() != null) {
                for (UserProperty each : message.getProperties().getUserProperties()) {
                    found.put(each.getKey(), each.getValue());
                }
            }
            return found;
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            if (current == client && !closing) {
                LOG.info("lost the broker at {}: {}", url, response.getReasonString());
            }
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {
            LOG.debug("broker client", exception);
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            // Each publish has its own listener.
        }

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {
            // The connecting thread waits for this itself.
        }

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {
            // We ask for no such exchange.
        }
    }

    /** A client id for this server, from its public key: stable over restarts, different for another server. */
    public static String clientIdOf(String keyId) {
        return "motcua-server-" + keyId;
    }
}
