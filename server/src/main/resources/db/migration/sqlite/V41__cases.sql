-- What citizens were not satisfied with, to be answered. source: what it was opened from, so that it is opened once. It holds no ticket, time,
-- counter, clerk or level. reasons: codes with blanks between. confidential 1: only above the commune. state: OPEN, ANSWERED, ASKED_AGAIN,
-- CLOSED. callback: 0 not asked for, 1 asked for, 2 done. Days YYYY-MM-DD.
CREATE TABLE feedback_case (
    id TEXT NOT NULL,
    source TEXT NOT NULL,
    realm TEXT NOT NULL,
    office TEXT NOT NULL,
    field TEXT NOT NULL,
    day TEXT NOT NULL,
    reasons TEXT NOT NULL,
    why TEXT NOT NULL,
    confidential INTEGER NOT NULL,
    opened TEXT NOT NULL,
    due TEXT NOT NULL,
    owner TEXT NOT NULL,
    state TEXT NOT NULL,
    cause TEXT NOT NULL,
    done TEXT NOT NULL,
    answered TEXT NOT NULL,
    remarks TEXT NOT NULL,
    callback INTEGER NOT NULL,
    PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX feedback_case_source ON feedback_case (source);

-- What became of a case, in order.
CREATE TABLE case_event (
    case_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    account TEXT NOT NULL,
    action TEXT NOT NULL,
    PRIMARY KEY (case_id, number)
) STRICT, WITHOUT ROWID;

-- A clerk asks to look again at a service or a period of own work. state: OPEN, ACCEPTED, REFUSED. services: how many were excluded.
CREATE TABLE contest (
    id TEXT NOT NULL,
    office TEXT NOT NULL,
    clerk TEXT NOT NULL,
    from_day TEXT NOT NULL,
    to_day TEXT NOT NULL,
    from_hour INTEGER NOT NULL,
    to_hour INTEGER NOT NULL,
    reason TEXT NOT NULL,
    asked_ms INTEGER NOT NULL,
    asked_by TEXT NOT NULL,
    state TEXT NOT NULL,
    answer TEXT NOT NULL,
    decided_ms INTEGER NOT NULL,
    decided_by TEXT NOT NULL,
    services INTEGER NOT NULL,
    PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;

-- Where the digest of the morning goes, and the day of the last one.
CREATE TABLE digest_address (
    account TEXT NOT NULL,
    address TEXT NOT NULL,
    last_day TEXT NOT NULL,
    PRIMARY KEY (account)
) STRICT, WITHOUT ROWID;
