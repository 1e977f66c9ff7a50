package motcua.server.organisation;

import com.ibm.icu.text.Collator;
import com.ibm.icu.util.ULocale;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import motcua.server.storage.Database;
import org.jdbi.v3.core.Handle;

/** The tree of units and the offices under each, as valid on a day or over a period. Safe for any thread. */
public final class OrganisationStore {
    private static final String STATES =
            "SELECT id, valid_from, valid_to, parent, type, code, name FROM unit_state ORDER BY id, valid_from";

    private static final String SUCCESSIONS =
            "SELECT from_unit, to_unit, day, kind, decision FROM unit_succession ORDER BY day, from_unit, to_unit";

    /** Changes with every change of the two tables above. */
    private static final String STAMP = """
            SELECT COALESCE(MAX(id), 0) FROM register_change WHERE register IN ('UNITS', 'SUCCESSIONS')
            """;

    private static final String OFFICES = "SELECT id, name FROM office ORDER BY id";

    private static final String END_LAST = """
            UPDATE unit_state SET valid_to = :from WHERE id = :id AND valid_from < :from AND (valid_to = '' OR valid_to > :from)
            """;

    private static final String DROP_LATER = "DELETE FROM unit_state WHERE id = :id AND valid_from >= :from";

    private static final String PUT = """
            INSERT INTO unit_state (id, valid_from, valid_to, parent, type, code, name)
            VALUES (:id, :from, '', :parent, :type, :code, :name)
            """;

    private static final String NOTE = """
            INSERT INTO register_change (at_ms, account, register, source, sha256, before_rows, after_rows, undoes)
            VALUES (0, '', 'UNITS', 'put', '', '[]', '[]', 0)
            """;

    private final Database database;
    private volatile Read last = new Read(-1, new Units(List.of(), List.of()));

    /** Units in this database. */
    public OrganisationStore(Database database) {
        this.database = database;
    }

    private record Read(long stamp, Units units) {}

    /** Says what a unit is from a day on, whatever was known of it for later. An office takes its id from its settings. */
    public void put(OrgUnit unit, String validFrom) {
        database.writes().useTransaction(handle -> {
            for (String sql : List.of(DROP_LATER, END_LAST)) {
                handle.createUpdate(sql)
                        .bind("id", unit.id())
                        .bind("from", validFrom)
                        .execute();
            }
            handle.createUpdate(PUT)
                    .bind("id", unit.id())
                    .bind("parent", unit.parent())
                    .bind("type", unit.type())
                    .bind("code", unit.code())
                    .bind("name", unit.name())
                    .bind("from", validFrom)
                    .execute();
            handle.execute(NOTE);
        });
    }

    /** All units with all their states; read again only after a change. */
    public Units units() {
        return database.reads().withHandle(this::units);
    }

    private Units units(Handle handle) {
        long stamp = handle.createQuery(STAMP).mapTo(Long.class).one();
        Read known = last;
        if (known.stamp == stamp) {
            return known.units;
        }
        List<UnitState> states = handle.createQuery(STATES)
                .map((rs, context) -> new UnitState(
                        rs.getString("id"),
                        rs.getString("valid_from"),
                        rs.getString("valid_to"),
                        rs.getString("parent"),
                        rs.getString("type"),
                        rs.getString("code"),
                        rs.getString("name")))
                .list();
        List<Succession> successions = handle.createQuery(SUCCESSIONS)
                .map((rs, context) -> new Succession(
                        rs.getString("from_unit"),
                        rs.getString("to_unit"),
                        rs.getString("day"),
                        SuccessionKind.valueOf(rs.getString("kind")),
                        rs.getString("decision")))
                .list();
        Units units = new Units(states, successions);
        last = new Read(stamp, units);
        return units;
    }

    private static Map<String, String> offices(Handle handle) {
        Map<String, String> offices = new LinkedHashMap<>();
        handle.createQuery(OFFICES)
                .map((rs, context) -> Map.entry(rs.getString("id"), rs.getString("name")))
                .forEach(office -> offices.put(office.getKey(), office.getValue()));
        return offices;
    }

