package motcua.server.register;

import static motcua.server.language.Language.say;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Works out what a file or a form would change, and what is wrong with it. Changes nothing. */
final class Proposer {
    private static final String FROM = "valid_from";
    private static final String TO = "valid_to";

    private final Register register;
    private final List<List<String>> current;
    private final Set<String> offices;
    private final Check.Known known;
    private final Reach reach;
    private final Map<List<String>, List<List<String>>> byIdentity = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    /** @param covers whether the person may change rows of a unit or office */
    Proposer(
            Register register,
            List<List<String>> current,
            Set<String> offices,
            Check.Known known,
            Predicate<String> covers) {
        this.register = register;
        this.current = current;
        this.offices = offices;
        this.known = known;
        current.forEach(cells -> byIdentity
                .computeIfAbsent(register.identity(cells), identity -> new ArrayList<>())
                .add(cells));
        this.reach = new Reach(register, current, offices, covers);
    }

    /** The rows there are that are about the same. */
    private List<List<String>> of(List<String> cells) {
        return byIdentity.getOrDefault(register.identity(cells), List.of());
    }

    boolean hasFaults() {
        return !faults.isEmpty();
    }

    /** The entries of a sheet whose head names the columns. */
    List<Entry> entries(Sheet sheet) {
        Sheet.Line head = sheet.lines().get(0);
        int[] columns = columns(head);
        List<Entry> entries = new ArrayList<>();
        for (Sheet.Line line : sheet.lines().subList(1, sheet.lines().size())) {
            if (line.cells().size() > head.cells().size()
                    && line.cells().subList(head.cells().size(), line.cells().size()).stream()
                            .anyMatch(cell -> !cell.isEmpty())) {
                faults.add(new Fault(
                        line.number(),
                        "",
                        say(
                                "có " + line.cells().size() + " ô, dòng đầu chỉ có "
                                        + head.cells().size() + " cột",
                                "has " + line.cells().size() + " cells, the head only "
                                        + head.cells().size() + " columns")));
                continue;
            }
            String[] cells = new String[register.columns().size()];
            for (int i = 0; i < cells.length; i++) {
                cells[i] = columns[i] >= 0 && columns[i] < line.cells().size()
                        ? line.cells().get(columns[i])
                        : "";
            }
            entries.add(new Entry(line.number(), List.of(cells)));
        }
        return entries;
    }

    /** Where each column of the register stands in the file, -1 if nowhere. */
    private int[] columns(Sheet.Line head) {
        Map<String, Integer> wanted = new HashMap<>();
        for (int i = 0; i < register.columns().size(); i++) {
            for (String alias : register.columns().get(i).aliases()) {
                wanted.putIfAbsent(CellText.fold(alias), i);
            }
        }
        int[] columns = new int[register.columns().size()];
        Arrays.fill(columns, -1);
        for (int i = 0; i < head.cells().size(); i++) {
            String title = head.cells().get(i);
            Integer index = wanted.get(CellText.fold(title));
            if (index == null) {
                if (!title.isEmpty()) {
                    faults.add(new Fault(
                            head.number(),
                            title,
                            say("danh sách này không có cột này", "this list has no such column")));
                }
            } else if (columns[index] >= 0) {
                faults.add(new Fault(head.number(), title, say("cột này có hai lần", "this column is there twice")));
            } else {
                columns[index] = i;
            }
        }
        for (int i = 0; i < columns.length; i++) {
            Column column = register.columns().get(i);
            if (columns[i] < 0
                    && column.required()
                    && !(register.closes() && column.name().equals(FROM))) {
                faults.add(new Fault(head.number(), column.name(), say("thiếu cột này", "this column is missing")));
            }
        }
        return columns;
    }

    /**
     * What these entries would change.
     *
     * @param whole whether rows that are not among the entries go
     * @param defaults what empty cells of these columns get
     * @param day from which rows without one hold, and on which rows end that are not there any more
     * @param seen version of the row that the person saw, if it is about one
     */
    Proposal propose(
            List<Entry> written,
            boolean whole,
            Map<String, String> defaults,
            String day,
            Optional<String> seen,
            List<String> notes) {
        List<Entry> entries = new ArrayList<>();
        for (Entry each : written) {
            Entry read = read(each, defaults, day);
            if (read != null) {
                entries.add(read);
            }
        }
        duplicates(entries);
        seen.ifPresent(version -> entries.forEach(each -> changedSince(each, version)));
        if (!faults.isEmpty()) {
            return new Proposal(List.of(), sorted(), notes);
        }
        Map<List<String>, Entry> after = merged(entries, whole, day);
        if (register.dated()) {
            overlaps(after.values());
        }
        Check check = new Check(register, List.copyOf(after.values()), offices, known);
        register.rules().look(check);
        faults.addAll(check.faults());
        if (!faults.isEmpty()) {
            return new Proposal(List.of(), sorted(), notes);
        }
        return new Proposal(changes(after), List.of(), notes);
    }

