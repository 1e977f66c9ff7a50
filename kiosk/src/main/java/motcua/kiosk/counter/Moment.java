package motcua.kiosk.counter;

import java.util.OptionalLong;
import motcua.contract.journal.ClockTrust;
import motcua.contract.journal.RecordHeader;

/**
 * A point of the kiosk's time: exact within one boot, by the wall clock between boots, and there only if both sides believe it.
 *
 * @param boot 32 hexadecimal digits of the machine's boot
 * @param upMs milliseconds since that boot; negative for a point before it
 * @param wallMs wall clock, milliseconds since 1970 UTC
 * @param trusted whether the wall clock was believed then
 */
public record Moment(String boot, long upMs, long wallMs, boolean trusted) {
    /** When the record was made. */
    public static Moment of(RecordHeader header) {
        return new Moment(header.boot(), header.upMs(), header.wallMs(), header.clock() == ClockTrust.TRUSTED);
    }

    /** Milliseconds from the other point to this one, negative if this one is earlier; empty if nobody can tell. */
    public OptionalLong since(Moment other) {
        if (boot.equals(other.boot)) {
            return OptionalLong.of(upMs - other.upMs);
        }
        return trusted && other.trusted ? OptionalLong.of(wallMs - other.wallMs) : OptionalLong.empty();
    }

    /** The point that many milliseconds before. */
    public Moment minus(long ms) {
        return new Moment(boot, upMs - ms, wallMs - ms, trusted);
    }
}
