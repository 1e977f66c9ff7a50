package motcua.server.settings;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import motcua.contract.json.JsonBinding;
import motcua.contract.json.MalformedJson;
import motcua.contract.sign.SigningKey;
import motcua.contract.wire.Hello;
import motcua.contract.wire.Settings;
import motcua.contract.wire.SignedMessage;
import motcua.contract.wire.Topics;
import motcua.server.broker.ReceiptSender;
import motcua.server.ingest.InboundMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the hello of a kiosk that has older settings than were published for it, on the thread {@code settings}. A message that
 * is lost costs nothing: the next hello, five minutes later at most, asks again.
 */
public final class SettingsSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsSender.class);
    /** Hellos that may wait; one that finds no room is answered five minutes later. */
    private static final int WAITING = 2_000;

    private static final long WAIT_MS = 10_000;

    private final SettingsStore store;
    private final SigningKey key;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            task -> new Thread(task, "settings"),
            new ThreadPoolExecutor.DiscardPolicy());
    private volatile ReceiptSender.@Nullable Publisher publisher;

    public SettingsSender(SettingsStore store, SigningKey key) {
        this.store = store;
        this.key = key;
    }

    public void sendThrough(ReceiptSender.Publisher way) {
        publisher = way;
    }

    /** Looks at a message on its way to the intake; returns at once. */
    public void look(InboundMessage message) {
        if (message.topic().kind() == Topics.Up.HELLO) {
            thread.execute(() -> answer(message.topic().kiosk(), message.payload()));
        }
    }

    private void answer(String kiosk, byte[] payload) {
        ReceiptSender.Publisher way = publisher;
        try {
            Long has = JsonBinding.fromBytes(payload, Hello.class).settings();
            if (has == null || way == null) {
                return;
            }
            SettingsStore.Published newest = store.newest(kiosk).orElse(null);
            if (newest == null || newest.version() <= has) {
                return;
            }
            String topic = Topics.down(kiosk, Topics.Down.SETTINGS);
            Settings settings = JsonBinding.fromBytes(newest.payload(), Settings.class);
            way.publish(topic, SignedMessage.seal(key, topic, settings), told(kiosk, newest.version()));
        } catch (MalformedJson e) {
            LOG.debug("a hello of {} asks for no settings: {}", kiosk, e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("settings for {} were not sent: {}", kiosk, e.toString());
        }
    }

    private static Consumer<@Nullable Throwable> told(String kiosk, long version) {
        return failure -> {
            if (failure == null) {
                LOG.info("settings {} were sent to {}", version, kiosk);
            } else {
                LOG.info("settings {} were not sent to {}: {}", version, kiosk, failure.toString());
            }
        };
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(WAIT_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
