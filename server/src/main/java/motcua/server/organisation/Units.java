package motcua.server.organisation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** All units with all their states, and who followed whom. Never changes once made. */
public final class Units {
    private static final Comparator<UnitState> BY_DAY = Comparator.comparing(UnitState::validFrom);

    private final Map<String, List<UnitState>> states = new LinkedHashMap<>();
    private final Map<String, List<Succession>> after = new HashMap<>();
    private final List<Succession> successions;

    /** Units of these states. */
    public Units(Collection<UnitState> all, Collection<Succession> successions) {
        all.stream()
                .sorted(Comparator.comparing(UnitState::id).thenComparing(BY_DAY))
                .forEach(state -> states.computeIfAbsent(state.id(), id -> new ArrayList<>())
                        .add(state));
        this.successions = successions.stream()
                .sorted(Comparator.comparing(Succession::day).thenComparing(Succession::to))
                .toList();
        this.successions.forEach(each ->
                after.computeIfAbsent(each.from(), id -> new ArrayList<>()).add(each));
    }

    /** Who followed whom, the earliest first. */
    public List<Succession> successions() {
        return successions;
    }

    /** The states of a unit, the earliest first. */
    public List<UnitState> states(String id) {
        return List.copyOf(states.getOrDefault(id, List.of()));
    }

    /** All ids that ever were. */
    public Set<String> ids() {
        return Set.copyOf(states.keySet());
    }

    /** What a unit was on a day. */
    public Optional<UnitState> on(String id, String day) {
        return states.getOrDefault(id, List.of()).stream()
                .filter(state -> state.holdsOn(day))
                .findFirst();
    }

    /** The name of a unit on a day; outside its dates the nearest one it had; the id if it never had one. */
    public String name(String id, String day) {
        List<UnitState> all = states.getOrDefault(id, List.of());
        return all.stream()
                .filter(state -> state.validFrom().compareTo(day) <= 0)
                .max(BY_DAY)
                .or(() -> all.stream().findFirst())
                .map(UnitState::name)
                .orElse(id);
    }

    /**
     * Where what a unit did is looked for on a day: the unit itself while it exists, after its end the unit that followed it, and
     * where none or several did, the unit above it. Empty = at the top.
     */
    public String home(String id, String day) {
        return home(id, day, new HashSet<>());
    }

    private String home(String id, String day, Set<String> seen) {
        List<UnitState> all = states.getOrDefault(id, List.of());
        if (id.isEmpty() || all.isEmpty() || !seen.add(id)) {
            return "";
        }
        if (on(id, day).isPresent()) {
            return id;
        }
        Optional<UnitState> last = all.stream()
                .filter(state -> state.validFrom().compareTo(day) <= 0)
                .max(BY_DAY);
        if (last.isEmpty()) {
            return "";
        }
        List<String> followers = after.getOrDefault(id, List.of()).stream()
                .filter(each -> each.day().compareTo(day) <= 0 && !each.to().equals(id))
                .map(Succession::to)
                .distinct()
                .toList();
        return home(followers.size() == 1 ? followers.get(0) : last.get().parent(), day, seen);
    }

    /**
     * The units of a day that a unit lives on in: itself while it exists, else all that followed it, each by those that followed
     * that one. None if it ended without anybody following.
     */
    public Set<String> heirs(String id, String day) {
        Set<String> heirs = new TreeSet<>();
        heirs(id, day, heirs, new HashSet<>());
        return heirs;
    }

    private void heirs(String id, String day, Set<String> heirs, Set<String> seen) {
        if (!seen.add(id)) {
            return;
        }
        if (on(id, day).isPresent()) {
            heirs.add(id);
            return;
        }
        after.getOrDefault(id, List.of()).stream()
                .filter(each -> each.day().compareTo(day) <= 0)
                .forEach(each -> heirs(each.to(), day, heirs, seen));
    }

