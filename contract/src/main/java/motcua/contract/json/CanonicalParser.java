package motcua.contract.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * Reads canonical bytes in one pass: whatever {@link CanonicalJson#bytes} would write in another way is refused on the way.
 *
 * <p>A general reader would have to write the value again and compare, four times the work, and a server does little else.
 * That the two agree is tested with random values, with every refused form and with single bits flipped. For one thread.
 */
final class CanonicalParser {
    /** Deeper than any message; keeps hostile input from the end of the stack. */
    static final int MAX_DEPTH = 64;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final byte[] bytes;
    private int at;

    CanonicalParser(byte[] bytes) {
        this.bytes = bytes;
    }

    JsonNode parse() throws MalformedJson {
        JsonNode value = value(0);
        if (at != bytes.length) {
            throw refused("more after the value", at);
        }
        return value;
    }

    private JsonNode value(int depth) throws MalformedJson {
        if (depth > MAX_DEPTH) {
            throw refused("nested too deep", at);
        }
        int first = peek();
        return switch (first) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> NODES.textNode(string());
            case 't' -> literal("true", true);
            case 'f' -> literal("false", false);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> NODES.numberNode(integer());
            case 'n' -> throw refused("null, or no value", at);
            default -> throw refused("no value", at);
        };
    }

    private ObjectNode object(int depth) throws MalformedJson {
        ObjectNode object = NODES.objectNode();
        at++;
        if (peek() == '}') {
            at++;
            return object;
        }
        String before = null;
        while (true) {
            int start = at;
            String name = string();
            int order = before == null ? -1 : before.compareTo(name);
            if (order >= 0) {
                throw refused(order == 0 ? "a name twice" : "names not in their order", start);
            }
            before = name;
            expect(':');
            object.set(name, value(depth + 1));
            if (peek() == '}') {
                at++;
                return object;
            }
            expect(',');
        }
    }

    private ArrayNode array(int depth) throws MalformedJson {
        ArrayNode array = NODES.arrayNode();
        at++;
        if (peek() == ']') {
            at++;
            return array;
        }
        while (true) {
            array.add(value(depth + 1));
            if (peek() == ']') {
                at++;
                return array;
            }
            expect(',');
        }
    }

    private JsonNode literal(String word, boolean value) throws MalformedJson {
        for (int i = 0; i < word.length(); i++) {
            expect(word.charAt(i));
        }
        return NODES.booleanNode(value);
    }

    private long integer() throws MalformedJson {
        int start = at;
        boolean negative = bytes[at] == '-';
        if (negative) {
            at++;
        }
        int digits = at;
        long value = 0;
        while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
            value = value * 10 + (bytes[at] - '0');
            if (value > CanonicalJson.MAX_INTEGER) {
                throw refused("an integer out of ±2^53", start);
            }
            at++;
        }
        int length = at - digits;
        if (length == 0 || (bytes[digits] == '0' && (length > 1 || negative))) {
            throw refused("an integer not in its shortest form", start);
        }
        return negative ? -value : value;
    }

    private String string() throws MalformedJson {
        int start = at;
        expect('"');
        int from = at;
        while (at < bytes.length && bytes[at] != '"' && bytes[at] != '\\' && bytes[at] >= 0x20) {
            at++;
        }
        if (peek() == '"') { // plain ASCII, as nearly all are: always NFC
            return new String(bytes, from, at++ - from, StandardCharsets.ISO_8859_1);
        }
        StringBuilder text = new StringBuilder();
        int plain = from;
        while (peek() != '"') {
            int c = bytes[at];
            if (c == '\\') {
                text.append(utf8(plain, at)).append(escape());
                plain = at;
            } else if (c >= 0 && c < 0x20) {
                throw refused("a control character in a string", at);
            } else {
                at++;
            }
        }
        text.append(utf8(plain, at));
        at++;
        if (!Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
            throw refused("a string that is not NFC", start);
        }
        return text.toString();
    }

    private char escape() throws MalformedJson {
        int start = at++;
        int c = peek();
        at++;
        return switch (c) {
            case '"', '\\' -> (char) c;
            case 'b' -> '\b';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'f' -> '\f';
            case 'r' -> '\r';
            case 'u' -> controlCharacter(start);
            default -> throw refused("an unknown escape", start);
        };
    }

    /** {@code u00xx} in lower case stands only for a control character that has no shorter escape. */
    private char controlCharacter(int start) throws MalformedJson {
        expect('0');
        expect('0');
        int value = hexDigit(start) * 16 + hexDigit(start);
        if (value >= 0x20 || "\b\t\n\f\r".indexOf(value) >= 0) {
            throw refused("an escape that is not the shortest", start);
        }
        return (char) value;
    }

    private int hexDigit(int start) throws MalformedJson {
        int c = peek();
        at++;
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'a' && c <= 'f') {
            return c - 'a' + 10;
        }
        throw refused("an escape that is not the shortest", start);
    }

    private String utf8(int from, int to) throws MalformedJson {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedJson("not canonical JSON: bytes that are not UTF-8 at byte " + (from + 1), e);
        }
    }

    private int peek() throws MalformedJson {
        if (at >= bytes.length) {
            throw refused("an early end", at);
        }
        return bytes[at];
    }

    private void expect(char wanted) throws MalformedJson {
        if (peek() != wanted) {
            throw refused("no '" + wanted + "'", at);
        }
        at++;
    }

    private static MalformedJson refused(String what, int at) {
        return new MalformedJson("not canonical JSON: " + what + " at byte " + (at + 1), null);
    }
}
