-- What this database is: one value a name.
CREATE TABLE meta (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (name)
) STRICT, WITHOUT ROWID;

-- A kiosk as the server knows it. Whoever writes anything about a kiosk locks this row first, several in the order of their ids.
-- public_key: pinned on first use, '' before. nonce: of the latest trusted hello, '' before. office: from the settings in force, '' before.
CREATE TABLE kiosk (
    kiosk TEXT NOT NULL,
    public_key TEXT NOT NULL,
    nonce TEXT NOT NULL,
    software TEXT NOT NULL,
    office TEXT NOT NULL,
    first_seen_ms INTEGER NOT NULL,
    last_seen_ms INTEGER NOT NULL,
    PRIMARY KEY (kiosk)
) STRICT, WITHOUT ROWID;

-- The cursor of one chain. gen: from its boot records, 0 before. contiguous: 1..contiguous are all stored or quarantined and the last of them
-- is stored; hash: its hash. 1..stored_to are stored. settings_*: the latest settings-applied of this epoch, seq 0 before.
CREATE TABLE epoch (
    kiosk TEXT NOT NULL,
    epoch TEXT NOT NULL,
    gen INTEGER NOT NULL,
    contiguous INTEGER NOT NULL,
    hash BLOB NOT NULL,
    stored_to INTEGER NOT NULL,
    settings_seq INTEGER NOT NULL,
    settings_office TEXT NOT NULL,
    PRIMARY KEY (kiosk, epoch)
) STRICT, WITHOUT ROWID;

-- What is stored (kind S, without 1..stored_to) or quarantined (kind Q) of a chain, as ranges that neither touch nor overlap within a kind.
CREATE TABLE stored_range (
    kiosk TEXT NOT NULL,
    epoch TEXT NOT NULL,
    kind TEXT NOT NULL,
    first_seq INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    PRIMARY KEY (kiosk, epoch, kind, first_seq)
) STRICT, WITHOUT ROWID;

-- Every record once, its bytes as the kiosk made them. hash: SHA-256 of 0x00 and header.
CREATE TABLE journal (
    kiosk TEXT NOT NULL,
    epoch TEXT NOT NULL,
    seq INTEGER NOT NULL,
    type TEXT NOT NULL,
    hash BLOB NOT NULL,
    header BLOB NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (kiosk, epoch, seq)
) STRICT, WITHOUT ROWID;

