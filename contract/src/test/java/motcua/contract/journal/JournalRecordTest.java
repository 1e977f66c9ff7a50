package motcua.contract.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import motcua.contract.body.PadBound;
import motcua.contract.json.CanonicalJson;
import motcua.contract.json.JsonBinding;
import motcua.contract.json.MalformedJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalRecordTest {
    private static final byte[] BODY = bytes("{\"counter\":3,\"pad\":\"1a2b3c4d\",\"practice\":true,"
            + "\"salt\":\"00112233445566778899aabbccddeeff\",\"simulated\":false}");

    @Test
    void comesBackFromItsBytes() throws Exception {
        JournalRecord made = JournalRecord.create(header(BODY), BODY);

        JournalRecord read = JournalRecord.parse(made.headerBytes(), made.bodyBytes());

        assertThat(read).isEqualTo(made).hasSameHashCodeAs(made);
        assertThat(read.header()).isEqualTo(made.header());
        assertThat(read.hash()).isEqualTo(Hash.ofHeader(made.headerBytes()));
        assertThat(read.body(PadBound.class)).isEqualTo(new PadBound("1a2b3c4d", 3));
        assertThat(read.wireLength()).isEqualTo(made.headerBytes().length + BODY.length + 2);
    }

    @Test
    void headerBytesAreCanonicalAndHaveNoOtherFields() {
        assertThat(new String(JournalRecord.create(header(BODY), BODY).headerBytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"bodyHash\":\"" + Hash.ofBody(BODY) + "\",\"boot\":\"" + "b".repeat(32)
                        + "\",\"clock\":\"TRUSTED\",\"epoch\":\"00000000000000e1\",\"kiosk\":\"kiosk-1\",\"prev\":\""
                        + Hash.origin("kiosk-1", "00000000000000e1")
                        + "\",\"seq\":1,\"type\":\"pad-bound\",\"upMs\":5,\"v\":1,\"wallMs\":1000}");
    }

    @Test
    void anErasedBodyStillVerifiesAndLinks() throws Exception {
        JournalRecord whole = JournalRecord.create(header(BODY), BODY);

        JournalRecord erased = JournalRecord.parse(whole.headerBytes(), new byte[0]);

        assertThat(erased.erased()).isTrue();
        assertThat(erased.hash()).isEqualTo(whole.hash());
        assertThat(erased.body()).isEmpty();
    }

    @Test
    void refusesABodyThatIsNotTheHeaders() {
        JournalRecord made = JournalRecord.create(header(BODY), BODY);
        for (int i = 0; i < BODY.length; i++) {
            byte[] flipped = BODY.clone();
            flipped[i] ^= 1;
            assertThatThrownBy(() -> JournalRecord.parse(made.headerBytes(), flipped))
                    .isInstanceOf(MalformedJson.class);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> JournalRecord.create(header(BODY), bytes("{}")));
        assertThatIllegalArgumentException().isThrownBy(() -> JournalRecord.create(header(BODY), new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bodyHash", "boot", "clock", "epoch", "kiosk", "prev", "seq", "type", "upMs", "v", "wallMs"})
    void refusesAHeaderWithoutAField(String field) throws Exception {
        ObjectNode header = tree();
        header.remove(field);

        assertThatThrownBy(() -> JournalRecord.parse(CanonicalJson.bytes(header), BODY))
                .isInstanceOf(MalformedJson.class);
    }

    @Test
    void refusesAHeaderWithAnExtraField() throws Exception {
        ObjectNode header = tree().put("note", "x");

        assertThatThrownBy(() -> JournalRecord.parse(CanonicalJson.bytes(header), BODY))
                .isInstanceOf(MalformedJson.class)
                .hasMessageContaining("other fields");
    }

    @Test
    void refusesHeaderFieldsOutOfForm() throws Exception {
        for (Object[] wrong : List.<Object[]>of(
                new Object[] {"kiosk", "Kiosk"},
                new Object[] {"kiosk", "a/b"},
                new Object[] {"kiosk", ""},
                new Object[] {"kiosk", "+"},
                new Object[] {"epoch", "xyz"},
                new Object[] {"type", "Press"},
                new Object[] {"boot", "b"},
                new Object[] {"clock", "MAYBE"},
                new Object[] {"bodyHash", "00"},
                new Object[] {"seq", 0},
                new Object[] {"seq", "1"},
                new Object[] {"v", 0},
                new Object[] {"upMs", -1})) {
            ObjectNode header = tree();
            header.set((String) wrong[0], JsonBindingNode.of(wrong[1]));
            assertThatThrownBy(() -> JournalRecord.parse(CanonicalJson.bytes(header), BODY))
                    .as("%s = %s", wrong)
                    .isInstanceOf(MalformedJson.class);
        }
    }

    @Test
    void keepsTypesAndVersionsItDoesNotKnow() throws Exception {
        ObjectNode header = tree().put("type", "from-the-future").put("v", 9);

        JournalRecord read = JournalRecord.parse(CanonicalJson.bytes(header), BODY);

        assertThat(RecordType.named(read.header().type())).isEmpty();
        assertThat(read.bodyBytes()).isEqualTo(BODY);
    }

    @Test
    void refusesABodyThatIsNoObject() {
        for (String body : new String[] {"[]", "7", "\"x\"", "true"}) {
            JournalRecord made = JournalRecord.create(header(bytes(body)), bytes(body));
            assertThatThrownBy(() -> JournalRecord.parse(made.headerBytes(), bytes(body)))
                    .hasMessageContaining("not an object");
        }
    }

    @Test
    void holds16KiBAndNotAByteMore() throws Exception {
        int headerLength = JournalRecord.create(header(BODY), BODY).headerBytes().length;
        int room = JournalRecord.MAX_BYTES - headerLength - 2;
        byte[] largest = bytes("{\"a\":\"" + "x".repeat(room - 8) + "\"}");
        byte[] tooLarge = bytes("{\"a\":\"" + "x".repeat(room - 7) + "\"}");

        JournalRecord full = JournalRecord.create(header(largest), largest);

        assertThat(full.wireLength()).isEqualTo(16 * 1024);
        assertThat(JournalRecord.parse(full.headerBytes(), largest)).isEqualTo(full);
        assertThatIllegalArgumentException().isThrownBy(() -> JournalRecord.create(header(tooLarge), tooLarge));
        assertThatThrownBy(() -> JournalRecord.parse(JsonBinding.toBytes(header(tooLarge)), tooLarge))
                .hasMessageContaining("larger than");
    }

    @Test
    void refusesAnEmptyHeaderLine() {
        assertThatThrownBy(() -> JournalRecord.parse(new byte[0], BODY)).isInstanceOf(MalformedJson.class);
    }

    private static ObjectNode tree() throws MalformedJson {
        return (ObjectNode) CanonicalJson.parse(JsonBinding.toBytes(header(BODY)));
    }

    private static RecordHeader header(byte[] body) {
        String epoch = "00000000000000e1";
        return new RecordHeader(
                "kiosk-1",
                epoch,
                1,
                "pad-bound",
                1,
                "b".repeat(32),
                5,
                1000,
                ClockTrust.TRUSTED,
                Hash.ofBody(body),
                Hash.origin("kiosk-1", epoch));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A number or a text as a tree. */
    private static final class JsonBindingNode {
        static com.fasterxml.jackson.databind.JsonNode of(Object value) {
            var nodes = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;
            return value instanceof Integer number ? nodes.numberNode(number) : nodes.textNode((String) value);
        }
    }
}
