package motcua.server.broker;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
 *
 * <p>What could not be published (no connection, no answer) waits behind the others and is tried again with pauses of up to a
 * second, because a kiosk whose receipt is lost sends everything again a minute later. What the broker itself refuses is dropped:
 * the kiosk's next hello asks again.
 */
public final class ReceiptSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiptSender.class);

    private static final long FIRST_PAUSE_MS = 20;
    private static final long LONGEST_PAUSE_MS = 1_000;
    /** From here on a reason code is the broker's refusal. Source: MQTT 5, 2.4. */
    private static final int REFUSED = 0x80;

    private static final int LAST_REASON = 0xff;

    private final SigningKey key;
    private @Nullable Publisher publisher;
    private final Map<String, Receipt> unsent = new LinkedHashMap<>();
    private final Thread thread = new Thread(this::sendAll, "receipts");
    private long pauseMs = FIRST_PAUSE_MS;
    private long pausedUntilNanos = System.nanoTime();
    private boolean closing;

    /** Publishes bytes on a topic; returns when the broker has them, throws if that is not known. */
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
        unsent.put(chain(receipt), receipt);
        notifyAll();
    }

    private record Outgoing(Receipt receipt, Publisher publisher) {}

    private static String chain(Receipt receipt) {
        return receipt.kiosk() + "/" + receipt.epoch();
    }

    private synchronized Outgoing next() throws InterruptedException {
        while (true) {
            if (closing) {
                throw new InterruptedException("closing");
            }
            Publisher way = publisher;
            Iterator<Receipt> oldest = unsent.values().iterator();
            if (way == null || !oldest.hasNext()) {
                wait();
                continue;
            }
            long pause = pausedUntilNanos - System.nanoTime();
            if (pause > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, pause);
                continue;
            }
            Receipt receipt = oldest.next();
            oldest.remove();
            return new Outgoing(receipt, way);
        }
    }

    private void sendAll() {
        while (true) {
            Outgoing next;
            try {
                next = next();
            } catch (InterruptedException e) {
                return;
            }
            try {
                String topic = Topics.down(next.receipt().kiosk(), Topics.Down.RECEIPT);
                next.publisher().publish(topic, SignedMessage.seal(key, topic, next.receipt()));
                sent();
            } catch (MqttException e) {
                if (e.getReasonCode() >= REFUSED && e.getReasonCode() <= LAST_REASON) {
                    LOG.warn(
                            "the broker refuses a receipt for {}: {}",
                            next.receipt().kiosk(),
                            e.toString());
                } else {
                    again(next.receipt(), e);
                }
            } catch (RuntimeException e) {
                again(next.receipt(), e);
            }
        }
    }

    private synchronized void sent() {
        pauseMs = FIRST_PAUSE_MS;
    }

    /** Unless a newer one of the chain waits already. */
    private synchronized void again(Receipt receipt, Exception why) {
        LOG.debug("a receipt was not sent and waits", why);
        if (!closing) {
            unsent.putIfAbsent(chain(receipt), receipt);
        }
        pausedUntilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pauseMs);
        pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
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
