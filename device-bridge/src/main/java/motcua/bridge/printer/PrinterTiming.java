package motcua.bridge.printer;

/**
 * How long things take, in milliseconds.
 *
 * @param reply a printer that has not answered by then says nothing
 * @param look from one look at an idle printer to the next
 * @param stall a printer that has taken no byte for this long is stuck
 * @param done longest time from the last byte to the answer that everything is printed
 * @param firstRetry wait after the port could not be opened; doubled each time
 * @param lastRetry the longest such wait
 */
public record PrinterTiming(int reply, int look, int stall, int done, int firstRetry, int lastRetry) {
    /** Of real printers; the cheap ones cut for a second. */
    public static final PrinterTiming USUAL = new PrinterTiming(500, 1_000, 2_000, 10_000, 250, 2_000);
}
