package motcua.acceptance.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import motcua.contract.journal.ClockTrust;
import motcua.contract.journal.Hash;
import motcua.contract.journal.JournalRecord;
import motcua.contract.journal.RecordHeader;

/** A chain whose hashes and links are right around types and bodies that need not be: what a kiosk with a bug would send. */
final class MadeChain {
    private static final String BOOT = "4f6d0000000000000000000000000b01";
    private static final long START_MS = 1_772_411_396_000L;
    private static final int MOST = 40;

    private MadeChain() {}

    /** @param lines {@code type TAB body} each; a line that cannot be a record of any kind is left out */
    static List<JournalRecord> of(String kiosk, byte[] lines) {
        String epoch = Hash.ofBody(lines).toString().substring(0, 16);
        List<JournalRecord> chain = new ArrayList<>();
        Hash head = Hash.origin(kiosk, epoch);
        int start = 0;
        for (int at = 0; at <= lines.length && chain.size() < MOST; at++) {
            if (at < lines.length && lines[at] != '\n') {
                continue;
            }
            byte[] line = Arrays.copyOfRange(lines, start, at);
            start = at + 1;
            int tab = 0;
            while (tab < line.length && line[tab] != '\t') {
                tab++;
            }
            byte[] body = tab < line.length ? Arrays.copyOfRange(line, tab + 1, line.length) : new byte[0];
            Optional<JournalRecord> record =
                    record(kiosk, epoch, chain.size(), head, new String(line, 0, tab, StandardCharsets.US_ASCII), body);
            if (record.isPresent()) {
                chain.add(record.get());
                head = record.get().hash();
            }
        }
        return chain;
    }

    /** Empty if no header can name such a type, or the record would be too large. */
    private static Optional<JournalRecord> record(
            String kiosk, String epoch, int before, Hash head, String type, byte[] body) {
        long upMs = 4_000L + before * 1_000L;
        try {
            RecordHeader header = new RecordHeader(
                    kiosk,
                    epoch,
                    before + 1L,
                    type,
                    1,
                    BOOT,
                    upMs,
                    START_MS + upMs,
                    ClockTrust.TRUSTED,
                    Hash.ofBody(body),
                    head);
            return Optional.of(JournalRecord.create(header, body));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
