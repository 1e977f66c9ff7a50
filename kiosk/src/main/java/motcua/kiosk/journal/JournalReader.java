package motcua.kiosk.journal;

import motcua.contract.journal.JournalRecord;

/** Is told the stored records one by one, ascending by (gen, seq). */
@FunctionalInterface
public interface JournalReader {
    /**
     * One record. A record of an old epoch may be missing where a damaged file was salvaged, so seq may jump.
     *
     * @param gen number of the record's epoch, see {@link motcua.contract.body.Boot#gen}
     */
    void read(int gen, JournalRecord record);
}
