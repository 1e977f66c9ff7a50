package motcua.server.satisfaction;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;

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
    private final long[][] shared;
    private final long[][] satisfied;

    /**
     * Takes what both tables share.
     *
     * @param shared ratings by row of the first and row of the second table
     * @param satisfied the satisfied ones of these
     */
    Differencing(long[][] shared, long[][] satisfied) {
        this.shared = shared;
        this.satisfied = satisfied;
    }

    /** A pair of rows whose difference tells too much: row of the first table and row of the second. */
    record Leak(int first, int second) {}

    Optional<Leak> leak() {
        long[] nFirst = sumsOfRows(shared);
        long[] nSecond = sumsOfColumns(shared);
        long[] satFirst = sumsOfRows(satisfied);
        long[] satSecond = sumsOfColumns(satisfied);
        for (int a = 0; a < shared.length; a++) {
            for (int b = 0; b < nSecond.length; b++) {
                long cell = shared[a][b];
                if (cell == 0 || Tally.isSafe(cell, satisfied[a][b])) {
                    continue;
                }
                if (smallest(a, b, nFirst, nSecond) < Tally.LEAST_SHOWN || smallest(a, b, satFirst, satSecond) == 0) {
                    return Optional.of(new Leak(a, b));
                }
            }
        }
        return Optional.empty();
    }

    /** The least weight of a D that contains what rows a and b share. */
    private long smallest(int a, int b, long[] first, long[] second) {
        long[] source = second.clone();
        source[b] = 0;
        long[] sink = first.clone();
        sink[a] = 0;
        long offered = Arrays.stream(source).sum();
        return first[a] - (offered - maximumFlow(source, sink));
    }

    private long maximumFlow(long[] source, long[] sink) {
        int rows = sink.length;
        int columns = source.length;
        long[][] flow = new long[rows][columns];
        long total = 0;
        int[] columnBefore = new int[rows];
        int[] rowBefore = new int[columns];
        while (true) {
            Arrays.fill(columnBefore, -1);
            Arrays.fill(rowBefore, -2);
            ArrayDeque<Integer> open = new ArrayDeque<>();
            for (int b = 0; b < columns; b++) {
                if (source[b] > 0) {
                    rowBefore[b] = -1;
                    open.add(b);
                }
            }
            int end = -1;
            while (end < 0 && !open.isEmpty()) {
                int b = open.remove();
                for (int a = 0; a < rows && end < 0; a++) {
                    if (shared[a][b] == 0 || columnBefore[a] >= 0) {
                        continue;
                    }
                    columnBefore[a] = b;
                    if (sink[a] > 0) {
                        end = a;
                        break;
                    }
                    for (int next = 0; next < columns; next++) {
                        if (flow[a][next] > 0 && rowBefore[next] == -2) {
                            rowBefore[next] = a;
                            open.add(next);
                        }
                    }
                }
            }
            if (end < 0) {
                return total;
            }
            long amount = sink[end];
            int start = columnBefore[end];
            for (int row = rowBefore[start]; row >= 0; row = rowBefore[start]) {
                amount = Math.min(amount, flow[row][start]);
                start = columnBefore[row];
            }
            amount = Math.min(amount, source[start]);
            sink[end] -= amount;
            source[start] -= amount;
            int row = end;
            while (true) {
                int column = columnBefore[row];
                flow[row][column] += amount;
                if (rowBefore[column] < 0) {
                    break;
                }
                row = rowBefore[column];
                flow[row][column] -= amount;
            }
            total += amount;
        }
    }

    private static long[] sumsOfRows(long[][] cells) {
        return Arrays.stream(cells).mapToLong(row -> Arrays.stream(row).sum()).toArray();
    }

    private static long[] sumsOfColumns(long[][] cells) {
        long[] sums = new long[cells.length == 0 ? 0 : cells[0].length];
        for (long[] row : cells) {
            for (int b = 0; b < row.length; b++) {
                sums[b] += row[b];
            }
        }
        return sums;
    }
}
