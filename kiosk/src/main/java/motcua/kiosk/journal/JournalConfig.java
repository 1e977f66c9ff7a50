package motcua.kiosk.journal;

import java.nio.file.Path;
import motcua.contract.journal.RecordHeader;

/**
 * What a journal is opened with.
 *
 * @param dir folder of the database, made if missing; one process at a time
 * @param kioskId identity in every record, see {@link RecordHeader#kiosk}
 * @param simulated whether new records are marked as simulated
 * @param software version of the kiosk, for the boot record
 */
public record JournalConfig(Path dir, String kioskId, boolean simulated, String software) {
    public JournalConfig {
        if (!RecordHeader.isKioskId(kioskId)) {
            throw new IllegalArgumentException("no kiosk id: " + kioskId);
        }
    }
}
