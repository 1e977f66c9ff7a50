package motcua.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
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
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import motcua.server.access.Account;
import motcua.server.access.AccountStore;
import motcua.server.access.Passwords;
import motcua.server.access.Role;
import motcua.server.access.SessionStore;
import motcua.server.fleet.ServerHealth;
import motcua.server.ingest.Tables;
import motcua.server.organisation.OrgUnit;
import motcua.server.organisation.OrganisationStore;
import motcua.server.review.SampleCells;
import motcua.server.storage.Database;
import motcua.server.storage.Store;
import motcua.server.storage.TestDatabases;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reviewer's pages over a real socket, on invented cells. */
class ReviewPagesTest {
    private static final Clock NOVEMBER = Clock.fixed(Instant.parse("2026-11-20T03:00:00Z"), ZoneOffset.UTC);
    private static final LocalDate FROM = LocalDate.parse("2025-12-01");
    private static final LocalDate TO = LocalDate.parse("2026-10-31");
    private static final LocalDate SUNDAY = LocalDate.parse("2026-08-02");
    private static final String LARGE = "an-binh";
    private static final String SMALL = "ngoc-lam";

    @TempDir
    Path folder;

    private Database database;
    private ServerWeb web;
    private SessionStore sessions;
    private AccountStore accounts;
    private final SampleCells cells = new SampleCells(7);

    @BeforeEach
    void start() {
        database = TestDatabases.open(Store.SQLITE, folder);
        Passwords cheap = new Passwords(64, 1);
        accounts = new AccountStore(database, cheap, NOVEMBER);
        sessions = new SessionStore(database, NOVEMBER, new SecureRandom());
        OrganisationStore organisation = new OrganisationStore(database);
        organisation.put(new OrgUnit("tinh", "", "TINH", "Tỉnh Ví Dụ"), "2025-07-01");
        organisation.put(new OrgUnit(LARGE, "tinh", "XA", "Xã An Bình"), "2025-07-01");
        organisation.put(new OrgUnit(SMALL, "tinh", "XA", "Xã Ngọc Lâm"), "2025-07-01");
        accounts.add(new Account("nguoi-xem", Role.REVIEWER, "tinh", false), "mat-khau-dai-1");
        accounts.add(new Account("truong", Role.LEADER, LARGE, false), "mat-khau-dai-1");
        accounts.add(new Account("quan-sat", Role.OBSERVER, "tinh", false), "mat-khau-dai-1");
        for (String clerk : List.of("c1", "c6")) {
            accounts.add(new Account("can-bo-" + clerk, Role.CLERK, LARGE, false, clerk, false), "mat-khau-dai-1");
        }
        ServerHealth health = new ServerHealth("UP", "1", "0123456789abcdef", "CONNECTED", "x", 0, 0, 0, 0, 0, "00");
        web = ServerWeb.start(new WebConfig("127.0.0.1", 0, Optional.empty(), NOVEMBER, cheap), database, () -> health);
        cells.office(database, "SIMULATED", LARGE, "Xã An Bình", 24, FROM, TO);
        cells.write(database);
    }

    @AfterEach
    void stop() {
        web.close();
        database.close();
    }

    @Test
    void scenario23FourOfFourSatisfiedAreTooFewToConclude() throws Exception {
        cells.office(database, "SIMULATED", SMALL, "Xã Ngọc Lâm", 0, SUNDAY, SUNDAY);
        cells.cell("SIMULATED", "2026-08-12", 9, SMALL, 1, "c1", "VISIT", "ho-tich", "RATED", 1, "", 4);
        cells.write(database);

        JsonNode rows = json("/api/satisfaction?by=office&from=2026-07-01&to=2026-09-30", "nguoi-xem");
        JsonNode small = row(rows, SMALL);
        assertThat(small.get("rated").asLong()).isEqualTo(4);
        assertThat(small.get("rate").isNull()).isTrue();
        assertThat(small.get("levels").isNull()).isTrue();
        String page = get("/review?ky=2026-Q3", "nguoi-xem");
        assertThat(page.substring(page.indexOf("Ẩn để giữ kín người đánh giá")))
                .as("in the group of what is hidden, with no rate")
                .contains("Xã Ngọc Lâm");
        assertThat(page).doesNotContain("Chưa đủ mẫu để kết luận: 1 đơn vị").doesNotContain("c-rate\">100,0\u00a0%");
        assertThat(get("/review/todo", "nguoi-xem"))
                .as("and no sign is made of it")
                .doesNotContain("Ngọc Lâm: 100", "4/4");
        assertThat(get("/?dv=" + SMALL + "&ky=2026-Q3", null)).doesNotContain("class=\"plot people\"");
    }

