package motcua.bridge.gpio;

import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * GPIO chips behind the C library, as far as a driver can see them. The numbers are written out again here: what the
 * driver believes must not decide what it is tested against.
 */
final class ScriptedKernel implements LibC {
    private static final int ENODEV = 19;
    private static final short POLLERR = 8;

    /** A taken set of lines. */
    record Taken(String chip, List<Integer> lines, long flags, int debounceUs, long debouncedMask, String consumer) {}

    private final Map<String, String> labels = new TreeMap<>();
    private final Map<Integer, String> open = new HashMap<>();
    private final Map<Integer, Taken> requests = new HashMap<>();
    private final Map<Integer, Long> levels = new HashMap<>();
    private final Deque<byte[]> events = new ArrayDeque<>();
    private final List<Integer> set = new ArrayList<>();
    private int nextFile = 10;
    private int seqno;
    private boolean version1 = true;
    private boolean woken;
    private boolean gone;
    private int refusal;
    private int interruptions;

    synchronized ScriptedKernel chip(Path device, String label) {
        labels.put(device.toString(), label);
        return this;
    }

    synchronized ScriptedKernel withoutVersion1() {
        version1 = false;
        return this;
    }

    /** Refuses lines with this error; 0: gives them. */
    synchronized void refuse(int error) {
        refusal = error;
    }

    /** A signal arrives in each of the next calls that wait. */
    synchronized void interrupt(int times) {
        interruptions = times;
    }

    /** Edges that the queue has dropped. */
    synchronized void overflow(int edges) {
        seqno += edges;
    }

    /** An edge of a line: 1 rising, 2 falling. */
    synchronized void edge(int line, int id, long timestampNs) {
        seqno++;
        ByteBuffer event = ByteBuffer.allocate(48).order(ByteOrder.nativeOrder());
        event.putLong(timestampNs).putInt(id).putInt(line).putInt(seqno).putInt(1);
        events.add(event.array());
        notifyAll();
    }

    /** The chip goes, as a USB expander or a driver does. */
    synchronized void remove() {
        gone = true;
        notifyAll();
    }

    synchronized void giveBack() {
        gone = false;
        notifyAll();
    }

    synchronized List<Taken> taken() {
        return List.copyOf(requests.values());
    }

    synchronized int openFiles() {
        return open.size();
    }

    /** Levels of an output request's lines, as bits. */
    synchronized long outputs() {
        return requests.entrySet().stream()
                .filter(each -> (each.getValue().flags() & 8) != 0)
                .mapToLong(each -> levels.getOrDefault(each.getKey(), 0L))
                .findFirst()
                .orElseThrow();
    }

    /** All levels of outputs that were ever set, in order. */
    synchronized List<Integer> levelsSet() {
        return List.copyOf(set);
    }

    @Override
    public synchronized int open(String path, int flags) {
        if (!labels.containsKey(path)) {
            throw new LastErrorException(EACCES);
        }
        return file(path);
    }

    @Override
    public synchronized int ioctl(int file, NativeLong request, Pointer argument) {
        String path = open.get(file);
        if (gone) {
            throw new LastErrorException(ENODEV);
        }
        switch ((int) request.longValue()) {
            case 0x8044B401 -> argument.setString(32, labels.get(path));
            case 0xC048B402 -> {
                if (!version1) {
                    throw new LastErrorException(EINVAL);
                }
            }
            case 0xC250B407 -> argument.setInt(588, take(path, argument));
            case 0xC010B40E -> argument.setLong(0, levels.getOrDefault(file, 0L) & argument.getLong(8));
            case 0xC010B40F -> {
                long mask = argument.getLong(8);
                levels.merge(file, argument.getLong(0) & mask, (old, now) -> old & ~mask | now);
                set.add(levels.get(file).intValue());
            }
            default -> throw new LastErrorException(ENOTTY);
        }
        return 0;
    }

    private int take(String path, Pointer request) {
        if (refusal != 0) {
            throw new LastErrorException(refusal);
        }
        List<Integer> lines = new ArrayList<>();
        for (int n = 0; n < request.getInt(560); n++) {
            lines.add(request.getInt(4L * n));
        }
        boolean debounced = request.getInt(296) == 1 && request.getInt(320) == 3;
        int file = file("lines of " + path);
        requests.put(
                file,
                new Taken(
                        labels.get(path),
                        lines,
                        request.getLong(288),
                        debounced ? request.getInt(328) : 0,
                        debounced ? request.getLong(336) : 0,
                        request.getString(256)));
        return file;
    }

    @Override
    public synchronized int read(int file, Pointer buffer, NativeLong bytes) {
        int at = 0;
        while (!events.isEmpty() && at + 48 <= bytes.longValue()) {
            buffer.write(at, events.remove(), 0, 48);
            at += 48;
        }
        return at;
    }

    @Override
    public synchronized int write(int file, Pointer buffer, NativeLong bytes) {
        woken = true;
        notifyAll();
        return (int) bytes.longValue();
    }

    @Override
    public synchronized int poll(Pointer files, NativeLong count, int timeoutMs) {
        try {
            while (events.isEmpty() && !woken && !gone && interruptions == 0) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (interruptions > 0) {
            interruptions--;
            throw new LastErrorException(EINTR);
        }
        files.setShort(6, gone ? POLLERR : events.isEmpty() ? 0 : POLLIN);
        files.setShort(14, woken ? POLLIN : 0);
        return 1;
    }

    @Override
    public synchronized int eventfd(int value, int flags) {
        woken = false;
        return file("eventfd");
    }

    @Override
    public synchronized int close(int file) {
        if (open.remove(file) == null) {
            throw new IllegalStateException("file " + file + " is closed twice");
        }
        requests.remove(file);
        return 0;
    }

    private int file(String what) {
        open.put(nextFile, what);
        return nextFile++;
    }
}
