package motcua.bridge.pad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PadPortTypesTest {
    private static final PadIdentity PAD = new PadIdentity(0xFFFF_FFFFL, 1);

    @Test
    void anIdentityIsWrittenAsEightHexDigits() {
        assertThat(PAD.padIdText()).isEqualTo("ffffffff");
        assertThat(PAD.epochText()).isEqualTo("00000001");
        assertThat(PAD).hasToString("ffffffff/00000001");
        assertThatThrownBy(() -> new PadIdentity(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PadIdentity(1, 1L << 32)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPressHasAKeyAndNoLevel() {
        assertThat(new PadPress(PAD, 0, 6, OptionalLong.empty(), 0).isClerkKey())
                .isTrue();
        assertThatThrownBy(() -> new PadPress(PAD, 0, 7, OptionalLong.empty(), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PadPress(PAD, -1, 1, OptionalLong.empty(), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PadPress(PAD, 0, 1, OptionalLong.of(-1), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anInvitationFitsIntoTheFrame() {
        assertThatThrownBy(() -> new PadDisplay.Invite(1, Duration.ofHours(2)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PadDisplay.Ready(32)).isInstanceOf(IllegalArgumentException.class);
    }
}
