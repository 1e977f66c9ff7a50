package motcua.contract.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.Normalizer;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import motcua.contract.json.JsonBinding;
import motcua.contract.json.MalformedJson;
import org.junit.jupiter.api.Test;

class ScaleTest {

    @Test
    void everyBuiltInScaleCanBeAnsweredBothWaysAndIsFoundByItsKey() {
        assertThat(StandardScales.ALL).extracting(Scale::key).containsExactly("HL5/1", "HL3A/1", "HL3B/1", "TD4/1");
        for (Scale scale : StandardScales.ALL) {
            assertThat(Scale.standard(scale.key())).contains(scale);
            assertThat(scale.levels()).anyMatch(Scale.Level::satisfied).anyMatch(level -> !level.satisfied());
            assertThat(scale.levels()).allMatch(level -> Normalizer.isNormalized(level.vi(), Normalizer.Form.NFC));
        }
        assertThat(Scale.standard("HL5/2")).isEmpty();
    }

    @Test
    void neutralIsNotSatisfied() {
        Scale five = Scale.standard("HL5/1").orElseThrow();

        assertThat(IntStream.rangeClosed(1, 5).filter(five::satisfied)).containsExactly(1, 2);
        assertThat(five.keyMask()).isEqualTo(0b11111);
    }

    @Test
    void unusedKeysStayDarkAndHaveNoLevel() {
        Scale three = Scale.standard("HL3B/1").orElseThrow();

        assertThat(three.keyMask()).isEqualTo(0b00111);
        assertThat(three.levelOfKey(1)).hasValue(1);
        assertThat(three.levelOfKey(3)).hasValue(3);
        assertThat(three.levelOfKey(4)).isEmpty();
        assertThat(three.levelOfKey(5)).isEmpty();
    }

    @Test
    void aScaleWithoutANegativeOrWithoutAPositiveLevelIsRefused() {
        assertRefused("X", 1, level(1, 1, 1, true), level(2, 2, 2, true));
        assertRefused("X", 1, level(1, 1, 1, false), level(2, 2, 2, false));
        assertRefused("X", 1);
    }

    @Test
    void aScaleWhoseKeysFacesOrLevelsAreOutOfOrderIsRefused() {
        assertRefused("X", 1, level(1, 2, 1, true), level(2, 1, 4, false));
        assertRefused("X", 1, level(1, 1, 1, true), level(2, 1, 4, false));
        assertRefused("X", 1, level(1, 1, 1, true), level(2, 6, 4, false));
        assertRefused("X", 1, level(1, 0, 1, true), level(2, 2, 4, false));
        assertRefused("X", 1, level(1, 1, 1, true), level(2, 2, 6, false));
        assertRefused("X", 1, level(1, 1, 1, true), level(3, 2, 4, false));
        assertRefused("X/1", 1, level(1, 1, 1, true), level(2, 2, 4, false));
        assertRefused("X", 0, level(1, 1, 1, true), level(2, 2, 4, false));
    }

    @Test
    void aScaleOfAnOfficeSaysInItsKeyWhatCountingNeedsAndNoTwoContentsShareOne() {
        Scale second = changed("Chưa hài lòng");
        Scale other = changed("Không vừa lòng");

        assertThat(second.label()).isEqualTo("HL5/2").isEqualTo(other.label());
        assertThat(second.key()).matches("HL5/2-5\\.2-[0-9a-f]{8}").isNotEqualTo(other.key());
        assertThat(ScaleShape.of(second.key())).contains(new ScaleShape(5, 2));
        assertThat(ScaleShape.of("HL3B/1")).contains(new ScaleShape(3, 1));
        for (String none : List.of("", "HL5/2", "HL5/2-5.5-1a2b3c4d", "HL5/2-9.2-1a2b3c4d", "HL5/2-5.0-1a2b3c4d")) {
            assertThat(ScaleShape.of(none)).as(none).isEmpty();
        }
    }

