package motcua.acceptance.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import motcua.acceptance.Folders;
import motcua.contract.journal.JournalRecord;
import motcua.contract.json.JsonBinding;
import motcua.contract.json.MalformedJson;
import motcua.contract.wire.Batch;
import motcua.contract.wire.Receipt;
import motcua.contract.wire.SignedMessage;
import motcua.contract.wire.Topics;
import motcua.kiosk.uplink.ServerCommand;
import motcua.server.ingest.Committed;
import motcua.server.ingest.Decoder;
import motcua.server.ingest.Inbound;
import motcua.server.ingest.JournalWriter;
import motcua.server.storage.Database;
import motcua.server.storage.DatabaseConfig;

/**
 * Messages of the wire. The first byte says what the rest is: a message up to the server ({@code j} journal, {@code h} hello,
 * {@code s} status), one down to the kiosk ({@code m} signed, {@code r} receipt, {@code c} command), or {@code R}: lines
 * {@code type TAB body} of which a right chain is made and given to the server's database.
 */
final class WireTarget implements Target {
    private static final String KIOSK = "xa-mau-1";
    private static final String SERVER_KEY = "70568459b50483382590e1f84ef22240ea04ba32712528c681484581e6814336";

    private final Path folder;
    private final Database database;
    private final JournalWriter writer;

    private WireTarget(Path folder, Database database) {
        this.folder = folder;
        this.database = database;
        this.writer = new JournalWriter(database, Clock.systemUTC(), "0123456789abcdef");
    }

    static WireTarget open() throws IOException {
        Path folder = Memory.folder("wire");
        return new WireTarget(folder, Database.open(DatabaseConfig.sqlite(folder.resolve("server.db"))));
    }

    @Override
    public void attack(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] rest = Arrays.copyOfRange(input, 1, input.length);
        switch (input[0]) {
            case 'j' -> journal(rest);
            case 'h' -> up(Topics.Up.HELLO, rest);
            case 's' -> up(Topics.Up.STATUS, rest);
            case 'm' -> signed(rest);
            case 'r' -> read(rest, Receipt.class);
            case 'c' -> read(rest, ServerCommand.class);
            case 'R' -> records(rest);
            default -> {}
        }
    }

    private static Inbound up(Topics.Up kind, byte[] payload) {
        Map<String, String> properties =
                Map.of(Batch.EPOCH, "5a3c0000000000e1", Batch.FIRST, "1", Batch.LAST, Integer.toString(payload.length));
        return Decoder.decode(new Topics.UpTopic(KIOSK, kind), payload, properties, false);
    }

    /** Nothing is lost on the way: each line is a record with these very bytes, or refused with these very bytes. */
    private static void journal(byte[] payload) {
        if (!(up(Topics.Up.JOURNAL, payload) instanceof Inbound.Journal journal)) {
            return;
        }
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        List<Batch.Line> lines = Batch.decode(payload);
        for (Batch.Line line : lines) {
            JournalRecord record = line.record();
            if (record != null) {
                again.writeBytes(Batch.encode(List.of(record)));
            } else {
                again.writeBytes(line.raw());
                again.write('\n');
            }
        }
        byte[] whole = payload.length == 0 || payload[payload.length - 1] == '\n'
                ? payload
                : Arrays.copyOf(payload, payload.length + 1);
        if (whole.length > payload.length) {
            whole[payload.length] = '\n';
        }
        check(Arrays.equals(again.toByteArray(), whole), "a line's bytes changed");
        check(
                journal.records().size() + journal.refused().size() == lines.size(),
                "a line is neither read nor refused");
    }

    private static void signed(byte[] message) {
        try {
            SignedMessage.open(SERVER_KEY, Topics.down(KIOSK, Topics.Down.RECEIPT), message, Receipt.class);
        } catch (MalformedJson e) {
            check(e.getMessage() != null, "a refusal without a word");
        }
    }

    private static void read(byte[] payload, Class<?> type) {
        try {
            JsonBinding.fromBytes(payload, type);
        } catch (MalformedJson e) {
            check(e.getMessage() != null, "a refusal without a word");
        }
    }

    /** The database takes whatever the decoder lets through, or keeps it apart; the same again changes nothing. */
    private void records(byte[] lines) {
        List<JournalRecord> chain = MadeChain.of(KIOSK, lines);
        if (chain.isEmpty() || !(up(Topics.Up.JOURNAL, Batch.encode(chain)) instanceof Inbound.Journal journal)) {
            return;
        }
        Committed committed = writer.write(List.of(journal));
        boolean whole = journal.refused().isEmpty() && committed.refused() == 0;
        check(
                !whole || committed.receipts().get(0).contiguous() == chain.size(),
                "a record is neither stored nor kept apart");
        check(writer.write(List.of(journal)).stored() == 0, "a record is stored twice");
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    @Override
    public void close() throws IOException {
        database.close();
        Folders.delete(folder);
    }
}
