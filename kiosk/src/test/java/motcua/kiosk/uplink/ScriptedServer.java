package motcua.kiosk.uplink;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import motcua.contract.journal.Hash;
import motcua.contract.journal.JournalRecord;
import motcua.contract.json.JsonBinding;
import motcua.contract.sign.SigningKey;
import motcua.contract.wire.Batch;
import motcua.contract.wire.Hello;
import motcua.contract.wire.Receipt;
import motcua.contract.wire.SignedMessage;
import motcua.contract.wire.Topics;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/**
 * The server's side of the wire for tests of the uplink: stores records in memory by the rules of the wire, answers with signed
 * receipts, and can be made deaf, restored from an older state, or allergic to records.
 */
final class ScriptedServer implements AutoCloseable {
    static final long SERVER_TIME = 1_795_000_000_000L;

    final SigningKey key;
    private final String kiosk;
    private final String instance;
    private final MqttAsyncClient client;
    private final Map<String, NavigableMap<Long, JournalRecord>> stored;
    private final List<Hello> hellos = new ArrayList<>();
    private final List<List<JournalRecord>> batches = new ArrayList<>();
    private final List<long[]> announced = new ArrayList<>();
    private int bytesNotReceipted;
    private int mostBytes;
    private String nonce = "";
    private boolean deaf;
    private int arrived;
    private boolean closed;
    private boolean silent;
    private Predicate<JournalRecord> allergy = record -> false;

    private ScriptedServer(
            MqttAsyncClient client,
            String kiosk,
            SigningKey key,
            int instance,
            Map<String, NavigableMap<Long, JournalRecord>> stored) {
        this.client = client;
        this.kiosk = kiosk;
        this.key = key;
        this.instance = String.format(Locale.ROOT, "%016x", instance);
        this.stored = stored;
    }

    static ScriptedServer start(
            URI broker,
            String kiosk,
            SigningKey key,
            int instance,
            Map<String, NavigableMap<Long, JournalRecord>> stored)
            throws MqttException {
        MqttAsyncClient client = new MqttAsyncClient(broker.toString(), "server-" + instance, new MemoryPersistence());
        ScriptedServer server = new ScriptedServer(client, kiosk, key, instance, stored);
        client.setCallback(server.new Incoming());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        client.connect(options).waitForCompletion(20_000);
        client.subscribe(Topics.ALL_UP, 1).waitForCompletion(20_000);
        return server;
    }

    /** Takes nothing in and says nothing. */
    synchronized void deaf(boolean on) {
        deaf = on;
    }

    /** Batches that came by the broker, also while deaf. */
    synchronized int arrived() {
        return arrived;
    }

    /** Stores, but sends no receipt. */
    synchronized void silent(boolean on) {
        silent = on;
    }

    /** Ignores each batch that holds such a record, wholly. */
    synchronized void allergicTo(Predicate<JournalRecord> what) {
        allergy = what;
    }

    synchronized List<Hello> hellos() {
        return List.copyOf(hellos);
    }

    synchronized List<List<JournalRecord>> batches() {
        return List.copyOf(batches);
    }

    synchronized int mostBytesNotReceipted() {
        return mostBytes;
    }

    synchronized long stored(String epoch) {
        return stored.getOrDefault(epoch, new TreeMap<>()).size();
    }

    synchronized Map<String, NavigableMap<Long, JournalRecord>> snapshot() {
        Map<String, NavigableMap<Long, JournalRecord>> copy = new TreeMap<>();
        stored.forEach((epoch, records) -> copy.put(epoch, new TreeMap<>(records)));
        return copy;
    }

    synchronized Optional<JournalRecord> stored(String epoch, long seq) {
        return Optional.ofNullable(stored.getOrDefault(epoch, new TreeMap<>()).get(seq));
    }

    /** Publishes any signed message down. */
    void send(Topics.Down kind, Object message) throws MqttException {
        String topic = Topics.down(kiosk, kind);
        sendRaw(kind, SignedMessage.seal(key, topic, message));
    }

    void sendRaw(Topics.Down kind, byte[] payload) throws MqttException {
        client.publish(Topics.down(kiosk, kind), payload, 1, false);
    }

    private synchronized void hello(Hello hello) throws MqttException {
        hellos.add(hello);
        if (deaf) {
            return;
        }
        nonce = hello.nonce();
        for (Hello.Head head : hello.heads()) {
            receipt(head.epoch());
        }
    }

    private synchronized void journal(MqttMessage message) throws MqttException {
        arrived++;
        if (deaf) {
            return;
        }
        List<JournalRecord> records = new ArrayList<>();
        for (Batch.Line line : Batch.decode(message.getPayload())) {
            records.add(line.record());
        }
        batches.add(records);
        announced.add(range(message.getProperties()));
        bytesNotReceipted += message.getPayload().length;
        mostBytes = Math.max(mostBytes, bytesNotReceipted);
        if (records.stream().anyMatch(allergy)) {
            return;
        }
        String epoch = "";
        for (JournalRecord record : records) {
            epoch = record.header().epoch();
            stored.computeIfAbsent(epoch, name -> new TreeMap<>())
                    .putIfAbsent(record.header().seq(), record);
        }
        if (!silent) {
            receipt(epoch);
            bytesNotReceipted = 0;
        }
    }

    private static long[] range(MqttProperties properties) {
        long[] range = new long[2];
        for (UserProperty each : properties.getUserProperties()) {
            if (each.getKey().equals(Batch.FIRST)) {
                range[0] = Long.parseLong(each.getValue());
            } else if (each.getKey().equals(Batch.LAST)) {
                range[1] = Long.parseLong(each.getValue());
            }
        }
        return range;
    }

    synchronized List<long[]> announced() {
        return List.copyOf(announced);
    }

    private void receipt(String epoch) throws MqttException {
        send(Topics.Down.RECEIPT, receiptOf(epoch));
    }

    synchronized Receipt receiptOf(String epoch) {
        NavigableMap<Long, JournalRecord> records = stored.getOrDefault(epoch, new TreeMap<>());
        long contiguous = 0;
        while (records.containsKey(contiguous + 1)) {
            contiguous++;
        }
        List<long[]> ranges = new ArrayList<>();
        for (long seq : records.tailMap(contiguous, false).keySet()) {
            long[] last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            if (last != null && last[1] == seq - 1) {
                last[1] = seq;
            } else {
                ranges.add(new long[] {seq, seq});
            }
        }
        JournalRecord at = records.get(contiguous);
        return new Receipt(
                kiosk,
                nonce,
                instance,
                epoch,
                contiguous,
                at == null ? Hash.origin(kiosk, epoch) : at.hash(),
                ranges,
                List.of(),
                SERVER_TIME);
    }

    @Override
    public synchronized void close() throws MqttException {
        if (closed) {
            return;
        }
        closed = true;
        client.disconnectForcibly(0, 100, false);
        client.close(true);
    }

    private final class Incoming implements MqttCallback {
        @Override
        public void messageArrived(String topic, MqttMessage message) throws Exception {
            Topics.UpTopic up = Topics.parseUp(topic).orElseThrow();
            switch (up.kind()) {
                case HELLO -> hello(JsonBinding.fromBytes(message.getPayload(), Hello.class));
                case JOURNAL -> journal(message);
                case STATUS -> {}
            }
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {}

        @Override
        public void mqttErrorOccurred(MqttException exception) {}

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {}

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {}
    }
}
