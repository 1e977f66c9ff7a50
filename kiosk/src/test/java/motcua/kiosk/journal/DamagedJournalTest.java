package motcua.kiosk.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import motcua.contract.body.Boot;
import motcua.contract.body.PracticeChanged;
import motcua.contract.journal.JournalRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A damaged file never costs more than the bytes that are damaged, and never keeps the kiosk from starting. */
class DamagedJournalTest {
    private static final int RECORDS = 300;

    @TempDir
    Path dir;

    /** What happened to the files while the kiosk was off; each leaves some records readable, or none. */
    enum Damage {
        GARBAGE_FILE {
            @Override
            void on(Path folder) throws Exception {
                byte[] garbage = new byte[100_000];
                new Random(1).nextBytes(garbage);
                Files.write(folder.resolve("journal.db"), garbage);
            }

            @Override
            int leastSalvaged() {
                return 0;
            }
        },
        EMPTY_FILE {
            @Override
            void on(Path folder) throws Exception {
                Files.write(folder.resolve("journal.db"), new byte[0]);
            }

            @Override
            int leastSalvaged() {
                return 0;
            }
        },
        FILE_GONE {
            @Override
            void on(Path folder) throws Exception {
                Files.delete(folder.resolve("journal.db"));
            }

            @Override
            int leastSalvaged() {
                return 0;
            }
        },
        TRUNCATED {
            @Override
            void on(Path folder) throws Exception {
                try (RandomAccessFile file =
                        new RandomAccessFile(folder.resolve("journal.db").toFile(), "rw")) {
                    file.setLength(file.length() / 2 / 4096 * 4096);
                }
            }

            @Override
            int leastSalvaged() {
                return 100;
            }
        },
        TORN_IN_A_PAGE {
            @Override
            void on(Path folder) throws Exception {
                try (RandomAccessFile file =
                        new RandomAccessFile(folder.resolve("journal.db").toFile(), "rw")) {
                    file.setLength(file.length() - 1_000);
                }
            }

            @Override
            int leastSalvaged() {
                return RECORDS - 10;
            }
        },
        FIRST_PAGE_LOST {
            @Override
            void on(Path folder) throws Exception {
                overwrite(folder, 0, new byte[4096]);
            }

            @Override
            int leastSalvaged() {
                return RECORDS;
            }
        },
        PAGE_OF_GARBAGE_IN_THE_MIDDLE {
            @Override
            void on(Path folder) throws Exception {
                byte[] garbage = new byte[4096];
                new Random(2).nextBytes(garbage);
                overwrite(folder, Files.size(folder.resolve("journal.db")) / 2 / 4096 * 4096, garbage);
            }

            @Override
            int leastSalvaged() {
                return RECORDS - 10;
            }
        },
        BYTE_FLIPPED_IN_A_BODY {
            @Override
            void on(Path folder) throws Exception {
                flip(folder, "\"clerk\":\"clerk-250\"", 12);
            }

            @Override
            int leastSalvaged() {
                return RECORDS - 1;
            }
        },
        BYTE_FLIPPED_IN_A_HEADER {
            @Override
            void on(Path folder) throws Exception {
                flip(folder, "\"seq\":250,", 6);
            }

            @Override
            int leastSalvaged() {
                return RECORDS - 1;
            }
        };

        abstract void on(Path folder) throws Exception;

        abstract int leastSalvaged();

        static void overwrite(Path folder, long at, byte[] bytes) throws Exception {
            try (RandomAccessFile file =
                    new RandomAccessFile(folder.resolve("journal.db").toFile(), "rw")) {
                file.seek(at);
                file.write(bytes);
            }
        }

        static void flip(Path folder, String where, int offset) throws Exception {
            String text = Files.readString(folder.resolve("journal.db"), StandardCharsets.ISO_8859_1);
            int at = text.indexOf(where);
            assertThat(at).isPositive();
            while (at >= 0) { // pages that were split leave copies that nobody reads
                overwrite(folder, at + offset, new byte[] {(byte) (text.charAt(at + offset) ^ 1)});
                at = text.indexOf(where, at + 1);
            }
        }
    }

