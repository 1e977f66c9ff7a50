package motcua.contract.journal;

import com.fasterxml.jackson.databind.JsonNode;
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
    private static final int LONGEST_NAME = 32;
    private static final int EPOCH_DIGITS = 16;
    private static final int BOOT_DIGITS = 32;

    public RecordHeader {
        require(isKioskId(kiosk), "kiosk", "[a-z0-9-]{1,32}", kiosk);
        require(Hex.isHex(epoch, EPOCH_DIGITS), "epoch", "[0-9a-f]{16}", epoch);
        require(isType(type), "type", "[a-z][a-z-]{0,31}", type);
        require(Hex.isHex(boot, BOOT_DIGITS), "boot", "[0-9a-f]{32}", boot);
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
        return isName(text, true);
    }

    private static boolean isType(String text) {
        return isName(text, false) && text.charAt(0) != '-';
    }

    /** 1 to 32 of {@code a-z -} and, where allowed, {@code 0-9}. By hand, since a server does it for every record. */
    private static boolean isName(String text, boolean digits) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 'a' || c > 'z') && c != '-' && (!digits || c < '0' || c > '9')) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= LONGEST_NAME;
    }

    private static void require(boolean holds, String name, String form, String value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " must match " + form + ", not " + value);
        }
    }

    private static void require(boolean holds, String name, long value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is out of range: " + value);
        }
    }
}
