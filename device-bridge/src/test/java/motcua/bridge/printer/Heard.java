package motcua.bridge.printer;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Keeps what a driver tells, and waits for it. */
final class Heard implements PrinterListener {
    private static final long PATIENCE_S = 60;

    final List<PrinterState> states = new CopyOnWriteArrayList<>();
    final List<Integer> rows = new CopyOnWriteArrayList<>();

    @Override
    public synchronized void onState(PrinterState state) {
        states.add(state);
        notifyAll();
    }

    @Override
    public synchronized void onProgress(PrintJob job, int rowsSent) {
        rows.add(rowsSent);
        notifyAll();
    }

    synchronized void until(BooleanSupplier true_) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (!true_.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within " + PATIENCE_S + " s; states " + states);
            }
            wait(20);
        }
    }
}
