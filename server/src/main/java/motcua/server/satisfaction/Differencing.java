package motcua.server.satisfaction;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds out whether subtracting rows of one table from rows of another leaves a group that must not be shown.
 *
 * <p>Both tables divide the same ratings. Whoever sees both can add any rows R of the first and take away any rows S of
 * the second that lie wholly inside R: the rest D is told to the last press. D must be empty or safe ({@link
 * Tally#isSafe()}). For a pair of rows (a in R, b not in S) the smallest D is a minimum cut: choosing S demands all rows
 * of the first table that S touches. So every sum of rows is covered, not only single ones, in both directions (the
 * complement of D within the total is the same set seen from the other table).
 */
final class Differencing {
    private static final int UNSEEN = -2;
    private static final int START = -1;

    private final long[][] shared;
    private final long[][] satisfied;
    private final int[][] columnsOfRow;
    private final int[][] rowsOfColumn;

    /**
     * Takes what both tables share.
     *
     * @param shared ratings by row of the first and row of the second table
     * @param satisfied the satisfied ones of these
     */
    Differencing(long[][] shared, long[][] satisfied) {
        this.shared = shared;
        this.satisfied = satisfied;
        int columns = shared.length == 0 ? 0 : shared[0].length;
        this.columnsOfRow = new int[shared.length][];
        for (int row = 0; row < shared.length; row++) {
            long[] cells = shared[row];
            columnsOfRow[row] =
                    IntStream.range(0, columns).filter(b -> cells[b] > 0).toArray();
        }
        this.rowsOfColumn = new int[columns][];
        for (int column = 0; column < columns; column++) {
            int b = column;
            rowsOfColumn[column] = IntStream.range(0, shared.length)
                    .filter(a -> shared[a][b] > 0)
                    .toArray();
        }
    }

    /** A pair of rows whose difference tells too much: row of the first table and row of the second. */
    record Leak(int first, int second) {}

    /** The first pair whose smallest difference tells too much. */
    Optional<Leak> leak() {
        for (int a = 0; a < shared.length; a++) {
            for (int b : columnsOfRow[a]) {
                if (!reaches(a, b, shared, Tally.LEAST_SHOWN) || !reaches(a, b, satisfied, 1)) {
                    return Optional.of(new Leak(a, b));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Whether every D that holds what rows a and b share weighs {@code least} or more.
     *
     * <p>The flow that sends each cell's weight straight through is maximal. Without the source of b and the sink of a it
     * stays so except for what paths from the other cells of a to the other cells of b can still carry; the least D
     * weighs the cell itself and that.
     */
    private boolean reaches(int a, int b, long[][] weights, long least) {
        long missing = least - weights[a][b];
        if (missing <= 0) {
            return true;
        }
        long[] source = weights[a].clone();
        source[b] = 0;
        long[] sink = new long[shared.length];
        long[][] flow = new long[shared.length][];
        for (int row = 0; row < shared.length; row++) {
            flow[row] = weights[row].clone();
            sink[row] = row == a ? 0 : weights[row][b];
            flow[row][b] = 0;
        }
        Arrays.fill(flow[a], 0);
        while (missing > 0) {
            long more = augment(source, sink, flow);
            if (more == 0) {
                return false;
            }
            missing -= more;
        }
        return true;
    }

    /** Sends more along a shortest path, 0 if there is none. */
    private long augment(long[] source, long[] sink, long[][] flow) {
        int[] columnBefore = new int[sink.length];
        int[] rowBefore = new int[source.length];
        Arrays.fill(columnBefore, -1);
        Arrays.fill(rowBefore, UNSEEN);
        ArrayDeque<Integer> open = new ArrayDeque<>();
        for (int column = 0; column < source.length; column++) {
            if (source[column] > 0) {
                rowBefore[column] = START;
                open.add(column);
            }
        }
        while (!open.isEmpty()) {
            int column = open.remove();
            for (int row : rowsOfColumn[column]) {
                if (columnBefore[row] >= 0) {
                    continue;
                }
                columnBefore[row] = column;
                if (sink[row] > 0) {
                    return send(row, columnBefore, rowBefore, source, sink, flow);
                }
                for (int next : columnsOfRow[row]) {
                    if (flow[row][next] > 0 && rowBefore[next] == UNSEEN) {
                        rowBefore[next] = row;
                        open.add(next);
                    }
                }
            }
        }
        return 0;
    }

    private static long send(int end, int[] columnBefore, int[] rowBefore, long[] source, long[] sink, long[][] flow) {
        long amount = sink[end];
        int column = columnBefore[end];
        while (rowBefore[column] != START) {
            amount = Math.min(amount, flow[rowBefore[column]][column]);
            column = columnBefore[rowBefore[column]];
        }
        amount = Math.min(amount, source[column]);
        source[column] -= amount;
        sink[end] -= amount;
        int row = end;
        column = columnBefore[row];
        flow[row][column] += amount;
        while (rowBefore[column] != START) {
            row = rowBefore[column];
            flow[row][column] -= amount;
            column = columnBefore[row];
            flow[row][column] += amount;
        }
        return amount;
    }
}
