package motcua.load.province;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import motcua.contract.wire.Status;

/** The cells of an invented province, equal for equal seeds. Not for several threads. */
public final class Province {
    /** Who stands above all communes. */
    public static final String ID = "tinh-vi-du";

    private static final String REALM = "SIMULATED";
    private static final String MODE = "TICKET";
    private static final String SCALE = "HL5/1";
    private static final int COUNTERS = 4;
    private static final int CLERKS = 6;
    private static final List<String> NAMES = List.of(
            "Vũ Thị Ngọc Ánh", "Trần Văn Đức", "Nguyễn Thị Hạnh", "Phạm Quốc Huy", "Lê Thị Mai", "Đỗ Minh Tuấn");
    private static final List<String> FIELDS =
            List.of("ho-tich", "chung-thuc", "dat-dai", "bao-tro-xa-hoi", "ho-kinh-doanh");
    private static final Map<String, List<String>> PROCEDURES = Map.of(
            "ho-tich", List.of("1.001193", "1.004873", "2.000635", "1.000894", "1.000656"),
            "chung-thuc", List.of("2.000815", "2.000884"),
            "dat-dai", List.of("1.013978", "1.012796", "1.012812"),
            "bao-tro-xa-hoi", List.of("1.001776", "1.001699"),
            "ho-kinh-doanh", List.of("1.001612", "2.000720"));
    private static final List<String> REASONS = List.of(
            "WAIT_LONG",
            "GUIDANCE",
            "EXTRA_PAPERS",
            "REPEAT_VISITS",
            "SERVICE_SLOW",
            "COMPLEX",
            "ATTITUDE",
            "FACILITY");
    private static final int[] HOURS = {7, 8, 8, 8, 9, 9, 9, 10, 10, 13, 14, 14, 15, 15, 16};
    private static final String STAMP = """
            INSERT OR REPLACE INTO cell_stamp (realm, office, month, stamp, first_day, last_day)
            SELECT realm, office, SUBSTR(day, 1, 7), COUNT(*), MIN(day), MAX(day) FROM service_cell
             GROUP BY realm, office, SUBSTR(day, 1, 7)
            """;
    private static final int PER_DOUBLING = 8;
    private static final int SILENT_DAYS = 12;
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private final SplittableRandom random;
    private final List<Commune> communes;

    /**
     * A province.
     *
     * @param communes how many offices; the first ten have stories of their own
     */
    public Province(long seed, int communes) {
        this.random = new SplittableRandom(seed);
        this.communes = IntStream.range(0, communes).mapToObj(this::commune).toList();
    }

    /** Id of the office of a commune, from 1. */
    public static String office(int number) {
        return "%s-xa-%03d".formatted(ID, number);
    }

    private Commune commune(int number) {
        String id = office(number + 1);
        int perDay = 12 + random.nextInt(26);
        double good = .915 + .025 * random.nextDouble();
        double response = .34 + .16 * random.nextDouble();
        Commune.Story story = switch (number) {
            case 3 -> Commune.Story.FORKED;
            case 6 -> Commune.Story.SILENT;
            case 8 -> Commune.Story.BEHIND;
            case 10 -> Commune.Story.STUCK;
            case 11 -> Commune.Story.ONE_LEVEL;
            case 16 -> Commune.Story.UNTRUSTED_CLOCK;
            case 18 -> Commune.Story.UNUSED_PAD;
            default -> Commune.Story.USUAL;
        };
        return switch (number) {
            case 5 -> new Commune(id, Commune.name(number), 34, .84, .84, .45, story);
            case 7 -> new Commune(id, Commune.name(number), 30, .94, .84, .42, story);
            case 12 -> new Commune(id, Commune.name(number), 30, good, good, .08, story);
            case 13 -> new Commune(id, Commune.name(number), 1, good, good, .3, story);
            case 11 -> new Commune(id, Commune.name(number), 10, 1, 1, .4, story);
            default -> new Commune(id, Commune.name(number), perDay, good, good, response, story);
        };
    }

