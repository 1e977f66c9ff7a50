package motcua.kiosk.uplink;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import motcua.contract.journal.Hash;
import motcua.contract.json.MalformedJson;
import motcua.contract.wire.Receipt;
import motcua.contract.wire.SignedMessage;
import motcua.contract.wire.Topics;
import motcua.kiosk.journal.EpochHead;
import motcua.kiosk.journal.JournalConfig;
import motcua.kiosk.journal.JournalReads;
import motcua.kiosk.journal.ReceiptBook;
import motcua.kiosk.journal.StoredReceipt;

/** Receipts that came on a stick, taken by the same rules as those that come by wire; they answer no hello, so they only rise. */
public final class CarriedReceipts {
    /** Equals the nonce of no receipt. */
    private static final String NO_NONCE = "-";

    private final JournalConfig journal;
    private final String serverKeyHex;
    private final Clock clock;

    public CarriedReceipts(Path journalFolder, String kioskId, boolean simulated, String serverKeyHex, Clock clock) {
        this.journal = new JournalConfig(journalFolder, kioskId, simulated, "");
        this.serverKeyHex = serverKeyHex;
        this.clock = clock;
    }

    /**
     * Takes signed receipts, one a line; empty lines are passed over.
     *
     * @return one line for people a receipt
     * @throws IOException if a line is no receipt of the server for this kiosk, which takes none of them, or the kiosk runs
     */
    public List<String> accept(List<String> lines) throws IOException {
        List<Receipt> receipts = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                receipts.add(open(lines.get(i), i + 1));
            }
        }
        List<String> said = new ArrayList<>();
        try (ReceiptBook book = ReceiptBook.open(journal, clock.millis());
                JournalReads reads = JournalReads.open(journal.dir(), journal.kioskId())) {
            Map<Integer, StoredReceipt> kept = new HashMap<>();
            reads.receipts().forEach(receipt -> kept.put(receipt.gen(), receipt));
            for (Receipt receipt : receipts) {
                said.add(take(receipt, reads, kept, book));
            }
        }
        return said;
    }

    private Receipt open(String line, int number) throws IOException {
        String topic = Topics.down(journal.kioskId(), Topics.Down.RECEIPT);
        try {
            return SignedMessage.open(
                    serverKeyHex, topic, line.strip().getBytes(StandardCharsets.UTF_8), Receipt.class);
        } catch (MalformedJson e) {
            throw new IOException(
                    "line " + number + " is no receipt of the server for this kiosk: " + e.getMessage(), e);
        }
    }

    private String take(Receipt receipt, JournalReads reads, Map<Integer, StoredReceipt> kept, ReceiptBook book)
            throws IOException {
        Optional<EpochHead> held = reads.heads().stream()
                .filter(head -> head.epoch().equals(receipt.epoch()))
                .findFirst();
        if (held.isEmpty()) {
            return "epoch " + receipt.epoch() + ": not held here";
        }
        EpochHead head = held.get();
        Optional<Hash> ours = reads.hashAt(head.gen(), receipt.contiguous());
        StoredReceipt before = kept.get(head.gen());
        Watermark mark = before == null ? new Watermark() : new Watermark(before);
        Watermark.Effect effect = mark.take(
                receipt,
                NO_NONCE,
                Hash.origin(journal.kioskId(), head.epoch()),
                head.headSeq(),
                head.whole(),
                seq -> ours);
        if (effect == Watermark.Effect.RISEN) {
            StoredReceipt now = mark.kept(head.gen(), clock.millis());
            book.keep(now);
            kept.put(head.gen(), now);
        }
        return "epoch " + receipt.epoch() + ": " + effect + ", the server has up to " + mark.contiguous() + " of "
                + head.headSeq();
    }
}
