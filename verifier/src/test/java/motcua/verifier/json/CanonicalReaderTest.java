package motcua.verifier.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalReaderTest {

    @Test
    void readsWhatIsCanonical() throws Exception {
        assertThat(read("{\"a\":[1,-9007199254740992,true,false,{}],\"b\":\"\\n\\u000f\\\"\\\\\u20ac\ud83d\ude00\"}"))
                .isEqualTo(Map.of(
                        "a", List.of(1L, -(1L << 53), true, false, Map.of()), "b", "\n\u000f\"\\\u20ac\ud83d\ude00"));
        assertThat(read("{\"\ud83d\ude00\":2,\"\uff21\":1}")).isEqualTo(Map.of("\ud83d\ude00", 2L, "\uff21", 1L));
        assertThat(read("0")).isEqualTo(0L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[null]",
                "1.5",
                "1e2",
                "-0",
                "01",
                "+1",
                "-",
                "9007199254740993",
                "-9007199254740993",
                "99999999999999999999",
                "{\"a\":1,\"a\":1}",
                "{\"b\":1,\"a\":1}",
                "{\"a\": 1}",
                " {}",
                "{} ",
                "{}{}",
                "{\"a\":1,}",
                "[1,]",
                "[,1]",
                "{a:1}",
                "{'a':1}",
                "\"\\u00e0\"",
                "\"\\/\"",
                "\"\\u000F\"",
                "\"\\u0008\"",
                "\"\\u0020\"",
                "\"\\ud83d\\ude00\"",
                "\"\t\"",
                "\"",
                "[",
                "{\"a\"",
                "{\"a\":",
                "tru",
                "\ufeff{}",
                "\"a\u0301\"",
                "{\"\uff21\":1,\"\ud83d\ude00\":2}"
            })
    void refusesEveryOtherForm(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(NotCanonical.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"22c328a922", "22c322", "22c0af22", "22eda08022", "22f490808022", "ff", "22ff22", "00"})
    void refusesBytesThatAreNotUtf8(String hex) {
        assertThatThrownBy(() -> CanonicalReader.read(HexFormat.of().parseHex(hex)))
                .isInstanceOf(NotCanonical.class);
    }

    @Test
    void anyBytesGiveAValueOrARefusal() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        byte[] alphabet = "{}[]\",:\\u0tfn-19ae \n".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = new byte[random.nextInt(24)];
            for (int k = 0; k < bytes.length; k++) {
                bytes[k] = alphabet[random.nextInt(alphabet.length)];
            }
            try {
                assertThat(CanonicalReader.read(bytes)).as("seed %d", seed).isNotNull();
            } catch (NotCanonical e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
        assertThatThrownBy(() -> read("[".repeat(100_000))).hasMessageContaining("deep");
    }

    private static Object read(String text) throws NotCanonical {
        return CanonicalReader.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
