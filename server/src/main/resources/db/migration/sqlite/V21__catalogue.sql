-- Procedures as published, with the dates between which each state holds. Never by an office.
CREATE TABLE procedure_term (
    code TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    field_code TEXT NOT NULL,
    field_name TEXT NOT NULL,
    level TEXT NOT NULL,
    time_limit_text TEXT NOT NULL,
    fee_text TEXT NOT NULL,
    decision_no TEXT NOT NULL,
    decision_date TEXT NOT NULL,
    replaced_by TEXT NOT NULL,
    common TEXT NOT NULL,
    keywords TEXT NOT NULL,
    receiving_only TEXT NOT NULL,
    PRIMARY KEY (code, valid_from)
) STRICT, WITHOUT ROWID;

-- What a unit or office says of procedures of the list: the name its people use, words to find it by, whether it is common, whether hidden.
CREATE TABLE procedure_mark (
    unit TEXT NOT NULL,
    code TEXT NOT NULL,
    nickname TEXT NOT NULL,
    keywords TEXT NOT NULL,
    common TEXT NOT NULL,
    hidden TEXT NOT NULL,
    PRIMARY KEY (unit, code)
) STRICT, WITHOUT ROWID;

-- Files that were read and wait for somebody to confirm the differences. entries: JSON.
CREATE TABLE register_draft (
    id TEXT NOT NULL,
    made_ms INTEGER NOT NULL,
    account TEXT NOT NULL,
    register TEXT NOT NULL,
    payload TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;

-- Keys with which programs of others read results of a unit. key_hash: SHA-256 in hex. revoked_ms 0 = in force.
CREATE TABLE api_key (
    id TEXT NOT NULL,
    key_hash TEXT NOT NULL,
    unit TEXT NOT NULL,
    name TEXT NOT NULL,
    made_ms INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    expires_day TEXT NOT NULL,
    revoked_ms INTEGER NOT NULL,
    used_ms INTEGER NOT NULL,
    PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX api_key_hash ON api_key (key_hash);

-- Results that are written as CSV again and again. dimension: what the rows are of; every: DAY, WEEK or MONTH.
CREATE TABLE export_plan (
    id TEXT NOT NULL,
    unit TEXT NOT NULL,
    dimension TEXT NOT NULL,
    every TEXT NOT NULL,
    made_ms INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT, WITHOUT ROWID;

-- What was written. period: first and last day.
CREATE TABLE export_file (
    plan TEXT NOT NULL,
    period TEXT NOT NULL,
    made_ms INTEGER NOT NULL,
    csv TEXT NOT NULL,
    PRIMARY KEY (plan, period)
) STRICT, WITHOUT ROWID;
