package motcua.server.fleet;

/** What the server knows of a kiosk, locked for one transaction. */
public final class KioskRow {
    public final String kiosk;
    /** Pinned at the first message; empty before. */
    public String publicKey;
    /** Of the latest trusted hello; empty before. */
    public String nonce;

    public String software;
    /** Of the settings in force; empty before. */
    public String office;

    /** What a refused hello showed, until a person accepts it; empty if none waits. */
    public String offeredKey;

    KioskRow(String kiosk, String publicKey, String nonce, String software, String office, String offeredKey) {
        this.kiosk = kiosk;
        this.publicKey = publicKey;
        this.nonce = nonce;
        this.software = software;
        this.office = office;
        this.offeredKey = offeredKey;
    }

    /** Pins the key if none is pinned; false if another one is. */
    public boolean pin(String key) {
        if (publicKey.isEmpty()) {
            publicKey = key;
        }
        return publicKey.equals(key);
    }
}
