package motcua.server.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import motcua.contract.body.Checkpoint;
import motcua.contract.journal.Hex;
import motcua.contract.journal.JournalRecord;
import motcua.contract.json.JsonBinding;
import motcua.contract.json.MalformedJson;
import motcua.contract.sign.PublicKeys;
import motcua.contract.wire.Batch;
import motcua.contract.wire.Hello;
import motcua.contract.wire.Status;
import motcua.contract.wire.Topics;
import motcua.server.counting.ReadRecord;
import org.jspecify.annotations.Nullable;

/** Takes messages apart: sizes, lines, canonical form, body hashes, checkpoint signatures. Stateless; safe for any thread. */
public final class Decoder {
    /** Largest hello or status in bytes. */
    static final int MAX_SMALL_BYTES = 64 * 1024;

    private static final int MAX_HEADS = 1_000;
    private static final Pattern EPOCH = Pattern.compile("[0-9a-f]{16}");
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern NONCE = Pattern.compile("[0-9a-f]{16}");

    private Decoder() {}

    /**
     * Takes one message apart. Never throws for what the bytes say.
     *
     * @param properties the message's user properties
     */
    public static Inbound decode(
            Topics.UpTopic topic, byte[] payload, Map<String, String> properties, boolean redelivered) {
        String kiosk = topic.kiosk();
        int most = topic.kind() == Topics.Up.JOURNAL ? Batch.MAX_BYTES : MAX_SMALL_BYTES;
        if (payload.length > most) {
            return new Inbound.Oversize(kiosk, payload.length, "more than " + most + " bytes");
        }
        try {
            return switch (topic.kind()) {
                case JOURNAL -> journal(kiosk, payload, properties);
                case HELLO -> hello(kiosk, payload, redelivered);
                case STATUS -> status(kiosk, payload);
            };
        } catch (MalformedJson e) {
            return new Inbound.Malformed(kiosk, payload, String.valueOf(e.getMessage()));
        }
    }

    private static Inbound journal(String kiosk, byte[] payload, Map<String, String> properties) {
        List<Batch.Line> lines = Batch.decode(payload);
        if (lines.size() > Batch.MAX_RECORDS) {
            return new Inbound.Oversize(kiosk, payload.length, "more than " + Batch.MAX_RECORDS + " records");
        }
        return journal(kiosk, lines, claim(properties));
    }

    /** Lines that came together, from a message or a file. */
    public static Inbound.Journal journal(String kiosk, List<Batch.Line> lines, Inbound.@Nullable Claim claim) {
        List<ReadRecord> records = new ArrayList<>(lines.size());
        List<Inbound.RefusedLine> refused = new ArrayList<>();
        for (Batch.Line line : lines) {
            JournalRecord record = line.record();
            if (record == null) {
                refused.add(new Inbound.RefusedLine(line.raw(), String.valueOf(line.refusal())));
            } else if (!record.header().kiosk().equals(kiosk)) {
                byte[] bytes = Batch.encode(List.of(record));
                refused.add(new Inbound.RefusedLine(
                        Arrays.copyOf(bytes, bytes.length - 1),
                        "a record of kiosk " + record.header().kiosk()));
            } else {
                records.add(checkpointChecked(ReadRecord.of(record)));
            }
        }
        return new Inbound.Journal(kiosk, records, refused, claim);
    }

    private static Inbound.@Nullable Claim claim(Map<String, String> properties) {
        String epoch = properties.getOrDefault(Batch.EPOCH, "");
        try {
            long first = Long.parseLong(properties.getOrDefault(Batch.FIRST, ""));
            long last = Long.parseLong(properties.getOrDefault(Batch.LAST, ""));
            boolean sane =
                    EPOCH.matcher(epoch).matches() && first >= 1 && last >= first && last - first < Batch.MAX_RECORDS;
            return sane ? new Inbound.Claim(epoch, first, last) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static ReadRecord checkpointChecked(ReadRecord read) {
        if (!(read.body() instanceof Checkpoint checkpoint)) {
            return read;
        }
        var header = read.record().header();
        String fault = null;
        if (checkpoint.upTo() != header.seq() - 1 || !checkpoint.head().equals(header.prev())) {
            fault = "checkpoint does not stand right after what it vouches for";
        } else if (!signed(header.kiosk(), header.epoch(), checkpoint)) {
            fault = "checkpoint is not signed by the key it names";
        }
        return fault == null ? read : new ReadRecord(read.record(), read.chain(), read.body(), read.realm(), fault);
    }

    private static boolean signed(String kiosk, String epoch, Checkpoint checkpoint) {
        try {
            return PublicKeys.verify(
                    checkpoint.publicKey(),
                    Checkpoint.signedBytes(kiosk, epoch, checkpoint.upTo(), checkpoint.head()),
                    Hex.bytes(checkpoint.signature()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Inbound hello(String kiosk, byte[] payload, boolean redelivered) throws MalformedJson {
        Hello hello = JsonBinding.fromBytes(payload, Hello.class);
        if (!hello.kiosk().equals(kiosk)) {
            throw new MalformedJson("hello of kiosk " + hello.kiosk(), null);
        }
        if (!NONCE.matcher(hello.nonce()).matches()
                || !KEY.matcher(hello.publicKey()).matches()) {
            throw new MalformedJson("hello: nonce or publicKey is no hexadecimal text of its length", null);
        }
        if (hello.heads().size() > MAX_HEADS
                || hello.heads().stream()
                        .anyMatch(head -> !EPOCH.matcher(head.epoch()).matches() || head.seq() < 0)) {
            throw new MalformedJson("hello: heads are not what heads can be", null);
        }
        return new Inbound.Greeting(kiosk, hello, redelivered);
    }

    private static Inbound status(String kiosk, byte[] payload) throws MalformedJson {
        Status status = JsonBinding.fromBytes(payload, Status.class);
        if (!status.kiosk().equals(kiosk)) {
            throw new MalformedJson("status of kiosk " + status.kiosk(), null);
        }
        return new Inbound.StatusReport(kiosk, payload);
    }
}
