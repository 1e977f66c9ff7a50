package motcua.server.register;

import java.util.List;

/**
 * One row before and after.
 *
 * @param before empty = it is new
 * @param after empty = it goes
 */
public record Change(List<String> before, List<String> after) {
    public Change {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /** What happens to the row. */
    public enum Kind {
        ADDED,
        CHANGED,
        REMOVED
    }

    public Kind kind() {
        return before.isEmpty() ? Kind.ADDED : after.isEmpty() ? Kind.REMOVED : Kind.CHANGED;
    }
}
