package motcua.bridge.serial;

/**
 * How long things take on a pad's line, in milliseconds.
 *
 * @param scan from one look for ports to the next
 * @param ping longest time without a frame to the pad; the protocol allows 1000
 * @param who from one question for the pad's identity to the next
 * @param silence without any valid frame a pad is down; it sends STATUS every 1000
 * @param foreign an open port that has sent bytes for this long and no valid frame is no pad's
 * @param reopen an open port on which nobody answers is opened afresh
 * @param firstRetry wait after a port could not be opened, or was foreign; doubled each time
 * @param lastRetry the longest such wait
 */
record SerialTiming(
        long scan, long ping, long who, long silence, long foreign, long reopen, long firstRetry, long lastRetry) {
    static final SerialTiming USUAL = new SerialTiming(500, 500, 1_000, 3_000, 5_000, 30_000, 1_000, 30_000);
}
