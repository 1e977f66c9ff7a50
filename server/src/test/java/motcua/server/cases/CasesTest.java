package motcua.server.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpResponseException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import motcua.contract.body.Mode;
import motcua.contract.body.ServiceFinished;
import motcua.server.access.Account;
import motcua.server.access.Role;
import motcua.server.access.Session;
import motcua.server.catalogue.Catalogue;
import motcua.server.html.Page;
import motcua.server.ingest.Deliveries;
import motcua.server.ingest.JournalWriter;
import motcua.server.ingest.TestKiosk;
import motcua.server.language.Language;
import motcua.server.organisation.OrgUnit;
import motcua.server.organisation.OrganisationStore;
import motcua.server.organisation.Scope;
import motcua.server.storage.Database;
import motcua.server.storage.Store;
import motcua.server.storage.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CasesTest {
    private static final Account LEADER = new Account("le.thanh", Role.LEADER, "xa-a", false);
    private static final Account REVIEWER = new Account("hoai.nam", Role.REVIEWER, "tinh", false);

    @TempDir
    Path folder;

    private Database database;
    private OrganisationStore organisation;

    private void open(Store store) {
        database = TestDatabases.open(store, folder);
        organisation = new OrganisationStore(database);
        organisation.put(new OrgUnit("tinh", "", "TINH", "Tỉnh Trường Hà"), "2020-01-01");
        organisation.put(new OrgUnit("xa-a", "tinh", "PHUONG", "Phường Minh Khai"), "2020-01-01");
        organisation.put(new OrgUnit("o-a", "xa-a", "OFFICE", "Một cửa A"), "2020-01-01");
        database.writes()
                .useHandle(h -> h.execute("INSERT INTO office VALUES ('o-a', 'Một cửa A', 'k-o-a', 1, 1, 'e')"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Clock at(String day) {
        return Clock.fixed(Instant.parse(day + "T01:00:00Z"), ZoneOffset.UTC);
    }

    private CaseStore store(String day) {
        return new CaseStore(database, at(day));
    }

    private int openOn(String day) {
        return new CaseOpener(database, store(day), organisation, at(day)).openDue();
    }

    private void reason(String day, String field, int satisfied, String reason) {
        database.writes()
                .useHandle(h -> h.execute(
                        "INSERT INTO reason_cell VALUES ('REAL', ?, 'o-a', 2, 'c1', ?, 'VISIT', ?, ?, 1)",
                        day,
                        field,
                        satisfied,
                        reason));
    }

    private void pressed(String day, int counter, int level, int n) {
        database.writes()
                .useHandle(h -> h.execute(
                        "INSERT INTO service_cell VALUES ('REAL', ?, 9, 'o-a', ?, 'c1', 'VISIT', 'PROCEDURE', 'dat-dai', 'HL5/1',"
                                + " 'RATED', ?, '', ?)",
                        day,
                        counter,
                        level,
                        n));
    }

    /** Tuesday the 6th is served, Wednesday the 7th it opens, Monday the 12th the unit is told, 15 working days later it is due. */
    @ParameterizedTest
    @EnumSource(Store.class)
    void aReasonOpensACaseOnTheNextWorkingDayOnce(Store store) {
        open(store);
        reason("2026-10-06", "chung-thuc", 0, "WAIT_LONG");
        reason("2026-10-06", "chung-thuc", 0, "GUIDANCE");
        reason("2026-10-06", "chung-thuc", 1, "FRIENDLY");

        assertThat(openOn("2026-10-06")).as("not on the day itself").isZero();
        assertThat(openOn("2026-10-07")).isEqualTo(1);
        assertThat(openOn("2026-10-07")).as("once").isZero();
        assertThat(openOn("2026-10-08")).as("once").isZero();

        FeedbackCase only = store("2026-10-08").all().get(0);
        assertThat(only.id()).matches("VV-2026-[1-9]\\d{5}");
        assertThat(only.reasons()).containsExactly("GUIDANCE", "WAIT_LONG");
        assertThat(only.day()).isEqualTo("2026-10-06");
        assertThat(only.opened()).isEqualTo("2026-10-07");
        assertThat(only.due())
                .as("from Monday the 12th on, when the unit is told")
                .isEqualTo("2026-11-02");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void fridaysCasesOpenOnMonday(Store store) {
        open(store);
        reason("2026-10-09", "dat-dai", 0, "FEE");

        assertThat(openOn("2026-10-10")).isZero();
        assertThat(openOn("2026-10-11")).isZero();
        assertThat(openOn("2026-10-12")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aBarePressOpensNothingThreeAtACounterInAWeekDo(Store store) {
        open(store);
        pressed("2026-10-05", 2, 5, 2);
        pressed("2026-10-06", 3, 5, 1);
        pressed("2026-10-06", 2, 1, 9);
        assertThat(openOn("2026-10-07"))
                .as("two at one counter, one at another")
                .isZero();

        pressed("2026-10-07", 2, 3, 1);
        assertThat(openOn("2026-10-08")).isEqualTo(1);

        FeedbackCase only = store("2026-10-08").all().get(0);
        assertThat(only.why()).isEqualTo("SEVERAL");
        assertThat(only.reasons()).isEmpty();
        assertThat(only.field()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void harassmentIsKnownOnlyAboveTheCommune(Store store) {
        open(store);
        reason("2026-10-06", "dat-dai", 0, "HARASSMENT");
        reason("2026-10-06", "dat-dai", 0, "WAIT_LONG");
        openOn("2026-10-07");
        List<FeedbackCase> all = store("2026-10-07").all();
        assertThat(all).hasSize(2);

        assertThat(all.stream().filter(c -> mayKnow(LEADER, c)))
                .singleElement()
                .satisfies(c -> assertThat(c.reasons()).containsExactly("WAIT_LONG"));
        assertThat(all.stream().filter(c -> mayKnow(REVIEWER, c))).hasSize(2);
    }

    private boolean mayKnow(Account account, FeedbackCase each) {
        return new CaseSight(new Scope(organisation.tree("2026-10-12"), account), LocalDate.parse("2026-10-12"))
                .sees(each);
    }

    /** A reviewer or an auditor of the commune itself is no superior of it, whatever the role is called. */
    @ParameterizedTest
    @EnumSource(Store.class)
    void aReviewerOfTheCommuneItselfNeitherKnowsNorDecidesWhatGoesPastIt(Store store) {
        open(store);
        reason("2026-10-06", "dat-dai", 0, "HARASSMENT");
        openOn("2026-10-07");
        FeedbackCase each = store("2026-10-07").all().get(0);
        OrganisationStore.Tree tree = organisation.tree("2026-10-07");
        for (Role role : List.of(Role.REVIEWER, Role.AUDITOR)) {
            for (String unit : List.of("xa-a", "o-a", "xa-b")) {
                Account inside = new Account("trong", role, unit, false);
                assertThat(mayKnow(inside, each)).as(role + " of " + unit).isFalse();
                assertThatThrownBy(() -> CaseRoutes.requireAbove(new Scope(tree, inside), "o-a"))
                        .as(role + " of " + unit)
                        .isInstanceOf(ForbiddenResponse.class);
            }
            for (String unit : List.of("tinh", "")) {
                Account above = new Account("tren", role, unit, false);
                assertThat(mayKnow(above, each)).as(role + " of " + unit).isTrue();
                assertThatCode(() -> CaseRoutes.requireAbove(new Scope(tree, above), "o-a"))
                        .as(role + " of " + unit)
                        .doesNotThrowAnyException();
            }
        }

        ContestStore contests = new ContestStore(database, at("2026-10-07"));
        contests.ask("o-a", "lan", "2026-10-06", "2026-10-06", 0, 23, "Khách bấm nhầm.", LEADER);
        assertThat(contestPage(tree, contests, "xa-a")).doesNotContain("/contests/decide");
        assertThat(contestPage(tree, contests, "tinh")).contains("/contests/decide");
    }

    /** In a province whose communes are themselves the offices, the province is their superior. */
    @ParameterizedTest
    @EnumSource(Store.class)
    void whereTheCommuneIsTheOfficeTheUnitAboveItIsItsSuperior(Store store) {
        open(store);
        organisation.put(new OrgUnit("xa-b", "tinh", "XA", "Xã Cao Sơn"), "2020-01-01");
        database.writes()
                .useHandle(h -> h.execute("INSERT INTO office VALUES ('xa-b', 'Xã Cao Sơn', 'k-b', 1, 1, 'e')"));
        OrganisationStore.Tree tree = organisation.tree("2026-10-07");
        assertThat(tree.isAboveHead("tinh", "xa-b")).isTrue();
        assertThat(tree.isAboveHead("xa-b", "xa-b")).isFalse();
        assertThat(tree.isAboveHead("xa-a", "xa-b")).isFalse();
        assertThat(tree.isAboveHead("xa-a", "o-a")).isFalse();
        assertThat(tree.isAboveHead("tinh", "o-a")).isTrue();
    }

    private static String contestPage(OrganisationStore.Tree tree, ContestStore contests, String unit) {
        Account reviewer = new Account("hoai.nam", Role.REVIEWER, unit, false);
        return new ContestPage(new Session(reviewer, "token"), tree, contests.all()).in(Page.titled("x"));
    }

    /** Another transaction holds what every writer waits for: whoever writes does not come back. */
    @ParameterizedTest
    @EnumSource(Store.class)
    void aLookThatFindsNothingNewWritesNothing(Store store) {
        open(store);
        reason("2026-10-06", "dat-dai", 0, "WAIT_LONG");
        reason("2026-10-06", "ho-tich", 0, "FEE");
        pressed("2026-10-06", 2, 5, 3);
        assertThat(openOn("2026-10-07")).isEqualTo(3);
        CaseStore cases = store("2026-10-07");
        String answered = cases.all().stream()
                .filter(c -> c.field().equals("ho-tich"))
                .findFirst()
                .orElseThrow()
                .id();
        cases.answer(answered, "Ít quầy.", "Mở thêm.", LocalDate.parse("2026-10-07"), LEADER);
        reason("2026-10-06", "ho-tich", 0, "ATTITUDE");

        database.writes().useHandle(h -> h.execute("INSERT INTO meta (name, value) VALUES ('projection', '1')"));
        database.writes().useTransaction(h -> {
            h.execute("UPDATE meta SET value = value WHERE name = 'projection'");
            assertThat(CompletableFuture.supplyAsync(() -> openOn("2026-10-08")))
                    .succeedsWithin(Duration.ofSeconds(15))
                    .isEqualTo(0);
        });

        reason("2026-10-06", "dat-dai", 0, "GUIDANCE");
        assertThat(openOn("2026-10-08")).as("no new case").isZero();
        assertThat(cases.all().stream().filter(c -> c.field().equals("dat-dai")))
                .as("but what came late is written")
                .singleElement()
                .satisfies(c -> assertThat(c.reasons()).containsExactly("GUIDANCE", "WAIT_LONG"));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aCaseByHandTakesOnlyReasonsAndFieldsOfTheLists(Store store) {
        open(store);
        Catalogue catalogue = Catalogue.sample();
        String field = catalogue.procedures().iterator().next().fieldCode();
        assertThatCode(() -> {
                    CaseRoutes.requireKnown("HARASSMENT", field, catalogue);
                    CaseRoutes.requireKnown("FEE", "", catalogue);
                })
                .doesNotThrowAnyException();
        assertThat(refusal(() -> CaseRoutes.requireKnown("FRIENDLY", field, catalogue)))
                .isEqualTo("422 Ô “Lý do”: không có lý do này; xin chọn trong danh sách.");
        assertThat(refusal(() -> CaseRoutes.requireKnown("Bà Lan, 0912 345 678", field, catalogue)))
                .startsWith("422 Ô “Lý do”");
        assertThat(refusal(() -> CaseRoutes.requireKnown("FEE", "Bà Lan", catalogue)))
                .isEqualTo("422 Ô “Lĩnh vực”: không có lĩnh vực này; xin chọn trong danh sách.");
        assertThat(Language.ENGLISH.during(() -> refusal(() -> CaseRoutes.requireKnown("FEE", "Bà Lan", catalogue))))
                .isEqualTo("422 Field “Field”: there is no such field of work; choose one of the list.");
    }

    private static String refusal(Runnable work) {
        try {
            work.run();
        } catch (HttpResponseException e) {
            return e.getStatus() + " " + e.getMessage();
        }
        return "";
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void contestsAskedAtOnceEachGetANumberOfTheirOwn(Store store) {
        open(store);
        int clerks = 8;
        int each = 5;
        CyclicBarrier together = new CyclicBarrier(clerks);
        ExecutorService threads = Executors.newFixedThreadPool(clerks);
        try {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int clerk = 0; clerk < clerks; clerk++) {
                String name = "clerk-" + clerk;
                ContestStore contests = new ContestStore(database, at("2026-04-10"));
                Account by = new Account(name, Role.CLERK, "o-a", false, name, false);
                all.add(CompletableFuture.runAsync(
                        () -> {
                            for (int i = 0; i < each; i++) {
                                meet(together);
                                contests.ask("o-a", name, "2026-04-01", "2026-04-01", i, i, "Khách bấm nhầm.", by);
                            }
                        },
                        threads));
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        } finally {
            threads.shutdownNow();
        }
        assertThat(new ContestStore(database, at("2026-04-10")).all())
                .extracting(ContestStore.Contest::id)
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, clerks * each)
                        .mapToObj(number -> String.format(Locale.ROOT, "DN-%05d", number))
                        .toList());
    }

    private static void meet(CyclicBarrier together) {
        try {
            together.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("the others did not come", e);
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aContestIsAboutAMonthAtMost(Store store) {
        open(store);
        assertThat(refusal(() -> CaseRoutes.requireShort("2026-03-01", "2026-03-31")))
                .isEmpty();
        assertThat(refusal(() -> CaseRoutes.requireShort("2026-03-01", "2026-04-01")))
                .isEqualTo(
                        "422 Ô “Từ ngày”, “Đến ngày”: một đề nghị xem xét nhiều nhất 31 ngày; xin gửi đề nghị ngắn hơn.");
        assertThat(Language.ENGLISH.during(() -> refusal(() -> CaseRoutes.requireShort("2026-03-01", "2026-04-01"))))
                .isEqualTo("422 Fields “From”, “To”: a request is about 31 days at most; please send a shorter one.");

        ContestStore contests = new ContestStore(database, at("2026-04-10"));
        Account lan = new Account("lan", Role.CLERK, "o-a", false, "lan", false);
        contests.ask("o-a", "lan", "2025-01-01", "2026-04-01", 0, 23, "Tất cả.", lan);
        ContestStore.Contest asked = contests.all().get(0);
        assertThatThrownBy(() -> contests.decide(asked, true, "Được.", REVIEWER))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(contests.all().get(0).state()).isEqualTo("OPEN");
        assertThat(contests.decide(asked, false, "Xin gửi ngắn hơn.", REVIEWER)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aCaseIsAnsweredCheckedAskedOnceMoreAndClosed(Store store) {
        open(store);
        reason("2026-10-06", "dat-dai", 0, "WAIT_LONG");
        openOn("2026-10-07");
        CaseStore cases = store("2026-10-12");
        String id = cases.all().get(0).id();

        assertThat(cases.close(id, REVIEWER)).as("not before an answer").isFalse();
        assertThat(cases.answer(id, "Ít quầy.", "Mở thêm quầy.", LocalDate.parse("2026-10-12"), LEADER))
                .isTrue();
        assertThat(cases.answer(id, "Hai.", "Hai.", LocalDate.parse("2026-10-12"), LEADER))
                .as("a second answer changes nothing")
                .isFalse();
        assertThat(cases.askAgain(id, "Từ ngày nào?", LocalDate.parse("2026-11-02"), REVIEWER))
                .isTrue();
        assertThat(cases.answer(id, "Ít quầy.", "Từ 15/10.", LocalDate.parse("2026-10-13"), LEADER))
                .isTrue();
        assertThat(cases.askAgain(id, "Nữa?", LocalDate.parse("2026-11-02"), REVIEWER))
                .as("once")
                .isFalse();
        assertThat(cases.close(id, REVIEWER)).isTrue();

        assertThat(cases.events(id))
                .extracting(CaseStore.Event::action)
                .containsExactly("OPENED", "ANSWERED", "ASKED_AGAIN", "ANSWERED", "CLOSED");
        assertThat(cases.find(id).orElseThrow().late(LocalDate.parse("2026-12-01")))
                .isFalse();
    }

    /** Scenario 20: a clerk contests a rating; the reviewer excludes it; the original stays. */
    @ParameterizedTest
    @EnumSource(Store.class)
    void scenario20AnAcceptedContestExcludesWithReasonAndAuthorAndKeepsTheRecords(Store store) {
        open(store);
        Clock clock = at("2026-04-10");
        TestKiosk kiosk = TestKiosk.open("k-1", "o-a");
        for (int i = 0; i < 3; i++) {
            String service = kiosk.hex(16);
            kiosk.append(ServiceFinished.plain(
                    service, TestKiosk.visit(1, "lan", Mode.VISIT, List.of("1.001193")), 120_000));
            kiosk.press(service, i == 0 ? 5 : 1);
            kiosk.later(120_000);
        }
        new JournalWriter(database, clock, "00000000000000aa").write(Deliveries.inOrder(kiosk.records(), 50));
        String office = text("SELECT MAX(office) FROM service");
        String day = text("SELECT MAX(day) FROM service");
        long records = number("SELECT COUNT(*) FROM journal");

        ContestStore contests = new ContestStore(database, clock);
        Account lan = new Account("lan", Role.CLERK, office, false, "lan", false);
        contests.ask(office, "lan", day, day, 0, 23, "Khách bấm nhầm.", lan);
        ContestStore.Contest asked = contests.all().get(0);
        assertThat(contests.decide(asked, true, "Đã hỏi người chứng kiến.", REVIEWER))
                .isTrue();
        assertThat(contests.decide(asked, false, "Không.", REVIEWER))
                .as("a second finding changes nothing")
                .isFalse();

        assertThat(contests.all().get(0).state()).isEqualTo("ACCEPTED");
        assertThat(contests.all().get(0).services()).isEqualTo(3);
        assertThat(number("SELECT SUM(n) FROM service_cell WHERE excluded = 'CONTEST'"))
                .isEqualTo(3);
        assertThat(text("SELECT MAX(reason) FROM decision")).isEqualTo("DN-00001: Đã hỏi người chứng kiến.");
        assertThat(text("SELECT MAX(decided_by) FROM decision")).isEqualTo("hoai.nam");
        assertThat(number("SELECT COUNT(*) FROM journal"))
                .as("the records stay")
                .isEqualTo(records);
    }

    /** The work ends between the second and the third rating: nothing of it is there, and it can be decided again. */
    @ParameterizedTest
    @EnumSource(Store.class)
    void anAcceptedContestIsExcludedWholeOrNotAtAll(Store store) {
        open(store);
        Clock clock = at("2026-04-10");
        TestKiosk kiosk = TestKiosk.open("k-1", "o-a");
        for (int i = 0; i < 3; i++) {
            String service = kiosk.hex(16);
            kiosk.append(ServiceFinished.plain(
                    service, TestKiosk.visit(1, "lan", Mode.VISIT, List.of("1.001193")), 120_000));
            kiosk.press(service, 1);
            kiosk.later(120_000);
        }
        new JournalWriter(database, clock, "00000000000000aa").write(Deliveries.inOrder(kiosk.records(), 50));
        ContestStore contests = new ContestStore(database, clock);
        String office = text("SELECT MAX(office) FROM service");
        String day = text("SELECT MAX(day) FROM service");
        contests.ask(office, "lan", day, day, 0, 23, "Khách bấm nhầm.", LEADER);
        ContestStore.Contest asked = contests.all().get(0);

        endAtTheThird(store);
        assertThatThrownBy(() -> contests.decide(asked, true, "Được.", REVIEWER))
                .isInstanceOf(RuntimeException.class);
        assertThat(contests.all().get(0).state()).isEqualTo("OPEN");
        assertThat(number("SELECT COUNT(*) FROM decision")).isZero();
        assertThat(number("SELECT COUNT(*) FROM service_cell WHERE excluded = 'CONTEST' AND n > 0"))
                .isZero();

        database.writes()
                .useHandle(h -> h.execute("DROP TRIGGER ended" + (store == Store.SQLITE ? "" : " ON decision")));
        assertThat(contests.decide(asked, true, "Được.", REVIEWER)).isTrue();
        assertThat(number("SELECT SUM(n) FROM service_cell WHERE excluded = 'CONTEST'"))
                .isEqualTo(3);
        assertThat(contests.all().get(0).services()).isEqualTo(3);
    }

    private void endAtTheThird(Store store) {
        database.writes().useHandle(h -> {
            if (store == Store.SQLITE) {
                h.execute("CREATE TRIGGER ended BEFORE INSERT ON decision WHEN (SELECT COUNT(*) FROM decision) = 2"
                        + " BEGIN SELECT RAISE(ABORT, 'the power is gone'); END");
            } else {
                h.execute("CREATE FUNCTION ended() RETURNS trigger AS $$ BEGIN"
                        + " IF (SELECT COUNT(*) FROM decision) = 2 THEN RAISE EXCEPTION 'the power is gone'; END IF;"
                        + " RETURN NEW; END $$ LANGUAGE plpgsql");
                h.execute("CREATE TRIGGER ended BEFORE INSERT ON decision FOR EACH ROW EXECUTE FUNCTION ended()");
            }
        });
    }

    private String text(String sql) {
        return database.reads()
                .withHandle(h -> h.createQuery(sql).mapTo(String.class).one());
    }

    private long number(String sql) {
        return database.reads()
                .withHandle(h -> h.createQuery(sql).mapTo(Long.class).one());
    }
}
