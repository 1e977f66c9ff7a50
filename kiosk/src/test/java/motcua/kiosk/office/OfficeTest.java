package motcua.kiosk.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import motcua.contract.body.ClerkSignedIn;
import motcua.contract.body.PracticeChanged;
import motcua.contract.body.SettingsApplied;
import motcua.contract.body.VisitMode;
import motcua.kiosk.TestKiosk;
import motcua.kiosk.clock.SteppedClock;
import motcua.kiosk.journal.TestJournals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfficeTest {
    @TempDir
    Path folder;

    @Test
    void theOfficeIsInTheJournalWithoutAnyPinOrHash() throws Exception {
        try (TestKiosk kiosk = TestKiosk.setUp(folder)) {
            SettingsApplied applied = kiosk.records(SettingsApplied.class).get(0);

            assertThat(applied.office().id()).isEqualTo("ubnd-xa-vi-du");
            assertThat(applied.counters()).hasSize(3);
            assertThat(applied.clerks()).extracting(SettingsApplied.Clerk::id).containsExactly("nguyen-thi-mau", "thu");
            assertThat(kiosk.records(VisitMode.class)).hasSize(3);
            String hash =
                    kiosk.office.data().orElseThrow().clerks().get(0).pin().hash();
            assertThat(kiosk.journalText()).doesNotContain(TestKiosk.PIN).doesNotContain(hash);
        }
    }

    @Test
    void theOfficeFileHoldsNoPinAndIsForItsOwnerOnly() throws Exception {
        try (TestKiosk kiosk = TestKiosk.setUp(folder)) {
            Path file = folder.resolve("fresh.json");
            new OfficeFile(file).write(kiosk.office.data().orElseThrow());

            assertThat(Files.readString(file)).doesNotContain(TestKiosk.PIN).contains("iterations");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(kiosk.office.data()).isPresent();
        }
    }

    @Test
    void theOfficeComesBackAfterARestartAndIsNotWrittenTwice() throws Exception {
        TestKiosk.setUp(folder).close();

        try (TestKiosk kiosk = TestKiosk.open(folder)) {
            assertThat(kiosk.records(SettingsApplied.class)).hasSize(1);
            assertThat(kiosk.counters.numbers()).containsExactly(1, 2, 3);
            assertThat(kiosk.office.clerkName("thu")).isEqualTo("Trần Văn Thử");
        }
    }

    @Test
    void aDamagedOfficeFileIsNamedAndNothingOfItGetsIntoTheJournal() throws Exception {
        TestKiosk.setUp(folder).close();
        Path file = folder.resolve("office.json");
        String whole = Files.readString(file);
        for (String damaged : List.of(
                "",
                "null",
                "{}",
                whole.substring(0, whole.length() / 2),
                whole.replace("\"Hộ tịch\"", "null"),
                whole.replace("HL5/1", "HL4/1"),
                whole.replace("120000", "29999"))) {
            Files.writeString(file, damaged);
            assertThatThrownBy(() -> new OfficeFile(file).read())
                    .as("%.40s", damaged)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("office.json is damaged");
        }
        Files.writeString(file, whole);

        try (TestKiosk kiosk = TestKiosk.open(folder)) {
            assertThat(kiosk.records(SettingsApplied.class)).hasSize(1);
        }
    }

    @Test
    void settingsThatACrashKeptOutOfTheJournalAreWrittenAtTheNextStart() throws Exception {
        TestKiosk.setUp(folder.resolve("first")).close();
        Path second = Files.createDirectories(folder.resolve("second"));
        Files.copy(folder.resolve("first/office.json"), second.resolve("office.json"));

        try (TestKiosk kiosk = TestKiosk.open(second)) {
            assertThat(kiosk.records(SettingsApplied.class)).hasSize(1);
        }
    }

    @Test
    void theRightPinSignsInAndAWrongOneDoesNot() throws Exception {
        try (TestKiosk kiosk = TestKiosk.setUp(folder)) {
            assertThat(kiosk.office.signIn(1, "thu", "000000").session()).isNull();
            assertThat(kiosk.office.signIn(1, "nobody", TestKiosk.PIN).session())
                    .isNull();
            assertThat(kiosk.records(ClerkSignedIn.class)).isEmpty();

            assertThat(kiosk.office.signIn(1, "thu", TestKiosk.PIN).session()).isNotNull();
            assertThat(kiosk.records(ClerkSignedIn.class))
                    .extracting(ClerkSignedIn::clerk)
                    .containsExactly("thu");
        }
    }

    @Test
    void afterFiveWrongPinsAClerkWaitsAndOthersDoNot() throws Exception {
        SteppedClock clock = SteppedClock.at(TestJournals.MORNING);
        PinHash right = PinHash.of(TestKiosk.PIN, TestKiosk.PIN_ITERATIONS);
        PinGate gate = new PinGate(clock::upMs);
        for (int i = 0; i < 5; i++) {
            assertThat(gate.check("thu", right, "111111")).isEqualTo(PinGate.Result.WRONG);
        }

        assertThat(gate.check("thu", right, TestKiosk.PIN)).isEqualTo(PinGate.Result.WAIT);
        assertThat(gate.check("mau", right, TestKiosk.PIN)).isEqualTo(PinGate.Result.RIGHT);

        clock.advance(Duration.ofSeconds(2));
        assertThat(gate.check("thu", right, TestKiosk.PIN)).isEqualTo(PinGate.Result.RIGHT);
        assertThat(gate.waitMs("thu")).isZero();
    }

    @Test
    void inventedNamesWaitTogetherSoThatTheyFillNoMemory() throws Exception {
        try (TestKiosk kiosk = TestKiosk.setUp(folder)) {
            for (int i = 0; i < 4; i++) {
                assertThat(kiosk.office.signIn(1, "bịa-" + i, "111111").waitMs())
                        .isZero();
            }

            assertThat(kiosk.office.signIn(1, "bịa-4", "111111").waitMs()).isPositive();
            assertThat(kiosk.office.signIn(1, "bịa-5", "111111").waitMs()).isPositive();
            assertThat(kiosk.office.signIn(1, "thu", TestKiosk.PIN).session()).isNotNull();
        }
    }

    @Test
    void aPinIsSixToTwelveDigitsHashedWithASaltOfItsOwn() {
        assertThat(PinHash.isPin("12345")).isFalse();
        assertThat(PinHash.isPin("1234567890123")).isFalse();
        assertThat(PinHash.isPin("12345a")).isFalse();

        PinHash first = PinHash.of("123456", TestKiosk.PIN_ITERATIONS);
        PinHash second = PinHash.of("123456", TestKiosk.PIN_ITERATIONS);
        assertThat(first.iterations()).isEqualTo(TestKiosk.PIN_ITERATIONS);
        assertThat(first.hash()).isNotEqualTo(second.hash());
        assertThat(first.matches("123456")).isTrue();
        assertThat(first.matches("123457")).isFalse();
    }

    @Test
    void mistakesAreToldInVietnameseAndChangeNothing() throws Exception {
        try (TestKiosk kiosk = TestKiosk.setUp(folder)) {
            OfficeDraft good = TestKiosk.draft();
            OfficeDraft twice = new OfficeDraft(
                    good.office(),
                    List.of(new OfficeDraft.Counter(1, null, null), new OfficeDraft.Counter(1, null, null)),
                    good.clerks(),
                    null,
                    null,
                    null);
            OfficeDraft ticket = new OfficeDraft(
                    good.office(),
                    List.of(new OfficeDraft.Counter(1, null, "TICKET")),
                    good.clerks(),
                    null,
                    null,
                    null);
            OfficeDraft shortPin = new OfficeDraft(
                    good.office(),
                    good.counters(),
                    List.of(new OfficeDraft.Clerk(null, "Lê Thị Dụ", null, "12345")),
                    null,
                    null,
                    null);
            OfficeDraft longWindow =
                    new OfficeDraft(good.office(), good.counters(), good.clerks(), null, 300_001L, null);

            assertThatThrownBy(() -> kiosk.office.save(twice, null)).hasMessageContaining("có hai lần");
            assertThatThrownBy(() -> kiosk.office.save(ticket, null)).hasMessageContaining("chế độ đo");
            assertThatThrownBy(() -> kiosk.office.save(shortPin, null)).hasMessageContaining("6 đến 12 chữ số");
            assertThatThrownBy(() -> kiosk.office.save(longWindow, null)).hasMessageContaining("30 đến 300 giây");
            assertThat(kiosk.records(SettingsApplied.class)).hasSize(1);
        }
    }

    @Test
    void aClerkKeepsThePinWhenTheOfficeChanges() throws Exception {
        try (TestKiosk kiosk = TestKiosk.setUp(folder)) {
            kiosk.office.save(
                    new OfficeDraft(
                            new OfficeDraft.Office(null, "UBND xã Ví Dụ Mới"),
                            TestKiosk.draft().counters(),
                            List.of(new OfficeDraft.Clerk("thu", "Trần Văn Thử", null, null)),
                            "HL3A/1",
                            null,
                            null),
                    null);

            assertThat(kiosk.office.signIn(1, "thu", TestKiosk.PIN).session()).isNotNull();
            assertThat(kiosk.records(SettingsApplied.class))
                    .extracting(SettingsApplied::version)
                    .containsExactly(1L, 2L);
            assertThat(kiosk.counters.scale().orElseThrow().key()).isEqualTo("HL3A/1");
        }
    }

    @Test
    void theOfficialStartEndsPracticeForAllLaterRecords() throws Exception {
        try (TestKiosk kiosk = TestKiosk.setUp(folder).staffed()) {
            assertThat(kiosk.journal.practice()).isTrue();

            kiosk.office.startOfficially("TECHNICIAN");

            assertThat(kiosk.journal.practice()).isFalse();
            assertThat(kiosk.records(PracticeChanged.class)).containsExactly(new PracticeChanged(false, "TECHNICIAN"));
        }
    }

    @Test
    void aSeedIsTakenOnlyByAKioskWithoutAnOffice() throws Exception {
        Path file = seed();

        try (TestKiosk kiosk = TestKiosk.open(folder)) {
            kiosk.office.seed(OfficeSeed.read(file));
            kiosk.office.seed(OfficeSeed.read(file));

            assertThat(kiosk.records(SettingsApplied.class)).hasSize(1);
            assertThat(kiosk.counters.counterOfPad("mau-1")).isEqualTo(1);
            assertThat(kiosk.counters.session(1).orElseThrow().clerk()).isEqualTo("mau");
            assertThat(kiosk.journal.practice()).isFalse();
            assertThat(kiosk.office.data().orElseThrow().fieldOf(List.of("2.000815")))
                    .isEqualTo("Chứng thực");
        }
    }

    @Test
    void aSeedMayHavePinsThatAreHashedAlreadyButNotCheaply() throws Exception {
        Path file = seed();
        String plain = Files.readString(file);
        PinHash hash = PinHash.of("246810", PinHash.ITERATIONS);
        String hashed = "\"pinHash\": {\"salt\": \"%s\", \"iterations\": %d, \"hash\": \"%s\"}"
                .formatted(hash.salt(), hash.iterations(), hash.hash());
        Files.writeString(file, plain.replace("\"pin\": \"246810\"", hashed));

        try (TestKiosk kiosk = TestKiosk.open(folder)) {
            kiosk.office.seed(OfficeSeed.read(file));
            assertThat(kiosk.office
                            .data()
                            .orElseThrow()
                            .clerk("mau")
                            .orElseThrow()
                            .pin())
                    .isEqualTo(hash);
        }

        Files.writeString(file, plain.replace("\"pin\": \"246810\"", hashed.replace("210000", "1000")));
        assertThatThrownBy(() -> OfficeSeed.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("210000");
    }

    @Test
    void aSeedThatACrashCutOffIsFinishedByTheNextStart() throws Exception {
        Path file = seed();
        try (TestKiosk kiosk = TestKiosk.open(folder)) {
            kiosk.office.seed(OfficeSeed.read(file));
            kiosk.counters.bindPad("mau-1", 0);
            Files.createFile(folder.resolve("office.seeding")); // as if it had not come further than the office
        }
        try (TestKiosk kiosk = TestKiosk.open(folder)) {
            kiosk.office.seed(OfficeSeed.read(file));

            assertThat(kiosk.counters.counterOfPad("mau-1")).isEqualTo(1);
            kiosk.counters.bindPad("mau-1", 0);
            kiosk.office.seed(OfficeSeed.read(file));
            assertThat(kiosk.counters.counterOfPad("mau-1")).isZero();
        }
    }

    private Path seed() throws Exception {
        Path file = folder.resolve("seed.json");
        Files.writeString(file, """
                {"office": {"id": "xa-vi-du", "name": "Xã Ví Dụ"},
                 "counters": [{"number": 1, "name": "Hộ tịch", "mode": "VISIT"}],
                 "clerks": [{"id": "mau", "name": "Nguyễn Thị Mẫu", "kind": "CONG_CHUC", "pin": "246810"}],
                 "scale": "HL5/1", "windowMs": 60000,
                 "procedures": ["1.001193", {"code": "2.000815", "name": "Chứng thực bản sao", "field": "Chứng thực"}],
                 "pads": {"mau-1": 1}, "official": true, "signIn": {"1": "mau"}}
                """);
        return file;
    }

    /** Two tabs, or a tab and a shift leader: whoever began before the other's change is told, and overwrites nothing. */
    @Test
    void aDraftMadeBeforeAnotherChangeIsRefusedAndChangesNothing() throws Exception {
        try (TestKiosk kiosk = TestKiosk.setUp(folder)) {
            long begun = kiosk.office.data().orElseThrow().version();
            kiosk.office.save(TestKiosk.draft(), "135791", begun);
            OfficeData after = kiosk.office.data().orElseThrow();

            assertThatThrownBy(() -> kiosk.office.save(TestKiosk.draft(), "975310", begun))
                    .isInstanceOf(Office.Outdated.class);

            assertThat(kiosk.office.data()).contains(after);
            kiosk.office.save(TestKiosk.draft(), null, after.version());
            assertThat(kiosk.office.data().orElseThrow().version()).isGreaterThan(after.version());
        }
    }
}