    /**
     * The unit above another one on a day; of one that ended whoever is above those that followed it (the first of them by id), and
     * where nobody did, whoever answers for it. Empty = at the top.
     */
    public String superior(String id, String day) {
        return heirs(id, day).stream()
                .findFirst()
                .flatMap(heir -> on(heir, day))
                .map(state -> home(state.parent(), day))
                .orElseGet(() -> home(id, day));
    }

    /** Who answers for a unit on a day: its home, and before its first day what will be above it. Empty = only the top. */
    public String keeper(String id, String day) {
        Set<String> seen = new HashSet<>();
        String current = id;
        while (seen.add(current)) {
            List<UnitState> all = states.getOrDefault(current, List.of());
            if (all.isEmpty() || all.get(0).validFrom().compareTo(day) <= 0) {
                return home(current, day);
            }
            current = all.get(0).parent();
        }
        return "";
    }

    /** The tree of a day with these offices, whose ids and names come from their settings. */
    OrganisationStore.Tree tree(String day, Map<String, String> offices) {
        Map<String, OrgUnit> units = new LinkedHashMap<>();
        states.forEach((id, all) -> on(id, day).ifPresent(state -> units.put(id, state.unit())));
        offices.forEach((id, name) -> units.put(id, office(id, name, day)));
        return new OrganisationStore.Tree(units, offices.keySet());
    }

    private OrgUnit office(String id, String name, String day) {
        Optional<UnitState> now = on(id, day);
        if (now.isPresent()) {
            return new OrgUnit(
                    id, now.get().parent(), now.get().type(), name, now.get().code());
        }
        // One that ended or has not begun is below whoever answers for it, so that nothing it did is nobody's.
        return new OrgUnit(id, keeper(id, day), "OFFICE", name, "");
    }

    /** The offices of a unit from one day to another, cut where they change; days on which it has none are left out. */
    List<Stretch> stretches(
            String unit, LocalDate from, LocalDate to, TreeView view, LocalDate today, Map<String, String> offices) {
        if (view == TreeView.TODAY || unit.isEmpty()) {
            Set<String> below = new HashSet<>();
            OrganisationStore.Tree tree = tree(today.toString(), offices);
            for (String wanted : inheritors(unit, today.toString(), offices)) {
                below.addAll(tree.offices(wanted));
            }
            return below.isEmpty() ? List.of() : List.of(new Stretch(from, to, below));
        }
        TreeSet<LocalDate> cuts = new TreeSet<>();
        cuts.add(from);
        for (List<UnitState> each : states.values()) {
            for (UnitState state : each) {
                cut(cuts, state.validFrom(), from, to);
                cut(cuts, state.validTo(), from, to);
            }
        }
        List<Stretch> stretches = new ArrayList<>();
        for (LocalDate start : cuts) {
            LocalDate next = cuts.higher(start);
            LocalDate end = next == null ? to : next.minusDays(1);
            Set<String> below = tree(start.toString(), offices).offices(unit);
            Stretch last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
            if (last != null
                    && last.offices().equals(below)
                    && last.to().plusDays(1).equals(start)) {
                stretches.set(stretches.size() - 1, new Stretch(last.from(), end, below));
            } else if (!below.isEmpty()) {
                stretches.add(new Stretch(start, end, below));
            }
        }
        return stretches;
    }

    /** Whose figures of today are those of a unit: all that it was split into, what it was merged into, or who answers for it. */
    private Set<String> inheritors(String unit, String today, Map<String, String> offices) {
        if (unit.isEmpty() || offices.containsKey(unit)) {
            return Set.of(unit);
        }
        Set<String> heirs = heirs(unit, today);
        String home = heirs.isEmpty() ? home(unit, today) : "";
        return home.isEmpty() ? heirs : Set.of(home);
    }

    private static void cut(Set<LocalDate> cuts, String day, LocalDate from, LocalDate to) {
        if (!day.isEmpty() && day.compareTo(from.toString()) > 0 && day.compareTo(to.toString()) <= 0) {
            cuts.add(LocalDate.parse(day));
        }
    }
}
