package motcua.kiosk.voice;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Calls that wait for the voice, and which of them are not worth saying any more. For one thread at a time. */
final class WaitingCalls {
    /** A call older than this is not said: the board has shown it long enough, and the room waits for others. */
    static final long STALE_MS = 60_000;

    /** While so many wait behind it, a repetition is not said. */
    static final int CROWD = 2;

    private static final int MOST = 50;

    private final List<Waiting> waiting = new ArrayList<>();
    private long replaced;
    private long repeats;
    private long expired;
    private long overflowed;

    /**
     * A call that waits.
     *
     * @param sinceUpMs when it was made; a newer call of the ticket makes it new
     * @param repeat it was heard before
     */
    record Waiting(Call call, long sinceUpMs, boolean repeat) {}

    /** Takes a call in. One of the same ticket that still waits gives way to it and leaves it its place. */
    void add(Call call, long upMs) {
        boolean repeat = call.kind() == Call.Kind.RECALL;
        for (int i = 0; i < waiting.size(); i++) {
            Waiting old = waiting.get(i);
            if (old.call.label().equals(call.label())) {
                replaced++;
                // Nobody has heard the old one yet, so what repeats it is the first thing that is heard.
                boolean unheard = repeat && !old.repeat;
                boolean same = unheard && old.call.counter() == call.counter();
                waiting.set(i, new Waiting(same ? old.call : call, upMs, repeat && !unheard));
                return;
            }
        }
        if (waiting.size() == MOST) {
            waiting.remove(0);
            overflowed++;
        }
        waiting.add(new Waiting(call, upMs, repeat));
    }

    /** The next call worth saying, taken out. */
    Optional<Waiting> take(long upMs) {
        while (!waiting.isEmpty()) {
            Waiting next = waiting.remove(0);
            if (upMs - next.sinceUpMs > STALE_MS) {
                expired++;
            } else if (next.repeat && waiting.size() >= CROWD) {
                repeats++;
            } else {
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }

    /** Gives a call back that could not be said, to be said next, unless the ticket was called anew meanwhile. */
    void putBack(Waiting call) {
        if (waiting.stream().noneMatch(each -> each.call.label().equals(call.call.label()))) {
            waiting.add(0, call);
        } else {
            replaced++;
        }
    }

    /** Takes out whatever waits for a ticket. */
    void withdraw(String label) {
        for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
            if (each.next().call.label().equals(label)) {
                each.remove();
            }
        }
    }

    int size() {
        return waiting.size();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Calls that gave way to a newer one of the same ticket. */
    long replaced() {
        return replaced;
    }

    /** Repetitions that were left out because others waited. */
    long repeats() {
        return repeats;
    }

    /** A second saying was left out because others waited. */
    void leftOutSecondSaying() {
        repeats++;
    }

    /** Calls that waited too long, or were too many. */
    long expired() {
        return expired + overflowed;
    }
}
