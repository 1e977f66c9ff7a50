package motcua.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import motcua.server.access.Account;
import motcua.server.access.AccountStore;
import motcua.server.access.Passwords;
import motcua.server.access.Role;
import motcua.server.access.SessionStore;
import motcua.server.counting.CellDeltas;
import motcua.server.counting.CellKey;
import motcua.server.counting.CellTable;
import motcua.server.fleet.ServerHealth;
import motcua.server.satisfaction.Dimension;
import motcua.server.satisfaction.SatisfactionRow;
import motcua.server.storage.Database;
import motcua.server.storage.Store;
import motcua.server.storage.TestDatabases;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever keeps every answer of the server that is not for auditors, over all filters and over months in which ratings come late and
 * others are taken out, and subtracts any two of them, learns of no group below five. Asked over a real socket: results by everything,
 * by month, quarter and twelve months, of an office and of its province, then and today across a merger, the files, the pages of
 * clerks and the public ones. A page tells no count that these answers do not.
 */
class AnswersTellOfNobodyTest {
    private static final String A = "xa-a";
    private static final String B = "xa-b";
    private static final String C = "xa-c";
    private static final String PROVINCE = "tinh";
    /** Whose ratings a unit has since B was merged into A. */
    private static final Map<String, Set<String>> OFFICES =
            Map.of(A, Set.of(A, B), B, Set.of(B), C, Set.of(C), PROVINCE, Set.of(A, B, C));

    /** From then on B belongs to A. */
    private static final LocalDate MERGED = LocalDate.of(2026, 5, 16);

    private static final LocalDate FIRST = LocalDate.of(2025, 10, 1);
    private static final int LEAST = 5;
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final List<Dimension> TABLES = List.of(
            Dimension.OFFICE,
            Dimension.DAY,
            Dimension.MONTH,
            Dimension.COUNTER,
            Dimension.CLERK,
            Dimension.FIELD,
            Dimension.PROCEDURE,
            Dimension.HOUR);
    private static final Pattern COUNTS = Pattern.compile("(?<![\\d/.])([\\d.]+)/([\\d.]+)(?![\\d/])");
    private static final Pattern MONTH = Pattern.compile("(0[1-9]|1[0-2])/2[56]");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final Random random = new Random(seed());
    private final List<Rating> ratings = new ArrayList<>();
    /** Those that count now, by number. */
    private final BitSet valid = new BitSet();

    private final SetClock clock = new SetClock();
    private Database database;
    private ServerWeb web;
    private SessionStore sessions;
    private AccountStore accounts;

    /** Months of offices in which something came or went after a look. */
    private final Set<String> touched = new HashSet<>();

    private final BitSet satisfied = new BitSet();

    private BitSet daysToTell = new BitSet();

    /** n and satisfied of each row when it was told last. */
    private final Map<String, long[]> lastTold = new TreeMap<>();

    private final Set<String> pairs = new HashSet<>();
    private final Subtraction answers = new Subtraction(satisfied, random);

    private static long seed() {
        long seed = Long.getLong("seed", new SecureRandom().nextInt(1_000_000));
        System.out.println("answers that tell of nobody: seed " + seed);
        return seed;
    }

    private static final class SetClock extends Clock {
        private Instant now = Instant.EPOCH;

