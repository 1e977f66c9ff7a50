package motcua.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {

    @Test
    void haveTheirNames() {
        assertThat(Topics.up("k-1", Topics.Up.JOURNAL)).isEqualTo("motcua/v1/k-1/up/journal");
        assertThat(Topics.down("k-1", Topics.Down.RECEIPT)).isEqualTo("motcua/v1/k-1/down/receipt");
        assertThat(Topics.allDown("k-1")).isEqualTo("motcua/v1/k-1/down/+");
    }

    @Test
    void upTopicsAreReadBack() {
        for (Topics.Up kind : Topics.Up.values()) {
            assertThat(Topics.parseUp(Topics.up("k-1", kind))).contains(new Topics.UpTopic("k-1", kind));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "motcua/v1/k/up",
                "motcua/v1/k/up/",
                "motcua/v1/k/up/JOURNAL",
                "motcua/v1/k/up/journal/x",
                "motcua/v1/k/down/journal",
                "motcua/v2/k/up/journal",
                "motcua/v1//up/journal",
                "motcua/v1/K/up/journal",
                "motcua/v1/+/up/journal",
                "xmotcua/v1/k/up/journal",
            })
    void otherTopicsAreNotOurs(String topic) {
        assertThat(Topics.parseUp(topic)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "#", "a/b", "A", "kiosk 1", "ă", "012345678901234567890123456789012"})
    void noTopicIsMadeForATextThatIsNoKioskId(String kiosk) {
        assertThatIllegalArgumentException().isThrownBy(() -> Topics.up(kiosk, Topics.Up.HELLO));
        assertThatIllegalArgumentException().isThrownBy(() -> Topics.down(kiosk, Topics.Down.COMMAND));
        assertThatIllegalArgumentException().isThrownBy(() -> Topics.allDown(kiosk));
    }
}
