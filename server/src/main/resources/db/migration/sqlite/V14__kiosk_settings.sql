-- Settings published for a kiosk; the highest version is the one it should have.
CREATE TABLE kiosk_settings (
    kiosk TEXT NOT NULL,
    version INTEGER NOT NULL,
    payload TEXT NOT NULL,
    made_ms INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    PRIMARY KEY (kiosk, version)
) STRICT, WITHOUT ROWID;
