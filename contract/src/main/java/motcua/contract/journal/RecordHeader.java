package motcua.contract.journal;

import java.util.regex.Pattern;

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
