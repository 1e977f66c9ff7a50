package motcua.server.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import motcua.contract.settings.OfficeTexts;
import motcua.contract.wire.Settings;
import motcua.server.storage.Database;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The imported list of procedures and what units say of it. Safe for any thread. */
public final class CatalogueStore {
    /** After so many days without an import the list is called old. */
    public static final int OLD_AFTER_DAYS = 180;

    private static final String STAMP =
            "SELECT COALESCE(MAX(id), 0) FROM register_change WHERE register = 'PROCEDURES'";

    /** Ended ones first, so that the state in force gives the name. */
    private static final String TERMS = """
            SELECT code, name, short_name, field_code, field_name FROM procedure_term
             ORDER BY CASE WHEN valid_to = '' THEN 1 ELSE 0 END, valid_from, code
            """;

    private static final String NAME_ON = """
            SELECT name FROM procedure_term WHERE code = :code AND valid_from <= :day
             ORDER BY valid_from DESC LIMIT 1
            """;

    private static final String LATEST = """
            SELECT COALESCE(MAX(decision_date), '') FROM procedure_term WHERE valid_to = ''
            """;

    private static final String DECISION = """
            SELECT decision_no FROM procedure_term WHERE valid_to = '' AND decision_date = :date ORDER BY decision_no LIMIT 1
            """;

    private static final String IN_FORCE = """
            SELECT code, name, short_name, field_name, common, keywords FROM procedure_term
             WHERE valid_from <= :day AND (valid_to = '' OR valid_to > :day) ORDER BY code
            """;

    private static final String POSTED = """
            SELECT code, name, fee_text, time_limit_text, decision_no, decision_date FROM procedure_term
             WHERE valid_from <= :day AND (valid_to = '' OR valid_to > :day) AND (fee_text <> '' OR time_limit_text <> '')
             ORDER BY code
            """;

    private static final String MARKS =
            "SELECT code, nickname, keywords, common, hidden FROM procedure_mark WHERE unit = :unit";

    private final Database database;
    private volatile Read last = new Read(-1, new Catalogue.Content(List.of(), true));

    /** The list in this database. */
    public CatalogueStore(Database database) {
        this.database = database;
    }

    private record Read(long stamp, Catalogue.Content content) {}

    private record Mark(String nickname, String keywords, boolean common, boolean hidden) {}

    /** The list as it is at each look; the sample, which says so, while none was imported. */
    public Catalogue catalogue() {
        return new Catalogue(this::content);
    }

    private Catalogue.Content content() {
        return database.reads().withHandle(handle -> {
            long stamp = handle.createQuery(STAMP).mapTo(Long.class).one();
            Read known = last;
            if (known.stamp != stamp) {
                known = new Read(stamp, read(handle));
                last = known;
            }
            return known.content;
        });
    }

    private static Catalogue.Content read(Handle handle) {
        List<Procedure> all = handle.createQuery(TERMS)
                .map((rs, context) -> new Procedure(
                        rs.getString("code"),
                        rs.getString("name"),
                        rs.getString("short_name").isEmpty() ? rs.getString("name") : rs.getString("short_name"),
                        rs.getString("field_code"),
                        rs.getString("field_name")))
                .list();
        return all.isEmpty() ? Catalogue.sampleContent() : new Catalogue.Content(all, false);
    }

    /** The name a procedure had on a day. */
    public Optional<String> nameOn(String code, LocalDate day) {
        return database.reads()
                .withHandle(handle -> handle.createQuery(NAME_ON)
                        .bind("code", code)
                        .bind("day", day.toString())
                        .mapTo(String.class)
                        .findOne());
    }

    /** The day of the latest decision of the list in force; empty if there is no list. */
    public Optional<LocalDate> latestDecision() {
        return Optional.of(database.reads()
                        .withHandle(handle ->
                                handle.createQuery(LATEST).mapTo(String.class).one()))
                .filter(day -> !day.isEmpty())
                .map(LocalDate::parse);
    }

    /** Whether the list in force is older than {@link #OLD_AFTER_DAYS}; a list that is not there is not old. */
    public boolean isOld(LocalDate today) {
        return latestDecision()
                .map(day -> day.plusDays(OLD_AFTER_DAYS).isBefore(today))
                .orElse(false);
    }

    /** Which published list is in force, for the settings of kiosks. */
    public Optional<Settings.Catalogue> decision() {
        return latestDecision()
                .map(date -> new Settings.Catalogue(
                        database.reads()
                                .withHandle(handle -> handle.createQuery(DECISION)
                                        .bind("date", date.toString())
                                        .mapTo(String.class)
                                        .one()),
                        date.toString()));
    }

    /**
     * The procedures in force on a day as an office offers them: its nicknames, keywords and marks before those of the units above
     * it, hidden ones left out.
     *
     * @param upwards the office and the units above it, nearest first; all see what is said of the empty unit
     */
    public List<Settings.Procedure> offered(List<String> upwards, LocalDate day) {
        return database.reads().withHandle(handle -> {
            Map<String, Mark> marks = new HashMap<>();
            List<String> units = new ArrayList<>(upwards);
            units.add("");
            for (String unit : units) {
                marks(handle, unit).forEach(marks::putIfAbsent);
            }
            return handle
                    .createQuery(IN_FORCE)
                    .bind("day", day.toString())
                    .map((rs, context) -> {
                        Mark mark = marks.get(rs.getString("code"));
                        String nickname =
                                mark == null || mark.nickname.isEmpty() ? rs.getString("short_name") : mark.nickname;
                        String keywords =
                                (rs.getString("keywords") + " " + (mark == null ? "" : mark.keywords)).strip();
                        return new Settings.Procedure(
                                rs.getString("code"),
                                rs.getString("name"),
                                rs.getString("field_name"),
                                nickname.isEmpty() ? null : nickname,
                                keywords.isEmpty() ? null : keywords,
                                mark == null ? rs.getString("common").equals("1") : mark.common);
                    })
                    .stream()
                    .filter(each -> !marks.containsKey(each.code()) || !marks.get(each.code()).hidden)
                    .toList();
        });
    }

    /** The procedures in force on a day whose fee or time limit the list tells, as an office posts them. */
    public List<OfficeTexts.Posted> posted(LocalDate day) {
        return database.reads()
                .withHandle(handle -> handle.createQuery(POSTED)
                        .bind("day", day.toString())
                        .map((rs, context) -> new OfficeTexts.Posted(
                                rs.getString("code"),
                                rs.getString("name"),
                                orNull(rs.getString("fee_text")),
                                orNull(rs.getString("time_limit_text")),
                                orNull(rs.getString("decision_no")),
                                orNull(rs.getString("decision_date"))))
                        .list());
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Map<String, Mark> marks(Handle handle, String unit) {
        Map<String, Mark> marks = new LinkedHashMap<>();
        handle.createQuery(MARKS)
                .bind("unit", unit)
                .map((rs, context) -> Map.entry(
                        rs.getString("code"),
                        new Mark(
                                rs.getString("nickname"),
                                rs.getString("keywords"),
                                rs.getString("common").equals("1"),
                                rs.getString("hidden").equals("1"))))
                .forEach(each -> marks.put(each.getKey(), each.getValue()));
        return marks;
    }
}
