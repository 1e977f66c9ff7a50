package motcua.load.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells when a measured program is warm: when the CPU time of a slice no longer falls. Java goes on compiling for hundreds of thousands of
 * records, and on a busy machine for longer, so no fixed number of slices will do. For one thread.
 */
final class WarmUp {
    /** Slices that are compared with as many before them; a multiple of the batch sizes that take turns. */
    static final int WINDOW = 12;

    static final int MOST_SLICES = 80;

    /** Still warming up while the newer slices cost less than this part of the older ones. */
    static final double STEADY = 0.95;

    private final List<Double> costs = new ArrayList<>();

    /** @param cost CPU time of a slice, in any unit that stays */
    void add(double cost) {
        costs.add(cost);
    }

    int slices() {
        return costs.size();
    }

    boolean goesOn() {
        int slices = costs.size();
        if (slices < 2 * WINDOW) {
            return true;
        }
        double older = Pairs.median(costs.subList(slices - 2 * WINDOW, slices - WINDOW));
        double newer = Pairs.median(costs.subList(slices - WINDOW, slices));
        return slices < MOST_SLICES && newer < older * STEADY;
    }
}
