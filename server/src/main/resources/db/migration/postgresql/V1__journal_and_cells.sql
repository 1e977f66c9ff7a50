-- What this database is: one value a name.
CREATE TABLE meta (
    name TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (name)
);

-- A kiosk as the server knows it. Whoever writes anything about a kiosk locks this row first, several in the order of their ids.
-- public_key: pinned on first use, '' before. nonce: of the latest trusted hello, '' before. office: from the settings in force, '' before.
CREATE TABLE kiosk (
    kiosk TEXT COLLATE "C" NOT NULL,
    public_key TEXT COLLATE "C" NOT NULL,
    nonce TEXT COLLATE "C" NOT NULL,
    software TEXT COLLATE "C" NOT NULL,
    office TEXT COLLATE "C" NOT NULL,
    first_seen_ms BIGINT NOT NULL,
    last_seen_ms BIGINT NOT NULL,
    PRIMARY KEY (kiosk)
);

-- The cursor of one chain. gen: from its boot records, 0 before. contiguous: 1..contiguous are all stored or quarantined and the last of them
-- is stored; hash: its hash. 1..stored_to are stored. settings_*: the latest settings-applied of this epoch, seq 0 before.
CREATE TABLE epoch (
    kiosk TEXT COLLATE "C" NOT NULL,
    epoch TEXT COLLATE "C" NOT NULL,
    gen INTEGER NOT NULL,
    contiguous BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    stored_to BIGINT NOT NULL,
    settings_seq BIGINT NOT NULL,
    settings_office TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (kiosk, epoch)
);

-- What is stored (kind S, without 1..stored_to) or quarantined (kind Q) of a chain, as ranges that neither touch nor overlap within a kind.
CREATE TABLE stored_range (
    kiosk TEXT COLLATE "C" NOT NULL,
    epoch TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    first_seq BIGINT NOT NULL,
    last_seq BIGINT NOT NULL,
    PRIMARY KEY (kiosk, epoch, kind, first_seq)
);

-- Every record once, its bytes as the kiosk made them. hash: SHA-256 of 0x00 and header.
CREATE TABLE journal (
    kiosk TEXT COLLATE "C" NOT NULL,
    epoch TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    type TEXT COLLATE "C" NOT NULL,
    hash BYTEA NOT NULL,
    header BYTEA NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (kiosk, epoch, seq)
) PARTITION BY HASH (kiosk);

CREATE TABLE journal_0 PARTITION OF journal FOR VALUES WITH (MODULUS 8, REMAINDER 0);
CREATE TABLE journal_1 PARTITION OF journal FOR VALUES WITH (MODULUS 8, REMAINDER 1);
CREATE TABLE journal_2 PARTITION OF journal FOR VALUES WITH (MODULUS 8, REMAINDER 2);
CREATE TABLE journal_3 PARTITION OF journal FOR VALUES WITH (MODULUS 8, REMAINDER 3);
CREATE TABLE journal_4 PARTITION OF journal FOR VALUES WITH (MODULUS 8, REMAINDER 4);
CREATE TABLE journal_5 PARTITION OF journal FOR VALUES WITH (MODULUS 8, REMAINDER 5);
CREATE TABLE journal_6 PARTITION OF journal FOR VALUES WITH (MODULUS 8, REMAINDER 6);
CREATE TABLE journal_7 PARTITION OF journal FOR VALUES WITH (MODULUS 8, REMAINDER 7);

-- Bytes that were refused, kept as they came. first_seq..last_seq: what they stand for, 0 if unknown. hash: of the record if it is one, else
-- empty. digest: SHA-256 of raw.
CREATE TABLE quarantine (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kiosk TEXT COLLATE "C" NOT NULL,
    epoch TEXT COLLATE "C" NOT NULL,
    first_seq BIGINT NOT NULL,
    last_seq BIGINT NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    detail TEXT COLLATE "C" NOT NULL,
    hash BYTEA NOT NULL,
    digest BYTEA NOT NULL,
    raw BYTEA NOT NULL,
    received_at_ms BIGINT NOT NULL
);

