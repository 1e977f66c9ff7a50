package motcua.server.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import motcua.contract.journal.Hash;
import motcua.contract.json.MalformedJson;
import motcua.contract.sign.SigningKey;
import motcua.contract.wire.Receipt;
import motcua.contract.wire.SignedMessage;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A receipt reaches the broker however often its publish fails, the newest of a chain only. */
class ReceiptSenderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String EPOCH = "00000000000000e1";
    /** MQTT 5: not authorized. */
    private static final int NOT_AUTHORIZED = 0x87;

    private final SigningKey key = SigningKey.generate();
    private final List<String> arrived = new CopyOnWriteArrayList<>();

    private static Receipt receipt(String kiosk, long contiguous) {
        return new Receipt(
                kiosk,
                "00000000000000a1",
                "00000000000000b1",
                EPOCH,
                contiguous,
                Hash.origin(kiosk, EPOCH),
                List.of(),
                List.of(),
                1);
    }

    private static MqttException noConnection() {
        return new MqttException(MqttClientException.REASON_CODE_CLIENT_NOT_CONNECTED);
    }

    private Receipt opened(String topic, byte[] payload) {
        try {
            return SignedMessage.open(key.publicKeyHex(), topic, payload, Receipt.class);
        } catch (MalformedJson e) {
            throw new AssertionError(e);
        }
    }

    private void take(Receipt receipt) {
        arrived.add(receipt.kiosk() + " " + receipt.contiguous());
    }

    /** Answers on the sender's own thread. */
    private interface Broker {
        void take(Receipt receipt) throws MqttException;
    }

    private ReceiptSender.Publisher to(Broker broker) {
        return new ReceiptSender.Publisher() {
            @Override
            public void publish(String topic, byte[] payload, Consumer<@Nullable Throwable> answer) {
                try {
                    broker.take(opened(topic, payload));
                    answer.accept(null);
                } catch (MqttException | RuntimeException e) {
                    answer.accept(e);
                }
            }

            @Override
            public int window() {
                return 1;
            }
        };
    }

    /** Keeps the answers until the test gives them. */
    private final class SilentBroker implements ReceiptSender.Publisher {
        private final Map<String, Consumer<@Nullable Throwable>> answers = new ConcurrentHashMap<>();

        @Override
        public void publish(String topic, byte[] payload, Consumer<@Nullable Throwable> answer) {
            Receipt receipt = opened(topic, payload);
            take(receipt);
            answers.put(receipt.kiosk() + " " + receipt.contiguous(), answer);
        }

        @Override
        public int window() {
            return 2;
        }

        void answer(String receipt, @Nullable Throwable failure) {
            await().atMost(PATIENCE).until(() -> answers.containsKey(receipt));
            Objects.requireNonNull(answers.get(receipt)).accept(failure);
        }
    }

    @Test
    void aReceiptWhosePublishFailsIsSentAgainAndTheOthersDoNotWaitForIt() {
        AtomicInteger tries = new AtomicInteger();
        try (ReceiptSender sender = ReceiptSender.start(key)) {
            sender.send(receipt("gap-nan", 7));
            sender.send(receipt("yen-on", 3));
            sender.sendThrough(to(receipt -> {
                if (receipt.kiosk().equals("gap-nan")) {
                    switch (tries.incrementAndGet()) {
                        case 1 -> throw noConnection();
                        case 2 -> throw new IllegalStateException("a fault of the client");
                        default -> {}
                    }
                }
                take(receipt);
            }));
            await().atMost(PATIENCE).until(() -> arrived.size() == 2);
        }
        assertThat(arrived).containsExactly("yen-on 3", "gap-nan 7");
    }

    @Test
    void noReceiptWaitsForTheAnswerToAnotherWithinTheWindow() {
        SilentBroker broker = new SilentBroker();
        try (ReceiptSender sender = ReceiptSender.start(key)) {
            sender.sendThrough(broker);
            sender.send(receipt("mot", 1));
            sender.send(receipt("hai", 2));
            sender.send(receipt("ba", 3));
            await().atMost(PATIENCE).until(() -> arrived.size() == 2);
            broker.answer("mot 1", null);
            await().atMost(PATIENCE).until(() -> arrived.size() == 3);
        }
        assertThat(arrived).containsExactly("mot 1", "hai 2", "ba 3");
    }

    @Test
    void ofAReceiptThatFailedAndANewerOneOnlyTheNewerIsSent() {
        SilentBroker broker = new SilentBroker();
        try (ReceiptSender sender = ReceiptSender.start(key)) {
            sender.sendThrough(broker);
            sender.send(receipt("gap-nan", 7));
            await().atMost(PATIENCE).until(() -> arrived.size() == 1);
            sender.send(receipt("gap-nan", 8));
            await().atMost(PATIENCE).until(() -> arrived.size() == 2);
            sender.send(receipt("gap-nan", 9)); // waits: two are under way
            broker.answer("gap-nan 7", noConnection());
            broker.answer("gap-nan 8", noConnection());
            broker.answer("gap-nan 9", null);
            sender.send(receipt("yen-on", 3));
            broker.answer("yen-on 3", null);
        }
        assertThat(arrived).containsExactly("gap-nan 7", "gap-nan 8", "gap-nan 9", "yen-on 3");
    }

    @Test
    void whatTheBrokerRefusesIsNotTriedForever() {
        AtomicInteger refused = new AtomicInteger();
        try (ReceiptSender sender = ReceiptSender.start(key)) {
            sender.send(receipt("bi-cam", 7));
            sender.send(receipt("yen-on", 3));
            sender.sendThrough(to(receipt -> {
                if (receipt.kiosk().equals("bi-cam")) {
                    refused.incrementAndGet();
                    throw new MqttException(NOT_AUTHORIZED);
                }
                take(receipt);
            }));
            await().atMost(PATIENCE).until(() -> arrived.size() == 1);
            sender.send(receipt("yen-on", 4));
            await().atMost(PATIENCE).until(() -> arrived.size() == 2);
        }
        assertThat(refused).hasValue(1);
    }

    @Test
    void withoutAConnectionPublishingFails() {
        List<@Nullable Throwable> answers = new ArrayList<>();
        try (Uplinks uplinks = Uplinks.start("tcp://127.0.0.1:1", "nobody", message -> {}, new Random())) {
            uplinks.publish("motcua/v1/k/down/receipt", new byte[0], answers::add);
        }
        assertThat(answers).singleElement().isInstanceOf(MqttException.class);
    }
}
