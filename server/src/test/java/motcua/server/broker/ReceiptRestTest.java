package motcua.server.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import motcua.contract.journal.Hash;
import motcua.contract.sign.SigningKey;
import motcua.contract.wire.Receipt;
import motcua.contract.wire.SignedMessage;
import motcua.contract.wire.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long receipts of one chain wait for each other. Time stands still until a test moves it. */
final class ReceiptRestTest {
    private static final long PATIENCE_SECONDS = 30;

    private final SigningKey key = SigningKey.generate();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1); // a monotonic clock may begin anywhere
    private final BlockingQueue<String> published = new LinkedBlockingQueue<>();
    private final ReceiptSender sender = ReceiptSender.start(key, nanos::get);

    @BeforeEach
    void connect() {
        sender.sendThrough((topic, payload, answer) -> {
            try {
                Receipt receipt = SignedMessage.open(key.publicKeyHex(), topic, payload, Receipt.class);
                assertThat(topic).isEqualTo(Topics.down(receipt.kiosk(), Topics.Down.RECEIPT));
                published.add(receipt.kiosk() + " " + receipt.contiguous());
            } catch (Exception e) {
                published.add(e.toString());
            }
            answer.accept(null);
        });
    }

    @AfterEach
    void close() {
        sender.close();
    }

    @Test
    void theFirstReceiptOfAChainGoesOutAtOnce() throws InterruptedException {
        sender.send(receipt("a", 1));
        assertThat(next()).isEqualTo("a 1");
        sender.send(receipt("b", 1));
        assertThat(next()).isEqualTo("b 1");
    }

    @Test
    void ofManyInARowOnlyTheNewestGoesOutAfterTheRest() throws InterruptedException {
        sender.send(receipt("a", 1));
        assertThat(next()).isEqualTo("a 1");
        for (int i = 2; i <= 100; i++) {
            sender.send(receipt("a", i));
        }
        sender.send(receipt("b", 1));
        assertThat(next())
                .as("another kiosk does not wait for the first one's rest")
                .isEqualTo("b 1");
        nanos.addAndGet(ReceiptSender.REST_NANOS - 1);
        sender.send(receipt("c", 1));
        assertThat(next()).as("the rest is not over").isEqualTo("c 1");
        nanos.addAndGet(1);
        assertThat(next()).isEqualTo("a 100");
        assertThat(published).isEmpty();
    }

    @Test
    void aReceiptAfterARestGoesOutAtOnce() throws InterruptedException {
        sender.send(receipt("a", 1));
        assertThat(next()).isEqualTo("a 1");
        nanos.addAndGet(ReceiptSender.REST_NANOS);
        sender.send(receipt("b", 1));
        assertThat(next()).isEqualTo("b 1");
        sender.send(receipt("a", 2));
        assertThat(next()).isEqualTo("a 2");
    }

    private String next() throws InterruptedException {
        String next = published.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return next == null ? "nothing" : next;
    }

    private static Receipt receipt(String kiosk, long contiguous) {
        String epoch = "0123456789abcdef";
        return new Receipt(kiosk, "", "", epoch, contiguous, Hash.origin(kiosk, epoch), List.of(), List.of(), 0);
    }
}
