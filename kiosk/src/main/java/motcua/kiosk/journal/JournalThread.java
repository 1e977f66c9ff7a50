package motcua.kiosk.journal;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import motcua.contract.journal.JournalRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal's own thread: tells stored records to listeners, in order, and now and then empties SQLite's log. */
final class JournalThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalThread.class);

    /**
     * After how many records the log is copied into the database: about 300 pages of log, so its file stays below 2 MiB at an
     * office's pace, and a page that holds several records is written once for them. Where records come while it is copied it
     * begins anew later: 9 MiB were seen at 40 presses a second.
     */
    private static final int COPY_EVERY = 256;

    private final List<Consumer<JournalRecord>> listeners;
    private final Path database;
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Thread thread;
    private boolean stopped;
    private int sinceCopy;

    private JournalThread(List<Consumer<JournalRecord>> listeners, Path database) {
        this.listeners = listeners;
        this.database = database;
        this.thread = new Thread(this::loop, "journal");
        this.thread.setDaemon(true);
    }

    static JournalThread start(List<Consumer<JournalRecord>> listeners, Path database) {
        JournalThread started = new JournalThread(listeners, database);
        started.thread.start();
        return started;
    }

    void stored(JournalRecord record) {
        tasks.add(() -> tell(record));
    }

    void run(Runnable task) {
        tasks.add(task);
    }

    private void tell(JournalRecord record) {
        for (Consumer<JournalRecord> each : listeners) {
            try {
                each.accept(record);
            } catch (RuntimeException e) {
                LOG.error("a listener failed on {}", record, e);
            }
        }
        sinceCopy++;
        if (sinceCopy >= COPY_EVERY && tasks.isEmpty()) {
            copyLog();
        }
    }

    /** Beside appends and readers, on a connection of its own: waits for nobody, copies as far as no reader needs the log. */
    private void copyLog() {
        sinceCopy = 0;
        try (Connection connection = JournalWriter.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
        } catch (SQLException e) {
            LOG.warn("the log was not copied into the journal, it will be later: {}", e.getMessage());
        }
    }

    private void loop() {
        try {
            while (!stopped) {
                tasks.take().run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until everything stored was told. Does nothing more on the journal's thread itself. */
    @Override
    public void close() {
        tasks.add(() -> stopped = true);
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