    /** By line; what is wrong with rows that were there is told only where no line of the file is to blame. */
    private List<Fault> sorted() {
        boolean ofFile = faults.stream().anyMatch(fault -> fault.row() > 0);
        return faults.stream()
                .filter(fault -> fault.row() > 0 || !ofFile)
                .distinct()
                .sorted(Comparator.comparingInt(Fault::row))
                .toList();
    }

    private @Nullable Entry read(Entry entry, Map<String, String> defaults, String day) {
        List<String> cells = new ArrayList<>();
        int before = faults.size();
        for (int i = 0; i < register.columns().size(); i++) {
            Column column = register.columns().get(i);
            String written = entry.cells().get(i);
            if (written.isEmpty() && column.name().equals(FROM) && register.closes()) {
                cells.add("");
                continue;
            }
            try {
                cells.add(CellText.read(column, written));
            } catch (CellText.Wrong e) {
                faults.add(new Fault(entry.line(), column.title(), String.valueOf(e.getMessage())));
                cells.add("");
            }
        }
        if (faults.size() > before) {
            return null;
        }
        if (register.closes() && cells.get(register.index(FROM)).isEmpty()) {
            return undated(entry.line(), cells, defaults, day);
        }
        return new Entry(entry.line(), filled(cells, defaults));
    }

    private List<String> filled(List<String> cells, Map<String, String> defaults) {
        List<String> filled = new ArrayList<>(cells);
        defaults.forEach((column, value) -> {
            int index = register.index(column);
            if (filled.get(index).isEmpty()) {
                filled.set(index, value);
            }
        });
        return filled;
    }

    /** A row without its first day is the one in force if it says nothing else, and else a new one from the day on. */
    private Entry undated(int line, List<String> cells, Map<String, String> defaults, String day) {
        for (List<String> each : of(cells)) {
            if (each.get(register.index(TO)).isEmpty()) {
                boolean same = true;
                for (int i = 0; i < cells.size(); i++) {
                    String name = register.columns().get(i).name();
                    boolean open = cells.get(i).isEmpty() && (name.equals(FROM) || defaults.containsKey(name));
                    same &= open || cells.get(i).equals(each.get(i));
                }
                if (same) {
                    return new Entry(line, each);
                }
            }
        }
        List<String> filled = filled(cells, defaults);
        filled.set(register.index(FROM), day);
        return new Entry(line, filled);
    }

    private void duplicates(List<Entry> entries) {
        Map<List<String>, Integer> lines = new HashMap<>();
        String keys = register.columns().stream()
                .filter(Column::key)
                .map(Column::title)
                .findFirst()
                .orElse("");
        for (Entry each : entries) {
            Integer earlier = lines.putIfAbsent(register.key(each.cells()), each.line());
            if (earlier != null) {
                faults.add(new Fault(each.line(), keys, say("trùng với dòng ", "is the same as in row ") + earlier));
            }
            if (!reach.owns(each.cells())) {
                faults.add(outside(each.line(), register.ofUnit()));
            }
        }
    }

    /** Of two who change a row at once the second is told what it says now. */
    private void changedSince(Entry each, String seen) {
        Optional<List<String>> now = of(each.cells()).stream()
                .filter(cells -> register.key(cells).equals(register.key(each.cells())))
                .findFirst();
        if (seen.equals(now.map(register::version).orElse(""))) {
            return;
        }
        if (now.isPresent() && !reach.owns(now.get())) {
            return; // it is another unit's: refused below, without a word of what it says
        }
        if (now.isEmpty()) {
            faults.add(new Fault(
                    0, "", say("dòng này vừa bị người khác bỏ đi", "somebody else has just taken this row away")));
            return;
        }
        String differs = IntStream.range(0, register.columns().size())
                .filter(i -> !now.get().get(i).equals(each.cells().get(i)))
                .mapToObj(i -> register.columns().get(i).title() + " “"
                        + CellText.show(register.columns().get(i), now.get().get(i)) + "”")
                .collect(Collectors.joining(", "));
        faults.add(new Fault(
                0,
                "",
                (seen.isEmpty()
                                ? say("đã có dòng này", "this row is there already")
                                : say(
                                        "người khác vừa sửa dòng này sau khi Ông/Bà mở ra",
                                        "somebody else has changed this row since you opened it"))
                        + say("; nay là: ", "; now it says: ")
                        + (differs.isEmpty() ? say("như Ông/Bà đã gõ", "what you typed") : differs)));
    }

    private Fault outside(int line, int column) {
        return new Fault(
                line,
                column < 0 ? "" : register.columns().get(column).title(),
                say("không thuộc đơn vị Ông/Bà được quản lý", "is not of the units you may change"));
    }