    @Test
    void theWorkbookHoldsTheLinesOfTheCsv() throws Exception {
        String question = "dv=" + LARGE + "&ky=2026-Q3";
        String csv = get("/review.csv?" + question, "quan-sat");
        Map<String, List<List<String>>> sheets = new LinkedHashMap<>();
        List<String> head = List.of();
        try (ReadableWorkbook workbook =
                new ReadableWorkbook(new ByteArrayInputStream(bytes("/review.xlsx?" + question, "quan-sat")))) {
            for (Sheet sheet : workbook.getSheets().toList()) {
                List<List<String>> rows = sheet.read().stream()
                        .map(row -> row.stream()
                                .map(cell -> cell == null ? "" : cell.getText())
                                .toList())
                        .toList();
                head = rows.get(0);
                sheets.put(sheet.getName(), rows.subList(1, rows.size()));
            }
        }
        List<CSVRecord> lines =
                CSVParser.parse(csv.substring(1), CSVFormat.RFC4180).getRecords();
        assertThat(head).isEqualTo(lines.get(0).toList());
        assertThat(sheets.keySet()).containsExactly("tong", "quay", "thu_tuc", "linh_vuc", "ly_do");
        List<List<String>> all = sheets.values().stream().flatMap(List::stream).toList();
        assertThat(all).hasSameSizeAs(lines.subList(1, lines.size()));
        for (int row = 0; row < all.size(); row++) {
            for (int column = 0; column < head.size(); column++) {
                String inCsv = lines.get(row + 1).get(column);
                String inBook = column < all.get(row).size() ? all.get(row).get(column) : "";
                if (column > head.indexOf("thang_do") && !inCsv.isEmpty()) {
                    assertThat(Double.parseDouble(inBook)).isEqualTo(Double.parseDouble(inCsv));
                } else {
                    assertThat(inBook).isEqualTo(inCsv);
                }
            }
        }
    }

    @Test
    void theInspectionSheetTellsWhatEveryReaderMaySeeWhoeverPrintsIt() throws Exception {
        String question = "/review/sheet?dv=" + LARGE + "&ky=2026-Q3";
        String observers = get(question, "quan-sat");
        assertThat(observers)
                .contains("PHIẾU KIỂM TRA BỘ PHẬN MỘT CỬA", "Xã An Bình", "Quý III/2026", "Dữ liệu mô phỏng")
                .doesNotContain("Nguyễn Thị Hạnh", "Lê Thị Mai", "nhũng nhiễu");
        assertThat(article(get(question, "truong"))).isEqualTo(article(observers));
        cells.office(database, "SIMULATED", SMALL, "Xã Ngọc Lâm", 3, SUNDAY, SUNDAY.plusDays(5));
        cells.write(database);
        assertThat(answer("/review/sheet?ky=2026-Q3&dv=tinh", "nguoi-xem").statusCode())
                .as("two offices have two sheets")
                .isEqualTo(404);
    }

    private static String article(String page) {
        return page.substring(page.indexOf("<article"), page.indexOf("</article>"));
    }

