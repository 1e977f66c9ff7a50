package motcua.contract.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * RFC 8785 canonical JSON, limited to objects, arrays, NFC strings, booleans and integers within ±2^53.
 *
 * <p>There is exactly one byte sequence for a value, so a hash of the bytes is a hash of the value. Null and fractions do
 * not exist: an absent field is left out, a fraction is an integer of a smaller unit. Stateless; safe for any thread.
 */
public final class CanonicalJson {
    /** The largest magnitude that every JSON reader keeps exactly. Source: RFC 8785 section 3.2.2.3. */
    public static final long MAX_INTEGER = 1L << 53;

    private CanonicalJson() {}

    /**
     * The canonical bytes of a value.
     *
     * @throws IllegalArgumentException if the value holds null, a fraction, an integer out of range, a string that is not NFC
     *     or has a lone surrogate
     */
    public static byte[] bytes(JsonNode value) {
        StringBuilder out = new StringBuilder(256);
        write(value, out, 0);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads bytes that must already be canonical.
     *
     * @throws MalformedJson if the bytes are no JSON, or JSON in any other form than the canonical one
     */
    public static JsonNode parse(byte[] bytes) throws MalformedJson {
        return new CanonicalParser(bytes).parse();
    }

    private static void write(JsonNode value, StringBuilder out, int depth) {
        if (depth > CanonicalParser.MAX_DEPTH) {
            throw new IllegalArgumentException("nested too deep");
        }
        if (value.isObject()) {
            List<String> names = new ArrayList<>();
            value.fieldNames().forEachRemaining(names::add);
            Collections.sort(names); // String order is UTF-16 code unit order, as RFC 8785 section 3.2.3 asks
            out.append('{');
            for (int i = 0; i < names.size(); i++) {
                if (i > 0) {
                    out.append(',');
                }
                writeString(names.get(i), out);
                out.append(':');
                write(value.get(names.get(i)), out, depth + 1);
            }
            out.append('}');
        } else if (value.isArray()) {
            out.append('[');
            for (int i = 0; i < value.size(); i++) {
                if (i > 0) {
                    out.append(',');
                }
                write(value.get(i), out, depth + 1);
            }
            out.append(']');
        } else if (value.isTextual()) {
            writeString(value.textValue(), out);
        } else if (value.isBoolean()) {
            out.append(value.booleanValue());
        } else if (value.isIntegralNumber() && value.canConvertToLong()) {
            long number = value.longValue();
            if (number > MAX_INTEGER || number < -MAX_INTEGER) {
                throw new IllegalArgumentException("integer out of ±2^53: " + number);
            }
            out.append(number);
        } else {
            throw new IllegalArgumentException("no null, fraction or big number is allowed: "
                    + value.getNodeType().name().toLowerCase(Locale.ROOT));
        }
    }

    private static void writeString(String text, StringBuilder out) {
        if (!Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
            throw new IllegalArgumentException("a string is not NFC");
        }
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> i = writeCharacter(text, i, c, out);
            }
        }
        out.append('"');
    }

    private static int writeCharacter(String text, int at, char c, StringBuilder out) {
        if (c < 0x20) {
            out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 0xf, 16));
            return at;
        }
        if (Character.isHighSurrogate(c) && at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))) {
            out.append(c).append(text.charAt(at + 1));
            return at + 1;
        }
        if (Character.isSurrogate(c)) {
            throw new IllegalArgumentException("string has a lone surrogate at " + at);
        }
        out.append(c);
        return at;
    }
}
