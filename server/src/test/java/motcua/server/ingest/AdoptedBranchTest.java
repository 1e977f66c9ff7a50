package motcua.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import motcua.contract.body.Outcome;
import motcua.contract.body.Verdict;
import motcua.contract.journal.JournalRecord;
import motcua.server.access.AccessLogStore;
import motcua.server.access.Account;
import motcua.server.access.Role;
import motcua.server.adopt.AdoptionRefused;
import motcua.server.adopt.AdoptionStore;
import motcua.server.counting.ReadRecord;
import motcua.server.counting.Recount;
import motcua.server.storage.Database;
import motcua.server.storage.Store;
import motcua.server.storage.TestDatabases;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A branch of a forked chain counts when two people say so, and never otherwise. */
class AdoptedBranchTest {
    private static final Account LAN = new Account("lan", Role.AUDITOR, "", false);
    private static final Account MINH = new Account("minh", Role.ADMINISTRATOR, "", false);

    @TempDir
    Path folder;

    private final TestKiosk first = TestKiosk.open("xa-an-binh-1", "an-binh");
    private final TestKiosk second;
    private final long common;

    /** Both go on from one card, in the middle of a service; each sees another press of it. */
    AdoptedBranchTest() {
        first.day(3);
        String open = first.finish();
        common = first.headSeq();
        second = first.copy(9);

        first.press(open, 2);
        first.day(4);
        first.press(null, 3, Verdict.UNMATCHED, null, List.of());
        second.anchor(TestKiosk.MORNING + 3_600_000, 5);
        second.press(open, 5);
        second.press(null, 3, Verdict.UNMATCHED, null, List.of());
        second.settings(1, "dich-vong");
        second.day(2);
        second.reasons(second.finish(), "ATTITUDE");
        second.expire(second.finish(), Outcome.NOT_RATED);
        second.checkpoint();
        second.day(1);
    }

    private interface Scene {
        void play(Database database, JournalWriter writer, AdoptionStore adoptions) throws Exception;
    }

    private void on(Store store, Scene scene) throws Exception {
        try (Database database = TestDatabases.open(store, folder)) {
            scene.play(
                    database,
                    new JournalWriter(database, Clock.systemUTC(), "00000000000000aa"),
                    new AdoptionStore(database, Clock.systemUTC()));
        }
    }

    private static void write(JournalWriter writer, List<JournalRecord> records) {
        writer.write(Deliveries.inOrder(records, 7));
    }

    /** What must be counted when both branches are: every record of either once. */
    private List<String> model() {
        List<ReadRecord> all = new ArrayList<>();
        first.records().forEach(each -> all.add(ReadRecord.of(each)));
        second.records().stream()
                .filter(each -> each.header().seq() > common)
                .forEach(each -> all.add(ReadRecord.of(each)));
        return CountingModel.serviceCells(all, Map.of());
    }

    private static List<String> counted(Database database) {
        return Tables.cells(database, "an-binh").stream()
                .filter(row -> row.startsWith("service_cell"))
                .toList();
    }

