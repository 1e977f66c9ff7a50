package motcua.contract.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One byte sequence for a value: RFC 8785 within our limits. */
class CanonicalJsonTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Test
    void sortsNamesByUtf16CodeUnitsAsTheRfcSamplesDo() {
        // The names of RFC 8785 section 3.2.3, in another order; the emoji sorts before U+FB33 only in UTF-16.
        ObjectNode object = NODES.objectNode();
        for (String name : new String[] {"\u20ac", "\r", "\u05d3\u05bc", "1", "\ud83d\ude00", "\u0080", "\u00f6"}) {
            object.put(name, true);
        }

        assertThat(text(object))
                .isEqualTo("{\"\\r\":true,\"1\":true,\"\u0080\":true,\"\u00f6\":true,\"\u05d3\u05bc\":true,"
                        + "\"\u20ac\":true,\"\ud83d\ude00\":true}");
    }

    @Test
    void astralNamesSortBeforeTheEndOfTheBasicPlane() {
        ObjectNode object = NODES.objectNode();
        object.put("\uff21", 1);
        object.put("\ud83d\ude00", 2);

        assertThat(text(object)).isEqualTo("{\"\ud83d\ude00\":2,\"\uff21\":1}");
    }

    @Test
    void escapesOnlyWhatMustBeEscapedAndInTheShortestForm() {
        assertThat(text(TextNode.valueOf("\u20ac$\u000f\nA'B\"\\/\b\t\f\r\u001f\u007f\u2028")))
                .isEqualTo("\"\u20ac$\\u000f\\nA'B\\\"\\\\/\\b\\t\\f\\r\\u001f\u007f\u2028\"");
    }

    @Test
    void nestedObjectsAreSortedToo() {
        ObjectNode inner = NODES.objectNode().put("b", 1).put("a", 2);
        ArrayNode array = NODES.arrayNode().add(inner).add("z").add("a");

        assertThat(text(NODES.objectNode().set("x", array))).isEqualTo("{\"x\":[{\"a\":2,\"b\":1},\"z\",\"a\"]}");
    }

    @Test
    void keepsIntegersUpToTwoToThe53AndNoFurther() throws Exception {
        assertThat(CanonicalJson.parse(bytes("[9007199254740992,-9007199254740992,0]"))
                        .get(0)
                        .longValue())
                .isEqualTo(CanonicalJson.MAX_INTEGER);
        for (long beyond : new long[] {CanonicalJson.MAX_INTEGER + 1, -CanonicalJson.MAX_INTEGER - 1, Long.MIN_VALUE}) {
            assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.bytes(NODES.numberNode(beyond)));
            assertThatThrownBy(() -> CanonicalJson.parse(bytes(Long.toString(beyond))))
                    .isInstanceOf(MalformedJson.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "{\"a\":null}",
                "[1.5]",
                "[1.0]",
                "[1e2]",
                "[-0]",
                "[01]",
                "[+1]",
                "[NaN]",
                "[Infinity]",
                "[0x10]",
                "[123456789012345678901234567890]",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"b\":1,\"a\":1}",
                "{\"a\": 1}",
                " {}",
                "{} ",
                "{}\n",
                "{}{}",
                "{\"a\":1,}",
                "[1,]",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1/*c*/}",
                "\"\\u00e0\"",
                "\"\\/\"",
                "\"\\u000F\"",
                "\"\\u0008\"",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "\"\t\"",
                "[",
                "{\"a\"",
                "\ufeff{}",
                "tru",
            })
    void refusesEveryOtherFormOfTheSameOrNoValue(String text) {
        assertThatThrownBy(() -> CanonicalJson.parse(bytes(text))).isInstanceOf(MalformedJson.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"22c328a922", "22c322", "22c0af22", "22eda08022", "22f490808022", "ff", "22ff22", "00"})
    void refusesBytesThatAreNotUtf8(String hex) {
        assertThatThrownBy(() -> CanonicalJson.parse(HexFormat.of().parseHex(hex)))
                .isInstanceOf(MalformedJson.class)
                .hasMessageStartingWith("not canonical JSON");
    }

    @Test
    void refusesTextThatIsNotNfcInValuesAndNames() {
        String nfd = Normalizer.normalize("Rất hài lòng", Normalizer.Form.NFD);

        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.bytes(TextNode.valueOf(nfd)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CanonicalJson.bytes(NODES.objectNode().put(nfd, 1)));
        assertThatThrownBy(() -> CanonicalJson.parse(bytes("\"" + nfd + "\""))).hasMessageContaining("NFC");
    }

    @Test
    void refusesLoneSurrogates() {
        for (String lone : new String[] {"\ud800", "a\udc00", "\udc00\ud800", "\ud83d\ud83d\ude00"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CanonicalJson.bytes(TextNode.valueOf(lone)))
                    .withMessageContaining("surrogate");
        }
    }

    @Test
    void refusesDepthWithoutOverflowingTheStack() {
        byte[] deep = new byte[200_000];
        Arrays.fill(deep, (byte) '[');

        assertThatThrownBy(() -> CanonicalJson.parse(deep)).isInstanceOf(MalformedJson.class);
        ArrayNode outer = NODES.arrayNode();
        ArrayNode inner = outer;
        for (int i = 0; i < 5_000; i++) {
            inner = inner.addArray();
        }
        assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.bytes(outer));
    }

    @Test
    void messagesStayOneShortPrintableLine() {
        String hostile = "\u0007evil\r\nline\u001b[31m" + "x".repeat(5_000);

        assertThatThrownBy(() -> CanonicalJson.parse(bytes(hostile)))
                .isInstanceOf(MalformedJson.class)
                .satisfies(e -> assertThat(e.getMessage())
                        .hasSizeLessThan(200)
                        .matches(m -> m.chars().noneMatch(Character::isISOControl), "no control character"));
    }

    @Test
    void everyValueHasOneFormAndComesBackEqual() throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 5_000; i++) {
            JsonNode value = value(random, 4);
            byte[] once = CanonicalJson.bytes(value);
            JsonNode back = CanonicalJson.parse(once);

            assertThat(CanonicalJson.bytes(back))
                    .as("seed %d, value %d", seed, i)
                    .isEqualTo(once);
            assertThat(CanonicalJson.bytes(shuffled(value, random)))
                    .as("seed %d, value %d in another order of names", seed, i)
                    .isEqualTo(once);
        }
    }

    @Test
    void noSingleChangedByteReadsAsTheSameValue() throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 3_000; i++) {
            byte[] good = CanonicalJson.bytes(value(random, 3));
            byte[] bad = good.clone();
            int at = random.nextInt(bad.length);
            bad[at] ^= (byte) (1 << random.nextInt(8));
            try {
                assertThat(CanonicalJson.parse(bad))
                        .as("seed %d, case %d", seed, i)
                        .isNotEqualTo(CanonicalJson.parse(good));
            } catch (MalformedJson e) {
                assertThat(e).isNotNull(); // refused is as good as different
            }
        }
    }

    private static JsonNode value(RandomGenerator random, int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> NODES.booleanNode(random.nextBoolean());
            case 1 -> NODES.numberNode(random.nextLong(-CanonicalJson.MAX_INTEGER, CanonicalJson.MAX_INTEGER + 1));
            case 2, 3 -> TextNode.valueOf(string(random));
            case 4 -> array(random, depth);
            default -> object(random, depth);
        };
    }

    private static ArrayNode array(RandomGenerator random, int depth) {
        ArrayNode array = NODES.arrayNode();
        for (int i = random.nextInt(5); i > 0; i--) {
            array.add(value(random, depth - 1));
        }
        return array;
    }

    private static ObjectNode object(RandomGenerator random, int depth) {
        ObjectNode object = NODES.objectNode();
        for (int i = random.nextInt(5); i > 0; i--) {
            object.set(string(random), value(random, depth - 1));
        }
        return object;
    }

    private static String string(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            int point = switch (random.nextInt(5)) {
                case 0 -> random.nextInt(0x20);
                case 1 -> random.nextInt(0x20, 0x7f);
                case 2 -> random.nextInt(0xa0, 0x1f00);
                case 3 -> random.nextInt(0xe000, 0x10000);
                default -> random.nextInt(0x10000, 0x110000);
            };
            text.appendCodePoint(point);
        }
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static JsonNode shuffled(JsonNode value, RandomGenerator random) {
        if (value.isObject()) {
            List<String> names = new ArrayList<>();
            value.fieldNames().forEachRemaining(names::add);
            Collections.shuffle(names, new Random(random.nextLong()));
            ObjectNode again = NODES.objectNode();
            names.forEach(name -> again.set(name, shuffled(value.get(name), random)));
            return again;
        }
        if (value.isArray()) {
            ArrayNode again = NODES.arrayNode();
            value.forEach(each -> again.add(shuffled(each, random)));
            return again;
        }
        return value;
    }

    private static String text(JsonNode value) {
        return new String(CanonicalJson.bytes(value), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
