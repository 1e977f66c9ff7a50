package motcua.load.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawSqliteTest {
    @TempDir
    Path folder;

    @Test
    void theBaselineStoresEveryRecordItIsGiven() throws Exception {
        KioskLoad load = KioskLoad.of("bench", 400, 1, Integer.MAX_VALUE);
        Path file = folder.resolve("raw.db");
        assertThat(RawSqlite.store(file, load.records(), true).seconds()).isPositive();
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
                ResultSet count = database.createStatement().executeQuery("SELECT count(*) FROM record")) {
            assertThat(count.getInt(1)).isEqualTo(load.records().size()).isGreaterThan(800);
        }
    }

    @Test
    void batchesHoldEveryRecordOnceInOrderWithinTheLimitsOfTheWire() {
        KioskLoad load = KioskLoad.of("bench", 400, 1, Integer.MAX_VALUE);
        long next = 1;
        for (KioskLoad.Payload each : load.batches()) {
            assertThat(each.first()).isEqualTo(next);
            assertThat(each.bytes().length).isLessThanOrEqualTo(256 * 1024);
            next = each.last() + 1;
        }
        assertThat(next).isEqualTo(load.records().size() + 1L);
    }
}
