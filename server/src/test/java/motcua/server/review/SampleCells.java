package motcua.server.review;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import motcua.server.storage.Database;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Fills a database with the cells of invented offices, the same for the same seed: four counters, five clerks, five fields. */
public final class SampleCells {
    private static final List<String> FIELDS =
            List.of("ho-tich", "chung-thuc", "dat-dai", "bao-tro-xa-hoi", "ho-kinh-doanh");
    private static final Map<String, List<String>> PROCEDURES = Map.of(
            "ho-tich", List.of("1.001193", "1.004873", "2.000635", "1.000894", "1.000656"),
            "chung-thuc", List.of("2.000815", "2.000884"),
            "dat-dai", List.of("1.013978", "1.012796", "1.012812"),
            "bao-tro-xa-hoi", List.of("1.001776", "1.001699"),
            "ho-kinh-doanh", List.of("1.001612", "2.000720"));
    private static final List<String> REASONS =
            List.of("WAIT_LONG", "GUIDANCE", "EXTRA_PAPERS", "REPEAT_VISITS", "COMPLEX", "HARASSMENT");
    private static final List<String> CLERKS =
            List.of("Nguyễn Thị Hạnh", "Lê Thị Mai", "Trần Văn Đức", "Vũ Thị Ngọc Ánh", "Phạm Quốc Huy");
    private static final int[] HOURS = {7, 8, 8, 8, 9, 9, 9, 10, 10, 13, 14, 14, 15, 15, 16};

    private static final String STAMP = """
            INSERT INTO cell_stamp AS t (realm, office, month, stamp, first_day, last_day)
            SELECT realm, office, SUBSTR(day, 1, 7), COUNT(*), MIN(day), MAX(day) FROM service_cell
             WHERE day <> 'UNDATED' GROUP BY realm, office, SUBSTR(day, 1, 7)
            ON CONFLICT (realm, office, month) DO UPDATE SET stamp = t.stamp + excluded.stamp,
                first_day = excluded.first_day, last_day = excluded.last_day
            """;

    private final Random random;
    private final Map<List<Object>, Long> services = new HashMap<>();
    private final Map<List<Object>, Long> procedures = new HashMap<>();
    private final Map<List<Object>, Long> reasons = new HashMap<>();

    public SampleCells(long seed) {
        this.random = new Random(seed);
    }

