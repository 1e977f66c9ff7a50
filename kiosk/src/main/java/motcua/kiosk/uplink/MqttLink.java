package motcua.kiosk.uplink;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import motcua.contract.wire.PromptSockets;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to an MQTT 5 broker, from its connect to its loss; for the next connection there is a new object.
 *
 * <p>That, a clean start, no reconnect by the client, memory persistence and one publishing thread together avoid the client's
 * topic alias loop. Its caller keeps the number of unanswered publishes within {@link #window}, because the client throws
 * beyond the broker's receive maximum instead of waiting. {@link #publish} and {@link #close} are for one thread.
 */
final class MqttLink implements AutoCloseable {
    /** Unanswered publishes a kiosk ever needs: 50 to 100 carry thousands of messages a second. */
    static final int OWN_WINDOW = 64;
    /** MQTT's own default when the broker names none. */
    private static final int DEFAULT_RECEIVE_MAXIMUM = 65_535;

    private static final Logger LOG = LoggerFactory.getLogger(MqttLink.class);
    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final int CONNECT_SECONDS = 10;
    private static final long ANSWER_MS = 15_000;
    private static final int QOS = 1;
    /** The broker took a message that nobody has subscribed to, and forgot it. Source: MQTT 5, 3.4.2.1. */
    static final int NOBODY_LISTENS = 16;
    /** From here on a reason code is a refusal. Source: MQTT 5, 2.4. */
    static final int REFUSED = 128;
    /** Another client took our identity. Source: MQTT 5, 2.4, Session taken over. */
    private static final int TAKEN_OVER = 142;

    private final MqttAsyncClient client;
    private final Consumer<LinkEvent> events;
    private int window = OWN_WINDOW;
    private long maxPacket = Long.MAX_VALUE;

    /** What the broker publishes for us when we are gone without a word. */
    record Will(String topic, byte[] payload) {}

    private MqttLink(MqttAsyncClient client, Consumer<LinkEvent> events) {
        this.client = client;
        this.events = events;
    }

    /**
     * Connects and subscribes; blocks up to half a minute.
     *
     * @param events is told from the client's threads; must not block
     */
    static MqttLink connect(URI broker, String clientId, Will will, String subscription, Consumer<LinkEvent> events)
            throws LinkFailure {
        MqttLink link = null;
        try {
            MqttAsyncClient client = new MqttAsyncClient(broker.toString(), clientId, new MemoryPersistence());
            link = new MqttLink(client, events);
            client.setCallback(link.new Callback());
            IMqttToken connected = client.connect(options(will));
            connected.waitForCompletion(ANSWER_MS);
            link.readLimits(connected);
            IMqttToken subscribed = client.subscribe(subscription, QOS);
            subscribed.waitForCompletion(ANSWER_MS);
            int[] answers = subscribed.getReasonCodes();
            // the client calls a refused subscription a success
            if (answers == null || answers.length != 1 || answers[0] >= REFUSED) {
                throw new LinkFailure("the broker refuses the subscription to " + subscription);
            }
            return link;
        } catch (MqttException e) {
            LinkFailure failure = new LinkFailure("no connection to " + broker + ": " + reason(e), e);
            closeAfter(link, failure);
            throw failure;
        } catch (LinkFailure e) {
            closeAfter(link, e);
            throw e;
        }
    }

    private static void closeAfter(@Nullable MqttLink link, LinkFailure because) {
        if (link != null) {
            try {
                link.close();
            } catch (RuntimeException e) {
                because.addSuppressed(e);
            }
        }
    }

    private static MqttConnectionOptions options(Will will) {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setSessionExpiryInterval(0L);
        options.setAutomaticReconnect(false);
        options.setSocketFactory(new PromptSockets());
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setConnectionTimeout(CONNECT_SECONDS);
        MqttMessage last = new MqttMessage(will.payload());
        last.setQos(QOS);
        last.setRetained(true);
        options.setWill(will.topic(), last);
        return options;
    }

    private void readLimits(IMqttToken connected) {
        MqttProperties properties = connected.getResponseProperties();
        if (properties != null) {
            Integer receiveMaximum = properties.getReceiveMaximum();
            window = Math.min(OWN_WINDOW, receiveMaximum == null ? DEFAULT_RECEIVE_MAXIMUM : receiveMaximum);
            Long packet = properties.getMaximumPacketSize();
            maxPacket = packet == null ? Long.MAX_VALUE : packet;
        }
    }

    /** How many publishes may be unanswered at a time. */
    int window() {
        return window;
    }

    /** Largest packet the broker takes, in bytes. */
    long maxPacket() {
        return maxPacket;
    }

    /**
     * Publishes with QoS 1; the broker's answer comes as {@link LinkEvent.Answered} with the given id.
     *
     * @throws LinkFailure if the connection does not take it; it is over then
     */
    void publish(String topic, byte[] payload, boolean retained, Map<String, String> userProperties, long id)
            throws LinkFailure {
        MqttMessage message = new MqttMessage(payload);
        message.setQos(QOS);
        message.setRetained(retained);
        MqttProperties properties = new MqttProperties();
        List<UserProperty> pairs = new ArrayList<>();
        userProperties.forEach((key, value) -> pairs.add(new UserProperty(key, value)));
        properties.setUserProperties(pairs);
        message.setProperties(properties);
        try {
            client.publish(topic, message, null, new MqttActionListener() {
                @Override
                public void onSuccess(IMqttToken token) {
                    events.accept(new LinkEvent.Answered(id, worst(token.getReasonCodes())));
                }

                @Override
                public void onFailure(IMqttToken token, Throwable why) {
                    events.accept(new LinkEvent.Answered(id, REFUSED));
                }
            });
        } catch (MqttException e) {
            throw new LinkFailure("publish: " + reason(e), e);
        }
    }

    private static int worst(int @Nullable [] reasons) {
        int worst = 0;
        if (reasons != null) {
            for (int each : reasons) {
                worst = Math.max(worst, each);
            }
        }
        return worst;
    }

    private static String reason(MqttException e) {
        Throwable cause = e.getCause();
        return e.getMessage() + (cause == null ? "" : " (" + cause.getMessage() + ")");
    }

    /** Tells the broker that we go; the will is not published then. */
    void disconnect() {
        try {
            client.disconnect().waitForCompletion(2_000);
        } catch (MqttException e) {
            LOG.debug("the broker did not hear that we go: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            if (client.isConnected()) {
                client.disconnectForcibly(0, 200, false);
            }
        } catch (MqttException e) {
            LOG.debug("disconnecting: {}", e.getMessage());
        }
        try {
            client.close(true);
        } catch (MqttException e) {
            LOG.debug("closing the client: {}", e.getMessage());
        }
    }

    private final class Callback implements MqttCallback {
        @Override
        public void disconnected(MqttDisconnectResponse response) {
            String why = response.getReturnCode() == TAKEN_OVER
                    ? "another client uses the identity of this kiosk"
                    : String.valueOf(response.getReasonString());
            if (response.getException() != null) {
                why = reason(response.getException());
            }
            events.accept(new LinkEvent.Lost(why));
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {
            LOG.warn("broker: {}", reason(exception));
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            events.accept(new LinkEvent.Arrived(topic, message.getPayload()));
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            // the listener of each publish was told
        }

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {
            // connect() waits for it
        }

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {
            LOG.warn("broker asks for more authentication ({}), which this kiosk does not have", reasonCode);
        }
    }
}