CREATE UNIQUE INDEX quarantine_once ON quarantine (kiosk, epoch, first_seq, digest);

-- What a person must look at. seq: where it was seen first; times: how often seen.
CREATE TABLE alarm (
    kiosk TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    epoch TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    detail TEXT COLLATE "C" NOT NULL,
    first_at_ms BIGINT NOT NULL,
    last_at_ms BIGINT NOT NULL,
    times BIGINT NOT NULL,
    PRIMARY KEY (kiosk, kind, epoch)
);

-- The latest status message of a kiosk, as it came.
CREATE TABLE kiosk_status (
    kiosk TEXT COLLATE "C" NOT NULL,
    json TEXT NOT NULL,
    received_at_ms BIGINT NOT NULL,
    PRIMARY KEY (kiosk)
);

-- True times a kiosk learned: at up_ms of boot it was wall_ms, give or take error_ms.
CREATE TABLE anchor (
    kiosk TEXT COLLATE "C" NOT NULL,
    boot TEXT COLLATE "C" NOT NULL,
    epoch TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    up_ms BIGINT NOT NULL,
    wall_ms BIGINT NOT NULL,
    error_ms BIGINT NOT NULL,
    source TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (kiosk, boot, epoch, seq)
);

-- Names for display, from settings-applied; the highest (version, seq, epoch) wins.
CREATE TABLE office (
    id TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    kiosk TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    epoch TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (id)
);

-- The same for counters.
CREATE TABLE counter_name (
    office TEXT COLLATE "C" NOT NULL,
    counter INTEGER NOT NULL,
    name TEXT NOT NULL,
    mode TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    epoch TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (office, counter)
);

-- The same for clerks; one who left keeps the name.
CREATE TABLE clerk_name (
    office TEXT COLLATE "C" NOT NULL,
    clerk TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    epoch TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (office, clerk)
);

-- Decisions about services: CONTEST or VOID. A withdrawn one keeps its row with in_force 0.
CREATE TABLE decision (
    kiosk TEXT COLLATE "C" NOT NULL,
    service TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    in_force INTEGER NOT NULL,
    reason TEXT NOT NULL,
    decided_by TEXT COLLATE "C" NOT NULL,
    decided_at_ms BIGINT NOT NULL,
    PRIMARY KEY (kiosk, service, kind)
);

-- All stored records and decisions about one service, folded. Each group of columns comes from one record, named by its place in the chain
-- (seq 0 = none yet); day, hour and office are those under which it is counted now.
-- '' and -1 stand for absent.
CREATE TABLE service (
    kiosk TEXT COLLATE "C" NOT NULL,
    service TEXT COLLATE "C" NOT NULL,
    visit_seq BIGINT NOT NULL,
    visit_epoch TEXT COLLATE "C" NOT NULL,
    boot TEXT COLLATE "C" NOT NULL,
    up_ms BIGINT NOT NULL,
    realm TEXT COLLATE "C" NOT NULL,
    counter INTEGER NOT NULL,
    clerk TEXT COLLATE "C" NOT NULL,
    mode TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    field TEXT COLLATE "C" NOT NULL,
    procedures TEXT COLLATE "C" NOT NULL,
    scale TEXT COLLATE "C" NOT NULL,
    wait_ms BIGINT NOT NULL,
    service_ms BIGINT NOT NULL,
    window_ms BIGINT NOT NULL,
    press_gen INTEGER NOT NULL,
    press_seq BIGINT NOT NULL,
    press_epoch TEXT COLLATE "C" NOT NULL,
    level INTEGER NOT NULL,
    flag TEXT COLLATE "C" NOT NULL,
    reasons_gen INTEGER NOT NULL,
    reasons_seq BIGINT NOT NULL,
    reasons_epoch TEXT COLLATE "C" NOT NULL,
    reasons TEXT COLLATE "C" NOT NULL,
    expiry_seq BIGINT NOT NULL,
    expiry_epoch TEXT COLLATE "C" NOT NULL,
    expiry TEXT COLLATE "C" NOT NULL,
    decision TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL,
    hour INTEGER NOT NULL,
    office TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (kiosk, service)
);

