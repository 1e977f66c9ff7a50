-- What citizens were not satisfied with, to be answered. source: what it was opened from, so that it is opened once. It holds no ticket, time,
-- counter, clerk or level. reasons: codes with blanks between. confidential 1: only above the commune. state: OPEN, ANSWERED, ASKED_AGAIN,
-- CLOSED. callback: 0 not asked for, 1 asked for, 2 done. Days YYYY-MM-DD.
CREATE TABLE feedback_case (
    id TEXT COLLATE "C" NOT NULL,
    source TEXT COLLATE "C" NOT NULL,
    realm TEXT NOT NULL,
    office TEXT COLLATE "C" NOT NULL,
    field TEXT NOT NULL,
    day TEXT COLLATE "C" NOT NULL,
    reasons TEXT NOT NULL,
    why TEXT NOT NULL,
    confidential BIGINT NOT NULL,
    opened TEXT COLLATE "C" NOT NULL,
    due TEXT COLLATE "C" NOT NULL,
    owner TEXT NOT NULL,
    state TEXT NOT NULL,
    cause TEXT NOT NULL,
    done TEXT NOT NULL,
    answered TEXT NOT NULL,
    remarks TEXT NOT NULL,
    callback BIGINT NOT NULL,
    PRIMARY KEY (id)
);

CREATE UNIQUE INDEX feedback_case_source ON feedback_case (source);

-- What became of a case, in order.
CREATE TABLE case_event (
    case_id TEXT COLLATE "C" NOT NULL,
    number BIGINT NOT NULL,
    at_ms BIGINT NOT NULL,
    account TEXT NOT NULL,
    action TEXT NOT NULL,
    PRIMARY KEY (case_id, number)
);

-- A clerk asks to look again at a service or a period of own work. state: OPEN, ACCEPTED, REFUSED. services: how many were excluded.
CREATE TABLE contest (
    id TEXT COLLATE "C" NOT NULL,
    office TEXT COLLATE "C" NOT NULL,
    clerk TEXT COLLATE "C" NOT NULL,
    from_day TEXT NOT NULL,
    to_day TEXT NOT NULL,
    from_hour BIGINT NOT NULL,
    to_hour BIGINT NOT NULL,
    reason TEXT NOT NULL,
    asked_ms BIGINT NOT NULL,
    asked_by TEXT NOT NULL,
    state TEXT NOT NULL,
    answer TEXT NOT NULL,
    decided_ms BIGINT NOT NULL,
    decided_by TEXT NOT NULL,
    services BIGINT NOT NULL,
    PRIMARY KEY (id)
);

-- Where the digest of the morning goes, and the day of the last one.
CREATE TABLE digest_address (
    account TEXT COLLATE "C" NOT NULL,
    address TEXT NOT NULL,
    last_day TEXT NOT NULL,
    PRIMARY KEY (account)
);
