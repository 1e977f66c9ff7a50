package motcua.server.access;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * Keeps the log of sign-ins that were not granted short, however many come. Of each source and minute the first one is written as it
 * is, then the 2nd, 4th, 8th and so on with how many there were so far and with which names; the exact number follows with the next
 * one after the minute, and at the end. Sources beyond {@link #MOST_SOURCES} a minute are written as one. So a minute has at
 * most some hundred entries, and whatever ends the server hides at most half of what came. Safe for any thread.
 */
public final class RefusedSignIns {
    /** Sources that a minute's entries tell apart. */
    static final int MOST_SOURCES = 20;

    private static final int MOST_NAMES = 8;
    private static final long MINUTE_MS = 60_000;
    private static final String OTHERS = "other sources";

    private final AccessLogStore log;
    private final Clock clock;
    private final Map<Source, Count> counts = new HashMap<>();
    private long minute;

    /** Writes to this log. */
    public RefusedSignIns(AccessLogStore log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    private record Source(String action, String role, String address) {}

    private record Line(String name, String role, String action, String detail) {}

    private static final class Count {
        private final TreeSet<String> names = new TreeSet<>();
        private long n;
        private long written;
    }

    /**
     * One more.
     *
     * @param action what the log calls it
     * @param role of the account that tried, empty if nobody is known to have
     */
    public void add(String action, String name, String role, String address) {
        write(noted(action, name, role, address));
    }

    private synchronized List<Line> noted(String action, String name, String role, String address) {
        List<Line> lines = new ArrayList<>();
        long now = clock.millis() / MINUTE_MS;
        if (now != minute) {
            open(lines);
            minute = now;
        }
        Source asked = new Source(action, role, network(address));
        Source source =
                counts.containsKey(asked) || counts.size() < MOST_SOURCES ? asked : new Source(action, "", OTHERS);
        Count count = counts.computeIfAbsent(source, s -> new Count());
        count.n++;
        if (count.names.size() < MOST_NAMES) {
            count.names.add(name.length() > 40 ? name.substring(0, 40) : name);
        }
        if (count.n == 1) {
            count.written = 1;
            lines.add(new Line(name, role, action, address));
        } else if (Long.bitCount(count.n) == 1) {
            lines.add(line(source, count));
        }
        return lines;
    }

    /** Writes the exact numbers of what is not written yet. */
    public void finish() {
        List<Line> lines = new ArrayList<>();
        synchronized (this) {
            open(lines);
        }
        write(lines);
    }

    private void open(List<Line> lines) {
        counts.forEach((source, count) -> {
            if (count.n > count.written) {
                lines.add(line(source, count));
            }
        });
        counts.clear();
    }

    private static Line line(Source source, Count count) {
        count.written = count.n;
        String names = String.join(", ", count.names) + (count.names.size() < MOST_NAMES ? "" : ", …");
        return new Line(
                names,
                source.role,
                source.action,
                String.format(Locale.ROOT, "%s: %d in one minute; names: %s", source.address, count.n, names));
    }

    /** Not under the lock: while the database is slow, others are counted and sign in. */
    private void write(List<Line> lines) {
        lines.forEach(line -> log.add(line.name, line.role, line.action, line.detail));
    }

    /** Of an IPv6 address the network that one subscriber has: whoever has one address of it has them all. */
    private static String network(String address) {
        String[] groups = address.split(":", -1);
        if (groups.length <= 4) {
            return address;
        }
        return String.join(":", List.of(groups).subList(0, 4)) + "::/64";
    }
}
