package motcua.server.broker;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
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
 * <p>After a chain's receipt its next one rests for {@link #REST_NANOS}: a kiosk that sends a rating a message may be committed
 * hundreds of times a second, and signing, carrying and checking a receipt costs both sides more than storing the rating does.
 *
 * <p>Many are under way at a time: the broker's answers stand behind whatever it delivers, and thousands of kiosks must not wait
 * for one answer after the other.
 *
 * <p>What could not be published (no connection, no answer) waits behind the others and is tried again with pauses of up to a
 * second, because a kiosk whose receipt is lost sends everything again a minute later. What the broker itself refuses is dropped:
 * the kiosk's next hello asks again.
 */
public final class ReceiptSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiptSender.class);

    /** A receipt after a pause, as of an office's single press, goes out at once; one of many in a row this much later at most. */
    static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long FIRST_PAUSE_MS = 20;
    private static final long LONGEST_PAUSE_MS = 1_000;
    /** From here on a reason code is the broker's refusal. Source: MQTT 5, 2.4. */
    private static final int REFUSED = 0x80;

    private static final int LAST_REASON = 0xff;

    private final SigningKey key;
    private final LongSupplier nanos;
    private @Nullable Publisher publisher;
    /** What may go now, by chain. */
    private final Map<String, Receipt> ready = new LinkedHashMap<>();
    /** When a chain may have its next receipt, in the order of these times. */
    private final Map<String, Long> resting = new LinkedHashMap<>();
    /** What waits for its chain's rest to end. A chain that rests has nothing that is ready, one that does not nothing held. */
    private final Map<String, Receipt> held = new HashMap<>();

    /** The one sent last of each chain, until it is answered. */
    private final Map<String, Receipt> underWay = new HashMap<>();

    private final Thread thread = new Thread(this::sendAll, "receipts");
    private int unanswered;
    private long pauseMs = FIRST_PAUSE_MS;
    private long pausedUntilNanos;
    private boolean closing;

    /** Publishes bytes on a topic. */
    public interface Publisher {
        /**
         * Returns at once.
         *
         * @param answer is told once, on any thread: null when the broker has the bytes, else why that is not known
         */
        void publish(String topic, byte[] payload, Consumer<@Nullable Throwable> answer);

        /** How many publishes may be unanswered at a time, at least 1. */
        default int window() {
            return 1;
        }
    }

    private ReceiptSender(SigningKey key, LongSupplier nanos) {
        this.key = key;
        this.nanos = nanos;
        this.pausedUntilNanos = nanos.getAsLong();
    }

    /** Starts the thread; receipts wait until {@link #sendThrough} says where they go. */
    public static ReceiptSender start(SigningKey key) {
        return start(key, System::nanoTime);
    }

    /** @param nanos a monotonic clock in nanoseconds, as {@link System#nanoTime} */
    static ReceiptSender start(SigningKey key, LongSupplier nanos) {
        ReceiptSender sender = new ReceiptSender(key, nanos);
        sender.thread.start();
        return sender;
    }

    public synchronized void sendThrough(Publisher way) {
        publisher = way;
        notifyAll();
    }

    /** Sends a receipt soon; returns at once. Any thread. */
    public synchronized void send(Receipt receipt) {
        String chain = chain(receipt);
        (resting.containsKey(chain) ? held : ready).put(chain, receipt);
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
            long restNanos = endRests();
            Publisher way = publisher;
            Iterator<Map.Entry<String, Receipt>> oldest = ready.entrySet().iterator();
            boolean full = way != null && unanswered >= way.window();
            if (way == null || full || !oldest.hasNext()) {
                if (full || held.isEmpty()) {
                    wait();
                } else {
                    TimeUnit.NANOSECONDS.timedWait(this, restNanos);
                }
                continue;
            }
            long pause = pausedUntilNanos - nanos.getAsLong();
            if (pause > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, pause);
                continue;
            }
            Map.Entry<String, Receipt> next = oldest.next();
            oldest.remove();
            resting.put(next.getKey(), nanos.getAsLong() + REST_NANOS);
            unanswered++;
            underWay.put(next.getKey(), next.getValue());
            return new Outgoing(next.getValue(), way);
        }
    }

    /** Lets chains send again whose rest is over. Returns nanoseconds, above 0, until the next one's is; 0 if no chain rests. */
    private long endRests() {
        long now = nanos.getAsLong();
        Iterator<Map.Entry<String, Long>> soonest = resting.entrySet().iterator();
        while (soonest.hasNext()) {
            Map.Entry<String, Long> rest = soonest.next();
            if (rest.getValue() - now > 0) {
                return rest.getValue() - now;
            }
            soonest.remove();
            Receipt waited = held.remove(rest.getKey());
            if (waited != null) {
                ready.put(rest.getKey(), waited);
            }
        }
        return 0;
    }

    private void sendAll() {
        while (true) {
            try {
                Outgoing next = next();
                Receipt receipt = next.receipt();
                String topic = Topics.down(receipt.kiosk(), Topics.Down.RECEIPT);
                next.publisher()
                        .publish(topic, SignedMessage.seal(key, topic, receipt), failure -> answered(receipt, failure));
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private synchronized void answered(Receipt receipt, @Nullable Throwable failure) {
        unanswered--;
        boolean newest = underWay.remove(chain(receipt), receipt);
        if (failure == null) {
            pauseMs = FIRST_PAUSE_MS;
        } else if (refused(failure)) {
            LOG.warn("the broker refuses a receipt for {}: {}", receipt.kiosk(), failure.toString());
        } else {
            LOG.debug("a receipt was not sent", failure);
            again(receipt, newest);
        }
        notifyAll();
    }

    private static boolean refused(Throwable failure) {
        return failure instanceof MqttException mqtt
                && mqtt.getReasonCode() >= REFUSED
                && mqtt.getReasonCode() <= LAST_REASON;
    }

    /** Later, unless a newer one of the chain waits or was sent. */
    private void again(Receipt receipt, boolean newest) {
        if (newest && !closing) {
            String chain = chain(receipt);
            resting.remove(chain);
            Receipt newer = held.remove(chain);
            ready.putIfAbsent(chain, newer == null ? receipt : newer);
        }
        long now = nanos.getAsLong();
        if (now - pausedUntilNanos >= 0) {
            pausedUntilNanos = now + TimeUnit.MILLISECONDS.toNanos(pauseMs);
            pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            ready.clear();
            held.clear();
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