-- Bytes that were refused, kept as they came. first_seq..last_seq: what they stand for, 0 if unknown. hash: of the record if it is one, else
-- empty. digest: SHA-256 of raw.
CREATE TABLE quarantine (
    id INTEGER PRIMARY KEY,
    kiosk TEXT NOT NULL,
    epoch TEXT NOT NULL,
    first_seq INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    hash BLOB NOT NULL,
    digest BLOB NOT NULL,
    raw BLOB NOT NULL,
    received_at_ms INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX quarantine_once ON quarantine (kiosk, epoch, first_seq, digest);

-- What a person must look at. seq: where it was seen first; times: how often seen.
CREATE TABLE alarm (
    kiosk TEXT NOT NULL,
    kind TEXT NOT NULL,
    epoch TEXT NOT NULL,
    seq INTEGER NOT NULL,
    detail TEXT NOT NULL,
    first_at_ms INTEGER NOT NULL,
    last_at_ms INTEGER NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (kiosk, kind, epoch)
) STRICT, WITHOUT ROWID;

-- The latest status message of a kiosk, as it came.
CREATE TABLE kiosk_status (
    kiosk TEXT NOT NULL,
    json TEXT NOT NULL,
    received_at_ms INTEGER NOT NULL,
    PRIMARY KEY (kiosk)
) STRICT, WITHOUT ROWID;

-- True times a kiosk learned: at up_ms of boot it was wall_ms, give or take error_ms.
CREATE TABLE anchor (
    kiosk TEXT NOT NULL,
    boot TEXT NOT NULL,
    epoch TEXT NOT NULL,
    seq INTEGER NOT NULL,
    up_ms INTEGER NOT NULL,
    wall_ms INTEGER NOT NULL,
    error_ms INTEGER NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (kiosk, boot, epoch, seq)
) STRICT, WITHOUT ROWID;

-- Names for display, from settings-applied; the highest (version, seq, epoch) wins.
CREATE TABLE office (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    kiosk TEXT NOT NULL,
    version INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    epoch TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;

-- The same for counters.
CREATE TABLE counter_name (
    office TEXT NOT NULL,
    counter INTEGER NOT NULL,
    name TEXT NOT NULL,
    mode TEXT NOT NULL,
    version INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    epoch TEXT NOT NULL,
    PRIMARY KEY (office, counter)
) STRICT, WITHOUT ROWID;

-- The same for clerks; one who left keeps the name.
CREATE TABLE clerk_name (
    office TEXT NOT NULL,
    clerk TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    epoch TEXT NOT NULL,
    PRIMARY KEY (office, clerk)
) STRICT, WITHOUT ROWID;

-- Decisions about services: CONTEST or VOID. A withdrawn one keeps its row with in_force 0.
CREATE TABLE decision (
    kiosk TEXT NOT NULL,
    service TEXT NOT NULL,
    kind TEXT NOT NULL,
    in_force INTEGER NOT NULL,
    reason TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at_ms INTEGER NOT NULL,
    PRIMARY KEY (kiosk, service, kind)
) STRICT, WITHOUT ROWID;

-- All stored records and decisions about one service, folded. Each group of columns comes from one record, named by its place in the chain
-- (seq 0 = none yet); day, hour and office are those under which it is counted now.
-- '' and -1 stand for absent.
CREATE TABLE service (
    kiosk TEXT NOT NULL,
    service TEXT NOT NULL,
    visit_seq INTEGER NOT NULL,
    visit_epoch TEXT NOT NULL,
    boot TEXT NOT NULL,
    up_ms INTEGER NOT NULL,
    realm TEXT NOT NULL,
    counter INTEGER NOT NULL,
    clerk TEXT NOT NULL,
    mode TEXT NOT NULL,
    kind TEXT NOT NULL,
    field TEXT NOT NULL,
    procedures TEXT NOT NULL,
    scale TEXT NOT NULL,
    wait_ms INTEGER NOT NULL,
    service_ms INTEGER NOT NULL,
    window_ms INTEGER NOT NULL,
    press_gen INTEGER NOT NULL,
    press_seq INTEGER NOT NULL,
    press_epoch TEXT NOT NULL,
    level INTEGER NOT NULL,
    flag TEXT NOT NULL,
    reasons_gen INTEGER NOT NULL,
    reasons_seq INTEGER NOT NULL,
    reasons_epoch TEXT NOT NULL,
    reasons TEXT NOT NULL,
    expiry_seq INTEGER NOT NULL,
    expiry_epoch TEXT NOT NULL,
    expiry TEXT NOT NULL,
    decision TEXT NOT NULL,
    day TEXT NOT NULL,
    hour INTEGER NOT NULL,
    office TEXT NOT NULL,
    PRIMARY KEY (kiosk, service)
) STRICT, WITHOUT ROWID;

CREATE INDEX service_boot ON service (kiosk, boot, up_ms);

-- Presses that belong to no service or came twice, for press_cell.
CREATE TABLE stray_press (
    kiosk TEXT NOT NULL,
    epoch TEXT NOT NULL,
    seq INTEGER NOT NULL,
    boot TEXT NOT NULL,
    up_ms INTEGER NOT NULL,
    realm TEXT NOT NULL,
    counter INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    day TEXT NOT NULL,
    hour INTEGER NOT NULL,
    office TEXT NOT NULL,
    PRIMARY KEY (kiosk, epoch, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX stray_press_boot ON stray_press (kiosk, boot, up_ms);

-- How many services had all of these in common. day is YYYY-MM-DD or UNDATED, hour -1 if undated, level 0 if not rated.
CREATE TABLE service_cell (
    realm TEXT NOT NULL,
    day TEXT NOT NULL,
    hour INTEGER NOT NULL,
    office TEXT NOT NULL,
    counter INTEGER NOT NULL,
    clerk TEXT NOT NULL,
    mode TEXT NOT NULL,
    kind TEXT NOT NULL,
    field TEXT NOT NULL,
    scale TEXT NOT NULL,
    outcome TEXT NOT NULL,
    level INTEGER NOT NULL,
    excluded TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (realm, day, hour, office, counter, clerk, mode, kind, field, scale, outcome, level, excluded)
) STRICT, WITHOUT ROWID;

-- The same by procedure ('' = none named); a service of two procedures is in two rows, so these are never added up.
CREATE TABLE procedure_cell (
    realm TEXT NOT NULL,
    day TEXT NOT NULL,
    office TEXT NOT NULL,
    counter INTEGER NOT NULL,
    clerk TEXT NOT NULL,
    mode TEXT NOT NULL,
    field TEXT NOT NULL,
    procedure TEXT NOT NULL,
    scale TEXT NOT NULL,
    outcome TEXT NOT NULL,
    level INTEGER NOT NULL,
    excluded TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (realm, day, office, counter, clerk, mode, field, procedure, scale, outcome, level, excluded)
) STRICT, WITHOUT ROWID;

-- Reasons chosen in rated services; satisfied 1 if the level is.
CREATE TABLE reason_cell (
    realm TEXT NOT NULL,
    day TEXT NOT NULL,
    office TEXT NOT NULL,
    counter INTEGER NOT NULL,
    clerk TEXT NOT NULL,
    field TEXT NOT NULL,
    mode TEXT NOT NULL,
    satisfied INTEGER NOT NULL,
    reason TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (realm, day, office, counter, clerk, field, mode, satisfied, reason)
) STRICT, WITHOUT ROWID;

-- Waiting (WAIT) and service (SERVICE) times in logarithmic buckets.
CREATE TABLE time_cell (
    realm TEXT NOT NULL,
    day TEXT NOT NULL,
    office TEXT NOT NULL,
    counter INTEGER NOT NULL,
    mode TEXT NOT NULL,
    kind TEXT NOT NULL,
    field TEXT NOT NULL,
    measure TEXT NOT NULL,
    bucket INTEGER NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (realm, day, office, counter, mode, kind, field, measure, bucket)
) STRICT, WITHOUT ROWID;

-- Presses that count for no service, by verdict.
CREATE TABLE press_cell (
    realm TEXT NOT NULL,
    day TEXT NOT NULL,
    office TEXT NOT NULL,
    counter INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (realm, day, office, counter, verdict)
) STRICT, WITHOUT ROWID;
