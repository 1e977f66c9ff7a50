package motcua.server.register;

import static motcua.server.language.Language.say;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import motcua.server.access.Account;
import motcua.server.storage.Bind;
import motcua.server.storage.Database;
import motcua.server.storage.Dialect;

/**
 * The rows of registers and every change of them. A change is made as a whole or not at all, in one transaction with its entry in the
 * access log. Safe for any thread.
 */
public final class RegisterStore {
    private static final String LAST = "SELECT COALESCE(MAX(id), 0) FROM register_change";

    private static final int MOST_TRIES = 4;

    private static final String HISTORY = """
            SELECT id, at_ms, account, source, sha256, before_rows, after_rows, undoes,
                   (SELECT COUNT(*) FROM register_change u WHERE u.undoes = c.id) AS undone
              FROM register_change c WHERE register = ? ORDER BY id DESC LIMIT 100
            """;

    private static final String LOCK = "LOCK TABLE register_change IN EXCLUSIVE MODE";

    private final Database database;
    private final Clock clock;
    private final Map<String, Register> all;

    /** Registers in this database. */
    public RegisterStore(Database database, Clock clock, List<Register> registers) {
        this.database = database;
        this.clock = clock;
        this.all = registers.stream()
                .collect(Collectors.toMap(Register::name, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    }

    /** The registers kept here, in the order of their pages. */
    public List<Register> registers() {
        return List.copyOf(all.values());
    }

    /**
     * A change that was made.
     *
     * @param undoes id of the change it took back, 0 = none
     * @param undone whether it was taken back itself
     */
    public record Made(
            long id,
            long atMs,
            String account,
            String source,
            String sha256,
            List<List<String>> before,
            List<List<String>> after,
            long undoes,
            boolean undone) {}

    /**
     * What somebody wants to change.
     *
     * @param whole whether rows that are not among the entries go
     * @param defaults what empty cells of these columns get
     * @param day from which rows without one hold
     * @param source name of the file, or what the form was
     * @param stamp of the register when the person saw it, -1 = whatever it is
     * @param seen {@link Register#version} of the one row that the person saw, "" for one that was not there; empty = whatever it is
     */
    public record Wish(
            Register register,
            List<Entry> entries,
            boolean whole,
            Map<String, String> defaults,
            String day,
            String source,
            String sha256,
            long stamp,
            Optional<String> seen) {
        /** A wish about rows that nobody saw one by one. */
        public Wish(
                Register register,
                List<Entry> entries,
                boolean whole,
                Map<String, String> defaults,
                String day,
                String source,
                String sha256,
                long stamp) {
            this(register, entries, whole, defaults, day, source, sha256, stamp, Optional.empty());
        }
    }

    /** All rows of a register in the order of their keys. */
    public List<List<String>> rows(Register register) {
        return database.read(connection -> RowStore.rows(connection, register));
    }

    /** Changes with every change of the register. */
    public long stamp(Register register) {
        return database.read(connection -> RowStore.stamp(connection, register));
    }

    /** The latest hundred changes of a register, newest first. */
    public List<Made> history(Register register) {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(HISTORY)) {
                Bind.all(query, register.name());
                List<Made> made = new ArrayList<>();
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        made.add(made(row));
                    }
                }
                return made;
            }
        });
    }

    private static Made made(ResultSet row) throws SQLException {
        return new Made(
                row.getLong("id"),
                row.getLong("at_ms"),
                row.getString("account"),
                row.getString("source"),
                row.getString("sha256"),
                RowStore.rows(row.getString("before_rows")),
                RowStore.rows(row.getString("after_rows")),
                row.getLong("undoes"),
                row.getLong("undone") > 0);
    }

    /** The entries of a sheet, and what is wrong with it; nothing is changed. */
    public Proposal preview(Register register, Sheet sheet, Wish wish, Predicate<String> covers) {
        return database.read(connection -> {
            Proposer proposer = proposer(connection, register, covers);
            List<Entry> entries = proposer.entries(sheet);
            return proposer.propose(entries, wish.whole(), wish.defaults(), wish.day(), wish.seen(), sheet.notes());
        });
    }

    /**
     * The cells of a sheet in the order of the register's columns, as they were written.
     *
     * @throws IllegalArgumentException if its head or the form of a line is wrong, which the preview tells
     */
    public List<Entry> entries(Register register, Sheet sheet) {
        Proposer proposer = new Proposer(register, List.of(), Set.of(), name -> List.of(), unit -> true);
        List<Entry> entries = proposer.entries(sheet);
        if (proposer.hasFaults()) {
            throw new IllegalArgumentException("the sheet is wrong as a whole");
        }
        return entries;
    }

    /** What a wish would change; nothing is changed. */
    public Proposal preview(Wish wish, Predicate<String> covers) {
        return database.read(connection ->
                work(connection, List.of(wish), covers).proposals().get(0));
    }

    /**
     * Makes the changes of a wish if nothing is wrong with it.
     *
     * @param covers whether the person may change rows of a unit or office
     * @return what was changed, or with faults what is wrong; then nothing was
     */
    public Proposal make(Wish wish, Account by, Predicate<String> covers) {
        return makeAll(List.of(wish), by, covers).get(0);
    }

    /**
     * Makes several wishes in one transaction: all of them, or with a fault in any none. What they change is worked out before, while
     * others may write; if the registers have changed until then it is worked out anew.
     */
    public List<Proposal> makeAll(List<Wish> wishes, Account by, Predicate<String> covers) {
        for (int i = 1; i < MOST_TRIES; i++) {
            Worked worked = database.read(connection -> work(connection, wishes, covers));
            if (!worked.isGood()
                    || database.write(connection -> {
                        lock(connection);
                        return worked.base().equals(base(connection)) && writeAll(connection, wishes, worked, by);
                    })) {
                return worked.proposals();
            }
        }
        // Others change them all the time: this time they wait.
        List<Worked> last = new ArrayList<>();
        database.write(connection -> {
            lock(connection);
            Worked worked = work(connection, wishes, covers);
            last.add(worked);
            return worked.isGood() && writeAll(connection, wishes, worked, by);
        });
        return last.get(0).proposals();
    }

    /** What the registers stood at: the last change of any, and the offices there were. */
    private record Base(long change, Set<String> offices) {}

    /** What wishes change, by the base it was worked out from; with faults in the last one the others were not looked at. */
    private record Worked(Base base, List<Proposal> proposals) {
        boolean isGood() {
            return proposals.stream().allMatch(proposal -> proposal.faults().isEmpty());
        }
    }

    private Worked work(Connection connection, List<Wish> wishes, Predicate<String> covers) throws SQLException {
        Base base = base(connection);
        Rows rows = new Rows(connection);
        List<Proposal> proposals = new ArrayList<>();
        for (Wish wish : wishes) {
            Proposal proposal = propose(connection, wish, covers, base.offices(), rows);
            proposals.add(proposal);
            if (!proposal.faults().isEmpty()) {
                break;
            }
            rows.change(wish.register(), proposal.changes());
        }
        return new Worked(base, List.copyOf(proposals));
    }

    private boolean writeAll(Connection connection, List<Wish> wishes, Worked worked, Account by) throws SQLException {
        for (int i = 0; i < wishes.size(); i++) {
            Wish wish = wishes.get(i);
            List<Change> changes = worked.proposals().get(i).changes();
            if (!changes.isEmpty()) {
                RowStore.write(
                        connection, clock.millis(), wish.register(), changes, by, wish.source(), wish.sha256(), 0);
            }
        }
        return true;
    }

    private static Base base(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(LAST);
                ResultSet row = query.executeQuery()) {
            row.next();
            return new Base(row.getLong(1), RowStore.offices(connection));
        }
    }

    /** Rows of registers, each read once, as earlier wishes leave them. For one thread. */
    private final class Rows implements Check.Known {
        private final Connection connection;
        private final Map<String, List<List<String>>> read = new HashMap<>();

        private Rows(Connection connection) {
            this.connection = connection;
        }

        @Override
        public List<List<String>> rows(String name) {
            return read.computeIfAbsent(name, other -> known(connection, other));
        }

        private void change(Register register, List<Change> changes) {
            if (changes.isEmpty()) {
                return;
            }
            Map<List<String>, List<String>> after = new LinkedHashMap<>();
            rows(register.name()).forEach(cells -> after.put(register.key(cells), cells));
            changes.forEach(
                    change -> after.remove(register.key(change.before().isEmpty() ? change.after() : change.before())));
            changes.stream()
                    .map(Change::after)
                    .filter(cells -> !cells.isEmpty())
                    .forEach(cells -> after.put(register.key(cells), cells));
            read.put(register.name(), List.copyOf(after.values()));
        }
    }

    /** Leaves the transaction without a change; the faults are told by the proposals. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused() {
            super("faults", null, false, false);
        }
    }

    /**
     * Takes a change back: its rows become what they were.
     *
     * @return why it cannot be, in the language of the page; empty if it was done
     */
    public Optional<String> undo(Register register, long id, Account by, Predicate<String> covers) {
        List<String> why = new ArrayList<>();
        try {
            database.write(connection -> {
                lock(connection);
                reverse(connection, register, id, by, covers, why);
                if (!why.isEmpty()) {
                    throw new Refused();
                }
                return true;
            });
        } catch (Refused e) {
            return Optional.of(why.get(0));
        }
        return Optional.empty();
    }

    private void reverse(
            Connection connection, Register register, long id, Account by, Predicate<String> covers, List<String> why)
            throws SQLException {
        Optional<Made> found = Optional.empty();
        try (PreparedStatement query = connection.prepareStatement(HISTORY)) {
            Bind.all(query, register.name());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    if (row.getLong("id") == id) {
                        found = Optional.of(made(row));
                    }
                }
            }
        }
        if (found.isEmpty() || found.get().undone()) {
            why.add(say(
                    "Không có lần thay đổi này, hoặc đã hoàn tác rồi.",
                    "There is no such change, or it was taken back already."));
            return;
        }
        Made made = found.get();
        List<List<String>> now = RowStore.rows(connection, register);
        Set<List<String>> there = new HashSet<>(now);
        if (!there.containsAll(made.after())) {
            why.add(say(
                    "Các dòng này đã được sửa tiếp sau đó; xin hoàn tác lần sửa sau trước.",
                    "These rows were changed again since; take back the later change first."));
            return;
        }
        List<List<String>> back = new ArrayList<>(now);
        back.removeAll(new HashSet<>(made.after()));
        Set<List<String>> keys = back.stream().map(register::key).collect(Collectors.toSet());
        for (List<String> cells : made.before()) {
            if (!keys.add(register.key(cells))) {
                why.add(say("Đã có dòng khác cùng khóa.", "There is another row of the same key."));
                return;
            }
            back.add(cells);
        }
        Set<String> offices = RowStore.offices(connection);
        Reach reach = new Reach(register, now, offices, covers);
        for (List<String> cells : concat(made.before(), made.after())) {
            if (!reach.owns(cells) || !reach.answersFor(cells)) {
                why.add(say(
                        "Có dòng không thuộc đơn vị Ông/Bà được quản lý.",
                        "A row is not of the units you may change."));
                return;
            }
        }
        Check check = new Check(
                register,
                back.stream().map(cells -> new Entry(0, cells)).toList(),
                offices,
                name -> known(connection, name));
        register.rules().look(check);
        if (!check.faults().isEmpty()) {
            why.add(say("Hoàn tác sẽ làm danh sách sai: ", "Taking it back would make the list wrong: ")
                    + check.faults().get(0).message());
            return;
        }
        List<Change> changes = new ArrayList<>();
        made.after().forEach(cells -> changes.add(new Change(cells, List.of())));
        made.before().forEach(cells -> changes.add(new Change(List.of(), cells)));
        RowStore.write(
                connection, clock.millis(), register, changes, by, say("Hoàn tác lần ", "Takes back ") + id, "", id);
    }

    /** Changes come one after the other. SQLite has one writer anyway. */
    private void lock(Connection connection) throws SQLException {
        if (database.dialect() == Dialect.POSTGRESQL) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(LOCK);
            }
        }
    }

    private static List<List<String>> concat(List<List<String>> a, List<List<String>> b) {
        List<List<String>> both = new ArrayList<>(a);
        both.addAll(b);
        return both;
    }

    private Proposal propose(Connection connection, Wish wish, Predicate<String> covers, Set<String> offices, Rows rows)
            throws SQLException {
        if (wish.stamp() >= 0 && wish.stamp() != RowStore.stamp(connection, wish.register())) {
            return new Proposal(
                    List.of(),
                    List.of(new Fault(
                            0,
                            "",
                            say(
                                    "danh sách vừa được người khác sửa; xin xem lại phần khác biệt rồi xác nhận",
                                    "somebody else has just changed the list; look at the differences again"))),
                    List.of());
        }
        return new Proposer(wish.register(), rows.rows(wish.register().name()), offices, rows, covers)
                .propose(wish.entries(), wish.whole(), wish.defaults(), wish.day(), wish.seen(), List.of());
    }

    private Proposer proposer(Connection connection, Register register, Predicate<String> covers) throws SQLException {
        return new Proposer(
                register,
                RowStore.rows(connection, register),
                RowStore.offices(connection),
                name -> known(connection, name),
                covers);
    }

    private List<List<String>> known(Connection connection, String name) {
        Register register = all.get(name);
        if (register == null) {
            throw new IllegalArgumentException("no register " + name);
        }
        try {
            return RowStore.rows(connection, register);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
