package motcua.server.ingest;

/** What the server knows of a kiosk, locked for one transaction. */
final class KioskRow {
    final String kiosk;
    String publicKey;
    String nonce;
    String software;
    String office;

    KioskRow(String kiosk, String publicKey, String nonce, String software, String office) {
        this.kiosk = kiosk;
        this.publicKey = publicKey;
        this.nonce = nonce;
        this.software = software;
        this.office = office;
    }

    /** Pins the key if none is pinned; false if another one is. */
    boolean pin(String key) {
        if (publicKey.isEmpty()) {
            publicKey = key;
        }
        return publicKey.equals(key);
    }
}
