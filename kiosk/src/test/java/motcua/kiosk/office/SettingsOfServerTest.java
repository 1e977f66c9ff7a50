package motcua.kiosk.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import motcua.contract.body.Kind;
import motcua.contract.body.Mode;
import motcua.contract.body.SettingsApplied;
import motcua.contract.json.JsonBinding;
import motcua.contract.json.MalformedJson;
import motcua.contract.settings.OfficeHours;
import motcua.contract.wire.Settings;
import motcua.kiosk.TestKiosk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsOfServerTest {
    @TempDir
    Path folder;

    private TestKiosk kiosk;
    private SettingsOfServer taker;

    @BeforeEach
    void open() throws Exception {
        kiosk = TestKiosk.setUp(folder);
        taker = new SettingsOfServer(kiosk.office);
    }

    @AfterEach
    void close() throws Exception {
        kiosk.close();
    }

    private static ObjectNode settings(long version, String letter, Settings.@Nullable Pin pin) {
        return JsonBinding.toTree(new Settings(
                version,
                Settings.FORM,
                new SettingsApplied.Office("ubnd-xa-vi-du", "UBND xã Ví Dụ (cấp trên đặt)"),
                List.of(
                        new SettingsApplied.Counter(1, "Hộ tịch", Mode.TICKET),
                        new SettingsApplied.Counter(2, "Đất đai", Mode.VISIT)),
                List.of(
                        new Settings.Clerk("thu", "Trần Văn Thử", null, false, null),
                        new Settings.Clerk("nguyen-thi-mau", "Nguyễn Thị Mẫu", null, true, pin)),
                "HL5/1",
                60_000,
                List.of(new SettingsApplied.Queue(
                        "thu-tuc", letter, null, "Thủ tục", Kind.PROCEDURE, List.of(1), null)),
                null,
                null,
                OfficeHours.USUAL,
                null,
                null,
                null,
                null,
                null));
    }

    private static Settings.Pin pin(String digits) {
        PinHash hash = PinHash.of(digits, PinHash.ITERATIONS);
        return new Settings.Pin(hash.salt(), hash.iterations(), hash.hash());
    }

    @Test
    void newerSettingsAreInForceWithTheServerAsTheirOrigin() throws Exception {
        taker.take(settings(7, "A", pin("135791")));

        SettingsApplied applied = kiosk.counters.settings().orElseThrow();
        assertThat(applied.origin()).isEqualTo("SERVER");
        assertThat(applied.version()).isEqualTo(2);
        assertThat(applied.queues()).extracting(SettingsApplied.Queue::letter).containsExactly("A");
        assertThat(taker.version()).isEqualTo(7);
        assertThat(kiosk.office.serverRefused()).isEmpty();
        assertThat(kiosk.office.signIn(1, "nguyen-thi-mau", "135791").session()).isNotNull();
        assertThat(kiosk.office.signIn(2, "thu", TestKiosk.PIN).session())
                .as("the PIN the kiosk has stays where the server sends none")
                .isNotNull();
        assertThat(kiosk.office.data().orElseThrow().procedures()).hasSize(1);
    }

    @Test
    void theSameAndOlderSettingsChangeNothing() throws Exception {
        taker.take(settings(7, "A", pin("135791")));
        taker.take(settings(7, "C", pin("135791")));
        taker.take(settings(6, "C", pin("135791")));

        assertThat(kiosk.records(SettingsApplied.class)).hasSize(2);
        assertThat(kiosk.office.data().orElseThrow().queues())
                .extracting(SettingsApplied.Queue::letter)
                .containsExactly("A");
    }

    @Test
    void badSettingsAreRefusedInWordsAndTheOldOnesStay() throws Exception {
        taker.take(settings(7, "A", pin("135791")));

        refused(settings(8, "S", null), "Chữ S dễ đọc nhầm");
        refused(settings(8, "A", new Settings.Pin("00", 1, "00")), "mã PIN của nguyen-thi-mau");
        refused(settings(8, "A", null).put("scale", "TOT/1"), "Không có thang đánh giá");
        refused(settings(8, "A", null).put("windowMs", 1), "30 đến 300 giây");
        ObjectNode noClerks = settings(8, "A", null);
        noClerks.remove("clerks");
        refused(noClerks, "8");
        assertThat(kiosk.records(SettingsApplied.class)).hasSize(2);
        assertThat(taker.version()).isEqualTo(7);

        taker.take(settings(9, "C", null));
        assertThat(kiosk.office.serverRefused()).isEmpty();
        assertThat(kiosk.office.signIn(1, "nguyen-thi-mau", "135791").session()).isNotNull();
    }

    @Test
    void settingsOfANewerServerAreRefusedAsAWhole() {
        refused(settings(8, "A", null).put("form", Settings.FORM + 1), "cần phần mềm mới hơn");

        assertThat(kiosk.office.serverVersion()).isZero();
        assertThat(kiosk.records(SettingsApplied.class)).hasSize(1);
    }

    private void refused(ObjectNode settings, String why) {
        assertThatThrownBy(() -> taker.take(settings)).isInstanceOf(MalformedJson.class);
        assertThat(kiosk.office.serverRefused().orElseThrow())
                .contains("từ máy chủ không dùng được")
                .contains(why);
    }

    @Test
    void aNewKioskIsSetUpByItsServerAlone() throws Exception {
        try (TestKiosk fresh = TestKiosk.open(folder.resolve("fresh"))) {
            ObjectNode withoutPins = settings(1, "A", null);
            assertThatThrownBy(() -> new SettingsOfServer(fresh.office).take(withoutPins))
                    .hasMessageContaining("Xin đặt mã PIN");

            ObjectNode whole = settings(1, "A", pin("135791"));
            ((ObjectNode) whole.path("clerks").path(0))
                    .set("pin", whole.path("clerks").path(1).path("pin"));
            new SettingsOfServer(fresh.office).take(whole);

            assertThat(fresh.counters.numbers()).containsExactly(1, 2);
            assertThat(fresh.office.guarded()).isFalse();
        }
    }

    @Test
    void aClerkOfTheDayStaysWhenSettingsCome() throws Exception {
        taker.take(settings(1, "A", null));
        kiosk.office.addTemporary("nguyen-thi-mau", TestKiosk.PIN, "Lê Văn Tạm", "135791");

        taker.take(settings(2, "A", null));

        assertThat(kiosk.office.clerks()).extracting(OfficeData.Clerk::name).contains("Lê Văn Tạm");
    }

    @Test
    void aCatalogueIsClearedByAnEmptyOneAndStaysWhereNoneIsSent() throws Exception {
        ObjectNode listed = settings(1, "A", null);
        listed.set("catalogue", JsonBinding.toTree(new Settings.Catalogue("1234/QĐ-UBND", "2026-01-15")));
        taker.take(listed);
        taker.take(settings(2, "A", null));
        assertThat(kiosk.office.data().orElseThrow().catalogue())
                .isEqualTo(new OfficeData.Catalogue("1234/QĐ-UBND", "2026-01-15"));

        ObjectNode cleared = settings(3, "A", null);
        cleared.set("catalogue", JsonBinding.toTree(new Settings.Catalogue("", "")));
        taker.take(cleared);

        assertThat(kiosk.office.data().orElseThrow().catalogue()).isNull();
    }

    @Test
    void settingsOfTheServerStayInForceForWeeksWithoutIt() throws Exception {
        taker.take(settings(7, "A", pin("135791")));
        for (int week = 0; week < 5; week++) {
            kiosk.clock.advance(Duration.ofDays(7));
            assertThat(kiosk.office.serverVersion()).isEqualTo(7);
            assertThat(kiosk.office.signIn(1, "nguyen-thi-mau", "135791").session())
                    .isNotNull();
        }
    }

    @Test
    void aMessageThatIsNotTheServersIsToldUntilOneOfTheServerComes() throws Exception {
        taker.take(settings(7, "A", null));
        taker.refuse(new MalformedJson("not signed by the pinned key", null));
        assertThat(kiosk.office.serverRefused().orElseThrow()).contains("không có chữ ký của máy chủ");
        assertThat(kiosk.office.serverVersion()).isEqualTo(7);

        taker.take(settings(7, "A", null));
        assertThat(kiosk.office.serverRefused()).isEmpty();
    }
}
