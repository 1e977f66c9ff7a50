package motcua.contract.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.text.Normalizer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScaleTest {

    @Test
    void everyBuiltInScaleCanBeAnsweredBothWaysAndIsFoundByItsKey() {
        assertThat(Scale.BUILT_IN).extracting(Scale::key).containsExactly("HL5/1", "HL3A/1", "HL3B/1", "TD4/1");
        for (Scale scale : Scale.BUILT_IN) {
            assertThat(Scale.builtIn(scale.key())).contains(scale);
            assertThat(scale.levels()).anyMatch(Scale.Level::satisfied).anyMatch(level -> !level.satisfied());
            assertThat(scale.levels()).allMatch(level -> Normalizer.isNormalized(level.vi(), Normalizer.Form.NFC));
        }
        assertThat(Scale.builtIn("HL5/2")).isEmpty();
    }

    @Test
    void neutralIsNotSatisfied() {
        Scale five = Scale.builtIn("HL5/1").orElseThrow();

        assertThat(IntStream.rangeClosed(1, 5).filter(five::satisfied)).containsExactly(1, 2);
        assertThat(five.keyMask()).isEqualTo(0b11111);
    }

    @Test
    void unusedKeysStayDarkAndHaveNoLevel() {
        Scale three = Scale.builtIn("HL3B/1").orElseThrow();

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

    private static void assertRefused(String id, int version, Scale.Level... levels) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Scale(id, version, "n", List.of(levels)));
    }

    private static Scale.Level level(int level, int key, int face, boolean satisfied) {
        return new Scale.Level(level, key, face, "vi", "en", satisfied);
    }
}
