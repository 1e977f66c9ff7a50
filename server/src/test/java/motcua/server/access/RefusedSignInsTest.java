package motcua.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import motcua.server.storage.Database;
import motcua.server.storage.Store;
import motcua.server.storage.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever knocks a hundred thousand times fills some lines of the log, and none of it is forgotten. */
class RefusedSignInsTest {
    private static final Instant START = Instant.parse("2026-10-12T01:00:00Z");

    @TempDir
    Path folder;

    private Instant now = START;
    private Database database;
    private AccessLogStore log;
    private RefusedSignIns refused;

    @BeforeEach
    void open() {
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        database = TestDatabases.open(Store.SQLITE, folder);
        log = new AccessLogStore(database, clock);
        refused = new RefusedSignIns(log, clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<AccessLogStore.Entry> entries() {
        return log.latest(100_000);
    }

    @Test
    void theFirstOfAMinuteIsWrittenAsItIsAndTheRestAsExactNumbers() {
        for (int i = 0; i < 1_000; i++) {
            refused.add("SIGN-IN REFUSED", "quan-tri", "", "192.0.2.7");
        }
        assertThat(entries()).as("2, 4, 8 up to 512").hasSize(10);
        assertThat(entries().get(9).detail()).isEqualTo("192.0.2.7");
        now = now.plusSeconds(61);
        refused.add("SIGN-IN REFUSED", "lan", "", "192.0.2.8");
        assertThat(entries()).hasSize(12);
        assertThat(entries().get(1).account()).isEqualTo("quan-tri");
        assertThat(entries().get(1).detail()).isEqualTo("192.0.2.7: 1000 in one minute; names: quan-tri");
        assertThat(entries().get(0).account()).isEqualTo("lan");
        assertThat(entries().get(0).detail()).isEqualTo("192.0.2.8");
    }

    @Test
    void manySourcesAndNamesTakeAFewLinesAMinuteAndTheServersEndKeepsTheNumber() {
        for (int i = 0; i < 20_000; i++) {
            refused.add("SIGN-IN DELAYED", "ten-" + i, "", "2001:db8:0:" + Integer.toHexString(i % 3_000) + "::1");
        }
        refused.finish();
        refused.finish();
        assertThat(entries()).hasSizeLessThan(120);
        long others = entries().stream()
                .filter(e -> e.detail().startsWith("other sources: "))
                .mapToLong(e -> Long.parseLong(e.detail().split(" ")[2]))
                .max()
                .orElseThrow();
        long single = entries().stream()
                .filter(e -> !e.detail().startsWith("other"))
                .filter(e -> e.detail().contains("::/64: "))
                .map(e -> e.detail().split(" ")[0])
                .distinct()
                .count();
        assertThat(single).isEqualTo(20);
        // 20 of 3000 sources, of which the first 2000 knock seven times and the others six.
        assertThat(others).isEqualTo(20_000 - 20 * 7);
    }

    @Test
    void oneSubscribersAddressesAreOneSource() {
        for (int i = 1; i <= 64; i++) {
            refused.add("SIGN-IN REFUSED", "quan-tri", "", "2001:db8:1:2:0:0:0:" + Integer.toHexString(i));
        }
        assertThat(entries()).hasSize(7);
        assertThat(entries().get(0).detail()).isEqualTo("2001:db8:1:2::/64: 64 in one minute; names: quan-tri");
    }
}
