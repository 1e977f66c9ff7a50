package motcua.verifier.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one value in RFC 8785 form in one pass over the bytes: objects, arrays, NFC strings, booleans and integers within
 * ±2^53. Whatever could be written in another way is refused, so a value read here has no other bytes. Not for several threads.
 */
public final class CanonicalReader {
    private static final long MAX_INTEGER = 1L << 53;
    /** Deeper than any record is; bounds the stack. */
    private static final int MAX_DEPTH = 64;

    private final byte[] bytes;
    private int at;

    private CanonicalReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The value as {@code Map<String, Object>}, {@code List<Object>}, {@code String}, {@code Long} or {@code Boolean}.
     *
     * @throws NotCanonical if the bytes are anything but one canonical value
     */
    public static Object read(byte[] bytes) throws NotCanonical {
        CanonicalReader reader = new CanonicalReader(bytes);
        Object value = reader.value(0);
        if (reader.at != bytes.length) {
            throw new NotCanonical("more after the value", reader.at);
        }
        return value;
    }

    /** The value, which must be an object. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> readObject(byte[] bytes) throws NotCanonical {
        if (read(bytes) instanceof Map<?, ?> object) {
            return (Map<String, Object>) object;
        }
        throw new NotCanonical("not an object", 0);
    }

    private Object value(int depth) throws NotCanonical {
        if (depth > MAX_DEPTH) {
            throw new NotCanonical("nested too deep", at);
        }
        int first = peek();
        return switch (first) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> literal("true", Boolean.TRUE);
            case 'f' -> literal("false", Boolean.FALSE);
            default -> {
                if (first == '-' || (first >= '0' && first <= '9')) {
                    yield integer();
                }
                throw new NotCanonical("no value", at);
            }
        };
    }

    private Map<String, Object> object(int depth) throws NotCanonical {
        Map<String, Object> object = new LinkedHashMap<>();
        at++;
        if (peek() == '}') {
            at++;
            return object;
        }
        String before = null;
        while (true) {
            int start = at;
            String name = string();
            if (before != null && before.compareTo(name) >= 0) {
                throw new NotCanonical(before.equals(name) ? "name twice" : "names not in order", start);
            }
            before = name;
            expect(':');
            object.put(name, value(depth + 1));
            if (peek() == '}') {
                at++;
                return object;
            }
            expect(',');
        }
    }

    private List<Object> array(int depth) throws NotCanonical {
        List<Object> array = new ArrayList<>();
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

    private Boolean literal(String word, Boolean value) throws NotCanonical {
        for (int i = 0; i < word.length(); i++) {
            expect(word.charAt(i));
        }
        return value;
    }

    private Long integer() throws NotCanonical {
        int start = at;
        boolean negative = bytes[at] == '-';
        if (negative) {
            at++;
        }
        int digits = at;
        long value = 0;
        while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
            value = value * 10 + (bytes[at] - '0');
            if (value > MAX_INTEGER) {
                throw new NotCanonical("integer out of ±2^53", start);
            }
            at++;
        }
        int length = at - digits;
        if (length == 0 || (bytes[digits] == '0' && (length > 1 || negative))) {
            throw new NotCanonical("integer not in its shortest form", start);
        }
        if (at < bytes.length && (bytes[at] == '.' || bytes[at] == 'e' || bytes[at] == 'E')) {
            throw new NotCanonical("fraction", start);
        }
        return negative ? -value : value;
    }

    private String string() throws NotCanonical {
        int start = at;
        expect('"');
        int from = at;
        while (at < bytes.length && bytes[at] != '"' && bytes[at] != '\\' && bytes[at] >= 0x20) {
            at++;
        }
        if (peek() == '"') { // ASCII without an escape, as nearly all are: always NFC
            return new String(bytes, from, at++ - from, StandardCharsets.US_ASCII);
        }
        StringBuilder text = new StringBuilder();
        int plain = from;
        while (true) {
            int c = peek();
            if (c == '"') {
                text.append(utf8(plain, at));
                at++;
                break;
            } else if (c == '\\') {
                text.append(utf8(plain, at));
                text.append(escape());
                plain = at;
            } else if (c < 0x20) {
                throw new NotCanonical("control character in a string", at);
            } else {
                at++;
            }
        }
        if (!Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
            throw new NotCanonical("string is not NFC", start);
        }
        return text.toString();
    }

    private char escape() throws NotCanonical {
        int start = at;
        at++;
        int c = peek();
        at++;
        return switch (c) {
            case '"', '\\' -> (char) c;
            case 'b' -> '\b';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'f' -> '\f';
            case 'r' -> '\r';
            case 'u' -> unicode(start);
            default -> throw new NotCanonical("unknown escape", start);
        };
    }

    /** Only control characters without a short form are written with their number, in lower case. */
    private char unicode(int start) throws NotCanonical {
        expect('0');
        expect('0');
        int value = hexDigit(start) * 16 + hexDigit(start);
        if (value >= 0x20 || value == '\b' || value == '\t' || value == '\n' || value == '\f' || value == '\r') {
            throw new NotCanonical("escape that is not the shortest", start);
        }
        return (char) value;
    }

    private int hexDigit(int start) throws NotCanonical {
        int c = peek();
        at++;
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'a' && c <= 'f') {
            return c - 'a' + 10;
        }
        throw new NotCanonical("escape that is not the shortest", start);
    }

    private String utf8(int from, int to) throws NotCanonical {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new NotCanonical("not UTF-8", from);
        }
    }

    private int peek() throws NotCanonical {
        if (at >= bytes.length) {
            throw new NotCanonical("ends too early", at);
        }
        return bytes[at] & 0xff;
    }

    private void expect(char wanted) throws NotCanonical {
        if (peek() != wanted) {
            throw new NotCanonical("'" + wanted + "' expected", at);
        }
        at++;
    }
}
