package motcua.kiosk.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import motcua.contract.body.DeviceChanged;
import motcua.contract.journal.JournalRecord;
import motcua.contract.journal.RecordType;
import motcua.contract.json.MalformedJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the presses that could not be stored and that nobody keeps either: those on a screen or a wired key. A pad keeps its own.
 *
 * <p>The counts only ever rise. They stand in small files whose room was taken when the kiosk started, so that a full disk does not
 * keep them from being written; a record says how far they have been reported, so that no cut counts anything twice. Safe for any
 * thread.
 */
public final class LostPresses implements AutoCloseable {
    /** Name of the device in the records that report presses which were lost. */
    public static final String DEVICE = "disk";
    /** State in those records. */
    public static final String STATE = "LOST";

    private static final Logger LOG = LoggerFactory.getLogger(LostPresses.class);
    private static final String FILE = "lost-presses";
    /** One block of the disk; a counter needs at most 14 of its bytes. */
    private static final int BYTES = 4_096;

    private static final Pattern COUNT = Pattern.compile("([0-9]{1,6})=([0-9]{1,9})");
    private static final Pattern DETAIL = Pattern.compile("[0-9]+ presses, ([0-9]{1,9}) in all");

    private final List<FileChannel> files;
    private final SortedMap<Integer, Long> lost = new TreeMap<>();
    private final SortedMap<Integer, Long> reported = new TreeMap<>();
    private boolean written = true;

    private LostPresses(List<FileChannel> files) {
        this.files = files;
    }

    /**
     * Reads the counts and takes room for more.
     *
     * @param folders where the counts are kept, each on its own; one that cannot be used is passed over, since the kiosk works
     *     without
     */
    public static LostPresses open(List<Path> folders) {
        LostPresses lost = new LostPresses(new ArrayList<>());
        for (Path folder : folders) {
            try {
                lost.use(folder.resolve(FILE));
            } catch (IOException e) {
                LOG.warn("presses that are lost cannot be counted in {}: {}", folder, e.getMessage());
            }
        }
        return lost;
    }

    private void use(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            ByteBuffer bytes = ByteBuffer.allocate(BYTES);
            channel.read(bytes, 0);
            Matcher each = COUNT.matcher(new String(bytes.array(), StandardCharsets.ISO_8859_1));
            while (each.find()) {
                lost.merge(Integer.valueOf(each.group(1)), Long.valueOf(each.group(2)), Math::max);
            }
            write(channel);
            files.add(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private void write(FileChannel channel) throws IOException {
        StringBuilder text = new StringBuilder();
        lost.forEach((counter, count) ->
                text.append(counter).append('=').append(count).append('\n'));
        byte[] block = Arrays.copyOf(text.toString().getBytes(StandardCharsets.US_ASCII), BYTES);
        ByteBuffer bytes = ByteBuffer.wrap(block);
        while (bytes.hasRemaining()) {
            channel.write(bytes, bytes.position());
        }
        channel.force(false);
    }

    /** Takes in a stored record: what was reported before is not reported again. */
    public synchronized void take(JournalRecord record) {
        if (!record.header().type().equals(RecordType.DEVICE_CHANGED.wireName()) || record.erased()) {
            return;
        }
        try {
            DeviceChanged change = record.body(DeviceChanged.class);
            Matcher detail = DETAIL.matcher(change.detail() == null ? "" : change.detail());
            if (change.device().equals(DEVICE) && change.state().equals(STATE) && detail.matches()) {
                reported(change.counter() == null ? 0 : change.counter(), Long.parseLong(detail.group(1)));
            }
        } catch (MalformedJson e) {
            LOG.warn("{} cannot be read: {}", record, e.getMessage());
        }
    }

    private void reported(int counter, long total) {
        reported.merge(counter, total, Math::max);
        lost.merge(counter, total, Math::max); // a file that was lost as well begins where the records end
    }

    /** Counts a press that is lost. Returns at once when the disk does not take the count; it is tried again. */
    public synchronized void count(int counter) {
        lost.merge(counter, 1L, Long::sum);
        written = false;
        keep();
        LOG.error("a press at counter {} was not recorded, {} in all", counter, lost.get(counter));
    }

    /** Tries to write counts that the disk did not take. */
    public synchronized void keep() {
        if (written) {
            return;
        }
        boolean all = true;
        for (FileChannel each : files) {
            try {
                write(each);
            } catch (IOException e) {
                all = false;
                LOG.debug("the count of lost presses was not written: {}", e.getMessage());
            }
        }
        written = all;
    }

    /** How many were lost since the kiosk was set up. */
    public synchronized long total() {
        return lost.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What no record says yet: one body for each counter. */
    public synchronized List<DeviceChanged> unreported() {
        List<DeviceChanged> bodies = new ArrayList<>();
        for (Map.Entry<Integer, Long> each : lost.entrySet()) {
            long more = each.getValue() - reported.getOrDefault(each.getKey(), 0L);
            if (more > 0) {
                bodies.add(new DeviceChanged(
                        DEVICE, each.getKey(), STATE, more + " presses, " + each.getValue() + " in all"));
            }
        }
        return bodies;
    }

    @Override
    public void close() throws IOException {
        keep();
        for (FileChannel each : files) {
            each.close();
        }
    }
}
