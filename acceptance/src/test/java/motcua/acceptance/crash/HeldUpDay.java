package motcua.acceptance.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import motcua.load.day.DayWitness;

/** Remembers what the people of a day were told, and holds all of them up while somebody looks. Safe for any thread. */
final class HeldUpDay implements DayWitness {
    private final Map<String, Integer> told = new TreeMap<>();
    private final Map<String, Integer> lost = new TreeMap<>();
    private final List<String> lines = new ArrayList<>();
    private long asked;
    private boolean shut;
    private boolean stands;
    private boolean over;

    @Override
    public synchronized void asks(String path) throws InterruptedException {
        asked++;
        notifyAll();
        stands = true;
        while (shut) {
            wait();
        }
        stands = false;
    }

    @Override
    public synchronized void lost(String path) {
        lost.merge(path.substring(path.lastIndexOf('/') + 1), 1, Integer::sum);
    }

    @Override
    public synchronized void told(String act, int counter, String ticket) {
        told.merge(DayByItsRecords.act(act, counter, ticket), 1, Integer::sum);
    }

    @Override
    public synchronized void says(String line) {
        lines.add(line);
    }

    /** To be called when the day is over, however it ended. */
    synchronized void over() {
        over = true;
        notifyAll();
    }

    /** Waits until people have asked so often. @return false if the day is over before */
    synchronized boolean awaitAsked(long times) throws InterruptedException {
        while (asked < times && !over) {
            wait();
        }
        return !over;
    }

    /** From now on whoever wants to ask waits. */
    synchronized void shut() {
        shut = true;
    }

    /** Waits until everybody stands still, and knows whatever was answered. */
    synchronized void awaitStill() throws InterruptedException {
        while (!stands && !over) {
            wait();
        }
    }

    synchronized void open() {
        shut = false;
        notifyAll();
    }

    synchronized long asked() {
        return asked;
    }

    /** How often people were told each act. */
    synchronized Map<String, Integer> told() {
        return new TreeMap<>(told);
    }

    /** How many tries of a kind of act were never answered. */
    synchronized Map<String, Integer> lost() {
        return new TreeMap<>(lost);
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
