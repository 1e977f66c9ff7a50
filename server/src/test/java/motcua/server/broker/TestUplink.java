package motcua.server.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import motcua.contract.journal.JournalRecord;
import motcua.contract.json.JsonBinding;
import motcua.contract.json.MalformedJson;
import motcua.contract.wire.Batch;
import motcua.contract.wire.Hello;
import motcua.contract.wire.Receipt;
import motcua.contract.wire.SignedMessage;
import motcua.contract.wire.Topics;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/** What a kiosk does on the wire, as plainly as possible: publishes, and collects receipts whose signature it checked. */
public final class TestUplink implements AutoCloseable {
    private final String kiosk;
    private final MqttClient client;
    public final List<Receipt> receipts = new CopyOnWriteArrayList<>();
    public final List<String> badReceipts = new CopyOnWriteArrayList<>();

    public TestUplink(String url, String kiosk, String serverKey) throws MqttException {
        this.kiosk = kiosk;
        client = new MqttClient(url, "kiosk-" + kiosk + "-" + System.nanoTime(), new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        client.connect(options);
        String topic = Topics.down(kiosk, Topics.Down.RECEIPT);
        IMqttMessageListener listener = (t, message) -> {
            try {
                receipts.add(SignedMessage.open(serverKey, topic, message.getPayload(), Receipt.class));
            } catch (MalformedJson e) {
                badReceipts.add(e.toString());
            }
        };
        client.subscribe(
                new MqttSubscription[] {new MqttSubscription(topic, 1)}, new IMqttMessageListener[] {listener});
    }

    public void hello(Hello hello) throws MqttException {
        publish(Topics.Up.HELLO, JsonBinding.toBytes(hello), List.of());
    }

    public void journal(List<JournalRecord> records) throws MqttException {
        var first = records.get(0).header();
        raw(
                Batch.encode(records),
                first.epoch(),
                first.seq(),
                records.get(records.size() - 1).header().seq());
    }

    public void raw(byte[] payload, String epoch, long first, long last) throws MqttException {
        publish(
                Topics.Up.JOURNAL,
                payload,
                List.of(
                        new UserProperty(Batch.EPOCH, epoch),
                        new UserProperty(Batch.FIRST, Long.toString(first)),
                        new UserProperty(Batch.LAST, Long.toString(last))));
    }

    public void publish(Topics.Up kind, byte[] payload, List<UserProperty> properties) throws MqttException {
        MqttProperties own = new MqttProperties();
        own.setUserProperties(new ArrayList<>(properties));
        client.publish(Topics.up(kiosk, kind), new MqttMessage(payload, 1, false, own));
    }

    /** The latest receipt of an epoch; null before the first. */
    public Receipt latest(String epoch) {
        Receipt found = null;
        for (Receipt each : receipts) {
            if (each.epoch().equals(epoch)) {
                found = each;
            }
        }
        return found;
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(0, 0, false);
        client.close(true);
    }
}
