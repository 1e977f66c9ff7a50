package motcua.server.register;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Rows of a register as they would be after a change, and what is wrong with them. For one thread. */
public final class Check {
    private final Register register;
    private final List<Entry> entries;
    private final Set<String> offices;
    private final List<Fault> faults = new ArrayList<>();
    private final Known known;
    private final Map<String, Set<String>> ids = new HashMap<>();

    /** What other lists hold. */
    @FunctionalInterface
    public interface Known {
        /** All rows of another register. */
        List<List<String>> rows(String register);
    }

    Check(Register register, List<Entry> entries, Set<String> offices, Known known) {
        this.register = register;
        this.entries = List.copyOf(entries);
        this.offices = Set.copyOf(offices);
        this.known = known;
    }

    public Register register() {
        return register;
    }

    /** All rows, those that were there included. */
    public List<Entry> entries() {
        return entries;
    }

    /** Offices that records came from. */
    public Set<String> offices() {
        return offices;
    }

    /** All rows of another register as they stand. */
    public List<List<String>> others(String name) {
        return known.rows(name);
    }

    /** The first cells of another register, which name what its rows are about; read once. */
    public Set<String> ids(String name) {
        return ids.computeIfAbsent(
                name,
                other -> known.rows(other).stream().map(cells -> cells.get(0)).collect(Collectors.toUnmodifiableSet()));
    }

    /** A cell of a row. */
    public String cell(Entry entry, String column) {
        return entry.cells().get(register.index(column));
    }

    /** Says what is wrong with a row. */
    public void fault(Entry entry, String column, String message) {
        String title = column.isEmpty()
                ? ""
                : register.columns().get(register.index(column)).title();
        faults.add(new Fault(entry.line(), title, message));
    }

    List<Fault> faults() {
        return faults;
    }
}
