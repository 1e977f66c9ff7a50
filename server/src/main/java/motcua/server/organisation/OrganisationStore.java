package motcua.server.organisation;

import com.ibm.icu.text.Collator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import motcua.server.storage.Database;

/** The tree of units and the offices under each, as valid on a day. Safe for any thread. */
public final class OrganisationStore {
    private static final String UNITS = """
            SELECT id, parent, type, name FROM org_unit
             WHERE valid_from <= :day AND (valid_to = '' OR valid_to > :day)
             ORDER BY id
            """;

    private static final String OFFICES = "SELECT id, name FROM office ORDER BY id";

    private static final String PUT = """
            INSERT INTO org_unit (id, parent, type, name, valid_from, valid_to)
            VALUES (:id, :parent, :type, :name, :from, '')
            ON CONFLICT (id) DO UPDATE SET parent = excluded.parent, type = excluded.type, name = excluded.name
            """;

    private final Database database;

    /** Units in this database. */
    public OrganisationStore(Database database) {
        this.database = database;
    }

    /** Adds a unit or changes its place and name. An office takes its id from its settings. */
    public void put(OrgUnit unit, String validFrom) {
        database.writes()
                .useHandle(handle -> handle.createUpdate(PUT)
                        .bind("id", unit.id())
                        .bind("parent", unit.parent())
                        .bind("type", unit.type())
                        .bind("name", unit.name())
                        .bind("from", validFrom)
                        .execute());
    }

    /** The tree of one day. */
    public Tree tree(String day) {
        return database.reads().withHandle(handle -> {
            Map<String, OrgUnit> units = new LinkedHashMap<>();
            handle.createQuery(UNITS)
                    .bind("day", day)
                    .map((rs, context) -> new OrgUnit(
                            rs.getString("id"), rs.getString("parent"), rs.getString("type"), rs.getString("name")))
                    .forEach(unit -> units.put(unit.id(), unit));
            Set<String> offices = new LinkedHashSet<>();
            handle.createQuery(OFFICES)
                    .map((rs, context) -> new OrgUnit(rs.getString("id"), "", "OFFICE", rs.getString("name")))
                    .forEach(office -> {
                        offices.add(office.id());
                        OrgUnit known = units.get(office.id());
                        units.put(
                                office.id(),
                                known == null
                                        ? office
                                        : new OrgUnit(office.id(), known.parent(), known.type(), office.name()));
                    });
            return new Tree(units, offices);
        });
    }

    /** The units of one day. */
    public static final class Tree {
        private final Map<String, OrgUnit> units;
        private final Set<String> offices;

        private Tree(Map<String, OrgUnit> units, Set<String> offices) {
            this.units = units;
            this.offices = offices;
        }

        /** A unit or office by id. */
        public Optional<OrgUnit> unit(String id) {
            return Optional.ofNullable(units.get(id));
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
