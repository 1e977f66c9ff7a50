package motcua.server.organisation;

import static motcua.server.language.Language.say;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import motcua.server.register.CellText;
import motcua.server.register.Check;
import motcua.server.register.Column;
import motcua.server.register.Entry;

/** What must be true of all units together: a superior on every day, no circle, no code of two units, none used again. */
final class UnitRules {
    private final Check check;
    private final Units units;

    private UnitRules(Check check) {
        this.check = check;
        this.units = new Units(
                check.entries().stream().map(each -> state(each.cells())).toList(), List.of());
    }

    static void look(Check check) {
        UnitRules rules = new UnitRules(check);
        rules.superiors();
        rules.circles();
        rules.codes();
    }

    static UnitState state(List<String> cells) {
        return new UnitState(
                cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.get(4), cells.get(5), cells.get(6));
    }

    private void superiors() {
        for (Entry each : check.entries()) {
            UnitState state = state(each.cells());
            if (state.parent().isEmpty()) {
                continue;
            }
            if (state.parent().equals(state.id())) {
                check.fault(
                        each,
                        "parent",
                        say("một đơn vị không thể là cấp trên của chính nó", "a unit cannot be its own superior"));
                continue;
            }
            List<UnitState> above = units.states(state.parent());
            if (above.isEmpty()) {
                check.fault(each, "parent", say("không có đơn vị “", "there is no unit “") + state.parent() + "”");
                continue;
            }
            missingDay(state)
                    .ifPresent(day -> check.fault(
                            each,
                            "parent",
                            say("đơn vị “", "the unit “")
                                    + units.name(state.parent(), day)
                                    + say("” không tồn tại vào ngày ", "” does not exist on ")
                                    + shown(day)));
        }
    }

    /** A day on which a unit has this superior and the superior is not there. */
    private Optional<String> missingDay(UnitState state) {
        TreeSet<String> days = new TreeSet<>();
        days.add(state.validFrom());
        for (UnitState above : units.states(state.parent())) {
            if (!above.validTo().isEmpty() && state.holdsOn(above.validTo())) {
                days.add(above.validTo());
            }
        }
        return days.stream()
                .filter(day -> units.on(state.parent(), day).isEmpty())
                .findFirst();
    }

    private void circles() {
        Set<String> days =
                check.entries().stream().map(each -> each.cells().get(1)).collect(Collectors.toSet());
        Set<String> told = new HashSet<>();
        for (Entry each : check.entries()) {
            UnitState state = state(each.cells());
            for (String day : days) {
                if (state.holdsOn(day)
                        && !state.parent().isEmpty()
                        && !state.parent().equals(state.id())
                        && isBelowItself(state.id(), day)
                        && told.add(state.id())) {
                    check.fault(
                            each,
                            "parent",
                            say(
                                            "vòng lặp: đơn vị này nằm dưới chính nó vào ngày ",
                                            "a circle: this unit is below itself on ")
                                    + shown(day));
                }
            }
        }
    }

    private boolean isBelowItself(String id, String day) {
        Set<String> seen = new HashSet<>();
        String current = id;
        while (seen.add(current)) {
            String parent = units.on(current, day).map(UnitState::parent).orElse("");
            if (parent.isEmpty()) {
                return false;
            }
            if (parent.equals(id)) {
                return true;
            }
            current = parent;
        }
        return false;
    }

    private void codes() {
        Map<String, Entry> byCode = new HashMap<>();
        List<Entry> inOrder = check.entries().stream()
                .filter(each -> !each.cells().get(5).isEmpty())
                .sorted(Comparator.comparing((Entry each) -> each.cells().get(1))
                        .thenComparing(Entry::line))
                .toList();
        for (Entry each : inOrder) {
            UnitState state = state(each.cells());
            Entry earlier = byCode.get(state.code());
            UnitState before = earlier == null ? state : state(earlier.cells());
            if (earlier != null && !before.id().equals(state.id())) {
                boolean newer = each.line() > 0;
                Entry blamed = newer ? each : earlier;
                if (before.validTo().isEmpty() || before.validTo().compareTo(state.validFrom()) > 0) {
                    check.fault(
                            blamed,
                            "code",
                            say("trùng mã “", "the code “")
                                    + state.code()
                                    + say("” với “", "” is also that of “")
                                    + (newer ? before : state).name() + "”");
                } else if (!before.validTo().equals(state.validFrom())) {
                    check.fault(
                            blamed,
                            "code",
                            say("mã “", "the code “")
                                    + state.code()
                                    + say(
                                            "” đã đóng, không dùng lại cho đơn vị khác",
                                            "” was closed and is never given to another unit"));
                }
            }
            byCode.put(state.code(), each);
        }
    }

    private static String shown(String day) {
        return CellText.show(Column.free("", Column.Kind.DAY, "", ""), day);
    }
}
