package motcua.server.organisation;

import static motcua.server.language.Language.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import motcua.server.register.Entry;
import motcua.server.register.RegisterStore;

/**
 * What becomes of units on one day.
 *
 * @param kind what happens
 * @param day first day of the new state
 * @param old the units it happens to; several only in a merger
 * @param target what they become; empty parts stay as they are
 * @param moved of a split: what goes below the new unit
 */
public record Reorganisation(
        SuccessionKind kind, String day, String decision, List<String> old, Target target, List<String> moved) {
    public Reorganisation {
        old = List.copyOf(old);
        moved = List.copyOf(moved);
    }

    /** @param id of the new unit of a merger or split; a merger into one of the old units names that one */
    public record Target(String id, String name, String type, String code, String parent) {}

    /** What is missing to do it, in the language of the page. */
    public Optional<String> missing(Units units) {
        if (old.isEmpty() || kind == SuccessionKind.MERGE && old.size() < 2) {
            return Optional.of(
                    kind == SuccessionKind.MERGE
                            ? say("Sáp nhập cần ít nhất hai đơn vị cũ.", "A merger needs two old units or more.")
                            : say("Chưa chọn đơn vị cũ.", "Choose the old unit."));
        }
        if (kind != SuccessionKind.MERGE && old.size() > 1) {
            return Optional.of(say("Chỉ chọn một đơn vị cũ.", "Choose one old unit."));
        }
        boolean makes = kind == SuccessionKind.MERGE || kind == SuccessionKind.SPLIT;
        if (makes && (target.id().isEmpty() || target.name().isEmpty())) {
            return Optional.of(say("Đơn vị mới cần định danh và tên.", "The new unit needs an id and a name."));
        }
        if (kind == SuccessionKind.RENAME && target.name().isEmpty()) {
            return Optional.of(say("Chưa ghi tên mới.", "Write the new name."));
        }
        if (kind == SuccessionKind.TRANSFER && target.parent().isEmpty()) {
            return Optional.of(say("Chưa ghi cấp trên mới.", "Write the new superior."));
        }
        for (String each : old) {
            if (units.on(each, day).isEmpty()) {
                return Optional.of(say("Đơn vị “", "The unit “")
                        + each
                        + say("” không tồn tại vào ngày đó.", "” does not exist on that day."));
            }
        }
        return Optional.empty();
    }

    /** The changes of the registers, to be made together. */
    public List<RegisterStore.Wish> wishes(Units units) {
        Map<List<String>, List<String>> rows = new LinkedHashMap<>();
        List<List<String>> links = new ArrayList<>();
        switch (kind) {
            case RENAME, TRANSFER -> {
                UnitState before = units.on(old.get(0), day).orElseThrow();
                put(rows, state(before, target));
                links.add(List.of(before.id(), before.id(), day, kind.name(), decision));
            }
            case MERGE -> merge(units, rows, links);
            case SPLIT -> {
                UnitState before = units.on(old.get(0), day).orElseThrow();
                put(rows, state(before, target, target.id()));
                for (String each : moved) {
                    units.on(each, day).ifPresent(state -> put(rows, below(state, target.id())));
                }
                links.add(List.of(before.id(), target.id(), day, kind.name(), decision));
            }
        }
        return List.of(
                wish(OrganisationRegisters.UNITS, List.copyOf(rows.values())),
                wish(OrganisationRegisters.SUCCESSIONS, links));
    }

    private void merge(Units units, Map<List<String>, List<String>> rows, List<List<String>> links) {
        UnitState first = units.on(old.contains(target.id()) ? target.id() : old.get(0), day)
                .orElseThrow();
        for (String each : old) {
            if (!each.equals(target.id())) {
                UnitState before = units.on(each, day).orElseThrow();
                put(rows, ended(before));
                links.add(List.of(each, target.id(), day, kind.name(), decision));
                for (String child : units.ids()) {
                    units.on(child, day)
                            .filter(state -> state.parent().equals(each))
                            .filter(state -> !old.contains(child))
                            .ifPresent(state -> put(rows, below(state, target.id())));
                }
            }
        }
        put(rows, state(first, target, target.id()));
    }

    /** A row that begins on the day; one that began on it before is replaced. */
    private void put(Map<List<String>, List<String>> rows, List<String> cells) {
        rows.put(List.of(cells.get(0), cells.get(1)), cells);
    }

    private List<String> ended(UnitState before) {
        return List.of(
                before.id(), before.validFrom(), day, before.parent(), before.type(), before.code(), before.name());
    }

    private List<String> below(UnitState state, String parent) {
        return List.of(state.id(), day, state.validTo(), parent, state.type(), state.code(), state.name());
    }

    private List<String> state(UnitState before, Target next) {
        return state(before, next, before.id());
    }

    private List<String> state(UnitState before, Target next, String id) {
        boolean same = id.equals(before.id());
        return List.of(
                id,
                day,
                same ? before.validTo() : "",
                next.parent().isEmpty() ? before.parent() : next.parent(),
                next.type().isEmpty() ? before.type() : next.type(),
                next.code().isEmpty() ? kind == SuccessionKind.SPLIT ? "" : before.code() : next.code(),
                next.name().isEmpty() ? before.name() : next.name());
    }

    private RegisterStore.Wish wish(motcua.server.register.Register register, List<List<String>> rows) {
        List<Entry> entries = new ArrayList<>();
        for (List<String> cells : rows) {
            entries.add(new Entry(1, cells));
        }
        return new RegisterStore.Wish(
                register,
                entries,
                false,
                Map.of(),
                day,
                kind.word() + (decision.isEmpty() ? "" : " " + decision),
                "",
                -1);
    }
}
