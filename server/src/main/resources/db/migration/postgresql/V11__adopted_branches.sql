-- A refused record that people adopted counts with its branch, of this name; '' while it is only kept.
ALTER TABLE quarantine ADD COLUMN adopted TEXT COLLATE "C" NOT NULL DEFAULT '';

-- Branches of forked chains that one person proposed to count and, with confirmed_by, another one did. first_seq..last_seq: the records that
-- began to count with it; head: hash of its last record. confirmed_by '' and confirmed_at_ms 0 before.
CREATE TABLE adoption (
    kiosk TEXT COLLATE "C" NOT NULL,
    epoch TEXT COLLATE "C" NOT NULL,
    head TEXT COLLATE "C" NOT NULL,
    first_seq BIGINT NOT NULL,
    last_seq BIGINT NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    proposed_by TEXT COLLATE "C" NOT NULL,
    proposed_at_ms BIGINT NOT NULL,
    confirmed_by TEXT COLLATE "C" NOT NULL,
    confirmed_at_ms BIGINT NOT NULL,
    PRIMARY KEY (kiosk, head)
);
