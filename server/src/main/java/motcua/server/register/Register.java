package motcua.server.register;

import static motcua.server.language.Language.say;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import motcua.server.access.Role;

/**
 * One list that people keep.
 *
 * @param name in the log of changes
 * @param table in the database; its columns are those of the register, all of them text
 * @param path last part of its address under {@code /admin/}
 * @param ofUnit index of the column whose unit or office says who may change a row; -1 = only who stands over everything
 * @param about index of the column with a unit that must be the person's too once anything is known of it; -1 = none
 * @param dated whether rows of one identity follow one another in time: the columns {@code valid_from} and {@code valid_to}
 * @param closes whether a row that a complete list lacks ends instead of being deleted
 * @param editors who may change it; they and who stands above may look at it
 */
public record Register(
        String name,
        String table,
        String path,
        String vi,
        String en,
        List<Column> columns,
        int ofUnit,
        int about,
        boolean dated,
        boolean closes,
        Rules rules,
        Set<Role> editors) {
    public Register {
        columns = List.copyOf(columns);
        editors = Set.copyOf(editors);
    }

    /** A register whose rows are about no unit but their own. */
    public Register(
            String name,
            String table,
            String path,
            String vi,
            String en,
            List<Column> columns,
            int ofUnit,
            boolean dated,
            boolean closes,
            Rules rules,
            Set<Role> editors) {
        this(name, table, path, vi, en, columns, ofUnit, -1, dated, closes, rules, editors);
    }

    /** Looks at all rows of a register together, as they would be after a change. */
    @FunctionalInterface
    public interface Rules {
        /** Adds what is wrong to the faults of {@code check}. */
        void look(Check check);
    }

    /** The title a page uses. */
    public String title() {
        return say(vi, en);
    }

    /** Where a column stands. */
    public int index(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException(name + " has no column " + column);
    }

    /** What tells a row apart. */
    public List<String> key(List<String> cells) {
        return pick(cells, true);
    }

    /** The key without the day from which the row holds: what a row is about. */
    List<String> identity(List<String> cells) {
        return pick(cells, false);
    }

    /** Changes with every change of a row. */
    public String version(List<String> cells) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String cell : cells) {
                digest.update(cell.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private List<String> pick(List<String> cells, boolean withDay) {
        List<String> key = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).key() && (withDay || !columns.get(i).name().equals("valid_from"))) {
                key.add(cells.get(i));
            }
        }
        return List.copyOf(key);
    }
}