    /** The tree of one day. */
    public Tree tree(String day) {
        return database.reads().withHandle(handle -> units(handle).tree(day, offices(handle)));
    }

    /**
     * The offices of a unit from one day to another, both included, cut where they change: the figures of the unit are the sum over
     * these stretches. Under {@link TreeView#TODAY} there is one stretch at most, under {@link TreeView#THEN} as many as changes of
     * the tree moved an office in or out. Days on which the unit has no office are in none.
     *
     * @param unit empty = everything
     */
    public List<Stretch> stretches(String unit, LocalDate from, LocalDate to, TreeView view, LocalDate today) {
        return database.reads()
                .withHandle(handle -> units(handle).stretches(unit, from, to, view, today, offices(handle)));
    }

    /** The units of one day. */
    public static final class Tree {
        /** Type of an office that is no unit by itself. */
        private static final String OFFICE = "OFFICE";

        private final Map<String, OrgUnit> units;
        private final Set<String> offices;

        Tree(Map<String, OrgUnit> units, Set<String> offices) {
            this.units = units;
            this.offices = offices;
        }

        /** A unit or office by id. */
        public Optional<OrgUnit> unit(String id) {
            return Optional.ofNullable(units.get(id));
        }

        /** Whether an id is that of an office, which records come from. */
        public boolean isOffice(String id) {
            return offices.contains(id);
        }

        /** The unit above another one, whatever level that is; empty at the top. */
        public Optional<OrgUnit> superior(String id) {
            return unit(id).flatMap(unit -> unit(unit.parent()));
        }

        /** The units right below another one, in the order of {@link #under}; of the empty id those at the top. */
        public List<OrgUnit> children(String id) {
            return under(id).stream()
                    .filter(u -> !u.id().equals(id))
                    .filter(u -> u.parent().equals(id)
                            || id.isEmpty() && unit(u.parent()).isEmpty())
                    .toList();
        }

        /**
         * The offices under a unit, itself included; of the empty id all, with the nameless one of records whose office is
         * not known yet.
         */
        public Set<String> offices(String unit) {
            if (unit.isEmpty()) {
                Set<String> all = new HashSet<>(offices);
                all.add("");
                return all;
            }
            Set<String> below = new HashSet<>();
            for (String office : offices) {
                if (isUnder(office, unit)) {
                    below.add(office);
                }
            }
            return below;
        }

        /** Whether a unit is another one or lies below it; everything lies below the empty id. */
        public boolean isUnder(String id, String ancestor) {
            Set<String> seen = new HashSet<>();
            String current = id;
            while (!current.equals(ancestor)) {
                OrgUnit unit = units.get(current);
                if (unit == null || !seen.add(current)) {
                    return ancestor.isEmpty();
                }
                current = unit.parent();
            }
            return true;
        }

        /**
         * Whether a unit stands above the head of an office: it is neither the office nor the unit right above it, which the
         * office belongs to. Where the unit itself, a commune, is the office, whatever stands above it is its superior.
         * Everything, the empty id, stands above all.
         */
        public boolean isAboveHead(String unit, String office) {
            return unit.isEmpty() || !unit.equals(office) && isUnder(office, unit) && !unit.equals(headed(office));
        }

        /** The unit that an office belongs to: itself if it is one. */
        private String headed(String office) {
            Optional<OrgUnit> self = unit(office);
            return self.filter(unit -> unit.type().equals(OFFICE))
                    .map(OrgUnit::parent)
                    .orElse(office);
        }

        /** Units under {@code ancestor} by Vietnamese order of their names, inner units before offices. */
        public List<OrgUnit> under(String ancestor) {
            List<OrgUnit> below = new ArrayList<>(units.values().stream()
                    .filter(u -> isUnder(u.id(), ancestor))
                    .toList());
            Collator vietnamese = Collator.getInstance(new ULocale("vi"));
            below.sort(Comparator.<OrgUnit, Boolean>comparing(u -> offices.contains(u.id()))
                    .thenComparing(OrgUnit::name, vietnamese::compare)
                    .thenComparing(OrgUnit::id));
            return below;
        }
    }
}
