package motcua.server.counting;

import java.util.Arrays;
import java.util.List;

/**
 * One cell: a table and the values of its key columns, each a {@link String} or an {@link Integer}. Ordered by table, then value by
 * value, so that all writers touch cells in one order.
 */
public final class CellKey implements Comparable<CellKey> {
    private final CellTable table;
    private final Object[] values;
    private final int hash;

    public CellKey(CellTable table, Object... values) {
        this.table = table;
        this.values = values;
        this.hash = Arrays.hashCode(values) * 31 + table.name().hashCode();
    }

    public CellTable table() {
        return table;
    }

    public List<Object> values() {
        return List.of(values);
    }

    /** The value of the key column with this number, from 0. */
    Object value(int column) {
        return values[column];
    }

    @Override
    public int compareTo(CellKey other) {
        int order = table.compareTo(other.table);
        for (int i = 0; order == 0 && i < values.length; i++) {
            order = values[i] instanceof Integer number
                    ? number.compareTo((Integer) other.values[i])
                    : ((String) values[i]).compareTo((String) other.values[i]);
        }
        return order;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CellKey that && table == that.table && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return table.table() + Arrays.toString(values);
    }
}
