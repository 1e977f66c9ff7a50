package motcua.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import motcua.contract.body.PadBound;
import motcua.contract.json.MalformedJson;
import motcua.contract.sign.SigningKey;
import org.junit.jupiter.api.Test;

class SignedMessageTest {
    private static final String TOPIC = Topics.down("kiosk-1", Topics.Down.SETTINGS);
    private static final SigningKey KEY = SigningKey.generate();
    private static final PadBound MESSAGE = new PadBound("1a2b3c4d", 3);

    @Test
    void opensWithThePinnedKeyOnItsOwnTopic() throws Exception {
        assertThat(open(KEY, TOPIC, SignedMessage.seal(KEY, TOPIC, MESSAGE))).isEqualTo(MESSAGE);
    }

    @Test
    void isRefusedOnAnotherTopic() {
        byte[] sealed = SignedMessage.seal(KEY, TOPIC, MESSAGE);

        assertThatThrownBy(() -> open(KEY, Topics.down("kiosk-2", Topics.Down.SETTINGS), sealed))
                .isInstanceOf(MalformedJson.class)
                .hasMessageContaining("not signed by the pinned key");
        assertThatThrownBy(() -> open(KEY, Topics.down("kiosk-1", Topics.Down.COMMAND), sealed))
                .isInstanceOf(MalformedJson.class);
    }

    @Test
    void isRefusedFromAnotherKey() {
        byte[] sealed = SignedMessage.seal(SigningKey.generate(), TOPIC, MESSAGE);

        assertThatThrownBy(() -> open(KEY, TOPIC, sealed))
                .isInstanceOf(MalformedJson.class)
                .hasMessageContaining("another key");
    }

    @Test
    void isRefusedWithAnyBitFlipped() {
        byte[] sealed = SignedMessage.seal(KEY, TOPIC, MESSAGE);
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] flipped = sealed.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatThrownBy(() -> open(KEY, TOPIC, flipped))
                    .as("bit %d", bit)
                    .isInstanceOf(MalformedJson.class);
        }
    }

    @Test
    void isRefusedWithoutAField() {
        assertThatThrownBy(() -> open(KEY, TOPIC, "{}".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .isInstanceOf(MalformedJson.class);
    }

    private static PadBound open(SigningKey key, String topic, byte[] bytes) throws MalformedJson {
        return SignedMessage.open(key.publicKeyHex(), topic, bytes, PadBound.class);
    }
}
