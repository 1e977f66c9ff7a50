-- Versions of the periodic report of a unit. period: as motcua.server.reports.ReportPeriod writes it. state: DRAFT, SIGNED, SUBMITTED, RECEIVED,
-- RETURNED; *_ms 0 and names '' before. revision: rises with each change of words or figures of the draft. content: what was signed, canonical
-- JSON, and hash its SHA-256 in hex; both '' before. signed_pdf: what came back signed and sealed, empty before.
CREATE TABLE report_version (
    unit TEXT COLLATE "C" NOT NULL,
    period TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    revision BIGINT NOT NULL,
    number TEXT NOT NULL,
    date TEXT NOT NULL,
    content TEXT NOT NULL,
    hash TEXT NOT NULL,
    opened_ms BIGINT NOT NULL,
    opened_by TEXT NOT NULL,
    signed_ms BIGINT NOT NULL,
    signed_by TEXT NOT NULL,
    submitted_ms BIGINT NOT NULL,
    submitted_by TEXT NOT NULL,
    answered_ms BIGINT NOT NULL,
    answered_by TEXT NOT NULL,
    remarks TEXT NOT NULL,
    signed_pdf BYTEA NOT NULL,
    uploaded_ms BIGINT NOT NULL,
    uploaded_by TEXT NOT NULL,
    PRIMARY KEY (unit, period, version)
);

-- What people typed for a report: counts of cells such as B8.overdue or B10.ho-tich.sent, and words such as words.shortcomings, each with its
-- author. The newest row of a key is in force; earlier ones stay.
CREATE TABLE report_entry (
    unit TEXT COLLATE "C" NOT NULL,
    period TEXT COLLATE "C" NOT NULL,
    cell TEXT COLLATE "C" NOT NULL,
    revision BIGINT NOT NULL,
    value TEXT NOT NULL,
    author TEXT NOT NULL,
    at_ms BIGINT NOT NULL,
    PRIMARY KEY (unit, period, cell, revision)
);

-- A superior asked for a report that had not come.
CREATE TABLE report_reminder (
    unit TEXT COLLATE "C" NOT NULL,
    period TEXT COLLATE "C" NOT NULL,
    at_ms BIGINT NOT NULL,
    author TEXT NOT NULL,
    PRIMARY KEY (unit, period, at_ms)
);
