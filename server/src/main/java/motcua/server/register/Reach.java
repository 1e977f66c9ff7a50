package motcua.server.register;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What a person may change of a register. */
final class Reach {
    private final Register register;
    private final Set<String> offices;
    private final Predicate<String> covers;
    private final Map<String, List<List<String>>> known = new HashMap<>();

    /**
     * What this person may change.
     *
     * @param current all rows as they stand
     * @param offices that records came from
     * @param covers whether the person may change rows of a unit or office
     */
    Reach(Register register, List<List<String>> current, Set<String> offices, Predicate<String> covers) {
        this.register = register;
        this.offices = offices;
        this.covers = covers;
        if (register.about() >= 0) {
            current.forEach(cells -> known.computeIfAbsent(cells.get(register.about()), unit -> new ArrayList<>())
                    .add(cells));
        }
    }

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
        List<List<String>> rows = known.getOrDefault(unit, List.of());
        return rows.isEmpty() && !offices.contains(unit)
                || covers.test(unit) && rows.stream().allMatch(this::owns);
    }
}
