package motcua.contract.body;

import org.jspecify.annotations.Nullable;

/**
 * The kiosk process started. Always the first record of an epoch.
 *
 * @param software version of the kiosk
 * @param gen which epoch of this kiosk it is, from 1; orders epochs
 * @param previousEpoch the epoch before, absent in the first
 * @param reason why a new epoch began: {@code NEW}, {@code DAMAGED}, {@code FORKED}; absent when an epoch goes on
 */
public record Boot(
        String software,
        int gen,
        @Nullable String previousEpoch,
        @Nullable String reason) implements RecordBody {}
