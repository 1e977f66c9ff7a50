package motcua.bridge.gpio;

/**
 * How long things take, in milliseconds.
 *
 * @param checkMs from one look whether the chip is still there to the next
 * @param firstRetryMs wait after the pins could not be had; doubled each time
 * @param lastRetryMs the longest such wait
 */
record GpioTiming(long checkMs, long firstRetryMs, long lastRetryMs) {
    static final GpioTiming USUAL = new GpioTiming(5_000, 1_000, 60_000);
}
