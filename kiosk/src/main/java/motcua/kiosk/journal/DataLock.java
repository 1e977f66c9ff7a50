package motcua.kiosk.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Holds a journal folder for one process; the operating system lets go of it when the process ends, however it ends. */
final class DataLock implements AutoCloseable {
    private static final String FILE = "journal.lock";

    private final FileChannel channel;
    private final FileLock lock;

    private DataLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    static DataLock take(Path dir) throws IOException {
        FileChannel channel = FileChannel.open(dir.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new DataLock(channel, lock);
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new JournalInUse(dir);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new JournalInUse(dir);
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
