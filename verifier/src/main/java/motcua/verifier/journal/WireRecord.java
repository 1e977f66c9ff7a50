package motcua.verifier.journal;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import motcua.verifier.json.CanonicalReader;
import motcua.verifier.json.NotCanonical;

/**
 * One line of an export taken apart: form checked, links not.
 *
 * @param line line of the file, from 1
 * @param hash the hash the next record links to
 * @param body fields of the body; empty if erased
 */
record WireRecord(
        long line,
        String kiosk,
        String epoch,
        long seq,
        String type,
        long version,
        String prev,
        String hash,
        boolean erased,
        Map<String, Object> body) {
    /** Largest record in bytes with TAB and LF. */
    static final int MAX_BYTES = 16 * 1024;

    private static final Set<String> FIELDS =
            Set.of("kiosk", "epoch", "seq", "type", "v", "boot", "upMs", "wallMs", "clock", "bodyHash", "prev");
    private static final Pattern KIOSK = Pattern.compile("[a-z0-9-]{1,32}");
    private static final Pattern EPOCH = Pattern.compile("[0-9a-f]{16}");
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z-]{0,31}");
    private static final Pattern HEX32 = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern HEX64 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern CLOCK = Pattern.compile("TRUSTED|UNTRUSTED");

    /**
     * Reads a line without its LF.
     *
     * @throws Problem FORM or BODY
     */
    static WireRecord read(long line, byte[] raw) throws Problem {
        if (raw.length + 1 > MAX_BYTES) {
            throw form(line, "longer than " + MAX_BYTES + " bytes");
        }
        int tab = 0;
        while (tab < raw.length && raw[tab] != '\t') {
            tab++;
        }
        if (tab == raw.length) {
            throw form(line, "no tab between header and body");
        }
        byte[] headerBytes = Arrays.copyOf(raw, tab);
        byte[] bodyBytes = Arrays.copyOfRange(raw, tab + 1, raw.length);
        Map<String, Object> header;
        try {
            header = CanonicalReader.readObject(headerBytes);
        } catch (NotCanonical e) {
            throw form(line, "header: " + e.getMessage());
        }
        if (!header.keySet().equals(FIELDS)) {
            throw form(line, "header has other fields than version 1 has");
        }
        String kiosk = text(line, header, "kiosk", KIOSK);
        String epoch = text(line, header, "epoch", EPOCH);
        long seq = integer(line, header, "seq", 1);
        text(line, header, "boot", HEX32);
        text(line, header, "clock", CLOCK);
        integer(line, header, "upMs", 0);
        integer(line, header, "wallMs", Long.MIN_VALUE);
        String bodyHash = text(line, header, "bodyHash", HEX64);
        boolean erased = bodyBytes.length == 0;
        if (!erased && !Sha256.body(bodyBytes).equals(bodyHash)) {
            throw new Problem(Fault.BODY, line, epoch, seq, "bodyHash is " + bodyHash);
        }
        return new WireRecord(
                line,
                kiosk,
                epoch,
                seq,
                text(line, header, "type", TYPE),
                integer(line, header, "v", 1),
                text(line, header, "prev", HEX64),
                Sha256.record(headerBytes),
                erased,
                erased ? Map.of() : body(line, bodyBytes));
    }

    private static Map<String, Object> body(long line, byte[] bytes) throws Problem {
        Map<String, Object> body;
        try {
            body = CanonicalReader.readObject(bytes);
        } catch (NotCanonical e) {
            throw form(line, "body: " + e.getMessage());
        }
        text(line, body, "salt", HEX32);
        for (String mark : new String[] {"practice", "simulated"}) {
            if (!(body.get(mark) instanceof Boolean)) {
                throw form(line, "body: " + mark + " is not true or false");
            }
        }
        return body;
    }

    private static String text(long line, Map<String, Object> object, String name, Pattern form) throws Problem {
        if (object.get(name) instanceof String text && form.matcher(text).matches()) {
            return text;
        }
        throw form(line, name + " must match " + form);
    }

    private static long integer(long line, Map<String, Object> object, String name, long least) throws Problem {
        if (object.get(name) instanceof Long number && number >= least) {
            return number;
        }
        throw form(line, name + " is no integer from " + least);
    }

    private static Problem form(long line, String detail) {
        return new Problem(Fault.FORM, line, null, 0, detail);
    }
}
