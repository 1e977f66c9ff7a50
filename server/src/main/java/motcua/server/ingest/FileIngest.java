package motcua.server.ingest;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import motcua.contract.journal.JournalRecord;
import motcua.contract.sign.SigningKey;
import motcua.contract.wire.Batch;
import motcua.contract.wire.Receipt;
import motcua.contract.wire.SignedMessage;
import motcua.contract.wire.Topics;

/** Takes in an exported journal through the same way as messages, and writes the receipts beside it. */
public final class FileIngest {
    private static final int GROUP = 2_000;

    private final JournalWriter writer;
    private final SigningKey key;

    public FileIngest(JournalWriter writer, SigningKey key) {
        this.writer = writer;
        this.key = key;
    }

    /** What became of the lines, and where the receipts are. */
    public record Result(long stored, long repeated, long refused, Path receiptFile) {}

    /**
     * Takes in a file.
     *
     * @throws IOException if it cannot be read, holds no record at all, or the receipts cannot be written
     */
    public Result run(Path file) throws IOException {
        Map<String, Receipt> receipts = new TreeMap<>();
        Tally tally = new Tally();
        List<Batch.Line> lines = new ArrayList<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            Optional<byte[]> raw = nextLine(in);
            while (raw.isPresent()) {
                lines.add(Batch.line(raw.get()));
                if (lines.size() == GROUP) {
                    write(lines, tally, receipts);
                }
                raw = nextLine(in);
            }
        }
        write(lines, tally, receipts);
        if (receipts.isEmpty()) {
            throw new IOException(file + " holds no record");
        }
        return new Result(
                tally.stored,
                tally.records - tally.stored - (tally.refused - tally.lines),
                tally.refused,
                writeReceipts(file, receipts));
    }

    private static final class Tally {
        String kiosk = "";
        long records;
        long stored;
        long refused;
        long lines;
    }

    /** Writes lines as messages of their kiosks; a line that names none goes with the last that did. */
    private void write(List<Batch.Line> lines, Tally tally, Map<String, Receipt> receipts) {
        List<Inbound> messages = new ArrayList<>();
        List<Batch.Line> ofOne = new ArrayList<>();
        for (Batch.Line line : lines) {
            JournalRecord record = line.record();
            if (record != null && !record.header().kiosk().equals(tally.kiosk)) {
                if (!tally.kiosk.isEmpty()) {
                    flush(tally.kiosk, ofOne, messages);
                }
                tally.kiosk = record.header().kiosk();
            }
            ofOne.add(line);
        }
        lines.clear();
        if (tally.kiosk.isEmpty()) {
            tally.refused += ofOne.size();
            tally.lines += ofOne.size();
            return;
        }
        flush(tally.kiosk, ofOne, messages);
        for (Inbound message : messages) {
            if (message instanceof Inbound.Journal journal) {
                tally.records += journal.records().size();
                tally.lines += journal.refused().size();
            }
        }
        Committed committed = writer.write(messages);
        tally.stored += committed.stored();
        tally.refused += committed.refused();
        committed.receipts().forEach(each -> receipts.put(each.kiosk() + "/" + each.epoch(), each));
    }

    private static void flush(String kiosk, List<Batch.Line> lines, List<Inbound> messages) {
        if (!lines.isEmpty()) {
            messages.add(Decoder.journal(kiosk, lines, null));
            lines.clear();
        }
    }

    private Path writeReceipts(Path file, Map<String, Receipt> receipts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Receipt each : receipts.values()) {
            out.writeBytes(SignedMessage.seal(key, Topics.down(each.kiosk(), Topics.Down.RECEIPT), each));
            out.write('\n');
        }
        Path target = file.resolveSibling(file.getFileName() + ".receipt");
        Files.write(target, out.toByteArray());
        return target;
    }

    /** The next line without its line feed, cut at twice the largest record; empty at the end. */
    private static Optional<byte[]> nextLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return Optional.empty();
        }
        while (next >= 0 && next != '\n') {
            if (line.size() < 2 * JournalRecord.MAX_BYTES) {
                line.write(next);
            }
            next = in.read();
        }
        return Optional.of(line.toByteArray());
    }
}
