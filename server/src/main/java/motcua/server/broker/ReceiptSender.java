package motcua.server.broker;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import motcua.contract.sign.SigningKey;
import motcua.contract.wire.Receipt;
import motcua.contract.wire.SignedMessage;
import motcua.contract.wire.Topics;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs receipts and publishes them on the thread {@code receipts}. Of several for one chain only the newest matters, so an unsent
 * one is replaced and the backlog is at most one a chain.
 */
public final class ReceiptSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiptSender.class);

    private final SigningKey key;
    private @Nullable Publisher publisher;
    private final Map<String, Receipt> unsent = new LinkedHashMap<>();
    private final Thread thread = new Thread(this::sendAll, "receipts");
    private boolean closing;

    /** Publishes bytes on a topic. */
    public interface Publisher {
        void publish(String topic, byte[] payload) throws MqttException;
    }

    private ReceiptSender(SigningKey key) {
        this.key = key;
    }

    /** Starts the thread; receipts wait until {@link #sendThrough} says where they go. */
    public static ReceiptSender start(SigningKey key) {
        ReceiptSender sender = new ReceiptSender(key);
        sender.thread.start();
        return sender;
    }

    public synchronized void sendThrough(Publisher way) {
        publisher = way;
        notifyAll();
    }

    /** Sends a receipt soon; returns at once. Any thread. */
    public synchronized void send(Receipt receipt) {
        unsent.put(receipt.kiosk() + "/" + receipt.epoch(), receipt);
        notifyAll();
    }

    private record Outgoing(Receipt receipt, Publisher publisher) {}

    private synchronized Outgoing next() throws InterruptedException {
        while (true) {
            if (closing) {
                throw new InterruptedException("closing");
            }
            Publisher way = publisher;
            Iterator<Receipt> oldest = unsent.values().iterator();
            if (way != null && oldest.hasNext()) {
                Receipt receipt = oldest.next();
                oldest.remove();
                return new Outgoing(receipt, way);
            }
            wait();
        }
    }

    private void sendAll() {
        while (true) {
            try {
                Outgoing next = next();
                String topic = Topics.down(next.receipt().kiosk(), Topics.Down.RECEIPT);
                next.publisher().publish(topic, SignedMessage.seal(key, topic, next.receipt()));
            } catch (InterruptedException e) {
                return;
            } catch (MqttException | RuntimeException e) {
                LOG.debug("a receipt was not sent; the kiosk's next hello asks again", e);
            }
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            unsent.clear();
            notifyAll();
        }
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