    private Map<List<String>, Entry> merged(List<Entry> entries, boolean whole, String day) {
        Map<List<String>, Entry> after = new LinkedHashMap<>();
        current.forEach(cells -> after.put(register.key(cells), new Entry(0, cells)));
        Set<List<String>> keys = new HashSet<>();
        Set<List<String>> identities = new HashSet<>();
        for (Entry each : entries) {
            keys.add(register.key(each.cells()));
            identities.add(register.identity(each.cells()));
        }
        for (Entry each : entries) {
            Entry before = after.get(register.key(each.cells()));
            if (before != null && !before.cells().equals(each.cells()) && !reach.owns(before.cells())) {
                faults.add(outside(each.line(), register.ofUnit()));
            }
            if (before == null || !before.cells().equals(each.cells())) {
                if (!reach.answersFor(each.cells())) {
                    faults.add(outside(each.line(), register.about()));
                }
                after.put(register.key(each.cells()), each);
            }
            if (before == null && register.dated()) {
                endEarlier(after, keys, each);
            }
        }
        if (whole) {
            for (List<String> cells : current) {
                if (!keys.contains(register.key(cells)) && reach.owns(cells) && reach.answersFor(cells)) {
                    goes(after, cells, identities, day);
                }
            }
        }
        return after;
    }

    /** What held without an end ends when something new begins. */
    private void endEarlier(Map<List<String>, Entry> after, Set<List<String>> written, Entry added) {
        String from = added.cells().get(register.index(FROM));
        for (List<String> cells : of(added.cells())) {
            if (!written.contains(register.key(cells))
                    && cells.get(register.index(TO)).isEmpty()
                    && cells.get(register.index(FROM)).compareTo(from) < 0) {
                if (!reach.owns(cells)) {
                    faults.add(outside(added.line(), register.ofUnit()));
                }
                after.put(register.key(cells), new Entry(added.line(), ending(cells, from)));
            }
        }
    }

    private void goes(Map<List<String>, Entry> after, List<String> cells, Set<List<String>> identities, String day) {
        if (!register.closes()) {
            after.remove(register.key(cells));
        } else if (cells.get(register.index(TO)).isEmpty() && !identities.contains(register.identity(cells))) {
            if (cells.get(register.index(FROM)).compareTo(day) < 0) {
                after.put(register.key(cells), new Entry(0, ending(cells, day)));
            } else {
                after.remove(register.key(cells));
            }
        }
    }

    private List<String> ending(List<String> cells, String day) {
        List<String> ended = new ArrayList<>(cells);
        ended.set(register.index(TO), day);
        return ended;
    }

    private void overlaps(Iterable<Entry> entries) {
        Map<List<String>, List<Entry>> byIdentity = new LinkedHashMap<>();
        int from = register.index(FROM);
        int to = register.index(TO);
        for (Entry each : entries) {
            String end = each.cells().get(to);
            if (!end.isEmpty() && end.compareTo(each.cells().get(from)) <= 0) {
                faults.add(new Fault(
                        each.line(),
                        register.columns().get(to).title(),
                        say("phải sau ngày bắt đầu", "must be after the first day")));
            }
            byIdentity
                    .computeIfAbsent(register.identity(each.cells()), key -> new ArrayList<>())
                    .add(each);
        }
        for (List<Entry> same : byIdentity.values()) {
            same.sort(Comparator.comparing(each -> each.cells().get(from)));
            for (int i = 1; i < same.size(); i++) {
                Entry earlier = same.get(i - 1);
                Entry later = same.get(i);
                String end = earlier.cells().get(to);
                if (end.isEmpty() || end.compareTo(later.cells().get(from)) > 0) {
                    Column column = register.columns().get(from);
                    faults.add(new Fault(
                            Math.max(earlier.line(), later.line()),
                            column.title(),
                            say(
                                    "chồng thời gian với khoảng bắt đầu "
                                            + CellText.show(
                                                    column, earlier.cells().get(from))
                                            + " của “"
                                            + String.join(" · ", register.identity(later.cells())) + "”",
                                    "overlaps the stretch from "
                                            + CellText.show(
                                                    column, earlier.cells().get(from))
                                            + " of “"
                                            + String.join(" · ", register.identity(later.cells())) + "”")));
                }
            }
        }
    }

    private List<Change> changes(Map<List<String>, Entry> after) {
        List<Change> changes = new ArrayList<>();
        Set<List<String>> before = new HashSet<>();
        for (List<String> cells : current) {
            List<String> key = register.key(cells);
            before.add(key);
            Entry now = after.get(key);
            if (now == null) {
                changes.add(new Change(cells, List.of()));
            } else if (!now.cells().equals(cells)) {
                changes.add(new Change(cells, now.cells()));
            }
        }
        after.forEach((key, entry) -> {
            if (!before.contains(key)) {
                changes.add(new Change(List.of(), entry.cells()));
            }
        });
        return changes;
    }
}