    /** Writes all days from {@code first} to {@code last}; returns the number of services. */
    public long write(Path database, LocalDate first, LocalDate last) throws SQLException {
        long services = 0;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database)) {
            connection.setAutoCommit(false);
            try (PreparedStatement unit = connection.prepareStatement(
                    "INSERT OR REPLACE INTO unit_state"
                            + " (id, parent, type, name, valid_from, valid_to, code) VALUES (?, ?, ?, ?, '2025-07-01', '', '')")) {
                row(unit, ID, "", "TINH", "Tỉnh Ví Dụ (mô phỏng)");
                for (Commune commune : communes) {
                    row(unit, commune.id(), ID, commune.name().startsWith("Phường") ? "PHUONG" : "XA", commune.name());
                }
                unit.executeBatch();
            }
            names(connection, last);
            for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
                if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                    services += day(connection, day, last);
                }
            }
            try (PreparedStatement stamp = connection.prepareStatement(STAMP)) {
                stamp.executeUpdate();
            }
            connection.commit();
        }
        return services;
    }

    private void names(Connection connection, LocalDate last) throws SQLException {
        long seenMs = last.atTime(16, 50).atZone(ZONE).toInstant().toEpochMilli();
        try (PreparedStatement office =
                        connection.prepareStatement("INSERT INTO office VALUES (?, ?, ?, 1, 1, 'mau')");
                PreparedStatement counter = connection.prepareStatement(
                        "INSERT INTO counter_name VALUES (?, ?, ?, 'TICKET', 1, 1, 'mau')");
                PreparedStatement clerk = connection.prepareStatement(
                        "INSERT INTO clerk_name VALUES (?, ?, ?, 'CONG_CHUC', 1, 1, 'mau')");
                PreparedStatement kiosk = connection.prepareStatement("INSERT INTO kiosk (kiosk, public_key, nonce,"
                        + " software, office, first_seen_ms, last_seen_ms) VALUES (?, '', '', 'mô phỏng', ?, ?, ?)");
                PreparedStatement status = connection.prepareStatement("INSERT INTO kiosk_status VALUES (?, ?, ?)");
                PreparedStatement alarm = connection.prepareStatement(
                        "INSERT INTO alarm VALUES (?, 'FORK', 'mau', 211, 'mô phỏng', ?, ?, 1)")) {
            for (Commune commune : communes) {
                String id = "k-" + commune.id();
                long at = commune.story() == Commune.Story.SILENT ? seenMs - SILENT_DAYS * 86_400_000L : seenMs;
                row(office, commune.id(), commune.name(), id);
                for (int number = 1; number <= COUNTERS; number++) {
                    row(counter, commune.id(), number, "Quầy " + number);
                }
                for (int number = 1; number <= CLERKS; number++) {
                    row(clerk, commune.id(), "c" + number, NAMES.get(number - 1));
                }
                row(kiosk, id, commune.id(), at, at);
                row(status, id, status(commune, id, at), at);
                if (commune.story() == Commune.Story.FORKED) {
                    row(alarm, id, at, at);
                }
            }
            for (PreparedStatement each : List.of(office, counter, clerk, kiosk, status, alarm)) {
                each.executeBatch();
            }
        }
    }

    private static String status(Commune commune, String kiosk, long at) {
        List<Status.Device> devices = new ArrayList<>();
        for (int number = 1; number <= COUNTERS; number++) {
            boolean stuck = commune.story() == Commune.Story.STUCK && number == 3;
            devices.add(new Status.Device("pad:" + number, number, stuck ? "STUCK" : "UP"));
        }
        boolean behind = commune.story() == Commune.Story.BEHIND;
        Status status = new Status(
                kiosk,
                commune.story() != Commune.Story.SILENT,
                "mô phỏng",
                at,
                commune.story() == Commune.Story.UNTRUSTED_CLOCK ? "UNTRUSTED" : "TRUSTED",
                behind ? 1204 : 0,
                false,
                true,
                devices);
        return new JsonMapper().valueToTree(status).toString();
    }

    private long day(Connection connection, LocalDate day, LocalDate last) throws SQLException {
        Map<List<Object>, Long> services = new HashMap<>();
        Map<List<Object>, Long> procedures = new HashMap<>();
        Map<List<Object>, Long> reasons = new HashMap<>();
        Map<List<Object>, Long> times = new HashMap<>();
        Map<List<Object>, Long> presses = new HashMap<>();
        long made = 0;
        for (Commune commune : communes) {
            boolean silent = commune.story() == Commune.Story.SILENT && day.isAfter(last.minusDays(SILENT_DAYS));
            long n = silent ? 0 : Math.round(commune.perDay() * (.7 + .6 * random.nextDouble()));
            boolean late = day.isAfter(last.minusMonths(4));
            for (int i = 0; i < n; i++) {
                service(
                        commune,
                        day.toString(),
                        late ? commune.later() : commune.good(),
                        day.isAfter(last.minusDays(20)),
                        services,
                        procedures,
                        reasons,
                        times);
            }
            if (n > 5 && random.nextDouble() < (commune.story() == Commune.Story.USUAL ? .2 : .05)) {
                add(presses, REALM, day.toString(), commune.id(), 1 + random.nextInt(COUNTERS), "UNMATCHED");
            }
            made += n;
        }
        insert(connection, "service_cell", 13, services);
        insert(connection, "procedure_cell", 12, procedures);
        insert(connection, "reason_cell", 9, reasons);
        insert(connection, "time_cell", 9, times);
        insert(connection, "press_cell", 5, presses);
        return made;
    }

    private void service(
            Commune commune,
            String day,
            double good,
            boolean recent,
            Map<List<Object>, Long> services,
            Map<List<Object>, Long> procedures,
            Map<List<Object>, Long> reasons,
            Map<List<Object>, Long> times) {
        String office = commune.id();
        int counter = 1 + random.nextInt(COUNTERS);
        String clerk = "c" + (random.nextDouble() < .12 ? 5 + random.nextInt(2) : counter);
        String field = counter == 3 && random.nextDouble() < .8
                ? "dat-dai"
                : FIELDS.get(random.nextDouble() < .5 ? counter - 1 : random.nextInt(FIELDS.size()));
        int hour = HOURS[random.nextInt(HOURS.length)];
        double luck = random.nextDouble();
        boolean unused = commune.story() == Commune.Story.UNUSED_PAD && counter == 2 && recent;
        String outcome = luck < commune.response() && !unused
                ? "RATED"
                : luck < .97 ? "NOT_RATED" : luck < .985 ? "DEVICE_DOWN" : "NOT_ASKED";
        int level = 0;
        String excluded = "";
        if (outcome.equals("RATED")) {
            double p = field.equals("dat-dai") && commune.story() != Commune.Story.ONE_LEVEL ? good - .07 : good;
            p -= clerk.equals("c6") && commune.story() != Commune.Story.ONE_LEVEL ? .08 : 0;
            boolean satisfied = random.nextDouble() < p;
            boolean best = commune.story() == Commune.Story.ONE_LEVEL || random.nextDouble() < .58;
            level = satisfied ? (best ? 1 : 2) : 3 + random.nextInt(3);
            excluded = random.nextDouble() < .004 ? "VOID" : random.nextDouble() < .008 ? "BURST" : "";
        }
        add(
                services,
                REALM,
                day,
                hour,
                office,
                counter,
                clerk,
                MODE,
                "PROCEDURE",
                field,
                SCALE,
                outcome,
                level,
                excluded);
        List<String> codes = PROCEDURES.getOrDefault(field, List.of(""));
        String code = random.nextDouble() < .04
                ? ""
                : codes.get((int) (codes.size() * random.nextDouble() * random.nextDouble()));
        add(procedures, REALM, day, office, counter, clerk, MODE, field, code, SCALE, outcome, level, excluded);
        if (level >= 3 && excluded.isEmpty() && random.nextDouble() < .7) {
            String reason = REASONS.get((int) (REASONS.size() * random.nextDouble() * random.nextDouble()));
            add(reasons, REALM, day, office, counter, clerk, field, MODE, 0, reason);
        }
        // Eight buckets a doubling of seconds, as the server counts times.
        double waited = 120 + 1500 * random.nextDouble() * random.nextDouble();
        double served = (field.equals("dat-dai") ? 600 : 240) * (.5 + random.nextDouble());
        add(times, REALM, day, office, counter, MODE, "PROCEDURE", field, "WAIT", bucket(waited));
        add(times, REALM, day, office, counter, MODE, "PROCEDURE", field, "SERVICE", bucket(served));
    }

    private static int bucket(double seconds) {
        return (int) Math.floor(PER_DOUBLING * Math.log(seconds) / Math.log(2)) + 1;
    }

    private static void add(Map<List<Object>, Long> cells, Object... key) {
        cells.merge(List.of(key), 1L, Long::sum);
    }

    private static void insert(Connection connection, String table, int columns, Map<List<Object>, Long> cells)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + table + " VALUES (?" + ", ?".repeat(columns) + ")")) {
            for (Map.Entry<List<Object>, Long> each : cells.entrySet()) {
                for (int i = 0; i < columns; i++) {
                    insert.setObject(i + 1, each.getKey().get(i));
                }
                insert.setLong(columns + 1, each.getValue());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void row(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.addBatch();
    }
}
