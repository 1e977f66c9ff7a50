package motcua.kiosk.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import motcua.contract.body.Press;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.SettingsApplied;
import motcua.contract.json.JsonBinding;
import motcua.contract.json.MalformedJson;
import motcua.contract.scale.Scale;
import motcua.contract.scale.ScaleDraft;
import motcua.contract.wire.Settings;
import motcua.kiosk.TestKiosk;
import motcua.kiosk.clock.SteppedClock;
import motcua.kiosk.counter.Served;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scales that no program knows beforehand: they come with settings, and stay readable by the journal alone. */
class OwnScaleTest {
    private static final Scale SECOND = scale(2, "Chưa hài lòng");
    private static final Scale THIRD = scale(3, "Không vừa lòng");

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

    private static Scale scale(int version, String negative) {
        return new Scale(
                "XA",
                version,
                "3 mức của xã",
                List.of(
                        new Scale.Level(1, 1, 1, "Rất hài lòng", "Very satisfied", true),
                        new Scale.Level(2, 2, 2, "Hài lòng", "Satisfied", true),
                        new Scale.Level(3, 5, 4, negative, "Not satisfied", false)));
    }

    private ObjectNode settings(long version, String scale, @Nullable ObjectNode own) {
        ObjectNode settings = JsonBinding.toTree(new Settings(
                version,
                Settings.FORM,
                kiosk.counters.settings().orElseThrow().office(),
                kiosk.counters.settings().orElseThrow().counters(),
                List.of(new Settings.Clerk("nguyen-thi-mau", "Nguyễn Thị Mẫu", null, true, null)),
                scale,
                60_000,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
        return own == null ? settings : settings.set("ownScale", own);
    }

    private void take(long version, Scale scale) throws Exception {
        taker.take(settings(version, scale.label(), JsonBinding.toTree(scale)));
    }

    @Test
    void aChangeBeginsANewVersionAtTheNextVisitAndTheJournalTellsWhatItMeans() throws Exception {
        kiosk.staffed();
        take(1, SECOND);
        kiosk.counters.finish(1, Served.UNKNOWN);
        take(2, THIRD);
        kiosk.step();
        assertThat(kiosk.counters.scale(1))
                .as("while the visit before is rated")
                .contains(SECOND);
        kiosk.press(1, 5);
        kiosk.pass(Duration.ofSeconds(40));
        assertThat(kiosk.counters.scale(1)).contains(THIRD);
        kiosk.counters.finish(1, Served.UNKNOWN);
        kiosk.press(1, 5);

        assertThat(kiosk.records(ServiceFinished.class))
                .extracting(each -> each.visit().scale())
                .containsExactly(SECOND.key(), THIRD.key());
        assertThat(kiosk.records(Press.class)).extracting(Press::level).containsExactly(3, 3);
        assertThat(kiosk.records(SettingsApplied.class))
                .extracting(SettingsApplied::scaleContent)
                .containsExactly(Scale.standard("HL5/1").orElseThrow(), SECOND, THIRD);
    }

    @Test
    void badScalesAreRefusedWithTheNameOfTheFieldAndTheOldOneStays() throws Exception {
        take(1, THIRD);

        ObjectNode allGood = JsonBinding.toTree(scale(4, "Bình thường"));
        ((ObjectNode) allGood.path("levels").path(2)).put("satisfied", true);
        refused(settings(2, "XA/4", allGood), "phải có ít nhất một mức không hài lòng");
        ObjectNode oneKey = JsonBinding.toTree(scale(4, "Bình thường"));
        ((ObjectNode) oneKey.path("levels").path(2)).put("key", 2);
        refused(settings(2, "XA/4", oneKey), "levels[2].key – phím 2 đã dùng");
        ObjectNode noEnglish = JsonBinding.toTree(scale(4, "Bình thường"));
        ((ObjectNode) noEnglish.path("levels").path(2)).remove("en");
        refused(settings(2, "XA/4", noEnglish), "levels[2].en – còn thiếu");
        ObjectNode six = JsonBinding.toTree(scale(4, "Bình thường"));
        ArrayNode levels = six.withArray("levels");
        levels.add(levels.get(2)).add(levels.get(2)).add(levels.get(2));
        refused(settings(2, "XA/4", six), "levels – nhiều nhất 5 mức");
        refused(
                settings(2, "XA/3", JsonBinding.toTree(scale(3, "Chưa hài lòng"))),
                "version – XA/3 đã dùng với các mức khác");
        refused(settings(2, "XA/1", JsonBinding.toTree(scale(1, "Chưa hài lòng"))), "version – phải lớn hơn 3");
        refused(settings(2, "XA/4", JsonBinding.toTree(scale(5, "Kém"))), "scale – là XA/4 nhưng ownScale là XA/5");
        refused(settings(2, "XA/9", null), "Không có thang đánh giá XA/9");

        assertThat(kiosk.counters.scale()).contains(THIRD);
        assertThat(kiosk.records(SettingsApplied.class)).hasSize(2);
        taker.take(settings(3, "XA/3", null));
        assertThat(kiosk.counters.scale()).as("known by its name from now on").contains(THIRD);
    }

    @Test
    void aPersonCanBringAScaleInTheDraftOfSetupAndGoBackToAnOldOne() throws Exception {
        OfficeDraft good = TestKiosk.draft();
        kiosk.office.save(draft(good, null, ScaleDraft.of(SECOND)), null);
        assertThat(kiosk.counters.scale()).contains(SECOND);
        kiosk.office.save(draft(good, "HL5/1", null), null);
        assertThat(kiosk.counters.scale()).isEqualTo(Scale.standard("HL5/1"));
        kiosk.office.save(draft(good, SECOND.key(), null), null);
        assertThat(kiosk.counters.scale()).contains(SECOND);
        assertThatThrownBy(() -> kiosk.office.save(draft(good, null, ScaleDraft.of(scale(2, "Kém"))), null))
                .isInstanceOf(OfficeDraft.Mistake.class)
                .hasMessageContaining("XA/2 đã dùng với các mức khác");
    }

    private static OfficeDraft draft(OfficeDraft of, @Nullable String scale, @Nullable ScaleDraft own) {
        return new OfficeDraft(
                of.office(),
                of.counters(),
                of.clerks(),
                scale,
                of.windowMs(),
                of.procedures(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                own);
    }

    @Test
    void aStartReadsTheScaleFromTheJournalsOwnRecordAlsoWithoutTheOfficeFile() throws Exception {
        take(1, SECOND);
        SteppedClock clock = kiosk.clock;
        kiosk.close();
        Files.delete(folder.resolve("office.json"));

        kiosk = TestKiosk.open(folder, clock);

        assertThat(kiosk.counters.scale()).contains(SECOND);
        kiosk.counters.finish(1, Served.UNKNOWN);
        kiosk.press(1, 5);
        assertThat(kiosk.records(Press.class)).extracting(Press::level).containsExactly(3);
    }

    @Test
    void aJournalWithAScaleThatNobodyKnowsDoesNotStopTheStart() throws Exception {
        SettingsApplied known = kiosk.counters.settings().orElseThrow();
        kiosk.counters.append(new SettingsApplied(
                known.version() + 1,
                "SERVER",
                known.office(),
                known.counters(),
                known.clerks(),
                "MOI/1",
                known.windowMs(),
                null));
        SteppedClock clock = kiosk.clock;
        kiosk.close();
        Path file = folder.resolve("office.json");
        byte[] office = Files.readAllBytes(file);
        Files.delete(file);

        kiosk = TestKiosk.open(folder, clock);
        assertThat(kiosk.counters.scale()).isEmpty();
        kiosk.close();

        Files.write(file, office);
        kiosk = TestKiosk.open(folder, clock);
        assertThat(kiosk.counters.scale()).as("the file's, which is readable").isEqualTo(Scale.standard("HL5/1"));
    }

    private void refused(ObjectNode settings, String why) {
        assertThatThrownBy(() -> taker.take(settings)).isInstanceOf(MalformedJson.class);
        assertThat(kiosk.office.serverRefused().orElseThrow())
                .contains("từ máy chủ không dùng được: ")
                .contains(why);
    }
}
