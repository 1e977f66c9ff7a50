package motcua.server.reports;

import java.util.Comparator;
import java.util.List;

/**
 * What must be done before a report can be signed.
 *
 * @param items in the order in which they are shown, what is missing first
 */
record Readiness(List<Item> items) {
    Readiness {
        items = items.stream().sorted(Comparator.comparing(Item::done)).toList();
    }

    /**
     * One thing.
     *
     * @param blocks whether nothing can be signed without it
     * @param anchor where in the form it is mended; empty where there is nothing to mend
     */
    record Item(boolean done, boolean blocks, String what, String detail, String anchor) {}

    List<Item> missing() {
        return items.stream().filter(i -> !i.done() && i.blocks()).toList();
    }
}