    /** Adds an office with {@code perDay} services on a usual day from {@code from} to {@code to}. */
    public void office(
            Database database, String realm, String id, String name, int perDay, LocalDate from, LocalDate to) {
        database.writes().useTransaction(handle -> names(handle, id, name));
        double good = 0.90 + 0.05 * random.nextDouble();
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            if (day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                int usual = day.getDayOfWeek() == DayOfWeek.SATURDAY ? Math.max(1, perDay / 8) : perDay;
                int n = (int) Math.round(usual * (0.7 + 0.6 * random.nextDouble()));
                for (int i = 0; i < n; i++) {
                    service(realm, id, day.toString(), good);
                }
            }
        }
    }

    private void service(String realm, String office, String day, double good) {
        int counter = 1 + random.nextInt(4);
        String clerk = random.nextDouble() < .04 ? "c5" : "c" + counter;
        String field = counter == 3 && random.nextDouble() < .85
                ? "dat-dai"
                : FIELDS.get(random.nextDouble() < .5 ? (counter - 1) % 5 : random.nextInt(5));
        int hour = HOURS[random.nextInt(HOURS.length)];
        double luck = random.nextDouble();
        String outcome = luck < .42 ? "RATED" : luck < .96 ? "NOT_RATED" : luck < .98 ? "DEVICE_DOWN" : "NOT_ASKED";
        int level = 0;
        String excluded = "";
        if (outcome.equals("RATED")) {
            double p = field.equals("dat-dai") ? good - .08 : good;
            level = random.nextDouble() < p ? (random.nextDouble() < .6 ? 1 : 2) : 3 + random.nextInt(3);
            excluded = random.nextDouble() < .005 ? "VOID" : random.nextDouble() < .01 ? "BURST" : "";
        }
        add(
                services,
                realm,
                day,
                hour,
                office,
                counter,
                clerk,
                "VISIT",
                "PROCEDURE",
                field,
                "HL5/1",
                outcome,
                level,
                excluded);
        List<String> codes = PROCEDURES.get(field);
        String code = random.nextDouble() < .04
                ? ""
                : codes.get((int) (codes.size() * random.nextDouble() * random.nextDouble()));
        add(procedures, realm, day, office, counter, clerk, "VISIT", field, code, "HL5/1", outcome, level, excluded);
        if (level >= 3 && random.nextDouble() < .7) {
            String reason = REASONS.get((int) (REASONS.size() * random.nextDouble() * random.nextDouble()));
            add(reasons, realm, day, office, counter, clerk, field, "VISIT", 0, reason);
        }
    }

    /** Adds one cell of services by hand. */
    public SampleCells cell(
            String realm,
            String day,
            int hour,
            String office,
            int counter,
            String clerk,
            String mode,
            String field,
            String outcome,
            int level,
            String excluded,
            long n) {
        services.merge(
                List.of(
                        realm,
                        day,
                        hour,
                        office,
                        counter,
                        clerk,
                        mode,
                        "PROCEDURE",
                        field,
                        "HL5/1",
                        outcome,
                        level,
                        excluded),
                n,
                Long::sum);
        return this;
    }

    /** Adds one cell of procedures by hand. */
    public SampleCells procedure(
            String realm,
            String day,
            String office,
            int counter,
            String clerk,
            String mode,
            String field,
            String code,
            String outcome,
            int level,
            long n) {
        procedures.merge(
                List.of(realm, day, office, counter, clerk, mode, field, code, "HL5/1", outcome, level, ""),
                n,
                Long::sum);
        return this;
    }

    /** Adds one cell of a reason of people who were not satisfied. */
    public SampleCells reason(
            String realm,
            String day,
            String office,
            int counter,
            String clerk,
            String field,
            String mode,
            String reason,
            long n) {
        reasons.merge(List.of(realm, day, office, counter, clerk, field, mode, 0, reason), n, Long::sum);
        return this;
    }

    private static void add(Map<List<Object>, Long> cells, Object... key) {
        cells.merge(List.of(key), 1L, Long::sum);
    }

    /** Writes what was added. */
    public void write(Database database) {
        database.writes().useTransaction(handle -> {
            insert(handle, "service_cell", 13, services);
            insert(handle, "procedure_cell", 12, procedures);
            insert(handle, "reason_cell", 9, reasons);
            handle.execute(STAMP);
        });
        services.clear();
        procedures.clear();
        reasons.clear();
    }

    private static void insert(Handle handle, String table, int columns, Map<List<Object>, Long> cells) {
        if (cells.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("INSERT INTO " + table + " VALUES (?" + ", ?".repeat(columns) + ")");
        cells.forEach((key, n) -> {
            for (int i = 0; i < columns; i++) {
                batch.bind(i, key.get(i));
            }
            batch.bind(columns, n).add();
        });
        batch.execute();
    }

    private static void names(Handle handle, String id, String name) {
        handle.execute("INSERT INTO office VALUES (?, ?, ?, 1, 1, 'e')", id, name, "k-" + id);
        for (int counter = 1; counter <= 4; counter++) {
            handle.execute(
                    "INSERT INTO counter_name VALUES (?, ?, ?, 'VISIT', 1, 1, 'e')", id, counter, "Quầy " + counter);
        }
        for (int clerk = 1; clerk <= CLERKS.size(); clerk++) {
            handle.execute(
                    "INSERT INTO clerk_name VALUES (?, ?, ?, 'CIVIL_SERVANT', 1, 1, 'e')",
                    id,
                    "c" + clerk,
                    CLERKS.get(clerk - 1));
        }
    }
}