    @Test
    void twoUnitsWhoseIntervalsOverlapAreNotToldApart() throws Exception {
        cells.office(database, "SIMULATED", SMALL, "Xã Ngọc Lâm", 0, SUNDAY, SUNDAY);
        cells.cell("SIMULATED", "2026-08-12", 9, SMALL, 1, "c1", "VISIT", "ho-tich", "RATED", 1, "", 30);
        cells.cell("SIMULATED", "2026-08-12", 9, SMALL, 1, "c1", "VISIT", "ho-tich", "RATED", 4, "", 4);
        cells.write(database);
        String both = "/review?ky=2026-Q3&so=" + SMALL + "&voi=" + LARGE;

        assertThat(get(both, "nguoi-xem")).contains("<b>không phân biệt được</b>; chênh ");

        cells.cell("SIMULATED", "2026-08-13", 9, SMALL, 1, "c1", "VISIT", "ho-tich", "RATED", 4, "", 30);
        cells.cell("SIMULATED", "2026-08-13", 9, SMALL, 1, "c1", "VISIT", "ho-tich", "RATED", 1, "", 1);
        cells.write(database);
        assertThat(get(both, "nguoi-xem"))
                .contains("<b>thấp hơn, vượt mức ngẫu nhiên</b>; chênh −")
                .doesNotContain("<b>không phân biệt được</b>");
        assertThat(get("/review?ky=2026-Q3&so=" + SMALL + "&voi=" + SMALL, "nguoi-xem"))
                .contains("Chọn hai đơn vị khác nhau.");
    }

    @Test
    void scenario36ADayOfThreeHundredPeopleShowsItsLowResponseAndExtrapolatesNothing() throws Exception {
        cells.office(database, "SIMULATED", SMALL, "Xã Ngọc Lâm", 0, SUNDAY, SUNDAY);
        cells.cell("SIMULATED", "2026-08-12", 9, SMALL, 1, "c1", "VISIT", "bao-tro-xa-hoi", "RATED", 1, "", 20);
        cells.cell("SIMULATED", "2026-08-12", 9, SMALL, 1, "c1", "VISIT", "bao-tro-xa-hoi", "RATED", 4, "", 10);
        cells.cell("SIMULATED", "2026-08-12", 9, SMALL, 1, "c1", "VISIT", "bao-tro-xa-hoi", "NOT_RATED", 0, "", 270);
        cells.write(database);

        JsonNode day = row(
                json("/api/satisfaction?by=day&from=2026-08-12&to=2026-08-12&unit=" + SMALL, "nguoi-xem"),
                "2026-08-12");
        assertThat(day.get("served").asLong()).isEqualTo(300);
        assertThat(day.get("rated").asLong()).isEqualTo(30);
        assertThat(day.get("satisfied").asLong()).as("of 30, not of 300").isEqualTo(20);
        String page = get("/review?dv=" + SMALL + "&ky=2026-Q3", "nguoi-xem");
        assertThat(page)
                .contains(
                        "tỷ lệ phản hồi 10,0\u00a0%", "66,7\u00a0% hài lòng", "phục vụ 300 lượt", "30 đánh giá hợp lệ");
        assertThat(get("/review?ky=2026-Q3", "nguoi-xem")).contains("phản hồi thấp");
    }

    @Test
    void scenario40AnExportWithClerksSaysWhoTookItAndThePublicOneHasNoClerk() throws Exception {
        String export = get("/review.csv?dv=" + LARGE + "&ky=2026-Q3", "truong");
        assertThat(export.lines().findFirst().orElseThrow()).endsWith(",luu_hanh,xuat_boi,xuat_luc");
        assertThat(export.lines().skip(1))
                .isNotEmpty()
                .allMatch(line -> line.endsWith(",Lưu hành nội bộ,truong,2026-11-20T10:00"));
        assertThat(export).contains(",cong_chuc,c1,");
        assertThat(Tables.rows(database, "access_log"))
                .anyMatch(row -> row.contains("truong")
                        && row.contains("LOOK AT CLERKS")
                        && row.contains("csv 2026-Q3 unit " + LARGE));

        for (String open : List.of(
                get("/cong-khai.csv?dv=" + LARGE + "&ky=2026-Q3", null),
                get("/review.csv?dv=" + LARGE + "&ky=2026-Q3", "quan-sat"))) {
            assertThat(open).contains(",quay,", ",linh_vuc,").doesNotContain("cong_chuc", "Nguyễn Thị Hạnh", "nội bộ");
        }
        assertThat(get("/cong-khai.csv?dv=" + LARGE + "&ky=2026-10", null))
                .as("October is over, but not for 15 days and a day")
                .contains("2026-10");
        assertThat(get("/cong-khai.csv?dv=" + LARGE + "&ky=2026-11", null)).contains("chưa được công khai");
    }

