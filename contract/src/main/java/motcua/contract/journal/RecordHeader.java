package motcua.contract.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import motcua.contract.json.MalformedJson;

/**
 * The first line of a record: who made it, its place in the chain, when, and the hash of its body.
 *
 * @param kiosk identity of the kiosk, {@code [a-z0-9-]{1,32}}
 * @param epoch 16 hexadecimal digits drawn when the journal's database was created
 * @param seq from 1, counts up by 1 within the epoch, never reused
 * @param type name of the body's type, see {@link RecordType}; a reader keeps records whose type it does not know
 * @param v version of the body's form, from 1
 * @param boot 32 hexadecimal digits of the machine's boot (Linux boot_id)
 * @param upMs milliseconds since that boot, monotonic
 * @param wallMs wall clock in milliseconds since 1970 UTC, possibly wrong; see {@code clock}
 * @param clock whether the kiosk believed {@code wallMs}
 * @param bodyHash SHA-256 of the body's bytes; stays when retention erases the body
 * @param prev hash of the record before, or {@link Hash#origin} for seq 1
 */
public record RecordHeader(
        String kiosk,
        String epoch,
        long seq,
        String type,
        int v,
        String boot,
        long upMs,
        long wallMs,
        ClockTrust clock,
        Hash bodyHash,
        Hash prev) {
    private static final int FIELDS = 11;
    private static final Pattern KIOSK = Pattern.compile("[a-z0-9-]{1,32}");
    private static final Pattern EPOCH = Pattern.compile("[0-9a-f]{16}");
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z-]{0,31}");
    private static final Pattern BOOT = Pattern.compile("[0-9a-f]{32}");

    public RecordHeader {
        require(KIOSK, kiosk, "kiosk");
        require(EPOCH, epoch, "epoch");
        require(TYPE, type, "type");
        require(BOOT, boot, "boot");
        require(seq >= 1, "seq", seq);
        require(v >= 1, "v", v);
        require(upMs >= 0, "upMs", upMs);
    }

    /**
     * Reads a header: exactly the fields of version 1, each of its own type, so that a canonical header read here has no
     * other bytes than {@link motcua.contract.json.JsonBinding#toBytes} gives it.
     *
     * @throws MalformedJson if a field is missing, of another type or out of its range, or there are others
     */
    static RecordHeader fromTree(JsonNode tree) throws MalformedJson {
        if (!tree.isObject() || tree.size() != FIELDS) {
            throw new MalformedJson("header has other fields than version 1 has", null);
        }
        try {
            return new RecordHeader(
                    text(tree, "kiosk"),
                    text(tree, "epoch"),
                    integer(tree, "seq"),
                    text(tree, "type"),
                    Math.toIntExact(integer(tree, "v")),
                    text(tree, "boot"),
                    integer(tree, "upMs"),
                    integer(tree, "wallMs"),
                    ClockTrust.valueOf(text(tree, "clock")),
                    new Hash(text(tree, "bodyHash")),
                    new Hash(text(tree, "prev")));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new MalformedJson("header: " + MalformedJson.summary(e.getMessage()), e);
        }
    }

    private static String text(JsonNode tree, String name) throws MalformedJson {
        JsonNode value = tree.get(name);
        if (value == null || !value.isTextual()) {
            throw new MalformedJson("header: " + name + " is no text", null);
        }
        return value.textValue();
    }

    private static long integer(JsonNode tree, String name) throws MalformedJson {
        JsonNode value = tree.get(name);
        if (value == null || !value.isIntegralNumber()) {
            throw new MalformedJson("header: " + name + " is no integer", null);
        }
        return value.longValue();
    }

    /** True for a text that may name a kiosk. */
    public static boolean isKioskId(String text) {
        return KIOSK.matcher(text).matches();
    }

    private static void require(Pattern form, String value, String name) {
        if (!form.matcher(value).matches()) {
            throw new IllegalArgumentException(name + " must match " + form + ", not " + value);
        }
    }

    private static void require(boolean holds, String name, long value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is out of range: " + value);
        }
    }
}
