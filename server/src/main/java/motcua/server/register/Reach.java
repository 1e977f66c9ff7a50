package motcua.server.register;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a person may change of a register.
 *
 * @param current all rows as they stand
 * @param offices that records came from
 * @param covers whether the person may change rows of a unit or office
 */
record Reach(Register register, List<List<String>> current, Set<String> offices, Predicate<String> covers) {
    /** Whether a row belongs to a unit of the person. */
    boolean owns(List<String> cells) {
        return covers.test(register.ofUnit() < 0 ? "" : cells.get(register.ofUnit()));
    }

    /**
     * Whether the person answers for the unit a row is about: a row that names an own unit as superior or follower must not take over
     * what is another's. A unit that nothing is known of yet is anybody's.
     */
    boolean answersFor(List<String> cells) {
        if (register.about() < 0) {
            return true;
        }
        String unit = cells.get(register.about());
        if (!register.dated()) {
            return covers.test(unit);
        }
        List<List<String>> known = current.stream()
                .filter(row -> row.get(register.about()).equals(unit))
                .toList();
        return known.isEmpty() && !offices.contains(unit)
                || covers.test(unit) && known.stream().allMatch(this::owns);
    }
}
