package motcua.bridge.printer;

import java.util.concurrent.CompletableFuture;

/**
 * A printer of tickets, or the port at which one should be. All methods may be called from any thread and return at once.
 */
public interface TicketPrinter extends AutoCloseable {

    /** How the printer is doing now. */
    PrinterState state();

    /**
     * Prints a slip and cuts it off, after those ordered before. A printer that cannot print refuses at once: nobody waits for
     * paper to be put in. Nothing is ever printed a second time by itself.
     *
     * @return completed on the driver's thread, never exceptionally; what comes after the close is NOT_PRINTED
     */
    CompletableFuture<JobResult> print(PrintJob job);

    /** Stops the driver's thread and closes the port. A job under way is given up. */
    @Override
    void close();
}
