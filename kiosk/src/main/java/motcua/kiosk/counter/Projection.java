package motcua.kiosk.counter;

import motcua.contract.body.RecordBody;

/** Something that is what the records together say, and hears each of them once, in order, under the lock of {@link Counters}. */
@FunctionalInterface
public interface Projection {
    /** @param at when the record was made */
    void apply(Moment at, RecordBody body);
}
