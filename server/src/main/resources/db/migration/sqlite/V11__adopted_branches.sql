-- A refused record that people adopted counts with its branch, of this name; '' while it is only kept.
ALTER TABLE quarantine ADD COLUMN adopted TEXT NOT NULL DEFAULT '';

-- Branches of forked chains that one person proposed to count and, with confirmed_by, another one did. first_seq..last_seq: the records that
-- began to count with it; head: hash of its last record. confirmed_by '' and confirmed_at_ms 0 before.
CREATE TABLE adoption (
    kiosk TEXT NOT NULL,
    epoch TEXT NOT NULL,
    head TEXT NOT NULL,
    first_seq INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    reason TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_at_ms INTEGER NOT NULL,
    confirmed_by TEXT NOT NULL,
    confirmed_at_ms INTEGER NOT NULL,
    PRIMARY KEY (kiosk, head)
) STRICT, WITHOUT ROWID;