    @Test
    void whatIsWrongIsSaidInVietnameseWithTheNameOfTheField() {
        refused(edited(3, level -> level.put("satisfied", true)), "levels[3].satisfied – mức hài lòng đứng trước");
        refused(
                draft(
                        changed("Chưa hài lòng"),
                        root -> root.withArray("levels").forEach(level -> ((ObjectNode) level).put("satisfied", true))),
                "levels – phải có ít nhất một mức không hài lòng");
        refused(edited(3, level -> level.put("key", 3)), "levels[3].key – phím 3 đã dùng cho mức khác");
        refused(edited(4, level -> level.put("key", 6)), "levels[4].key – bàn phím có phím 1 đến 5");
        refused(
                draft(
                        changed("Chưa hài lòng"),
                        root -> root.withArray("levels").add(root.path("levels").path(4))),
                "levels – nhiều nhất 5 mức");
        refused(
                edited(3, level -> level.put("vi", Normalizer.normalize("Chưa hài lòng", Normalizer.Form.NFD))),
                "levels[3].vi – chữ phải ở dạng Unicode dựng sẵn (NFC)");
        refused(edited(3, level -> level.remove("en")), "levels[3].en – còn thiếu");
        refused(edited(3, level -> level.put("en", " ")), "levels[3].en – để trống");
        refused(edited(3, level -> level.put("face", 3)), "levels[3].face – hình 3 đã dùng");
        refused(edited(3, level -> level.put("vi", "Hài lòng")), "levels[3].vi – trùng tên");
        refused(edited(3, level -> level.put("vi", "Chưa hài lòng với lần phục vụ này")), "levels[3].vi – dài quá 30");
        refused(edited(3, level -> level.put("level", 5)), "levels[3].level");
        refused(draft(changed("Chưa hài lòng"), root -> root.put("id", "hl5")), "id – 1 đến 12 chữ in hoa");
        refused(draft(changed("Chưa hài lòng"), root -> root.remove("name")), "name – còn thiếu");
        refused(draft(changed("Chưa hài lòng"), root -> root.remove("levels")), "levels – còn thiếu");
    }

    @Test
    void otherLevelsNeedAHigherVersionAndAnOldScaleMayComeAgain() throws Exception {
        Scale second = changed("Chưa hài lòng");
        Scale third = new Scale("HL5", 3, "n", changed("Không vừa lòng").levels());

        assertThat(ScaleDraft.of(second).checked(List.of())).isEqualTo(second);
        assertThat(ScaleDraft.of(second).checked(List.of(second, third))).isEqualTo(second);
        assertThatThrownBy(() -> ScaleDraft.of(changed("Không vừa lòng")).checked(List.of(second)))
                .isInstanceOf(ScaleDraft.Refused.class)
                .hasMessageContaining("version – HL5/2 đã dùng với các mức khác");
        assertThatThrownBy(() -> ScaleDraft.of(second).checked(List.of(third)))
                .hasMessageContaining("version – phải lớn hơn 3");
        assertThatThrownBy(() ->
                        ScaleDraft.of(new Scale("HL5", 1, "n", second.levels())).checked(List.of()))
                .as("a standard scale is known without any list")
                .hasMessageContaining("HL5/1 đã dùng với các mức khác");
    }

    private static Scale changed(String fourth) {
        return new Scale(
                "HL5",
                2,
                "5 mức",
                Scale.standard("HL5/1").orElseThrow().levels().stream()
                        .map(each ->
                                each.level() != 4 ? each : new Scale.Level(4, 4, 4, fourth, "Not satisfied", false))
                        .toList());
    }

    private static ScaleDraft edited(int level, Consumer<ObjectNode> edit) {
        return draft(
                changed("Chưa hài lòng"),
                root -> edit.accept((ObjectNode) root.path("levels").path(level)));
    }

    private static ScaleDraft draft(Scale scale, Consumer<ObjectNode> edit) {
        ObjectNode tree = JsonBinding.toTree(scale);
        edit.accept(tree);
        try {
            return JsonBinding.fromTree(tree, ScaleDraft.class);
        } catch (MalformedJson e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void refused(ScaleDraft draft, String why) {
        assertThatThrownBy(() -> draft.checked(List.of()))
                .isInstanceOf(ScaleDraft.Refused.class)
                .hasMessageStartingWith("Thang đánh giá: ")
                .hasMessageContaining(why);
    }

    private static void assertRefused(String id, int version, Scale.Level... levels) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Scale(id, version, "n", List.of(levels)));
    }

    private static Scale.Level level(int level, int key, int face, boolean satisfied) {
        return new Scale.Level(level, key, face, "vi" + level, "en", satisfied);
    }
}