    @Test
    void aClerkSeesOwnGroupsOnlyAndReviewersSeeTheSameFiguresLogged() throws Exception {
        String all = get("/review/clerks?dv=" + LARGE, "nguoi-xem");
        assertThat(all)
                .contains(
                        "Chênh lệch so với mức cùng lĩnh vực", "Nguyễn Thị Hạnh", "Lê Thị Mai", "không phân biệt được");
        assertThat(Tables.rows(database, "access_log"))
                .anyMatch(row -> row.contains("LOOK AT CLERKS") && row.contains("clerks 12 months of office " + LARGE));

        String own = get("/me", "can-bo-c1");
        assertThat(own).contains("Nguyễn Thị Hạnh", "Đọc cho đúng").doesNotContain("Lê Thị Mai", "Trần Văn Đức");
        String difference = all.substring(all.indexOf("Nguyễn Thị Hạnh"));
        difference = difference.substring(
                difference.indexOf("<span class=\"b\">"), difference.indexOf("<span class=\"quiet\">"));
        assertThat(own).contains(difference);
        assertThat(get("/me", "can-bo-c6")).contains("chưa có nhóm từ 5 đánh giá");
        assertThat(get("/me?clerk=c2&dv=" + LARGE, "can-bo-c1")).doesNotContain("Lê Thị Mai");
        assertThat(get("/review/clerks?dv=" + SMALL, "truong")).contains("Không có đơn vị này");
    }

    @Test
    void rowsOfTooFewRatingsAreThoseOfTwelveMonthsAndSaySo() throws Exception {
        String page = get("/review?dv=" + LARGE + "&ky=2026-09", "nguoi-xem");
        assertThat(page).contains("12 tháng: 01/10/2025–30/09/2026");
        assertThat(get("/review.csv?dv=" + LARGE + "&ky=2026-09", "quan-sat"))
                .contains("12-thang,2025-10-01,2026-09-30");
    }

    /** Whoever checks or audits from inside the unit is no superior of it, whatever the role is called. */
    @Test
    void harassmentIsToldOnlyToWhomStandsAboveTheOffice() throws Exception {
        for (String day : List.of("2026-07-05", "2026-08-02", "2026-09-06")) {
            cells.reason("SIMULATED", day, LARGE, 1, "c1", "dat-dai", "VISIT", "HARASSMENT", 30);
        }
        cells.write(database);
        String reasons = "/api/satisfaction?by=reason&from=2026-07-01&to=2026-09-30";
        assertThat(json(reasons, "nguoi-xem").toString()).contains("HARASSMENT");
        String row = "nhũng nhiễu<";
        assertThat(get("/review?ky=2026-Q3", "nguoi-xem")).contains(row);
        for (Role role : List.of(Role.REVIEWER, Role.AUDITOR, Role.LEADER)) {
            String name = "trong-" + role.name().toLowerCase(Locale.ROOT);
            accounts.add(new Account(name, role, LARGE, false), "mat-khau-dai-1");
            assertThat(json(reasons, name).toString())
                    .as(name)
                    .contains("WAIT_LONG")
                    .doesNotContain("HARASSMENT");
            assertThat(get("/review?ky=2026-Q3", name)).as(name).doesNotContain(row);
        }
        accounts.add(new Account("kiem-tra", Role.AUDITOR, "tinh", false), "mat-khau-dai-1");
        assertThat(json(reasons, "kiem-tra").toString()).contains("HARASSMENT");
        accounts.add(new Account("tren-het", Role.LEADER, "", false), "mat-khau-dai-1");
        assertThat(json(reasons, "tren-het").toString()).doesNotContain("HARASSMENT");
    }

