package motcua.server.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import motcua.server.mail.Undone;
import motcua.server.storage.Database;
import motcua.server.storage.Store;
import motcua.server.storage.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Work on a schedule: whatever goes wrong in a turn, the next one comes, and people are told. */
class ChoreTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-10-05T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Store.class)
    void neitherAnErrorNorAnExceptionEndsTheScheduleOrStaysUntold(Store store) {
        AtomicInteger turns = new AtomicInteger();
        AtomicInteger good = new AtomicInteger();
        try (Database database = TestDatabases.open(store, folder);
                Chore chore = new Chore(
                        "exports",
                        () -> {
                            switch (turns.incrementAndGet()) {
                                case 1 -> throw new IllegalStateException("bộ nhớ đầy");
                                case 2 -> throw new NoClassDefFoundError("motcua/Nothing");
                                default -> good.incrementAndGet();
                            }
                        },
                        database,
                        CLOCK)) {
            chore.turn();
            assertThat(new ChoreStore(database).failures())
                    .containsExactly(new ChoreStore.Failure("exports", CLOCK.millis(), CLOCK.millis(), "bộ nhớ đầy"));
            assertThat(new Undone(database).note().toString())
                    .contains("Xuất CSV theo lịch chưa làm được từ 07:00 05/10/2026")
                    .contains("bộ nhớ đầy");
            chore.start(0, 1, TimeUnit.MILLISECONDS);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(good.get()).isGreaterThan(2));
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(new ChoreStore(database).failures())
                            .as("it could be done again")
                            .isEmpty());
        }
    }
}
