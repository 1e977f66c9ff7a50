package motcua.server.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import motcua.server.access.Account;
import motcua.server.access.Role;
import motcua.server.organisation.OrganisationRegisters;
import motcua.server.storage.Database;
import motcua.server.storage.Store;
import motcua.server.storage.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** While a long list is worked out others write, and what they wrote is seen. */
class RegisterWorkTest {
    private static final Account BY = new Account("quan-tri", Role.ADMINISTRATOR, "", false);
    private static final int MOST = 20_000;

    @TempDir
    Path folder;

    private Database database;
    private RegisterStore store;

    private void start(Store kind) {
        database = TestDatabases.open(kind, folder);
        store = new RegisterStore(
                database,
                Clock.fixed(Instant.parse("2026-11-20T03:00:00Z"), ZoneOffset.UTC),
                OrganisationRegisters.all());
    }

    @AfterEach
    void stop() {
        database.close();
    }

    private static RegisterStore.Wish wish(Register register, List<Entry> entries) {
        return new RegisterStore.Wish(register, entries, false, Map.of(), "2026-11-20", "x", "", -1);
    }

    private static Entry unit(int line, String id, String name) {
        return new Entry(line, List.of(id, "01/07/2025", "", line == 2 ? "" : "tinh", "XA", "", name));
    }

    /** The person's right is asked while the list is worked out: at that moment somebody else writes, and need not wait. */
    @ParameterizedTest
    @EnumSource(Store.class)
    void aListIsWorkedOutBeforeAnybodyHasToWait(Store kind) {
        start(kind);
        AtomicInteger asked = new AtomicInteger();
        Predicate<String> covers = unit -> {
            if (asked.getAndIncrement() == 0) {
                assertThat(CompletableFuture.runAsync(() -> database.writes()
                                .useHandle(h -> h.execute("INSERT INTO meta (name, value) VALUES ('thu', '1')"))))
                        .succeedsWithin(Duration.ofSeconds(60));
            }
            return true;
        };
        Proposal made = store.make(wish(OrganisationRegisters.UNITS, List.of(unit(2, "tinh", "Tỉnh"))), BY, covers);
        assertThat(made.faults()).isEmpty();
        assertThat(made.changes()).hasSize(1);
        assertThat(asked.get()).isPositive();
    }

    /** Somebody stores the same row in between, again and again: what is told and kept is the change of what is there then. */
    @ParameterizedTest
    @EnumSource(Store.class)
    void whatChangesInBetweenIsSeen(Store kind) {
        start(kind);
        AtomicInteger others = new AtomicInteger();
        AtomicInteger asked = new AtomicInteger();
        Predicate<String> covers = unit -> {
            if (asked.getAndIncrement() % 2 == 0 && others.get() < 2) {
                String name = "Của người khác " + others.incrementAndGet();
                assertThat(CompletableFuture.supplyAsync(() -> store.make(
                                wish(OrganisationRegisters.UNITS, List.of(unit(2, "tinh", name))), BY, any -> true)))
                        .succeedsWithin(Duration.ofSeconds(60));
            }
            return true;
        };
        Proposal made = store.make(wish(OrganisationRegisters.UNITS, List.of(unit(2, "tinh", "Của tôi"))), BY, covers);
        assertThat(others.get()).isEqualTo(2);
        assertThat(made.changes()).singleElement().satisfies(change -> {
            assertThat(change.before()).contains("Của người khác 2");
            assertThat(change.after()).contains("Của tôi");
        });
        assertThat(store.rows(OrganisationRegisters.UNITS))
                .singleElement()
                .satisfies(cells -> assertThat(cells).contains("Của tôi"));
        assertThat(store.history(OrganisationRegisters.UNITS)).hasSize(3);
    }

    /** The longest file: every clerk moves, each row ends an earlier one and names one of many offices. */
    @ParameterizedTest
    @EnumSource(Store.class)
    void theLongestListIsTakenWhole(Store kind) {
        start(kind);
        List<Entry> units = new ArrayList<>(List.of(unit(2, "tinh", "Tỉnh")));
        for (int i = 0; i < 300; i++) {
            units.add(unit(i + 3, "xa-" + i, "Xã " + i));
        }
        assertThat(store.make(wish(OrganisationRegisters.UNITS, units), BY, any -> true)
                        .faults())
                .isEmpty();
        assertThat(store.make(wish(OrganisationRegisters.CLERKS, clerks("01/07/2025", 0)), BY, any -> true)
                        .faults())
                .isEmpty();
        Proposal moved = store.make(wish(OrganisationRegisters.CLERKS, clerks("01/07/2026", 1)), BY, any -> true);
        assertThat(moved.faults()).isEmpty();
        assertThat(moved.changes()).hasSize(2 * MOST);
        assertThat(store.rows(OrganisationRegisters.CLERKS)).hasSize(2 * MOST);
    }

    private static List<Entry> clerks(String from, int shift) {
        List<Entry> clerks = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            clerks.add(new Entry(
                    i + 2, List.of("p-" + i, from, "", "Tên " + i, "xa-" + (i + shift) % 300, "c-" + i, "CAN_BO", "")));
        }
        return clerks;
    }
}