    private static void refused(String why, ThrowingCallable what) {
        assertThatThrownBy(what).isInstanceOf(AdoptionRefused.class).hasMessageContaining(why);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void oneProposesAnotherConfirmsAndOnlyThenItCounts(Store store) throws Exception {
        on(store, (database, writer, adoptions) -> {
            write(writer, first.records());
            List<String> before = Tables.cells(database);
            write(writer, second.records());
            String head = second.headHash().hex();
            assertThat(adoptions.list()).singleElement().satisfies(branch -> {
                assertThat(branch.state()).isEqualTo("open");
                assertThat(branch.head()).isEqualTo(head);
                assertThat(branch.first()).isEqualTo(common + 1);
                assertThat(branch.last()).isEqualTo(second.headSeq());
            });

            refused("nobody has proposed", () -> adoptions.confirm(first.id, head, MINH));
            refused(
                    "no auditor",
                    () -> adoptions.propose(first.id, head, "x", new Account("b", Role.LEADER, "", false)));
            refused(
                    "over everything",
                    () -> adoptions.propose(first.id, head, "x", new Account("b", Role.AUDITOR, "tinh-a", false)));
            refused("reason", () -> adoptions.propose(first.id, head, " ", LAN));
            refused(
                    "no refused record",
                    () -> adoptions.propose(first.id, first.headHash().hex(), "x", LAN));
            adoptions.propose(first.id, head, "Thẻ nhớ bị sao chép khi sửa máy", LAN);
            assertThat(adoptions.list().get(0).state()).isEqualTo("proposed by lan");
            refused("another person", () -> adoptions.confirm(first.id, head, LAN));
            refused("proposed already", () -> adoptions.propose(first.id, head, "x", MINH));
            refused("no auditor", () -> adoptions.confirm(first.id, head, new Account("b", Role.REVIEWER, "", false)));
            assertThat(Tables.cells(database)).as("not yet").isEqualTo(before);

            assertThat(adoptions.confirm(first.id, head, MINH)).isEqualTo((int) (second.headSeq() - common));

            assertThat(counted(database)).isEqualTo(model());
            assertThat(new Recount(database, Clock.systemUTC()).run().findings())
                    .isEmpty();
            assertThat(counted(database)).isEqualTo(model());
            assertThat(Tables.rows(database, "stray_press")).hasSize(2);
            assertThat(Tables.rows(database, "quarantine")).hasSize((int) (second.headSeq() - common));
            refused("adopted already", () -> adoptions.confirm(first.id, head, MINH));
            assertThat(new AccessLogStore(database, Clock.systemUTC()).latest(100))
                    .extracting(AccessLogStore.Entry::action)
                    .contains("ADOPT_PROPOSED", "ADOPT_CONFIRMED", "ADOPT_REFUSED");
        });
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void theSameIsCountedWhicheverBranchCameFirst(Store store) throws Exception {
        List<List<String>> seen = new ArrayList<>();
        for (List<TestKiosk> order : List.of(List.of(first, second), List.of(second, first))) {
            on(store, (database, writer, adoptions) -> {
                order.forEach(each -> write(writer, each.records()));
                String head = order.get(1).headHash().hex();
                adoptions.propose(first.id, head, "x", MINH);
                adoptions.confirm(first.id, head, LAN);
                seen.add(Tables.cells(database).stream()
                        .map(row -> row.replace("dich-vong", "an-binh"))
                        .sorted()
                        .toList());
                assertThat(new Recount(database, Clock.systemUTC()).run().findings())
                        .isEmpty();
            });
        }
        assertThat(seen.get(0)).isEqualTo(seen.get(1));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void whatABranchSaysLaterIsKeptUntilItIsAdoptedToo(Store store) throws Exception {
        on(store, (database, writer, adoptions) -> {
            write(writer, first.records());
            write(writer, second.records());
            adopt(adoptions);
            List<String> adopted = Tables.cells(database);

            second.day(1);
            write(writer, second.records());
            assertThat(Tables.cells(database)).isEqualTo(adopted);
            assertThat(new Recount(database, Clock.systemUTC()).run().findings())
                    .isEmpty();

            assertThat(adopt(adoptions)).isEqualTo(2);
            assertThat(counted(database)).isEqualTo(model());
            first.day(2);
            write(writer, first.records());
            assertThat(counted(database)).as("the stored chain goes on").isEqualTo(model());
            assertThat(new Recount(database, Clock.systemUTC()).run().findings())
                    .isEmpty();
            assertThat(new QuarantineRetry(database, Clock.systemUTC()).run())
                    .isEqualTo(new QuarantineRetry.Result(0, 0));
        });
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aBranchWithAGapBeforeItWaitsForTheRest(Store store) throws Exception {
        on(store, (database, writer, adoptions) -> {
            write(writer, first.records());
            List<JournalRecord> branch =
                    second.records().subList((int) common, second.records().size());
            write(writer, branch.subList(2, branch.size()));
            String head = second.headHash().hex();

            assertThat(adoptions.list().get(0).state()).isEqualTo("incomplete");
            refused("missing", () -> adoptions.propose(first.id, head, "x", LAN));

            write(writer, branch);
            adopt(adoptions);
            assertThat(counted(database)).isEqualTo(model());
        });
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void theListSaysHowFarTheKiosksKeyVouches(Store store) throws Exception {
        on(store, (database, writer, adoptions) -> {
            writer.write(List.of(new Inbound.Greeting(first.id, first.hello("00000000000000a1"), false)));
            write(writer, first.records());
            write(writer, second.records());
            AdoptionStore.Listed branch = adoptions.list().get(0);
            assertThat(branch.signed())
                    .as("all but the checkpoint and the last visit")
                    .isEqualTo(branch.records() - 3);
        });
    }

    private int adopt(AdoptionStore adoptions) throws AdoptionRefused {
        String head = second.headHash().hex();
        adoptions.propose(first.id, head, "Thẻ nhớ bị sao chép khi sửa máy", LAN);
        return adoptions.confirm(first.id, head, MINH);
    }
}