    @Test
    void oneCounterAndOneProcedureHaveAPageOfTheirOwn() throws Exception {
        String question = "dv=" + LARGE + "&ky=2026-Q3&cd=VISIT&nguon=simulated";
        String unit = get("/review?" + question, "quan-sat");
        assertThat(unit)
                .as("a way in from the tables")
                .contains("/review/part?" + question.replace("&", "&amp;") + "&amp;quay=1\"")
                .contains("/review/part?" + question.replace("&", "&amp;") + "&amp;thu-tuc=1.001193\"");
        JsonNode counter =
                row(json("/api/satisfaction?by=counter&from=2026-07-01&to=2026-09-30&unit=" + LARGE, "quan-sat"), "1");
        String page = get("/review/part?" + question + "&quay=1", "quan-sat");
        assertThat(page)
                .contains("Quầy 1")
                .contains("Từ 01/07/2026 đến 30/09/2026")
                .contains(counter.get("satisfied").asText() + "/"
                        + counter.get("valid").asText())
                .contains("Quầy 1: 12 tháng")
                .doesNotContain("c1</");
        String month = "/api/satisfaction?by=counter&from=2026-05-01&to=2026-05-31&unit=" + LARGE;
        JsonNode may = row(json(month, "quan-sat"), "1");
        assertThat(page)
                .as("the trend has the rows of months")
                .contains(may.get("satisfied").asText() + "/" + may.get("valid").asText());
        assertThat(get("/review/part?dv=" + LARGE + "&ky=2026-10&thu-tuc=1.001193&nguon=simulated", "quan-sat"))
                .as("too few in a month: the window is written beside")
                .contains("12 tháng từ 11/2025")
                .contains("Từ 01/11/2025 đến 31/10/2026");
        assertThat(get("/review/part?lang=en&" + question + "&thu-tuc=1.001193", "quan-sat"))
                .contains("satisfied", "Told of the whole unit only");
        for (String wrong : List.of("&quay=77", "&quay=*", "&thu-tuc=9.999999", "&thu-tuc=<b>")) {
            HttpResponse<byte[]> answer = answer(
                    "/review/part?" + question + wrong.replace("<", "%3C").replace(">", "%3E"), "quan-sat");
            assertThat(answer.statusCode()).as(wrong).isEqualTo(404);
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("Không có quầy hay thủ tục này");
        }
        assertThat(answer("/review/part?" + question, "quan-sat").headers().firstValue("Location"))
                .as("none named: the page of the unit")
                .hasValue("/review?" + question);
    }

    @Test
    void aPageThatWasShownIsMadeAnewWhenItsCellsChange() throws Exception {
        assertThat(total("2026-09")).isEqualTo(total("2026-09"));
        long before = total("2026-09");
        cells.cell("SIMULATED", "2026-09-09", 9, LARGE, 1, "c1", "VISIT", "ho-tich", "NOT_RATED", 0, "", 17);
        cells.write(database);
        assertThat(total("2026-09")).isEqualTo(before + 17);
    }

    private long total(String month) throws Exception {
        return json("/api/satisfaction?by=office&from=" + month + "-01&to=" + month + "-30&unit=" + LARGE, "nguoi-xem")
                .at("/total/served")
                .asLong();
    }

    private static JsonNode row(JsonNode answer, String key) {
        for (JsonNode row : answer.get("rows")) {
            if (row.get("key").asText().equals(key)) {
                return row;
            }
        }
        throw new AssertionError("no row " + key + " in " + answer);
    }

    private JsonNode json(String path, String account) throws Exception {
        return new ObjectMapper().readTree(get(path, account));
    }

    private String get(String path, String account) throws Exception {
        return new String(bytes(path, account), StandardCharsets.UTF_8);
    }

    private byte[] bytes(String path, String account) throws Exception {
        return answer(path, account).body();
    }

    private HttpResponse<byte[]> answer(String path, String account) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.port() + path));
        if (account != null) {
            request.header(
                    "Cookie", "motcua=" + sessions.open(accounts.find(account).orElseThrow()));
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
