package motcua.server.dates;

import java.util.Comparator;
import motcua.contract.body.ClockAnchor;

/**
 * What a record says of true time.
 *
 * @param epoch of the record, with {@code seq} its place
 */
public record Anchor(String epoch, long seq, ClockAnchor said) {
    /** Ties between equally good anchors go to the lowest seq, then epoch. */
    static final Comparator<Anchor> PLACE =
            Comparator.comparingLong(Anchor::seq).thenComparing(Anchor::epoch);

    long upMs() {
        return said.upMs();
    }

    long wallMs() {
        return said.wallMs();
    }

    long errorMs() {
        return said.errorMs();
    }
}
