package motcua.load.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import motcua.contract.json.JsonBinding;
import motcua.contract.json.MalformedJson;
import motcua.contract.wire.Batch;
import motcua.contract.wire.Hello;
import motcua.contract.wire.PromptSockets;
import motcua.contract.wire.Receipt;
import motcua.contract.wire.SignedMessage;
import motcua.contract.wire.Topics;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/** Sends one kiosk's journal to a server and waits for the receipt of its last record. For one thread. */
final class LoadedKiosk implements AutoCloseable {
    private static final int MOST_IN_FLIGHT = 50;
    private static final int BYTES_IN_FLIGHT = 4 * Batch.MAX_BYTES;
    private static final long PATIENCE_SECONDS = 120;

    private final KioskLoad load;
    private final String serverKey;
    private final MqttAsyncClient client;
    private final Semaphore inFlight;
    private final CountDownLatch stored = new CountDownLatch(1);
    private volatile long contiguous;

    /** @param serverKey the server's public key, 64 hexadecimal digits */
    LoadedKiosk(KioskLoad load, String broker, String serverKey) throws MqttException {
        this.load = load;
        this.serverKey = serverKey;
        this.client = new MqttAsyncClient(broker, load.kiosk(), new MemoryPersistence());
        this.inFlight = new Semaphore(Math.min(
                MOST_IN_FLIGHT,
                BYTES_IN_FLIGHT / Math.max(1, load.batches().get(0).bytes().length)));
        client.setCallback(new Receipts());
    }

    /** Connects, subscribes to receipts and says hello; sends no record. */
    void connect() throws MqttException {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setConnectionTimeout(20);
        options.setSocketFactory(new PromptSockets());
        client.connect(options).waitForCompletion(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        MqttSubscription down = new MqttSubscription(Topics.allDown(load.kiosk()), 1);
        client.subscribe(new MqttSubscription[] {down}).waitForCompletion(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        Hello hello = new Hello(
                load.kiosk(),
                "0123456789abcdef",
                load.key().publicKeyHex(),
                "bench",
                List.of(new Hello.Head(
                        load.epoch(),
                        1,
                        load.records().get(load.records().size() - 1).header().seq(),
                        load.head())));
        MqttMessage message = new MqttMessage(JsonBinding.toBytes(hello), 1, false, null);
        client.publish(Topics.up(load.kiosk(), Topics.Up.HELLO), message)
                .waitForCompletion(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    }

    /** Publishes every batch and returns when the server has vouched for the last record. */
    void deliver() throws MqttException, IOException, InterruptedException {
        for (KioskLoad.Payload each : load.batches()) {
            if (!inFlight.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("the broker took no batch of " + load.kiosk());
            }
            MqttProperties properties = new MqttProperties();
            properties.setUserProperties(List.of(
                    new UserProperty(Batch.EPOCH, load.epoch()),
                    new UserProperty(Batch.FIRST, Long.toString(each.first())),
                    new UserProperty(Batch.LAST, Long.toString(each.last()))));
            client.publish(
                    Topics.up(load.kiosk(), Topics.Up.JOURNAL),
                    new MqttMessage(each.bytes(), 1, false, properties),
                    null,
                    new FreesPlace());
        }
        if (!stored.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("no receipt for all of " + load.kiosk() + ": the server has 1 to " + contiguous
                    + " of " + load.records().size());
        }
    }

    @Override
    public void close() throws MqttException {
        if (client.isConnected()) {
            client.disconnect().waitForCompletion(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        }
        client.close();
    }

    private final class FreesPlace implements MqttActionListener {
        @Override
        public void onSuccess(IMqttToken token) {
            inFlight.release();
        }

        @Override
        public void onFailure(IMqttToken token, Throwable failure) {
            inFlight.release();
        }
    }

    private final class Receipts implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) throws MalformedJson {
            if (!topic.equals(Topics.down(load.kiosk(), Topics.Down.RECEIPT))) {
                return;
            }
            Receipt receipt = SignedMessage.open(serverKey, topic, message.getPayload(), Receipt.class);
            if (receipt.epoch().equals(load.epoch())) {
                contiguous = receipt.contiguous();
                if (receipt.hashAtContiguous().equals(load.head())) {
                    stored.countDown();
                }
            }
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {}

        @Override
        public void mqttErrorOccurred(MqttException failure) {}

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean again, String server) {}

        @Override
        public void authPacketArrived(int reason, MqttProperties properties) {}
    }
}
