package motcua.server.satisfaction;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Puts together what was told first, what came and what went later. Only sums and differences of safe cells. */
final class Layers {
    private final List<Row> rows = new ArrayList<>();

    private record Row(SafeCell of, Set<String> keys, LocalDate from, LocalDate to, Tally tally, boolean lessened) {}

    private Layers() {}

    /**
     * The cells to tell.
     *
     * @param told cells of the first layer and of all in which ratings came
     * @param gone cells of layers in which ratings went. Where one of these stands for several rows, so does what is left; what is
     *     left and not safe is not told
     */
    static List<SafeCell> of(List<SafeCell> told, List<SafeCell> gone) {
        if (gone.isEmpty()) {
            return told;
        }
        Layers layers = new Layers();
        told.forEach(cell -> layers.rows.add(new Row(cell, cell.keys(), cell.from(), cell.to(), cell.tally(), false)));
        gone.forEach(layers::take);
        return layers.rows.stream()
                .filter(row -> !row.lessened || row.tally.isSafe())
                .map(row -> row.lessened
                        ? new SafeCell(
                                row.of.office(),
                                row.of.mode(),
                                row.of.dimension(),
                                row.from,
                                row.to,
                                row.keys,
                                row.tally)
                        : row.of)
                .toList();
    }

    private void take(SafeCell gone) {
        List<Row> touched = rows.stream().filter(row -> meets(row, gone)).toList();
        if (touched.isEmpty()) {
            return;
        }
        Set<String> keys = new TreeSet<>();
        Tally sum = Tally.none(gone.tally().scale());
        LocalDate from = touched.get(0).from;
        LocalDate to = touched.get(0).to;
        for (Row row : touched) {
            keys.addAll(row.keys);
            sum = sum.plus(row.tally);
            from = row.from.isBefore(from) ? row.from : from;
            to = row.to.isAfter(to) ? row.to : to;
        }
        rows.removeAll(touched);
        rows.add(new Row(touched.get(0).of, keys, from, to, sum.minus(gone.tally()), true));
    }

    private static boolean meets(Row row, SafeCell gone) {
        return row.of.office().equals(gone.office())
                && row.of.mode().equals(gone.mode())
                && row.of.dimension() == gone.dimension()
                && row.tally.scale().equals(gone.tally().scale())
                && !row.to.isBefore(gone.from())
                && !row.from.isAfter(gone.to())
                && !Collections.disjoint(row.keys, gone.keys());
    }
}
