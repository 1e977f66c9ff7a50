package motcua.server.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import motcua.contract.journal.Hash;
import motcua.contract.json.MalformedJson;
import motcua.contract.sign.SigningKey;
import motcua.contract.wire.Receipt;
import motcua.contract.wire.SignedMessage;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.common.MqttException;
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

    @Test
    void aReceiptWhosePublishFailsIsSentAgainAndTheOthersDoNotWaitForIt() {
        Map<String, AtomicInteger> tries = new ConcurrentHashMap<>();
        try (ReceiptSender sender = ReceiptSender.start(key)) {
            sender.send(receipt("gap-nan", 7));
            sender.send(receipt("yen-on", 3));
            sender.sendThrough((topic, payload) -> {
                Receipt receipt = opened(topic, payload);
                int nth = tries.computeIfAbsent(receipt.kiosk(), k -> new AtomicInteger())
                        .incrementAndGet();
                if (receipt.kiosk().equals("gap-nan") && nth == 1) {
                    throw noConnection();
                }
                if (receipt.kiosk().equals("gap-nan") && nth == 2) {
                    throw new IllegalStateException("a fault of the client");
                }
                take(receipt);
            });
            await().atMost(PATIENCE).until(() -> arrived.size() == 2);
        }
        assertThat(arrived).containsExactly("yen-on 3", "gap-nan 7");
    }

    @Test
    void ofAReceiptThatFailedAndANewerOneOnlyTheNewerIsSent() throws Exception {
        CountDownLatch failing = new CountDownLatch(1);
        CountDownLatch newer = new CountDownLatch(1);
        try (ReceiptSender sender = ReceiptSender.start(key)) {
            sender.sendThrough((topic, payload) -> {
                Receipt receipt = opened(topic, payload);
                if (receipt.contiguous() == 7) {
                    failing.countDown();
                    awaitLatch(newer);
                    throw noConnection();
                }
                take(receipt);
            });
            sender.send(receipt("gap-nan", 7));
            awaitLatch(failing);
            sender.send(receipt("gap-nan", 9));
            newer.countDown();
            await().atMost(PATIENCE).until(() -> arrived.contains("gap-nan 9"));
            sender.send(receipt("yen-on", 3));
            await().atMost(PATIENCE).until(() -> arrived.contains("yen-on 3"));
        }
        assertThat(arrived).containsExactly("gap-nan 9", "yen-on 3");
    }

    @Test
    void whatTheBrokerRefusesIsNotTriedForever() {
        AtomicInteger refused = new AtomicInteger();
        try (ReceiptSender sender = ReceiptSender.start(key)) {
            sender.send(receipt("bi-cam", 7));
            sender.send(receipt("yen-on", 3));
            sender.sendThrough((topic, payload) -> {
                Receipt receipt = opened(topic, payload);
                if (receipt.kiosk().equals("bi-cam")) {
                    refused.incrementAndGet();
                    throw new MqttException(NOT_AUTHORIZED);
                }
                take(receipt);
            });
            await().atMost(PATIENCE).until(() -> arrived.size() == 1);
            sender.send(receipt("yen-on", 4));
            await().atMost(PATIENCE).until(() -> arrived.size() == 2);
        }
        assertThat(refused).hasValue(1);
    }

    @Test
    void withoutAConnectionPublishingFails() {
        try (Uplinks uplinks = Uplinks.start("tcp://127.0.0.1:1", "nobody", message -> {}, new Random())) {
            assertThatThrownBy(() -> uplinks.publish("motcua/v1/k/down/receipt", new byte[0]))
                    .isInstanceOf(MqttException.class);
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
