-- Units with their states. A state holds from valid_from until the day before valid_to ('' = open). The id never changes, the code may.
CREATE TABLE unit_state (
    id TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT NOT NULL,
    parent TEXT NOT NULL,
    type TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (id, valid_from)
);

INSERT INTO unit_state (id, valid_from, valid_to, parent, type, code, name)
SELECT id, valid_from, valid_to, parent, type, '', name FROM org_unit;

DROP TABLE org_unit;

-- Who took over from whom. kind: MERGE, SPLIT, RENAME, TRANSFER; in the last two both ids are the same. day: first day of the new state.
CREATE TABLE unit_succession (
    from_unit TEXT NOT NULL,
    to_unit TEXT NOT NULL,
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    decision TEXT NOT NULL,
    PRIMARY KEY (from_unit, to_unit, day, kind)
);

-- Counters of offices with their dates.
CREATE TABLE counter_term (
    office TEXT NOT NULL,
    counter TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (office, counter, valid_from)
);

-- Where kiosks and pads stand, with their dates. counter: of a pad, '' for a kiosk.
CREATE TABLE device_term (
    device TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT NOT NULL,
    kind TEXT NOT NULL,
    office TEXT NOT NULL,
    counter TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (device, valid_from)
);

-- Where clerks work, with their dates. person: one human wherever he or she works; clerk: the id there, as in the office's settings.
CREATE TABLE clerk_term (
    person TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT NOT NULL,
    name TEXT NOT NULL,
    office TEXT NOT NULL,
    clerk TEXT NOT NULL,
    kind TEXT NOT NULL,
    decision TEXT NOT NULL,
    PRIMARY KEY (person, valid_from)
);

-- On which days of the week a unit and all below it work, from a day on. days: digits 1 (Monday) to 7.
CREATE TABLE working_week (
    unit TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    days TEXT NOT NULL,
    PRIMARY KEY (unit, valid_from)
);

-- Days that differ: holidays, and Saturdays that make up for one. working: 1 or 0.
CREATE TABLE calendar_day (
    unit TEXT NOT NULL,
    day TEXT NOT NULL,
    working TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (unit, day)
);

-- Every change of a register, with the rows as they were and as they became (JSON), so that it can be told and taken back.
-- undoes: id of the change that this one took back, 0 = none.
CREATE TABLE register_change (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at_ms BIGINT NOT NULL,
    account TEXT NOT NULL,
    register TEXT NOT NULL,
    source TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    before_rows TEXT NOT NULL,
    after_rows TEXT NOT NULL,
    undoes BIGINT NOT NULL
);

CREATE INDEX register_change_register ON register_change (register, id);

-- clerk: for the role CLERK, the id at the office. must_change: 1 until the person has set a password of his or her own.
ALTER TABLE account ADD COLUMN clerk TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN must_change BIGINT NOT NULL DEFAULT 0;
