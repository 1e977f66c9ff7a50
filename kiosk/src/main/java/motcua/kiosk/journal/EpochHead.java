package motcua.kiosk.journal;

import motcua.contract.journal.Hash;

/**
 * One epoch as this journal holds it.
 *
 * @param gen its number, from 1
 * @param headSeq seq of its last stored record, 0 if none
 * @param headHash hash of that record; {@link Hash#origin} if none
 * @param stored how many of its records are stored; less than {@code headSeq} after a salvage
 */
public record EpochHead(int gen, String epoch, long headSeq, Hash headHash, long stored) {}
