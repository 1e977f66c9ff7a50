package motcua.acceptance.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import motcua.acceptance.Folders;
import motcua.contract.body.RecordBody;
import motcua.contract.journal.ClockTrust;
import motcua.contract.journal.Hash;
import motcua.contract.journal.JournalRecord;
import motcua.contract.journal.RecordHeader;
import motcua.contract.journal.RecordType;
import motcua.contract.json.JsonBinding;
import motcua.contract.json.MalformedJson;
import motcua.kiosk.config.ConfigError;
import motcua.kiosk.config.KioskConfig;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.Moment;
import motcua.kiosk.office.Office;
import motcua.kiosk.office.OfficeSeed;
import motcua.server.config.ConfigFault;
import motcua.server.config.ServerConfig;

/**
 * Files that people write, copy and damage. The first byte says which: {@code c} the kiosk's configuration, {@code S} the server's,
 * {@code o} office.json, {@code d} an office seed. Each is taken, or refused by the one exception that its caller turns into a line.
 */
final class OfficeFilesTarget implements Target {
    private static final String BOOT = "4f6d0000000000000000000000000b01";

    private static final long NOON_MS = 1_772_427_600_000L;

    private final Path folder;

    private OfficeFilesTarget(Path folder) {
        this.folder = folder;
    }

    static OfficeFilesTarget open() throws IOException {
        return new OfficeFilesTarget(Memory.folder("office-files"));
    }

    @Override
    public void attack(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        Path file = folder.resolve("file");
        Files.write(file, Arrays.copyOfRange(input, 1, input.length));
        switch (input[0]) {
            case 'c' -> kioskConfig(file);
            case 'S' -> serverConfig(file);
            case 'o' -> office(file);
            case 'd' -> seed(file);
            default -> {}
        }
    }

    private static void kioskConfig(Path file) {
        try {
            KioskConfig config = KioskConfig.load(file);
            check(!config.id().isEmpty() && !config.inForce().isEmpty(), "a configuration without what is in force");
        } catch (ConfigError e) {
            checkSaid(e.getMessage());
        }
    }

    private static void serverConfig(Path file) {
        try {
            check(!ServerConfig.read(file).lines().isEmpty(), "a configuration without what is in force");
        } catch (ConfigFault e) {
            checkSaid(e.getMessage());
        }
    }

    /** An office that is taken writes settings that can be read again. */
    private static void office(Path file) {
        Counters counters = new Counters(
                OfficeFilesTarget::append, () -> 1, () -> new Moment(BOOT, 1_000, NOON_MS, true), new Random(7));
        counters.start();
        try {
            Office office = Office.open(file, counters, () -> new Moment(BOOT, 1_000, NOON_MS, true), 1);
            office.data().ifPresent(data -> check(data.office() != null, "an office of nobody"));
        } catch (IOException e) {
            checkSaid(e.getMessage());
        }
    }

    private static JournalRecord append(RecordBody body) {
        byte[] bytes = JsonBinding.toBytes(body);
        Hash origin = Hash.origin("fuzzed", "5a3c0000000000e1");
        RecordHeader header = new RecordHeader(
                "fuzzed",
                "5a3c0000000000e1",
                1,
                RecordType.of(body).wireName(),
                1,
                BOOT,
                1_000,
                NOON_MS,
                ClockTrust.TRUSTED,
                Hash.ofBody(bytes),
                origin);
        try {
            JournalRecord record = JournalRecord.create(header, bytes);
            record.body(body.getClass());
            return record;
        } catch (MalformedJson e) {
            throw new AssertionError("a record that cannot be read again: " + e.getMessage(), e);
        }
    }

    private static void seed(Path file) {
        try {
            OfficeSeed.read(file);
        } catch (IOException e) {
            checkSaid(e.getMessage());
        }
    }

    private static void checkSaid(String message) {
        check(message != null && !message.isBlank(), "a refusal without a word");
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    @Override
    public void close() throws IOException {
        Folders.delete(folder);
    }
}
