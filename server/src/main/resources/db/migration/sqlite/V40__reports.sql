-- Versions of the periodic report of a unit. period: as motcua.server.reports.ReportPeriod writes it. state: DRAFT, SIGNED, SUBMITTED, RECEIVED,
-- RETURNED; *_ms 0 and names '' before. revision: rises with each change of words or figures of the draft. content: what was signed, canonical
-- JSON, and hash its SHA-256 in hex; both '' before. signed_pdf: what came back signed and sealed, empty before.
CREATE TABLE report_version (
    unit TEXT NOT NULL,
    period TEXT NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    revision INTEGER NOT NULL,
    number TEXT NOT NULL,
    date TEXT NOT NULL,
    content TEXT NOT NULL,
    hash TEXT NOT NULL,
    opened_ms INTEGER NOT NULL,
    opened_by TEXT NOT NULL,
    signed_ms INTEGER NOT NULL,
    signed_by TEXT NOT NULL,
    submitted_ms INTEGER NOT NULL,
    submitted_by TEXT NOT NULL,
    answered_ms INTEGER NOT NULL,
    answered_by TEXT NOT NULL,
    remarks TEXT NOT NULL,
    signed_pdf BLOB NOT NULL,
    uploaded_ms INTEGER NOT NULL,
    uploaded_by TEXT NOT NULL,
    PRIMARY KEY (unit, period, version)
) STRICT, WITHOUT ROWID;

-- What people typed for a report: counts of cells such as B8.overdue or B10.ho-tich.sent, and words such as words.shortcomings, each with its
-- author. The newest row of a key is in force; earlier ones stay.
CREATE TABLE report_entry (
    unit TEXT NOT NULL,
    period TEXT NOT NULL,
    cell TEXT NOT NULL,
    revision INTEGER NOT NULL,
    value TEXT NOT NULL,
    author TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (unit, period, cell, revision)
) STRICT, WITHOUT ROWID;

-- A superior asked for a report that had not come.
CREATE TABLE report_reminder (
    unit TEXT NOT NULL,
    period TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    author TEXT NOT NULL,
    PRIMARY KEY (unit, period, at_ms)
) STRICT, WITHOUT ROWID;