    private List<JournalRecord> write(Path folder) throws Exception {
        try (Journal journal = TestJournals.open(folder)) {
            journal.append(new PracticeChanged(false, "setup"));
            for (int i = 1; i <= RECORDS; i++) {
                journal.append(TestJournals.body(i));
            }
            return TestJournals.all(journal);
        }
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void setsTheDamagedFileAsideSalvagesAndBeginsANewEpoch(Damage damage) throws Exception {
        List<JournalRecord> written = write(dir);
        String before = written.get(0).header().epoch();
        damage.on(dir);

        try (Journal journal = TestJournals.open(dir)) {
            assertThat(journal.gen()).isEqualTo(2);
            List<JournalRecord> records = TestJournals.all(journal);
            JournalRecord first = records.stream()
                    .filter(record -> record.header().epoch().equals(journal.epoch()))
                    .findFirst()
                    .orElseThrow();
            assertThat(first.body(Boot.class)).isEqualTo(new Boot("test", 2, before, "DAMAGED"));
            List<JournalRecord> salvaged = records.stream()
                    .filter(record -> record.header().epoch().equals(before))
                    .toList();
            assertThat(salvaged).hasSizeGreaterThanOrEqualTo(damage.leastSalvaged());
            assertThat(written).containsAll(salvaged);
            assertThat(salvaged).doesNotHaveDuplicates();
            if (!salvaged.isEmpty()) {
                assertThat(journal.practice()).isFalse();
                assertThat(journal.heads()).extracting(EpochHead::epoch).containsExactly(before, journal.epoch());
                assertThat(journal.heads().get(0).whole()).isFalse();
            }
            journal.append(TestJournals.body(9_999));
        }
        if (damage != Damage.FILE_GONE) {
            assertThat(setAside()).hasSize(1);
            assertThat(Files.exists(setAside().get(0).resolve("journal.db"))).isTrue();
        }
        try (Journal journal = TestJournals.open(dir)) {
            assertThat(journal.gen()).as("the next start finds a sound journal").isEqualTo(2);
        }
        try (JournalReads reads = JournalReads.open(dir, TestJournals.KIOSK)) {
            assertThat(JournalCheck.everything(reads, TestJournals.KIOSK)).isEmpty();
        }
    }

    private List<Path> setAside() throws Exception {
        try (var files = Files.list(dir)) {
            return files.filter(file -> file.getFileName().toString().startsWith("damaged-"))
                    .sorted()
                    .toList();
        }
    }

    /** Copies the files of a journal that is open, as a cut of power leaves them. */
    private Path cutPower(Path from, String name) throws Exception {
        Path to = dir.resolve(name);
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                Files.copy(each, to.resolve(each.getFileName()));
            }
        }
        return to;
    }

    @Test
    void goesOnAfterACutOfPowerWithEveryRecord() throws Exception {
        Path folder = dir.resolve("one");
        try (Journal journal = TestJournals.open(folder)) {
            for (int i = 0; i < 20; i++) {
                journal.append(TestJournals.body(i));
            }
            Path cut = cutPower(folder, "two");
            try (Journal again = TestJournals.open(cut)) {
                assertThat(again.gen()).isEqualTo(1);
                assertThat(again.headSeq()).isEqualTo(journal.headSeq() + 1);
            }
        }
    }

    @Test
    void goesOnWhenOnlyTheTransactionUnderWayIsTorn() throws Exception {
        Path folder = dir.resolve("one");
        try (Journal journal = TestJournals.open(folder)) {
            journal.append(TestJournals.body(1));
            Path cut = cutPower(folder, "two");
            Path wal = cut.resolve("journal.db-wal");
            byte[] bytes = Files.readAllBytes(wal);
            Files.write(wal, Arrays.copyOf(bytes, bytes.length - 2_000));
            try (Journal again = TestJournals.open(cut)) {
                assertThat(again.gen()).isEqualTo(1);
                assertThat(again.headSeq()).isEqualTo(2);
            }
        }
    }

    @Test
    void noticesThatTheLogIsGone() throws Exception {
        Path folder = dir.resolve("one");
        try (Journal journal = TestJournals.open(folder)) {
            journal.append(TestJournals.body(1));
            Path cut = cutPower(folder, "two");
            Files.delete(cut.resolve("journal.db-wal"));
            try (Journal again = TestJournals.open(cut)) {
                assertThat(again.gen()).isEqualTo(2);
            }
        }
    }

    @Test
    void noticesALogThatIsDamagedInItsMiddleAndSavesWhatIsBehind() throws Exception {
        Path folder = dir.resolve("one");
        try (Journal journal = TestJournals.open(folder)) {
            for (int i = 0; i < 60; i++) {
                journal.append(TestJournals.body(i));
            }
            Path cut = cutPower(folder, "two");
            try (RandomAccessFile wal =
                    new RandomAccessFile(cut.resolve("journal.db-wal").toFile(), "rw")) {
                wal.seek(wal.length() / 2);
                int old = wal.read();
                wal.seek(wal.length() / 2);
                wal.write(old ^ 1);
            }
            try (Journal again = TestJournals.open(cut)) {
                assertThat(again.gen()).isEqualTo(2);
                assertThat(again.heads().get(0).headSeq()).isEqualTo(journal.headSeq());
                assertThat(again.heads().get(0).stored()).isGreaterThanOrEqualTo(journal.headSeq() - 1);
            }
        }
    }

    @Test
    void findsOldDamageWhenItReadsAndSalvagesAtTheNextStart() throws Exception {
        try (Journal journal = TestJournals.open(dir)) {
            for (int i = 1; i <= JournalFolder.TAIL + 100; i++) {
                journal.append(TestJournals.body(i));
            }
        }
        Damage.flip(dir, "\"clerk\":\"clerk-7\"", 10);
        try (Journal journal = TestJournals.open(dir)) {
            assertThat(journal.gen()).isEqualTo(1);
            assertThatThrownBy(() -> TestJournals.all(journal))
                    .isInstanceOf(JournalFailure.class)
                    .hasMessageContaining("record 1/8 is damaged");
        }
        try (Journal journal = TestJournals.open(dir)) {
            assertThat(journal.gen()).isEqualTo(2);
            assertThat(journal.heads().get(0).stored())
                    .isEqualTo(journal.heads().get(0).headSeq() - 1);
        }
    }

    @Test
    void takesUpASalvageThatWasCutOff() throws Exception {
        List<JournalRecord> written = write(dir);
        // power went after the database was set aside, and again while the new one was being built
        Path aside = Files.createDirectory(dir.resolve("damaged-20261123-000000"));
        Files.move(dir.resolve("journal.db"), aside.resolve("journal.db"));
        Files.write(dir.resolve("journal.new"), new byte[10_000]);
        try (Journal journal = TestJournals.open(dir)) {
            assertThat(journal.gen()).isEqualTo(2);
            assertThat(journal.heads().get(0).stored()).isEqualTo(written.size());
        }
        assertThat(setAside()).hasSize(1);
    }

    @Test
    void refusesAJournalOfANewerVersionAndTouchesNothing() throws Exception {
        write(dir);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + dir.resolve("journal.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }
        assertThatThrownBy(() -> TestJournals.open(dir)).hasMessageContaining("install the newer version");
        assertThat(setAside()).isEmpty();
    }
}
