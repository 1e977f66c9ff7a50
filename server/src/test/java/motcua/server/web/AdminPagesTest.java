package motcua.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import motcua.server.access.AccessLogStore;
import motcua.server.access.Account;
import motcua.server.access.AccountStore;
import motcua.server.access.FirstAccount;
import motcua.server.access.Passwords;
import motcua.server.access.Role;
import motcua.server.access.SessionStore;
import motcua.server.fleet.ServerHealth;
import motcua.server.organisation.OrgUnit;
import motcua.server.organisation.OrganisationRegisters;
import motcua.server.organisation.OrganisationStore;
import motcua.server.review.SampleCells;
import motcua.server.storage.Database;
import motcua.server.storage.Store;
import motcua.server.storage.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages of those who keep units, procedures and accounts, over a real socket. */
class AdminPagesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T03:00:00Z"), ZoneOffset.UTC);
    private static final Passwords CHEAP = new Passwords(64, 1);
    private static final String PASSWORD = "mat-khau-dai-1";
    private static final String BOUNDARY = "----bien";

    @TempDir
    Path folder;

    private Database database;
    private ServerWeb web;
    private AccountStore accounts;
    private SessionStore sessions;

    private void start(Store store) {
        database = TestDatabases.open(store, folder);
        accounts = new AccountStore(database, CHEAP, CLOCK);
        sessions = new SessionStore(database, CLOCK, new SecureRandom());
        ServerHealth health = new ServerHealth("UP", "1", "0123456789abcdef", "CONNECTED", "x", 0, 0, 0, 0, 0, "00");
        web = ServerWeb.start(
                new WebConfig("127.0.0.1", 0, Optional.empty(), CLOCK, CHEAP),
                database,
                () -> health,
                () -> FirstAccount.changed(folder, accounts));
    }

    private void units() {
        OrganisationStore organisation = new OrganisationStore(database);
        organisation.put(new OrgUnit("tinh", "", "TINH", "Tỉnh Ví Dụ", "01"), "2026-01-01");
        for (String each : List.of("an-binh", "binh-minh", "cao-son")) {
            organisation.put(new OrgUnit(each, "tinh", "XA", "Xã " + each, "m-" + each), "2026-01-01");
            organisation.put(new OrgUnit("mc-" + each, each, "OFFICE", "Một cửa " + each), "2026-01-01");
            database.writes()
                    .useHandle(h -> h.execute(
                            "INSERT INTO office VALUES (?, ?, 'k', 1, 1, 'e')", "mc-" + each, "Một cửa " + each));
        }
        for (Role role : List.of(Role.ADMINISTRATOR, Role.REVIEWER, Role.AUDITOR)) {
            accounts.add(new Account(role.name().toLowerCase(Locale.ROOT), role, "tinh", false), PASSWORD);
        }
        accounts.add(new Account("goc", Role.ADMINISTRATOR, "", false), PASSWORD);
    }

    @AfterEach
    void stop() {
        web.close();
        database.close();
    }

    @Test
    void theFirstStartMakesOneAccountWhosePasswordMustBeChangedBeforeAnythingElse() throws Exception {
        start(Store.SQLITE);
        Path file = FirstAccount.ensure(accounts, folder, new SecureRandom()).orElseThrow();
        assertThat(FirstAccount.ensure(accounts, folder, new SecureRandom()))
                .as("only once")
                .isEmpty();
        String given = Files.readString(file).strip();
        HttpClient browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        HttpResponse<String> in = submit(browser, "/login", "/login", "ten=quan-tri&mat-khau=" + given + "&den=");
        assertThat(in.statusCode()).isEqualTo(303);
        for (String path : List.of("/status", "/admin", "/admin/tai-khoan")) {
            HttpResponse<String> sent = get(browser, path);
            assertThat(sent.statusCode()).as(path).isEqualTo(303);
            assertThat(sent.headers().firstValue("Location")).contains("/mat-khau");
        }
        assertThat(submit(browser, "/mat-khau", "/mat-khau", "cu=" + given + "&moi=" + given + "&lai=" + given)
                        .body())
                .contains("phải khác");
        assertThat(submit(browser, "/mat-khau", "/mat-khau", "cu=sai&moi=" + PASSWORD + "&lai=" + PASSWORD)
                        .statusCode())
                .isEqualTo(422);
        assertThat(submit(browser, "/mat-khau", "/mat-khau", "cu=" + given + "&moi=ngan&lai=ngan")
                        .body())
                .contains("ít nhất 10");
        assertThat(submit(browser, "/mat-khau", "/mat-khau", "cu=" + given + "&moi=" + PASSWORD + "&lai=" + PASSWORD)
                        .statusCode())
                .isEqualTo(303);
        assertThat(get(browser, "/admin").statusCode()).isEqualTo(200);
        assertThat(file).as("the file with the old password").doesNotExist();
        assertThat(accounts.check("quan-tri", given)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void scenario24AfterAMergerARenameAndAMoveThenAndTodayAgreeWithTheTableMadeByHand(Store store) throws Exception {
        start(store);
        units();
        SampleCells cells = new SampleCells(1);
        // office, clerk, satisfied, not satisfied, not rated: before 16/07 and from then on.
        rated(cells, "2026-07-06", "mc-an-binh", "lan", 18, 2, 10);
        rated(cells, "2026-07-06", "mc-an-binh", "hoa", 36, 4, 30);
        rated(cells, "2026-07-06", "mc-binh-minh", "mai", 30, 10, 10);
        rated(cells, "2026-07-06", "mc-cao-son", "cuc", 20, 10, 0);
        rated(cells, "2026-07-20", "mc-an-binh", "hoa", 45, 5, 30);
        rated(cells, "2026-07-20", "mc-binh-minh", "lan", 8, 2, 10);
        rated(cells, "2026-07-20", "mc-cao-son", "cuc", 15, 5, 20);
        cells.write(database);
        assertThat(form(
                                "goc",
                                "/admin/sap-xep",
                                "hinh-thuc=MERGE&ngay=16/07/2026&van-ban=12/NQ&cu=an-binh&cu=binh-minh&moi=minh-an&ten="
                                        + text("Xã Minh An"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(form(
                                "goc",
                                "/admin/sap-xep",
                                "hinh-thuc=RENAME&ngay=16/07/2026&cu=cao-son&loai=PHUONG&ten=" + text("Phường Cao Sơn"))
                        .statusCode())
                .isEqualTo(303);

        for (String who : List.of("auditor", "reviewer")) {
            table(who, "an-binh", "then", 100, 60, 54);
            table(who, "binh-minh", "then", 50, 40, 30);
            table(who, "minh-an", "then", 100, 60, 53);
            table(who, "minh-an", "today", 250, 160, 137);
            table(who, "an-binh", "today", 250, 160, 137);
            table(who, "cao-son", "then", 70, 50, 35);
            table(who, "cao-son", "today", 70, 50, 35);
            table(who, "tinh", "then", 320, 210, 172);
            table(who, "tinh", "today", 320, 210, 172);
        }
        String page = get("reviewer", "/review/don-vi?dv=an-binh&tu=2026-07-01&den=2026-07-31")
                .body();
        assertThat(page)
                .contains("Theo đơn vị tại thời điểm")
                .contains("54/60")
                .contains("137/160")
                .contains("16/07/2026: sáp nhập")
                .contains("Xã an-binh → Xã Minh An")
                .contains("12/NQ");
        OrganisationStore organisation = new OrganisationStore(database);
        assertThat(organisation.tree("2026-07-16").unit("minh-an").map(OrgUnit::code))
                .as("the seat's code goes over")
                .contains("m-an-binh");
        assertThat(organisation.tree("2026-07-31").superior("mc-binh-minh").map(OrgUnit::name))
                .contains("Xã Minh An");
        assertThat(organisation.tree("2026-07-31").superior("minh-an").map(OrgUnit::id))
                .contains("tinh");
        JsonNode clerks = json("auditor", "/api/satisfaction?by=clerk&from=2026-07-01&to=2026-07-31&unit=minh-an");
        List<String> lan = new ArrayList<>();
        clerks.get("rows").forEach(row -> {
            if (row.get("key").asText().equals("lan")) {
                lan.add(row.get("office").asText() + " " + row.get("satisfied") + "/" + row.get("valid"));
            }
        });
        assertThat(lan)
                .as("the clerk who moved has a row at each office, their sum is the person's")
                .containsExactlyInAnyOrder("mc-an-binh 18/20", "mc-binh-minh 8/10");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void scenario24AfterASplitAndATransferThenAndTodayAgreeWithTheTableMadeByHand(Store store) throws Exception {
        start(store);
        units();
        OrganisationStore organisation = new OrganisationStore(database);
        organisation.put(new OrgUnit("tinh-b", "", "TINH", "Tỉnh Bên Cạnh", "02"), "2026-01-01");
        organisation.put(new OrgUnit("mc-hai", "an-binh", "OFFICE", "Một cửa 2"), "2026-01-01");
        database.writes()
                .useHandle(h -> h.execute("INSERT INTO office VALUES ('mc-hai', 'Một cửa 2', 'k2', 1, 1, 'e')"));
        for (Role role : List.of(Role.REVIEWER, Role.AUDITOR)) {
            accounts.add(new Account(role.name().toLowerCase(Locale.ROOT) + "-all", role, "", false), PASSWORD);
        }
        SampleCells cells = new SampleCells(1);
        // office, clerk, satisfied, not satisfied, not rated: before 16/07 and from then on.
        rated(cells, "2026-07-06", "mc-an-binh", "hoa", 36, 4, 20);
        rated(cells, "2026-07-06", "mc-hai", "lan", 18, 2, 10);
        rated(cells, "2026-07-06", "mc-cao-son", "cuc", 20, 10, 0);
        rated(cells, "2026-07-20", "mc-an-binh", "hoa", 45, 5, 5);
        rated(cells, "2026-07-20", "mc-hai", "lan", 24, 6, 10);
        rated(cells, "2026-07-20", "mc-cao-son", "cuc", 15, 5, 20);
        cells.write(database);
        assertThat(form(
                                "goc",
                                "/admin/sap-xep",
                                "hinh-thuc=SPLIT&ngay=16/07/2026&van-ban=13/NQ&cu=an-binh&moi=an-tan&bo-phan=mc-hai&ten="
                                        + text("Xã An Tân"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(form("goc", "/admin/sap-xep", "hinh-thuc=TRANSFER&ngay=16/07/2026&cu=cao-son&cap-tren=tinh-b")
                        .statusCode())
                .isEqualTo(303);

        for (String who : List.of("auditor-all", "reviewer-all")) {
            table(who, "an-binh", "then", 145, 110, 99);
            table(who, "an-binh", "today", 115, 90, 81);
            table(who, "an-tan", "then", 40, 30, 24);
            table(who, "an-tan", "today", 70, 50, 42);
            table(who, "cao-son", "then", 70, 50, 35);
            table(who, "cao-son", "today", 70, 50, 35);
            table(who, "tinh", "then", 215, 170, 143);
            table(who, "tinh", "today", 185, 140, 123);
            table(who, "tinh-b", "then", 40, 20, 15);
            table(who, "tinh-b", "today", 70, 50, 35);
        }
        assertThat(get("reviewer", "/review/don-vi?dv=cao-son").statusCode())
                .as("the province it left sees it no more")
                .isEqualTo(404);
        assertThat(get("reviewer-all", "/review/don-vi?dv=an-tan&tu=2026-07-01&den=2026-07-31")
                        .body())
                .contains("16/07/2026: chia tách")
                .contains("Xã an-binh → Xã An Tân")
                .contains("24/30")
                .contains("42/50");
    }

    private void table(String who, String unit, String view, long served, long rated, long satisfied) throws Exception {
        JsonNode total = json(who, "/api/totals?unit=" + unit + "&from=2026-07-01&to=2026-07-31&view=" + view);
        assertThat(total.get("sums")).as("%s %s %s", who, unit, view).hasSize(1);
        JsonNode sum = total.at("/sums/0");
        assertThat(List.of(
                        sum.get("served").asLong(),
                        sum.get("rated").asLong(),
                        sum.get("valid").asLong(),
                        sum.get("satisfied").asLong()))
                .as("%s %s %s", who, unit, view)
                .isEqualTo(List.of(served, rated, rated, satisfied));
    }

    private static void rated(
            SampleCells cells, String day, String office, String clerk, long satisfied, long not, long unrated) {
        cells.cell("REAL", day, 9, office, 1, clerk, "VISIT", "ho-tich", "RATED", 1, "", satisfied)
                .cell("REAL", day, 9, office, 1, clerk, "VISIT", "ho-tich", "RATED", 5, "", not);
        if (unrated > 0) {
            cells.cell("REAL", day, 9, office, 1, clerk, "VISIT", "ho-tich", "NOT_RATED", 0, "", unrated);
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aFileIsShownConfirmedSeenInTheResultsAndTakenBackInTheBrowser(Store store) throws Exception {
        start(store);
        units();
        String csv = "code,name,field_code,field_name\n1.001193,Đăng ký khai sinh ở xã,ho-tich,Hộ tịch\n";
        HttpResponse<String> refused = upload("goc", "/admin/danh-muc/nhap", "dm.csv", csv.replace("Đăng", "=Đăng"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("Chưa ghi gì")
                .contains("Dòng 2, cột “Tên thủ tục”")
                .contains("công thức");
        assertThat(upload("administrator", "/admin/danh-muc/nhap", "dm.csv", csv)
                        .body())
                .as("an administrator of a province keeps no list of its own")
                .contains("không thuộc đơn vị");

        HttpResponse<String> taken = upload("goc", "/admin/danh-muc/nhap", "dm.csv", csv);
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(303);
        String draft = taken.headers().firstValue("Location").orElseThrow();
        String preview = get("goc", draft).body();
        assertThat(preview)
                .contains("thêm 1")
                .contains("Đăng ký khai sinh ở xã")
                .contains("766/QĐ");
        assertThat(get("administrator", draft).statusCode())
                .as("somebody else's file")
                .isEqualTo(404);
        assertThat(get("goc", "/admin/danh-muc").body()).contains("Chưa có dòng nào");
        String stamp = first(preview, "name=\"moc\" value=\"(\\d+)\"");
        assertThat(form("goc", draft, "moc=" + stamp).statusCode()).isEqualTo(303);
        assertThat(form("goc", draft, "moc=" + stamp).statusCode()).as("twice").isEqualTo(404);

        new SampleCells(2)
                .cell("REAL", "2026-09-01", 9, "mc-an-binh", 1, "a", "VISIT", "ho-tich", "RATED", 1, "", 40)
                .procedure("REAL", "2026-09-01", "mc-an-binh", 1, "a", "VISIT", "ho-tich", "1.001193", "RATED", 1, 40)
                .write(database);
        assertThat(get("reviewer", "/review?ky=2026-09").body()).contains("Đăng ký khai sinh ở xã");
        String history = get("goc", "/admin/danh-muc/lich-su").body();
        assertThat(history).contains("dm.csv").contains("SHA-256");
        String change = first(history, "name=\"lan\" value=\"(\\d+)\"");
        assertThat(form("goc", "/admin/danh-muc/hoan-tac", "lan=" + change).statusCode())
                .isEqualTo(303);
        assertThat(get("goc", "/admin/danh-muc").body()).contains("Chưa có dòng nào");
        assertThat(get("reviewer", "/review?ky=2026-09").body()).doesNotContain("Đăng ký khai sinh ở xã");
        assertThat(new AccessLogStore(database, CLOCK).latest(1).get(0).action())
                .isEqualTo("REGISTER_UNDONE");
    }

    @Test
    void anAdministratorReachesOnlyTheOwnSubtreeAndSeesOnlyItsPartOfTheLog() throws Exception {
        start(Store.SQLITE);
        units();
        accounts.add(new Account("qt-xa", Role.ADMINISTRATOR, "an-binh", false), PASSWORD);
        accounts.add(new Account("ld-xa-khac", Role.LEADER, "binh-minh", false), PASSWORD);
        HttpResponse<String> made =
                form("qt-xa", "/admin/tai-khoan", "ten=ld-xa&vai-tro=LEADER&don-vi=an-binh&cong-chuc=");
        String password = first(made.body(), "id=\"mat-khau-moi\">([^<]+)<");
        assertThat(accounts.check("ld-xa", password).map(Account::mustChange)).contains(true);
        assertThat(form("qt-xa", "/admin/tai-khoan", "ten=x1&vai-tro=LEADER&don-vi=binh-minh")
                        .statusCode())
                .isEqualTo(404);
        assertThat(form("qt-xa", "/admin/tai-khoan", "ten=x2&vai-tro=ADMINISTRATOR&don-vi=")
                        .statusCode())
                .isEqualTo(404);
        for (String action : List.of("/mat-khau", "/khoa")) {
            for (String other : List.of("ld-xa-khac", "goc", "administrator", "qt-xa")) {
                assertThat(form("qt-xa", "/admin/tai-khoan" + action, "ten=" + other)
                                .statusCode())
                        .as("%s %s", action, other)
                        .isEqualTo(404);
            }
        }
        assertThat(form("qt-xa", "/admin/tai-khoan/khoa", "ten=ld-xa").statusCode())
                .isEqualTo(303);
        assertThat(accounts.check("ld-xa", password)).isEmpty();
        String row = "code=&type=XA&name=" + text("Xã lạ") + "&valid_from=01/08/2026&valid_to=&parent=";
        assertThat(form("qt-xa", "/admin/don-vi/sua", "id=moi&" + row + "tinh").body())
                .contains("không thuộc đơn vị");
        assertThat(form("qt-xa", "/admin/don-vi/sua", "id=diem-1&" + row + "an-binh")
                        .statusCode())
                .isEqualTo(303);
        String list = get("qt-xa", "/admin/tai-khoan").body();
        assertThat(list).contains("ld-xa").doesNotContain("ld-xa-khac").doesNotContain(">goc<");
        form("goc", "/admin/tai-khoan/khoa", "ten=ld-xa-khac");
        String log = get("qt-xa", "/admin/nhat-ky").body();
        assertThat(log).contains("ACCOUNT ADDED").contains("ACCOUNT DISABLED").doesNotContain("ld-xa-khac");
        assertThat(get("goc", "/admin/nhat-ky").body()).contains("ld-xa-khac");
    }

    @Test
    void anAdministratorOfAUnitTakesOverNoOtherUnitByNamingAnOwnOneAsSuperiorOrFollower() throws Exception {
        start(Store.SQLITE);
        units();
        accounts.add(new Account("qt-xa", Role.ADMINISTRATOR, "an-binh", false), PASSWORD);
        database.writes().useHandle(h -> h.execute("INSERT INTO office VALUES ('mc-la', 'Mới', 'k', 1, 1, 'e')"));
        String ended = "&code=&type=XA&name=c&valid_from=01/01/2026&valid_to=01/06/2026&parent=";
        String row = "&code=&type=XA&name=m&valid_from=20/11/2026&valid_to=&parent=an-binh";
        String later = row.replace("20/11/2026", "01/12/2026");
        for (String parent : List.of("an-binh", "binh-minh")) {
            assertThat(form("goc", "/admin/don-vi/sua", "id=cu-" + parent + ended + parent)
                            .statusCode())
                    .isEqualTo(303);
        }
        for (String theirs : List.of("cu-binh-minh", "mc-la", "mc-binh-minh", "binh-minh")) {
            assertThat(form("qt-xa", "/admin/don-vi/sua", "id=" + theirs + row).body())
                    .as("%s below the own unit", theirs)
                    .contains("không thuộc đơn vị");
            assertThat(form(
                                    "qt-xa",
                                    "/admin/ke-thua/sua",
                                    "from_unit=" + theirs + "&to_unit=an-binh&day=01/06/2026&kind=MERGE&decision=")
                            .body())
                    .as("%s followed by the own unit", theirs)
                    .contains("không thuộc đơn vị");
            assertThat(form(
                                    "qt-xa",
                                    "/admin/sap-xep",
                                    "hinh-thuc=SPLIT&ngay=20/11/2026&cu=mc-an-binh&ten=x&loai=XA&moi=" + theirs)
                            .statusCode())
                    .as("%s as what is new after a split", theirs)
                    .isEqualTo(422);
        }
        String made = OrganisationRegisters.UNITS.version(List.of("moi", "2026-12-01", "", "an-binh", "XA", "", "m"));
        for (String own : List.of(
                "id=cu-an-binh" + row, "id=moi" + later, "id=moi" + later.replace("=m&", "=n&") + "&moc=" + made)) {
            assertThat(form("qt-xa", "/admin/don-vi/sua", own).statusCode())
                    .as(own)
                    .isEqualTo(303);
        }
        assertThat(form(
                                "qt-xa",
                                "/admin/sap-xep",
                                "hinh-thuc=SPLIT&ngay=20/11/2026&cu=mc-an-binh&ten=x&loai=XA&moi=chua-co")
                        .statusCode())
                .isEqualTo(303);
        OrganisationStore organisation = new OrganisationStore(database);
        assertThat(organisation.tree("2026-11-20").offices("an-binh")).containsExactly("mc-an-binh");
    }

    @Test
    void whoMaySeeResultsOrAdministerAUnitIsAppointedFromAboveIt() throws Exception {
        start(Store.SQLITE);
        units();
        accounts.add(new Account("qt-xa", Role.ADMINISTRATOR, "an-binh", false), PASSWORD);
        for (Role role : List.of(Role.AUDITOR, Role.REVIEWER, Role.ADMINISTRATOR)) {
            String word = role.name().toLowerCase(Locale.ROOT);
            String added = "&cong-chuc=&vai-tro=" + role + "&don-vi=";
            assertThat(form("qt-xa", "/admin/tai-khoan", "ten=a-" + word + added + "an-binh")
                            .statusCode())
                    .as(word)
                    .isEqualTo(422);
            assertThat(accounts.find("a-" + word)).isEmpty();
            assertThat(form("qt-xa", "/admin/tai-khoan", "ten=b-" + word + added + "mc-an-binh")
                            .statusCode())
                    .as("%s below", word)
                    .isEqualTo(200);
            accounts.add(new Account("c-" + word, role, "an-binh", false), PASSWORD);
            HttpResponse<String> reset = form("qt-xa", "/admin/tai-khoan/mat-khau", "ten=c-" + word);
            assertThat(reset.statusCode()).as(word).isEqualTo(422);
            assertThat(reset.body()).contains("quản trị cấp trên").doesNotContain("mat-khau-moi");
            assertThat(accounts.check("c-" + word, PASSWORD)).isPresent();
            assertThat(form("administrator", "/admin/tai-khoan/mat-khau", "ten=c-" + word)
                            .statusCode())
                    .as("%s from above", word)
                    .isEqualTo(200);
        }
        for (Role role : List.of(Role.LEADER, Role.OBSERVER, Role.TECHNICIAN)) {
            String name = "d-" + role.name().toLowerCase(Locale.ROOT);
            accounts.add(new Account(name, role, "an-binh", false), PASSWORD);
            assertThat(form("qt-xa", "/admin/tai-khoan/mat-khau", "ten=" + name).statusCode())
                    .as(name)
                    .isEqualTo(200);
        }
        assertThat(form("qt-xa", "/admin/khoa-doc", "ten=x&han=&don-vi=an-binh").body())
                .contains("quản trị cấp trên")
                .doesNotContain("khoa-moi");
        assertThat(form("administrator", "/admin/khoa-doc", "ten=x&han=&don-vi=an-binh")
                        .body())
                .contains("khoa-moi");
    }

    /** Both open a row, both type; the second is told what it says now, keeps what was typed, and may store it knowing that. */
    @ParameterizedTest
    @EnumSource(Store.class)
    void ofTwoWhoEditARowAtOnceTheSecondIsToldAndKeepsWhatWasTyped(Store store) throws Exception {
        start(store);
        units();
        String page = "/admin/don-vi/sua?id=cao-son&valid_from=2026-01-01";
        String opened = get("goc", page).body();
        String seen = first(opened, "name=\"moc\" value=\"([0-9a-f]{32})\"");
        assertThat(get("administrator", page).body()).contains(seen);
        String row =
                "id=cao-son&valid_from=01/01/2026&valid_to=&parent=tinh&type=XA&code=m-cao-son&moc=" + seen + "&name=";

        assertThat(form("administrator", "/admin/don-vi/sua", row + text("Xã Cao Sơn"))
                        .statusCode())
                .isEqualTo(303);
        HttpResponse<String> second = form("goc", "/admin/don-vi/sua", row + text("Xã Cao Sơn Mới"));
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body())
                .contains("người khác vừa sửa dòng này")
                .contains("Tên “Xã Cao Sơn”")
                .contains("value=\"Xã Cao Sơn Mới\"");
        assertThat(get("goc", "/admin/don-vi").body()).contains("Xã Cao Sơn").doesNotContain("Xã Cao Sơn Mới");

        String now = first(second.body(), "name=\"moc\" value=\"([0-9a-f]{32})\"");
        assertThat(form("goc", "/admin/don-vi/sua", row.replace(seen, now) + text("Xã Cao Sơn Mới"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(get("goc", "/admin/don-vi").body()).contains("Xã Cao Sơn Mới");

        HttpResponse<String> twice = form("goc", "/admin/don-vi/sua", row.replace(seen, "") + text("Thêm"));
        assertThat(twice.statusCode()).as("a new row that is there already").isEqualTo(409);
        assertThat(twice.body()).contains("đã có dòng này").contains("Tên “Xã Cao Sơn Mới”");
    }

    @Test
    void whatAFileHasInCommonIsReadLikeACellAndAnExportHasNoFormula() throws Exception {
        start(Store.SQLITE);
        units();
        for (String number : List.of("=1+1", "＝1+1", "\u00a0@sum", "-766")) {
            HttpResponse<String> refused = upload("goc", "/admin/danh-muc/nhap", "a.csv", "code\n1.001193", number);
            assertThat(refused.statusCode()).as(number).isEqualTo(422);
            assertThat(refused.body())
                    .as(number)
                    .contains("số quyết định công bố")
                    .contains("công thức");
        }
        for (String name : List.of("=1+1", "＝cmd", "\u00a0=1", "+84", "-1", "@x", "\t=1")) {
            database.writes().useHandle(h -> h.execute("UPDATE unit_state SET name = ? WHERE id = 'cao-son'", name));
            assertThat(get("goc", "/admin/don-vi.csv").body())
                    .as(name)
                    .containsPattern("cao-son,[^\n]*[,\"]'" + Pattern.quote(name));
        }
    }

    private String first(String body, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(body);
        assertThat(matcher.find()).as("%s in %s", pattern, body).isTrue();
        return matcher.group(1);
    }

    private static String text(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String origin() {
        return "http://127.0.0.1:" + web.port();
    }

    private HttpResponse<String> get(HttpClient browser, String path) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(URI.create(origin() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> submit(HttpClient browser, String page, String action, String form) throws Exception {
        String token = first(get(browser, page).body(), "name=\"token\" value=\"([0-9a-f]+)\"");
        return browser.send(
                HttpRequest.newBuilder(URI.create(origin() + action))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", origin())
                        .POST(HttpRequest.BodyPublishers.ofString("token=" + token + "&" + form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String session(String account) {
        return sessions.open(accounts.find(account).orElseThrow());
    }

    private HttpResponse<String> get(String account, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(origin() + path))
                                .header("Cookie", "motcua=" + session(account))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode json(String account, String path) throws Exception {
        return new ObjectMapper().readTree(get(account, path).body());
    }

    private HttpResponse<String> form(String account, String path, String form) throws Exception {
        String session = session(account);
        String token = sessions.find(session).orElseThrow().formToken();
        return send(session, path, "application/x-www-form-urlencoded", "token=" + token + "&" + form);
    }

    private HttpResponse<String> upload(String account, String path, String file, String content) throws Exception {
        return upload(account, path, file, content, "766/QĐ-UBND");
    }

    private HttpResponse<String> upload(String account, String path, String file, String content, String decision)
            throws Exception {
        String session = session(account);
        StringBuilder body = new StringBuilder();
        for (String field : List.of(
                "token=" + sessions.find(session).orElseThrow().formToken(),
                "kieu=het",
                "so-qd=" + decision,
                "ngay-qd=01/10/2026",
                "hieu-luc=01/11/2026")) {
            String[] parts = field.split("=", 2);
            body.append("--")
                    .append(BOUNDARY)
                    .append("\r\nContent-Disposition: form-data; name=\"")
                    .append(parts[0])
                    .append("\"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n")
                    .append(parts[1])
                    .append("\r\n");
        }
        body.append("--")
                .append(BOUNDARY)
                .append("\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"")
                .append(file)
                .append("\"\r\nContent-Type: text/csv\r\n\r\n")
                .append(content)
                .append("\r\n--")
                .append(BOUNDARY)
                .append("--\r\n");
        return send(session, path, "multipart/form-data; boundary=" + BOUNDARY, body.toString());
    }

    private HttpResponse<String> send(String session, String path, String type, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(origin() + path))
                                .header("Cookie", "motcua=" + session)
                                .header("Content-Type", type)
                                .header("Origin", origin())
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
