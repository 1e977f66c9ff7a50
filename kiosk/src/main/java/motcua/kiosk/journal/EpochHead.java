package motcua.kiosk.journal;

import motcua.contract.journal.Hash;

/**
 * One epoch as this journal holds it.
 *
 * @param gen its number, from 1
 * @param reason why it began: {@code NEW}, {@code DAMAGED}, {@code FORKED}; {@code SALVAGED} where that is no longer known
 * @param headSeq seq of its last stored record, 0 if none
 * @param headHash hash of that record; {@link Hash#origin} if none
 * @param stored how many of its records are stored; less than {@code headSeq} after a salvage
 */
public record EpochHead(int gen, String epoch, String reason, long headSeq, Hash headHash, long stored) {
    /** Whether every record from 1 to the last one is stored, as far as this journal can know. */
    public boolean whole() {
        return stored == headSeq && !reason.equals(SALVAGED);
    }

    static final String SALVAGED = "SALVAGED";
}
