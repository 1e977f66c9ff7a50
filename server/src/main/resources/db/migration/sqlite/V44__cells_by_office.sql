-- A view reads one office's days. With the day in front of the office each read of a few months went through the days of all offices: SQLite
-- took the primary key for it, not the index beside it. The cells of an office lie together now and that index is not needed.

CREATE TABLE service_cell_by_office (
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
    PRIMARY KEY (realm, office, day, hour, counter, clerk, mode, kind, field, scale, outcome, level, excluded)
) STRICT, WITHOUT ROWID;

INSERT INTO service_cell_by_office SELECT * FROM service_cell ORDER BY realm, office, day;

DROP TABLE service_cell;

ALTER TABLE service_cell_by_office RENAME TO service_cell;

CREATE TABLE procedure_cell_by_office (
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
    PRIMARY KEY (realm, office, day, counter, clerk, mode, field, procedure, scale, outcome, level, excluded)
) STRICT, WITHOUT ROWID;

INSERT INTO procedure_cell_by_office SELECT * FROM procedure_cell ORDER BY realm, office, day;

DROP TABLE procedure_cell;

ALTER TABLE procedure_cell_by_office RENAME TO procedure_cell;

CREATE TABLE reason_cell_by_office (
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
    PRIMARY KEY (realm, office, day, counter, clerk, field, mode, satisfied, reason)
) STRICT, WITHOUT ROWID;

INSERT INTO reason_cell_by_office SELECT * FROM reason_cell ORDER BY realm, office, day;

DROP TABLE reason_cell;

ALTER TABLE reason_cell_by_office RENAME TO reason_cell;

CREATE TABLE time_cell_by_office (
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
    PRIMARY KEY (realm, office, day, counter, mode, kind, field, measure, bucket)
) STRICT, WITHOUT ROWID;

INSERT INTO time_cell_by_office SELECT * FROM time_cell ORDER BY realm, office, day;

DROP TABLE time_cell;

ALTER TABLE time_cell_by_office RENAME TO time_cell;

CREATE TABLE press_cell_by_office (
    realm TEXT NOT NULL,
    day TEXT NOT NULL,
    office TEXT NOT NULL,
    counter INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (realm, office, day, counter, verdict)
) STRICT, WITHOUT ROWID;

INSERT INTO press_cell_by_office SELECT * FROM press_cell ORDER BY realm, office, day;

DROP TABLE press_cell;

ALTER TABLE press_cell_by_office RENAME TO press_cell;
