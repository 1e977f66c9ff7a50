package motcua.bridge.printer;

/**
 * Hears what happens at a printer, on the driver's own thread, one call after another. The thread is never interrupted, so a
 * listener may commit to a database; meanwhile the printer waits.
 */
public interface PrinterListener {

    /** The condition changed. Called once soon after the driver was opened, too. */
    void onState(PrinterState state);

    /** A part of a job has been sent. */
    default void onProgress(PrintJob job, int rowsSent) {}
}