        void set(LocalDate day) {
            now = day.atTime(9, 0).atZone(ZONE).toInstant();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            SetClock same = this;
            return new Clock() {
                @Override
                public ZoneId getZone() {
                    return zone;
                }

                @Override
                public Clock withZone(ZoneId other) {
                    return same.withZone(other);
                }

                @Override
                public Instant instant() {
                    return same.now;
                }
            };
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** One rated service. */
    private record Rating(
            String office,
            LocalDate day,
            int hour,
            int counter,
            String clerk,
            String field,
            String procedure,
            int level) {
        CellKey service(String excluded) {
            return new CellKey(
                    CellTable.SERVICE,
                    "REAL",
                    day.toString(),
                    hour,
                    office,
                    counter,
                    clerk,
                    "VISIT",
                    "PROCEDURE",
                    field,
                    "HL5/1",
                    "RATED",
                    level,
                    excluded);
        }

        CellKey procedure(String excluded) {
            return new CellKey(
                    CellTable.PROCEDURE,
                    "REAL",
                    day.toString(),
                    office,
                    counter,
                    clerk,
                    "VISIT",
                    field,
                    procedure,
                    "HL5/1",
                    "RATED",
                    level,
                    excluded);
        }

        String key(Dimension by) {
            return switch (by) {
                case OFFICE -> office;
                case DAY -> day.toString();
                case MONTH -> YearMonth.from(day).toString();
                case COUNTER -> Integer.toString(counter);
                case CLERK -> clerk;
                case FIELD -> field;
                case PROCEDURE -> procedure;
                case HOUR -> day.getDayOfWeek().getValue() + "-%02d".formatted(hour);
                case REASON -> throw new IllegalArgumentException("a reason is no table of ratings");
            };
        }
    }

    @AfterEach
    void stop() {
        web.close();
        database.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noTwoAnswersTellTogetherOfFewerThanFive(boolean late) throws Exception {
        start();
        LocalDate from = FIRST;
        for (LocalDate look : List.of(LocalDate.of(2026, 8, 3), LocalDate.of(2026, 10, 9))) {
            clock.set(look);
            serve(from, look.minusDays(1));
            from = look;
            look(look, "xem");
            assertPagesTellNothingElse(look);
            if (late) {
                comeLate(look);
            } else {
                takeOut();
            }
            look(look, "xem");
        }
        assertThat(answers.answers()).as("answers to subtract").isGreaterThan(100);
        assertThat(answers.leak())
                .as("what two of %d answers tell", answers.answers())
                .isEmpty();
    }

    /** An auditor is told every cell; that this would tell of single people must not go unnoticed. */
    @Test
    void answersThatTellEveryCellAreFoundOut() throws Exception {
        start();
        LocalDate look = LocalDate.of(2026, 10, 2);
        clock.set(look);
        serve(LocalDate.of(2026, 7, 1), look.minusDays(1));
        look(look, "kiem-tra");
        assertThat(answers.leak()).isPresent();
    }

    private void start() {
        database = TestDatabases.open(Store.SQLITE, folder);
        database.writes().useHandle(handle -> {
            for (String unit : List.of(
                    "'tinh', '2025-07-01', '', '', 'TINH', '', 'Tỉnh Ví Dụ'",
                    "'xa-a', '2025-07-01', '', 'tinh', 'XA', '', 'Xã A'",
                    "'xa-c', '2025-07-01', '', 'tinh', 'XA', '', 'Xã C'",
                    "'xa-b', '2025-07-01', '" + MERGED + "', 'tinh', 'XA', '', 'Xã B'")) {
                handle.execute("INSERT INTO unit_state (id, valid_from, valid_to, parent, type, code, name) VALUES ("
                        + unit + ")");
            }
            for (String office : List.of(A, B, C)) {
                handle.execute("INSERT INTO office VALUES (?, ?, ?, 1, 1, 'e')", office, office, "k-" + office);
            }
            handle.execute(
                    "INSERT INTO unit_succession (from_unit, to_unit, day, kind, decision) VALUES ('xa-b', 'xa-a', '"
                            + MERGED + "', 'MERGE', '1/QD')");
        });
        clock.set(LocalDate.of(2026, 7, 20));
        Passwords cheap = new Passwords(64, 1);
        accounts = new AccountStore(database, cheap, clock);
        sessions = new SessionStore(database, clock, new SecureRandom());
        accounts.add(new Account("xem", Role.REVIEWER, PROVINCE, false), "mat-khau-dai-1");
        accounts.add(new Account("kiem-tra", Role.AUDITOR, PROVINCE, false), "mat-khau-dai-1");
        accounts.add(new Account("can-bo", Role.CLERK, C, false, "c1", false), "mat-khau-dai-1");
        ServerHealth health = new ServerHealth("UP", "1", "0123456789abcdef", "CONNECTED", "x", 0, 0, 0, 0, 0, "00");
        web = ServerWeb.start(new WebConfig("127.0.0.1", 0, Optional.empty(), clock, cheap), database, () -> health);
    }

    /** Working days with few people: most days, hours, clerks and procedures have fewer than five ratings. */
    private void serve(LocalDate from, LocalDate to) {
        CellDeltas deltas = new CellDeltas();
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            if (day.getDayOfWeek().getValue() < 6) {
                for (int n = random.nextInt(random.nextInt(6) == 0 ? 14 : 6); n > 0; n--) {
                    add(deltas, any(day));
                }
            }
        }
        apply(deltas);
    }

    private void comeLate(LocalDate look) {
        CellDeltas deltas = new CellDeltas();
        for (int n = random.nextBoolean() ? 16 : 2; n > 0; n--) {
            Rating rating = any(look.minusDays(1 + random.nextInt(70)));
            add(deltas, rating);
            touched.add(month(rating));
        }
        apply(deltas);
    }

    private void takeOut() {
        CellDeltas deltas = new CellDeltas();
        for (int n = random.nextBoolean() ? 16 : 2; n > 0; n--) {
            int number = valid.previousSetBit(ratings.size() - 1 - random.nextInt(150));
            valid.clear(number);
            Rating contested = ratings.get(number);
            touched.add(month(contested));
            deltas.add(contested.service(""), -1);
            deltas.add(contested.procedure(""), -1);
            deltas.add(contested.service("CONTEST"), 1);
            deltas.add(contested.procedure("CONTEST"), 1);
        }
        apply(deltas);
    }

    private static String month(Rating rating) {
        return rating.office + " " + YearMonth.from(rating.day);
    }

    private Rating any(LocalDate day) {
        int counter = 1 + random.nextInt(3);
        String field = random.nextInt(30) == 0 ? "le-hoi" : counter == 3 ? "dat-dai" : "ho-tich";
        return new Rating(
                random.nextBoolean() ? C : day.isBefore(MERGED) && random.nextInt(3) == 0 ? B : A,
                day,
                8 + random.nextInt(4),
                counter,
                random.nextInt(20) == 0 ? "c9" : "c" + counter,
                field,
                "p-" + field + (random.nextInt(4) == 0 ? "-2" : ""),
                random.nextInt(3) > 0 ? 1 + random.nextInt(2) : 3 + random.nextInt(3));
    }

    private void add(CellDeltas deltas, Rating rating) {
        valid.set(ratings.size());
        satisfied.set(ratings.size(), rating.level <= 2);
        ratings.add(rating);
        deltas.add(rating.service(""), 1);
        deltas.add(rating.procedure(""), 1);
    }

    private void apply(CellDeltas deltas) {
        database.write(connection -> {
            deltas.apply(connection, database.dialect(), clock.millis());
            return true;
        });
    }

    /** Days from one to another. */
    private record Days(LocalDate from, LocalDate to) {
        static Days months(YearMonth first, YearMonth last) {
            return new Days(first.atDay(1), last.atEndOfMonth());
        }

        boolean holds(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    private void look(LocalDate today, String reader) throws Exception {
        pairs.clear();
        daysToTell = daysToTell();
        YearMonth now = YearMonth.from(today);
        List<Days> periods = new ArrayList<>();
        for (int ago = 0; ago < 3; ago++) {
            periods.add(Days.months(now.minusMonths(ago), now.minusMonths(ago)));
        }
        for (int ago = 0; ago < 3; ago++) {
            YearMonth quarter = now.minusMonths((now.getMonthValue() - 1) % 3 + 3L * ago);
            periods.add(Days.months(quarter, quarter.plusMonths(2)));
        }
        for (int months : List.of(6, 12)) {
            periods.add(Days.months(now.minusMonths(months), now.minusMonths(1)));
        }
        periods.add(Days.months(now.minusMonths(11), now));
        LocalDate day = today.minusDays(1 + random.nextInt(60));
        periods.add(new Days(day.minusDays(random.nextInt(40)), day));
        for (String unit : List.of(A, C, PROVINCE)) {
            for (Days days : periods) {
                for (Dimension by : TABLES) {
                    results(reader, unit, by, days);
                }
            }
            for (int ago = 3; ago < 15; ago++) {
                Days month = Days.months(now.minusMonths(ago), now.minusMonths(ago));
                results(reader, unit, unit.equals(C) ? Dimension.COUNTER : Dimension.PROCEDURE, month);
            }
            for (Days days : List.of(periods.get(1), periods.get(4), periods.get(periods.size() - 1))) {
                for (String view : List.of("then", "today")) {
                    totals(reader, unit, view, days);
                }
            }
            for (String period : periods(now)) {
                file("/review.csv?dv=" + unit + "&ky=" + period, reader, unit);
                file("/cong-khai.csv?dv=" + unit + "&ky=" + period, null, unit);
            }
        }
    }

    private static boolean of(String unit, Rating rating) {
        return OFFICES.getOrDefault(unit, Set.of()).contains(rating.office);
    }

    private static List<String> periods(YearMonth now) {
        YearMonth quarter = now.minusMonths(3);
        return List.of(
                now.minusMonths(1).toString(),
                now.minusMonths(2).toString(),
                quarter.getYear() + "-Q" + (quarter.getMonthValue() + 2) / 3);
    }

    private void results(String reader, String unit, Dimension by, Days days) throws Exception {
        JsonNode answer = JSON.readTree(get(
                "/api/satisfaction?by=" + by.param() + "&from=" + days.from + "&to=" + days.to + "&unit=" + unit,
                reader));
        if (answer.get("levelsFrom").isNull()) {
            return;
        }
        Days told = new Days(
                LocalDate.parse(answer.get("levelsFrom").asText()),
                LocalDate.parse(answer.get("levelsTo").asText()));
        String what = by.param() + " of " + unit + " from " + told.from + " to " + told.to;
        Predicate<Rating> asked = rating -> told.holds(rating.day) && of(unit, rating);
        Set<String> hidden = new TreeSet<>();
        answer.get("rows").forEach(row -> {
            if (row.get("levels").isNull()) {
                hidden.add(row.get("office").asText("") + " " + row.get("key").asText());
            }
        });
        List<BitSet> rows = new ArrayList<>();
        boolean oneStep = YearMonth.from(told.from).equals(YearMonth.from(told.to)) || by == Dimension.HOUR;
        for (JsonNode row : answer.get("rows")) {
            String key = row.get("key").asText();
            String office = row.get("office").asText("");
            boolean merged = key.equals(SatisfactionRow.MERGED);
            if (!row.get("levels").isNull() && (!merged || oneStep)) {
                row(
                                what + " " + office + " " + key,
                                row,
                                rating -> asked.test(rating)
                                        && (office.isEmpty() || rating.office.equals(office))
                                        && (merged
                                                ? hidden.contains(office + " " + rating.key(by))
                                                : rating.key(by).equals(key)))
                        .ifPresent(rows::add);
            }
        }
        answers.add(what, rows);
        for (JsonNode total : answer.get("totals")) {
            if (!total.get("levels").isNull()) {
                row("total by " + what, total, asked).ifPresent(row -> answers.add("total by " + what, List.of(row)));
            }
        }
    }

    private Optional<BitSet> row(String name, JsonNode row, Predicate<Rating> named) {
        return row(name, row.get("valid").asLong(), row.get("satisfied").asLong(), named);
    }

    /**
     * What a row counts, where one can know it: all that its name says, or what is left of that without days that may not be told.
     * Months in which something came or went after they were told are left out here: of these what a row moved by must be safe.
     */
    private Optional<BitSet> row(String name, long n, long good, Predicate<Rating> named) {
        if (n == 0) {
            return Optional.empty();
        }
        pairs.add(good + "/" + n);
        pairs.add(n - good + "/" + n);
        long[] before = lastTold.put(name, new long[] {n, good});
        if (before != null && before[0] != n && !name.endsWith(" " + SatisfactionRow.MERGED)) {
            long step = Math.abs(n - before[0]);
            assertThat(step >= LEAST && good != before[1])
                    .as("%s moves from %d/%d to %d/%d", name, before[1], before[0], good, n)
                    .isTrue();
        }
        BitSet members = new BitSet();
        valid.stream().filter(i -> named.test(ratings.get(i))).forEach(members::set);
        if (members.stream().anyMatch(i -> touched.contains(month(ratings.get(i))))) {
            return Optional.empty();
        }
        BitSet told = (BitSet) members.clone();
        told.and(daysToTell);
        return List.of(members, told).stream()
                .filter(set -> set.cardinality() == n && both(set, satisfied).cardinality() == good)
                .findFirst();
    }

    /** Ratings of days of five and more, and of what these leave of their month if that is five and more. */
    private BitSet daysToTell() {
        Map<String, BitSet> days = new TreeMap<>();
        valid.stream()
                .forEach(i -> days.computeIfAbsent(ratings.get(i).office + " " + ratings.get(i).day, d -> new BitSet())
                        .set(i));
        BitSet told = new BitSet();
        days.values().stream().filter(this::isSafe).forEach(told::or);
        Map<String, BitSet> rests = new TreeMap<>();
        valid.stream()
                .filter(i -> !told.get(i))
                .forEach(i -> rests.computeIfAbsent(month(ratings.get(i)), m -> new BitSet())
                        .set(i));
        rests.values().stream().filter(this::isSafe).forEach(told::or);
        return told;
    }

    private boolean isSafe(BitSet set) {
        return set.cardinality() >= LEAST && set.intersects(satisfied);
    }

    private static BitSet both(BitSet one, BitSet other) {
        BitSet both = (BitSet) one.clone();
        both.and(other);
        return both;
    }

    private void totals(String reader, String unit, String view, Days days) throws Exception {
        JsonNode answer = JSON.readTree(
                get("/api/totals?unit=" + unit + "&view=" + view + "&from=" + days.from + "&to=" + days.to, reader));
        for (JsonNode sum : answer.get("sums")) {
            if (!sum.get("valid").isNull()) {
                String what = view + " of " + unit + " from " + days.from + " to " + days.to;
                row(what, sum, rating -> isPart(answer.get("parts"), rating))
                        .ifPresent(row -> answers.add(what, List.of(row)));
            }
        }
    }

    private static boolean isPart(JsonNode parts, Rating rating) {
        for (JsonNode part : parts) {
            Days days = new Days(
                    LocalDate.parse(part.get("from").asText()),
                    LocalDate.parse(part.get("to").asText()));
            for (JsonNode office : part.get("offices")) {
                if (days.holds(rating.day) && office.asText().equals(rating.office)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void file(String path, String reader, String unit) throws Exception {
        Map<String, List<BitSet>> tables = new TreeMap<>();
        HttpResponse<String> answer = answer(path, reader);
        if (answer.statusCode() == 404) {
            return;
        }
        for (CSVRecord line : CSVParser.parse(
                        answer.body().substring(1),
                        CSVFormat.RFC4180
                                .builder()
                                .setHeader()
                                .setSkipHeaderRecord(true)
                                .get())
                .getRecords()) {
            Optional<Dimension> by = Optional.ofNullable(Map.of(
                            "tong", Dimension.OFFICE,
                            "don_vi", Dimension.OFFICE,
                            "quay", Dimension.COUNTER,
                            "cong_chuc", Dimension.CLERK,
                            "thu_tuc", Dimension.PROCEDURE,
                            "linh_vuc", Dimension.FIELD)
                    .get(line.get("bang")));
            String key = line.get("ma");
            if (by.isEmpty() || line.get("hai_long").isEmpty()) {
                continue;
            }
            Days days = new Days(LocalDate.parse(line.get("tu_ngay")), LocalDate.parse(line.get("den_ngay")));
            row(
                            path + " " + line.get("bang") + " from " + days.from + " " + key,
                            Long.parseLong(line.get("hop_le")),
                            Long.parseLong(line.get("hai_long")),
                            rating -> days.holds(rating.day)
                                    && of(unit, rating)
                                    && (line.get("bang").equals("tong")
                                            || rating.key(by.get()).equals(key)))
                    .ifPresent(row -> tables.computeIfAbsent(line.get("bang") + " " + days.from, b -> new ArrayList<>())
                            .add(row));
        }
        tables.forEach((table, rows) -> answers.add(path + " " + table, rows));
    }

    private void assertPagesTellNothingElse(LocalDate today) throws Exception {
        YearMonth now = YearMonth.from(today);
        for (String period : periods(now)) {
            for (String unit : List.of(A, C, PROVINCE)) {
                assertOnlyTold("/review?dv=" + unit + "&ky=" + period, "xem");
                assertOnlyTold("/?dv=" + unit + "&ky=" + period, null);
            }
            assertOnlyTold("/review?dv=" + PROVINCE + "&ky=" + period + "&so=" + A + "&voi=" + C, "xem");
            assertOnlyTold("/review/sheet?dv=" + C + "&ky=" + period, "xem");
            assertOnlyTold("/review/part?dv=" + C + "&quay=1&ky=" + period, "xem");
            assertOnlyTold("/review/part?dv=" + PROVINCE + "&thu-tuc=p-ho-tich&ky=" + period, "xem");
        }
        assertOnlyTold("/review/clerks?dv=" + C + "&thang=6", "xem");
        assertOnlyTold("/review/clerks?dv=" + C, "xem");
        assertOnlyTold("/me", "can-bo");
    }

    /** Every k/n of a page is that of a row that was told. */
    private void assertOnlyTold(String path, String reader) throws Exception {
        HttpResponse<String> page = answer(path, reader);
        assertThat(page.statusCode()).as(path).isEqualTo(200);
        String text =
                page.body().replaceAll("(?s)<(style|script|head).*?</\\1>", "").replaceAll("<[^>]*>", " ");
        // Of presses of no service, and of services without a procedure: bare counts.
        text = text.replaceAll("[\\d.]+/[\\d.]+ \\([^)]*\\) (lần bấm không khớp|lượt)", "");
        Matcher counts = COUNTS.matcher(text);
        while (counts.find()) {
            long k = Long.parseLong(counts.group(1).replace(".", ""));
            long n = Long.parseLong(counts.group(2).replace(".", ""));
            boolean month =
                    n > 2000 && n < 2100 || MONTH.matcher(counts.group()).matches();
            if (!month && k <= n) {
                assertThat(pairs.contains(k + "/" + n))
                        .as("%s: …%s… is of a row that was told", path, around(text, counts.start()))
                        .isTrue();
            }
        }
    }

    private static String around(String text, int at) {
        return text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 40))
                .replaceAll("\\s+", " ");
    }

    private String get(String path, String reader) throws Exception {
        HttpResponse<String> answer = answer(path, reader);
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
        return answer.body();
    }

    private final HttpClient client = HttpClient.newHttpClient();

    private final Map<String, String> cookies = new TreeMap<>();

    private HttpResponse<String> answer(String path, String reader) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.port() + path));
        if (reader != null) {
            String cookie = cookies.computeIfAbsent(
                    reader + clock.millis(),
                    who -> "motcua=" + sessions.open(accounts.find(reader).orElseThrow()));
            request.header("Cookie", cookie);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }
}
