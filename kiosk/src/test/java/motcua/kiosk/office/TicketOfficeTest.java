package motcua.kiosk.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import motcua.contract.body.Kind;
import motcua.contract.body.Mode;
import motcua.contract.body.SettingsApplied;
import motcua.contract.settings.OfficeHours;
import motcua.contract.settings.OfficeTexts;
import motcua.contract.settings.PrinterOptions;
import motcua.contract.settings.VoiceOptions;
import motcua.kiosk.TestKiosk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicketOfficeTest {
    @TempDir
    Path folder;

    private static OfficeDraft.Queue queue(String id, String letter, @Nullable String priority, Integer... counters) {
        return new OfficeDraft.Queue(id, letter, priority, "Hàng " + id, "PROCEDURE", List.of(counters), null);
    }

    private static OfficeDraft draft(OfficeDraft.Queue... queues) {
        return with(List.of(queues), null, null);
    }

    private static OfficeDraft with(
            List<OfficeDraft.Queue> queues, @Nullable OfficeHours hours, @Nullable OfficeTexts texts) {
        return new OfficeDraft(
                new OfficeDraft.Office(null, "UBND xã Ví Dụ"),
                List.of(
                        new OfficeDraft.Counter(1, "Hộ tịch", "TICKET"),
                        new OfficeDraft.Counter(2, null, "TICKET"),
                        new OfficeDraft.Counter(3, "Đất đai", "OPEN")),
                TestKiosk.draft().clerks(),
                null,
                null,
                null,
                queues,
                hours,
                texts,
                null,
                null,
                null,
                null);
    }

    @Test
    void theQueuesOfAnOfficeAreInTheJournalAndComeBack() throws Exception {
        try (TestKiosk kiosk = TestKiosk.open(folder)) {
            kiosk.office.save(draft(queue("thu-tuc", "A", "K", 1, 2), queue("tra", "C", null, 2)), null);
        }

        try (TestKiosk kiosk = TestKiosk.open(folder)) {
            SettingsApplied applied = kiosk.counters.settings().orElseThrow();
            assertThat(kiosk.records(SettingsApplied.class)).hasSize(1);
            assertThat(applied.counters())
                    .extracting(SettingsApplied.Counter::mode)
                    .containsExactly(Mode.TICKET, Mode.TICKET, Mode.OPEN);
            assertThat(applied.queues())
                    .containsExactly(
                            new SettingsApplied.Queue(
                                    "thu-tuc", "A", "K", "Hàng thu-tuc", Kind.PROCEDURE, List.of(1, 2), null),
                            new SettingsApplied.Queue("tra", "C", null, "Hàng tra", Kind.PROCEDURE, List.of(2), null));
        }
    }

    @Test
    void anOfficeWithoutQueuesWritesNoneToTheJournal() throws Exception {
        try (TestKiosk kiosk = TestKiosk.setUp(folder)) {
            assertThat(kiosk.counters.settings().orElseThrow().queues()).isNull();
            assertThat(kiosk.journalText()).doesNotContain("queues");
        }
    }

    @ParameterizedTest
    @CsvSource({"I", "O", "Q", "Đ", "S", "X"})
    void aLetterThatIsMisreadIsRefused(String letter) throws Exception {
        try (TestKiosk kiosk = TestKiosk.open(folder)) {
            assertThatThrownBy(() -> kiosk.office.save(draft(queue("a", letter, null, 1, 2)), null))
                    .hasMessageContaining("Chữ " + letter + " dễ đọc nhầm");
            assertThatThrownBy(() -> kiosk.office.save(draft(queue("a", "A", letter, 1, 2)), null))
                    .hasMessageContaining("Chữ " + letter + " dễ đọc nhầm");
        }
    }

    @Test
    void lettersAndQueuesAreUniqueAndTheirCountersAreThereToCallTickets() throws Exception {
        try (TestKiosk kiosk = TestKiosk.open(folder)) {
            refused(kiosk, draft(queue("a", "A", null, 1, 2), queue("b", "A", null, 1)), "dùng cho hai dãy số");
            refused(kiosk, draft(queue("a", "A", "K", 1, 2), queue("b", "K", null, 1)), "dùng cho hai dãy số");
            refused(kiosk, draft(queue("a", "A", null, 1, 2), queue("a", "B", null, 1)), "có hai lần");
            refused(kiosk, draft(queue("a", "A", null, 1, 2, 9)), "không có quầy 9");
            refused(kiosk, draft(queue("a", "A", null, 1, 2, 3)), "quầy 3 không ở chế độ");
            refused(kiosk, draft(queue("a", "A", null, 1)), "Quầy 2 ở chế độ đo “Lấy số và gọi số” nhưng");
            refused(kiosk, draft(queue("a", "A", null)), "chưa có quầy nào gọi");
            refused(kiosk, draft(queue("a", "Â", null, 1, 2)), "chữ in hoa không dấu");
            refused(
                    kiosk,
                    draft(new OfficeDraft.Queue("a", "A", null, "Hàng", null, List.of(1, 2), 0)),
                    "Giới hạn số trong ngày");
            refused(
                    kiosk,
                    draft(new OfficeDraft.Queue("a", "A", null, "Hàng", "PARTY", List.of(1, 2), null)),
                    "Không có loại việc PARTY");
            assertThat(kiosk.office.data()).isEmpty();
        }
    }

    private static void refused(TestKiosk kiosk, OfficeDraft draft, String why) {
        assertThatThrownBy(() -> kiosk.office.save(draft, null))
                .isInstanceOf(OfficeDraft.Mistake.class)
                .hasMessageContaining(why);
    }

    @Test
    void lettersThatSoundAlikeAreAllowedWithAWarning() throws Exception {
        try (TestKiosk kiosk = TestKiosk.open(folder)) {
            kiosk.office.save(draft(queue("a", "B", "K", 1, 2), queue("b", "C", null, 1)), null);
            assertThat(kiosk.office.warnings()).isEmpty();

            kiosk.office.save(draft(queue("a", "B", "P", 1, 2), queue("b", "C", null, 1)), null);
            assertThat(kiosk.office.warnings()).singleElement().asString().contains("Chữ B và P nghe dễ nhầm");
        }
    }

    @Test
    void whatADraftDoesNotSayStaysAsItIs() throws Exception {
        OfficeHours hours = new OfficeHours(
                OfficeHours.USUAL.weekly(),
                List.of(new OfficeHours.SpecialDay("2026-09-02", "Quốc khánh", List.of())),
                List.of(),
                15);
        OfficeTexts texts = new OfficeTexts(
                "https://dichvucong.gov.vn/tra-cuu",
                List.of("Nghỉ lễ Quốc khánh 02/9"),
                List.of("Hành chính phục vụ"),
                new OfficeTexts.Conduct(1, "Chào hỏi.\nLắng nghe."),
                List.of());
        try (TestKiosk kiosk = TestKiosk.open(folder)) {
            kiosk.office.save(with(List.of(queue("a", "A", "K", 1, 2)), hours, texts), null);
            kiosk.office.save(with(null, null, null), null);
        }

        try (TestKiosk kiosk = TestKiosk.open(folder)) {
            OfficeData kept = kiosk.office.data().orElseThrow();
            assertThat(kept.queues()).extracting(SettingsApplied.Queue::letter).containsExactly("A");
            assertThat(kept.hours()).isEqualTo(hours);
            assertThat(kept.texts()).isEqualTo(texts);
            assertThat(kept.voice()).isEqualTo(VoiceOptions.USUAL);
            assertThat(kept.printer()).isEqualTo(PrinterOptions.USUAL);
            assertThat(kiosk.office.calendar().worksOn(java.time.LocalDate.parse("2026-09-02")))
                    .isFalse();
        }
    }

    @Test
    void anOfficeFileOfTheVersionBeforeStillOpensWithUsualHours() throws Exception {
        Files.writeString(folder.resolve("office.json"), """
                {"version":3,"office":{"id":"xa-vi-du","name":"UBND xã Ví Dụ"},
                 "counters":[{"number":1,"name":"Hộ tịch","mode":"VISIT"}],
                 "clerks":[{"id":"thu","name":"Trần Văn Thử",
                   "pin":{"salt":"00","iterations":1000,"hash":"00"}}],
                 "scale":"HL5/1","windowMs":120000,
                 "procedures":[{"code":"1.001193","name":"Đăng ký khai sinh","field":"Hộ tịch"}]}
                """);

        try (TestKiosk kiosk = TestKiosk.open(folder)) {
            OfficeData data = kiosk.office.data().orElseThrow();
            assertThat(data.hours()).isEqualTo(OfficeHours.USUAL);
            assertThat(data.queues()).isEmpty();
            assertThat(data.clerks().get(0).leader()).isFalse();
            assertThat(kiosk.counters.settings().orElseThrow().version()).isEqualTo(3);
        }
    }

    @Test
    void textsHoursAndAddressesAreCheckedBeforeTheyAreKept() throws Exception {
        List<OfficeDraft.Queue> queues = List.of(queue("a", "A", null, 1, 2));
        try (TestKiosk kiosk = TestKiosk.open(folder)) {
            for (String address : List.of("http://vi-du.vn", "https://", "https://a b", "https://u:p@vi-du.vn")) {
                refused(
                        kiosk,
                        with(queues, null, new OfficeTexts(address, List.of(), List.of(), null, List.of())),
                        "https://");
            }
            refused(
                    kiosk,
                    with(
                            queues,
                            new OfficeHours(
                                    OfficeHours.USUAL.weekly(),
                                    List.of(),
                                    List.of(new OfficeHours.ReceptionDay(10, "a")),
                                    30),
                            null),
                    "“Tiếp công dân”");
            refused(kiosk, with(queues, new OfficeHours(List.of(), List.of(), List.of(), 30), null), "Xin nhập giờ");
        }
    }

    @Test
    void aSeedMayHoldQueues() throws Exception {
        Path file = folder.resolve("seed.json");
        Files.writeString(file, """
                {"office": {"id": "xa-vi-du", "name": "Xã Ví Dụ"},
                 "counters": [{"number": 1, "name": "Hộ tịch", "mode": "TICKET"}],
                 "clerks": [{"id": "mau", "name": "Nguyễn Thị Mẫu", "pin": "246810", "leader": true}],
                 "queues": [{"id": "thu-tuc", "letter": "A", "priorityLetter": "K", "name": "Thủ tục", "counters": [1]}],
                 "procedures": [{"code": "1.001193", "name": "Đăng ký khai sinh", "nickname": "Khai sinh", "common": true}]}
                """);

        try (TestKiosk kiosk = TestKiosk.open(folder)) {
            kiosk.office.seed(OfficeSeed.read(file));

            OfficeData data = kiosk.office.data().orElseThrow();
            assertThat(data.queues())
                    .extracting(SettingsApplied.Queue::priorityLetter)
                    .containsExactly("K");
            assertThat(data.clerks().get(0).leader()).isTrue();
            assertThat(data.procedures().get(0).nickname()).isEqualTo("Khai sinh");
        }
    }
}
