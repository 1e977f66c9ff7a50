package motcua.kiosk.board;

import java.util.List;
import motcua.kiosk.queue.WaitRange;
import org.jspecify.annotations.Nullable;

/**
 * What the board shows at one moment. Numbers only: no names, no levels, and not who goes first for what reason.
 *
 * @param office its name, empty before it was set up
 * @param practice whether calls do not count yet
 * @param recording whether numbers can be called at all
 * @param wallMs the kiosk's clock, milliseconds since 1970 UTC; absent while it is not trusted
 * @param rows one for each counter that calls numbers, by its number
 * @param next the numbers that will be called next, in that order, at most {@link Board#MOST_NEXT}
 * @param untold those of them that no screen has told yet: a board that shows one says so
 * @param waiting how many wait in all
 * @param expected how long somebody who comes now is likely to wait, absent where nobody can tell
 * @param rest why nobody is served now, absent while somebody is or may be
 * @param reception whether leaders receive citizens today
 * @param texts rises when the {@linkplain BoardTexts texts} may have changed
 */
record BoardView(
        String office,
        boolean practice,
        boolean recording,
        @Nullable Long wallMs,
        List<Row> rows,
        List<String> next,
        List<Untold> untold,
        int waiting,
        @Nullable WaitRange expected,
        @Nullable Rest rest,
        boolean reception,
        long texts) {
    BoardView {
        rows = List.copyOf(rows);
        next = List.copyOf(next);
        untold = List.copyOf(untold);
    }

    /** The same whatever time it is within the minute, and however long rows still flash. */
    BoardView sameAs() {
        return new BoardView(
                office,
                practice,
                recording,
                wallMs == null ? null : Long.valueOf(Math.floorDiv(wallMs, Board.MINUTE_MS)),
                rows.stream().map(Row::sameAs).toList(),
                next,
                untold,
                waiting,
                expected,
                rest,
                reception,
                texts);
    }

    /** A number of which nobody knows whether its paper came out. */
    record Untold(String ticket, String label) {}

    /** How a counter is. */
    enum CounterState {
        /** A number is at the counter. */
        SERVING,
        /** A clerk is there, and no number. */
        FREE,
        /** No clerk, or one who takes a rest. */
        CLOSED
    }

    /**
     * A counter.
     *
     * @param label the number at the counter, absent for none
     * @param called whether its owner may still have to come, so that the row stands out
     * @param call rises with each call, 0 for none
     * @param flashLeftMs how long the row still flashes, 0 when it no longer does
     */
    record Row(int counter, CounterState state, @Nullable String label, boolean called, long call, long flashLeftMs) {
        Row sameAs() {
            return new Row(counter, state, label, called, call, 0);
        }
    }

    /**
     * A time without service.
     *
     * @param from when it began, {@code HH:mm}, known for lunch
     * @param to when the office opens again, {@code HH:mm}, absent if unknown
     * @param day date of that opening, {@code yyyy-MM-dd}, absent if it is today
     */
    record Rest(
            RestKind kind,
            @Nullable String from,
            @Nullable String to,
            @Nullable String day) {}

    /** Why the office rests. */
    enum RestKind {
        LUNCH,
        CLOSED
    }
}
