package motcua.server.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import motcua.server.access.Account;
import motcua.server.access.Role;
import motcua.server.access.Session;
import motcua.server.catalogue.Catalogue;
import motcua.server.html.Page;
import motcua.server.organisation.CalendarStore;
import motcua.server.organisation.OrgUnit;
import motcua.server.organisation.OrganisationStore;
import motcua.server.organisation.Scope;
import motcua.server.review.Frame;
import motcua.server.storage.Database;
import motcua.server.storage.Store;
import motcua.server.storage.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What cases tell whoever serves, or heads those who do: never the day on which somebody pressed. */
class CaseSightTest {
    private static final Account LEADER = new Account("le.thanh", Role.LEADER, "xa-a", false);
    private static final Account EVERYTHING = new Account("bi.thu", Role.LEADER, "", false);
    private static final Account INSIDE = new Account("trong", Role.REVIEWER, "xa-a", false);
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
        if (database != null) {
            database.close();
        }
    }

    private CaseStore store(String day) {
        return new CaseStore(database, Clock.fixed(Instant.parse(day + "T01:00:00Z"), ZoneOffset.UTC));
    }

    private void openOn(String day) {
        new CaseOpener(
                        database,
                        store(day),
                        organisation,
                        Clock.fixed(Instant.parse(day + "T01:00:00Z"), ZoneOffset.UTC))
                .openDue();
    }

    private void reason(String day, String field, String reason) {
        database.writes()
                .useHandle(h -> h.execute(
                        "INSERT INTO reason_cell VALUES ('REAL', ?, 'o-a', 2, 'c1', ?, 'VISIT', 0, ?, 1)",
                        day,
                        field,
                        reason));
    }

    private CaseSight sight(Account account, String day) {
        return new CaseSight(new Scope(organisation.tree(day), account), LocalDate.parse(day));
    }

    private List<FeedbackCase> seen(Account account, String day) {
        return store(day).all().stream().filter(sight(account, day)::sees).toList();
    }

    /** Two presses, on Tuesday and on Thursday: whatever day the pages are looked at, they tell both alike. */
    @ParameterizedTest
    @EnumSource(Store.class)
    void whoeverServesIsToldAWeekAndOnlyWhenItIsOver(Store store) {
        open(store);
        reason("2026-10-06", "chung-thuc", "WAIT_LONG");
        reason("2026-10-08", "dat-dai", "WAIT_LONG");
        openOn("2026-10-07");
        assertThat(seen(REVIEWER, "2026-10-07")).as("above it, on the next day").hasSize(1);
        assertThat(seen(LEADER, "2026-10-07")).isEmpty();
        openOn("2026-10-09");

        assertThat(seen(REVIEWER, "2026-10-09")).hasSize(2);
        for (Account side : List.of(LEADER, EVERYTHING, INSIDE)) {
            for (String day : List.of("2026-10-07", "2026-10-08", "2026-10-09", "2026-10-11")) {
                assertThat(seen(side, day)).as(side.name() + " on " + day).isEmpty();
            }
            List<FeedbackCase> both = seen(side, "2026-10-12");
            assertThat(both).as(side.name()).hasSize(2);
            assertThat(both).extracting(FeedbackCase::due).containsOnly(LocalDate.parse("2026-11-02"));
            CaseSight sight = sight(side, "2026-10-12");
            assertThat(both).extracting(sight::when).containsOnly("tuần từ 05/10/2026");
            assertThat(pages(side, sight, both))
                    .as(side.name())
                    .contains("tuần từ 05/10/2026")
                    .doesNotContain("06/10/2026", "07/10/2026", "08/10/2026", "09/10/2026");
        }
        assertThat(pages(REVIEWER, sight(REVIEWER, "2026-10-12"), seen(REVIEWER, "2026-10-12")))
                .contains("06/10/2026", "08/10/2026");
    }

    /** The list, each case, and what is to look at. */
    private String pages(Account account, CaseSight sight, List<FeedbackCase> cases) {
        Session session = new Session(account, "token");
        OrganisationStore.Tree tree = organisation.tree("2026-10-12");
        Scope scope = new Scope(tree, account);
        StringBuilder all = new StringBuilder(
                new CaseListPage(session, scope, cases, Catalogue.sample(), sight).in(Page.titled("x")));
        for (FeedbackCase each : cases) {
            all.append(new CasePage(
                            session,
                            tree,
                            each,
                            store("2026-10-12").events(each.id()),
                            cases,
                            new CalendarStore(database).calendar(tree, "o-a"),
                            Catalogue.sample(),
                            sight,
                            Optional.empty())
                    .in(Page.titled("x")));
        }
        new CaseTodos(store("2026-12-01"), organisation)
                .todos(account, Set.of("o-a"), LocalDate.parse("2026-12-01"))
                .forEach(todo -> all.append(todo.title()).append(todo.since()).append(todo.evidence()));
        return all.toString();
    }

    /** The number of cases of the same reason in 90 days falls on Mondays only, whichever day a case is of. */
    @ParameterizedTest
    @EnumSource(Store.class)
    void whatIsCountedBackwardsDoesNotTellTheDayEither(Store store) {
        open(store);
        reason("2026-10-06", "chung-thuc", "WAIT_LONG");
        openOn("2026-10-07");
        FeedbackCase each = store("2026-10-07").all().get(0);
        for (LocalDate day = LocalDate.parse("2026-12-01"); day.getMonthValue() == 12; day = day.plusDays(1)) {
            assertThat(sight(LEADER, day.toString()).since(each, 90).getDayOfWeek())
                    .hasToString("MONDAY");
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aClerkAndTheHeadAreNotToldHowManyWereExcluded(Store store) {
        open(store);
        ContestStore contests =
                new ContestStore(database, Clock.fixed(Instant.parse("2026-10-12T01:00:00Z"), ZoneOffset.UTC));
        Account lan = new Account("lan", Role.CLERK, "o-a", false, "lan", false);
        contests.ask("o-a", "lan", "2026-10-06", "2026-10-06", 9, 9, "Khách bấm nhầm.", lan);
        contests.decide(contests.all().get(0), true, "Đã hỏi.", REVIEWER);
        OrganisationStore.Tree tree = organisation.tree("2026-10-12");
        for (Account side : List.of(lan, LEADER, INSIDE)) {
            assertThat(new ContestPage(new Session(side, "token"), tree, contests.all()).in(Page.titled("x")))
                    .as(side.name())
                    .contains("chấp nhận")
                    .doesNotContain("lượt</span>", "loại 0", "loại 1");
        }
        assertThat(new ContestPage(new Session(REVIEWER, "token"), tree, contests.all()).in(Page.titled("x")))
                .contains("chấp nhận, loại 0 lượt");
    }

    /** Six cases, three of them confidential: what the head sees is the same as if those had never been. */
    @ParameterizedTest
    @EnumSource(Store.class)
    void numbersTellNeitherOrderNorHowManyOthersThereAre(Store store) {
        open(store);
        for (int day = 5; day <= 9; day++) {
            reason("2026-10-0" + day, "dat-dai", "WAIT_LONG");
            reason("2026-10-0" + day, "dat-dai", "HARASSMENT");
            openOn("2026-10-" + (day + 1 < 10 ? "0" : "") + (day + 1));
        }
        openOn("2026-10-12");
        List<Integer> inOrder = store("2026-10-12").all().stream()
                .sorted((a, b) -> a.day().compareTo(b.day()))
                .map(c -> Integer.valueOf(c.id().substring("VV-2026-".length())))
                .toList();
        assertThat(inOrder).hasSize(10).doesNotHaveDuplicates().allMatch(n -> n >= 100_000);
        assertThat(inOrder.stream().mapToInt(n -> n).max().orElseThrow()
                        - inOrder.stream().mapToInt(n -> n).min().orElseThrow())
                .as("drawn, not counted")
                .isGreaterThan(1_000);
    }

    /** The page is for everyone: a hundred looks cost one. */
    @ParameterizedTest
    @EnumSource(Store.class)
    void whatEveryoneIsToldIsWorkedOutOnceForMany(Store store) {
        open(store);
        Clock clock = Clock.fixed(Instant.parse("2026-10-12T01:00:00Z"), ZoneOffset.UTC);
        HandlingRoutes routes = new HandlingRoutes(
                store("2026-10-12"), organisation, Catalogue.sample(), new Frame(organisation, clock), clock);
        LocalDate today = LocalDate.parse("2026-10-12");
        Handling first = routes.told(today);
        assertThat(routes.told(today)).isSameAs(first);
        assertThat(routes.told(today.plusDays(1))).isNotSameAs(first);
    }

    /** Any seven days, not those from Monday to Sunday; once a day of a press is in a case it opens no other. */
    @Test
    void severalInAnySevenDaysOpenOneCase() {
        Map<LocalDate, Long> overTheWeekend = Map.of(
                LocalDate.parse("2026-10-09"), 2L, // Friday
                LocalDate.parse("2026-10-12"), 1L); // Monday
        LocalDate from = LocalDate.parse("2026-09-01");
        LocalDate today = LocalDate.parse("2026-10-20");
        assertThat(CaseOpener.windows(overTheWeekend, Set.of(), from, today))
                .containsExactly(LocalDate.parse("2026-10-12"));
        assertThat(CaseOpener.windows(
                        Map.of(LocalDate.parse("2026-10-05"), 2L, LocalDate.parse("2026-10-12"), 1L),
                        Set.of(),
                        from,
                        today))
                .as("eight days")
                .isEmpty();
        assertThat(CaseOpener.windows(
                        Map.of(LocalDate.parse("2026-10-05"), 3L, LocalDate.parse("2026-10-06"), 3L),
                        Set.of(),
                        from,
                        today))
                .as("one case in seven days")
                .containsExactly(LocalDate.parse("2026-10-05"), LocalDate.parse("2026-10-12"));
    }

    /** Looks on every day find what one look at the end finds, and no two windows share a day. */
    @Test
    void theSameWindowsAreFoundWhicheverDaysTheLooksFallOn() {
        long seed = System.nanoTime();
        System.out.println("CaseSightTest seed " + seed);
        Random random = new Random(seed);
        LocalDate from = LocalDate.parse("2026-09-01");
        for (int round = 0; round < 200; round++) {
            Map<LocalDate, Long> bad = new TreeMap<>();
            for (int i = random.nextInt(20); i > 0; i--) {
                bad.merge(from.plusDays(random.nextInt(40)), 1L, Long::sum);
            }
            Set<LocalDate> daily = new TreeSet<>();
            for (int day = 1; day <= 45; day++) {
                daily.addAll(CaseOpener.windows(bad, daily, from, from.plusDays(day)));
            }
            assertThat(CaseOpener.windows(bad, Set.of(), from, from.plusDays(45)))
                    .containsExactlyElementsOf(daily);
            LocalDate last = LocalDate.MIN;
            for (LocalDate end : daily) {
                assertThat(end.minusDays(6)).isAfter(last);
                last = end;
            }
        }
    }
}
