package motcua.server.review;

import static motcua.server.language.Language.say;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import motcua.server.storage.Database;

/** Names of counters and clerks as the offices' settings give them. */
final class NameQueries {
    private static final String COUNTERS = "SELECT office, counter, name FROM counter_name WHERE office IN (<offices>)";

    private static final String CLERKS = "SELECT office, clerk, name FROM clerk_name WHERE office IN (<offices>)";

    private final Database database;

    NameQueries(Database database) {
        this.database = database;
    }

    private record Name(String key, String name) {}

    /** The names in force in these offices. */
    Names names(Collection<String> offices) {
        if (offices.isEmpty()) {
            return new Names(Map.of(), Map.of());
        }
        return database.reads().withHandle(handle -> {
            Map<String, String> counters = handle
                    .createQuery(COUNTERS)
                    .bindList("offices", List.copyOf(offices))
                    .map((rs, context) ->
                            new Name(rs.getString("office") + "\n" + rs.getInt("counter"), rs.getString("name")))
                    .stream()
                    .collect(Collectors.toMap(Name::key, Name::name));
            Map<String, String> clerks = handle
                    .createQuery(CLERKS)
                    .bindList("offices", List.copyOf(offices))
                    .map((rs, context) ->
                            new Name(rs.getString("office") + "\n" + rs.getString("clerk"), rs.getString("name")))
                    .stream()
                    .collect(Collectors.toMap(Name::key, Name::name));
            return new Names(counters, clerks);
        });
    }

    /** Names by office and number or id. */
    record Names(Map<String, String> counters, Map<String, String> clerks) {
        String counter(String office, String number) {
            String name = counters.getOrDefault(office + "\n" + number, "");
            String plain = say("Quầy ", "Counter ") + number;
            return name.isBlank() || name.equals(plain) ? plain : name.contains(number) ? name : plain + " – " + name;
        }

        String clerk(String office, String id) {
            return id.isEmpty()
                    ? say("Chưa rõ công chức", "Clerk unknown")
                    : clerks.getOrDefault(office + "\n" + id, id);
        }
    }
}
