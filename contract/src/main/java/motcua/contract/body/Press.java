package motcua.contract.body;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A press of a rating key, as it was made, with the kiosk's verdict.
 *
 * <p>Presses of one service are ordered by ({@code gen}, seq of the record); the highest COUNTS press gives the level.
 *
 * @param counter the counter, 0 while the pad is unbound
 * @param key 1 to 5, left to right
 * @param level 1 = best, by the scale; absent if the scale does not use the key
 * @param service the service it belongs to; absent if UNMATCHED or STUCK
 * @param opens in mode OPEN, on the press that is a visit of its own, that visit; else absent
 * @param gen number of the epoch it was recorded in, see {@link Boot#gen}
 * @param pad id of the pad and, for the serial pad, its epoch and widened sequence: each is stored once
 * @param ageMs time from the press to this record, absent if unknown
 * @param flags of {@code BURST, SELF, SHORT, HOURS, LATE, TWO_KEYS}; flagged presses count. SELF and HOURS need the calendar
 *     and are not set yet
 */
public record Press(
        int counter,
        int key,
        @Nullable Integer level,
        Verdict verdict,
        @Nullable String service,
        @Nullable Visit opens,
        int gen,
        PressSource source,
        @Nullable String pad,
        @Nullable String padEpoch,
        @Nullable Long padSeq,
        @Nullable Long ageMs,
        List<String> flags)
        implements RecordBody {
    public Press {
        flags = List.copyOf(flags);
        if (counter < 0 || key < 1 || key > 5 || gen < 1 || (level != null && (level < 1 || level > 5))) {
            throw new IllegalArgumentException(
                    "press out of range: counter " + counter + ", key " + key + ", level " + level + ", gen " + gen);
        }
        if (verdict == Verdict.COUNTS && (service == null || level == null)) {
            throw new IllegalArgumentException("a press that counts has a service and a level");
        }
        if (opens != null && (service == null || opens.counter() != counter)) {
            throw new IllegalArgumentException("a press that opens a visit has a service, at its own counter");
        }
    }
}
