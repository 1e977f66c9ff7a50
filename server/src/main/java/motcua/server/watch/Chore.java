package motcua.server.watch;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import motcua.server.storage.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is done again and again on a thread of its own. Whatever goes wrong in it, an error of the machine too, is logged, kept
 * where {@link ChoreStore#failures} finds it on every node, and the work is done again at its next turn.
 */
public final class Chore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Chore.class);
    private static final int LONGEST_WHY = 300;
    private static final long CLOSE_SECONDS = 25;

    private final String name;
    private final Runnable work;
    private final ChoreStore store;
    private final Clock clock;
    private final ScheduledExecutorService thread;
    private volatile boolean known;

    /**
     * Work of this name; it is not done before {@link #start}.
     *
     * @param work one turn of it
     */
    public Chore(String name, Runnable work, Database database, Clock clock) {
        this.name = name;
        this.work = work;
        this.store = new ChoreStore(database);
        this.clock = clock;
        this.thread = Executors.newSingleThreadScheduledExecutor(turn -> {
            Thread made = new Thread(turn, name);
            made.setDaemon(true);
            return made;
        });
    }

    /** From now on does the work, after {@code first} and then each {@code every} after the last turn has ended. */
    public void start(long first, long every, TimeUnit unit) {
        thread.scheduleWithFixedDelay(this::turn, first, every, unit);
    }

    /** One turn. Nothing leaves it: an exception would end the schedule without a word. */
    public void turn() {
        try {
            work.run();
            if (!known) {
                store.done(name);
                known = true;
            }
        } catch (Throwable e) {
            known = false;
            keep(e);
        }
    }

    private void keep(Throwable failure) {
        try {
            LOG.error("{} could not be done; it is done again at its next turn", name, failure);
            String why = String.valueOf(failure.getMessage() == null ? failure : failure.getMessage());
            store.failed(name, clock.millis(), why.length() > LONGEST_WHY ? why.substring(0, LONGEST_WHY) : why);
        } catch (Throwable e) {
            // The log has the first one; without the database, or without memory, there is nowhere to keep it.
            LOG.error("and that it could not is kept nowhere but here", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("{} is still under way", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
