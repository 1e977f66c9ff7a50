-- Settings published for a kiosk; the highest version is the one it should have.
CREATE TABLE kiosk_settings (
    kiosk TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    payload TEXT COLLATE "C" NOT NULL,
    made_ms BIGINT NOT NULL,
    made_by TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (kiosk, version)
);
