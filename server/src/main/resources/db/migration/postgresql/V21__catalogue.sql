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
);

-- What a unit or office says of procedures of the list: the name its people use, words to find it by, whether it is common, whether hidden.
CREATE TABLE procedure_mark (
    unit TEXT NOT NULL,
    code TEXT NOT NULL,
    nickname TEXT NOT NULL,
    keywords TEXT NOT NULL,
    common TEXT NOT NULL,
    hidden TEXT NOT NULL,
    PRIMARY KEY (unit, code)
);

-- Files that were read and wait for somebody to confirm the differences. entries: JSON.
CREATE TABLE register_draft (
    id TEXT NOT NULL,
    made_ms BIGINT NOT NULL,
    account TEXT NOT NULL,
    register TEXT NOT NULL,
    payload TEXT NOT NULL,
    PRIMARY KEY (id)
);

-- Keys with which programs of others read results of a unit. key_hash: SHA-256 in hex. revoked_ms 0 = in force.
CREATE TABLE api_key (
    id TEXT NOT NULL,
    key_hash TEXT NOT NULL,
    unit TEXT NOT NULL,
    name TEXT NOT NULL,
    made_ms BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    expires_day TEXT NOT NULL,
    revoked_ms BIGINT NOT NULL,
    used_ms BIGINT NOT NULL,
    PRIMARY KEY (id)
);

CREATE UNIQUE INDEX api_key_hash ON api_key (key_hash);

-- Results that are written as CSV again and again. dimension: what the rows are of; every: DAY, WEEK or MONTH.
CREATE TABLE export_plan (
    id TEXT NOT NULL,
    unit TEXT NOT NULL,
    dimension TEXT NOT NULL,
    every TEXT NOT NULL,
    made_ms BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    PRIMARY KEY (id)
);

-- What was written. period: first and last day.
CREATE TABLE export_file (
    plan TEXT NOT NULL,
    period TEXT NOT NULL,
    made_ms BIGINT NOT NULL,
    csv TEXT NOT NULL,
    PRIMARY KEY (plan, period)
);