CREATE INDEX service_boot ON service (kiosk, boot, up_ms);

-- Presses that belong to no service or came twice, for press_cell.
CREATE TABLE stray_press (
    kiosk TEXT COLLATE "C" NOT NULL,
    epoch TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    boot TEXT COLLATE "C" NOT NULL,
    up_ms BIGINT NOT NULL,
    realm TEXT COLLATE "C" NOT NULL,
    counter INTEGER NOT NULL,
    verdict TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL,
    hour INTEGER NOT NULL,
    office TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (kiosk, epoch, seq)
);

CREATE INDEX stray_press_boot ON stray_press (kiosk, boot, up_ms);

-- How many services had all of these in common. day is YYYY-MM-DD or UNDATED, hour -1 if undated, level 0 if not rated.
CREATE TABLE service_cell (
    realm TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL,
    hour INTEGER NOT NULL,
    office TEXT COLLATE "C" NOT NULL,
    counter INTEGER NOT NULL,
    clerk TEXT COLLATE "C" NOT NULL,
    mode TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    field TEXT COLLATE "C" NOT NULL,
    scale TEXT COLLATE "C" NOT NULL,
    outcome TEXT COLLATE "C" NOT NULL,
    level INTEGER NOT NULL,
    excluded TEXT COLLATE "C" NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (realm, day, hour, office, counter, clerk, mode, kind, field, scale, outcome, level, excluded)
);

-- The same by procedure ('' = none named); a service of two procedures is in two rows, so these are never added up.
CREATE TABLE procedure_cell (
    realm TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL,
    office TEXT COLLATE "C" NOT NULL,
    counter INTEGER NOT NULL,
    clerk TEXT COLLATE "C" NOT NULL,
    mode TEXT COLLATE "C" NOT NULL,
    field TEXT COLLATE "C" NOT NULL,
    procedure TEXT COLLATE "C" NOT NULL,
    scale TEXT COLLATE "C" NOT NULL,
    outcome TEXT COLLATE "C" NOT NULL,
    level INTEGER NOT NULL,
    excluded TEXT COLLATE "C" NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (realm, day, office, counter, clerk, mode, field, procedure, scale, outcome, level, excluded)
);

-- Reasons chosen in rated services; satisfied 1 if the level is.
CREATE TABLE reason_cell (
    realm TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL,
    office TEXT COLLATE "C" NOT NULL,
    counter INTEGER NOT NULL,
    clerk TEXT COLLATE "C" NOT NULL,
    field TEXT COLLATE "C" NOT NULL,
    mode TEXT COLLATE "C" NOT NULL,
    satisfied INTEGER NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (realm, day, office, counter, clerk, field, mode, satisfied, reason)
);

-- Waiting (WAIT) and service (SERVICE) times in logarithmic buckets.
CREATE TABLE time_cell (
    realm TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL,
    office TEXT COLLATE "C" NOT NULL,
    counter INTEGER NOT NULL,
    mode TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    field TEXT COLLATE "C" NOT NULL,
    measure TEXT COLLATE "C" NOT NULL,
    bucket INTEGER NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (realm, day, office, counter, mode, kind, field, measure, bucket)
);

-- Presses that count for no service, by verdict.
CREATE TABLE press_cell (
    realm TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL,
    office TEXT COLLATE "C" NOT NULL,
    counter INTEGER NOT NULL,
    verdict TEXT COLLATE "C" NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (realm, day, office, counter, verdict)
);
