-- What the counting cells of one office and month came to: every change of a cell adds its fingerprint times the change, so equal cells have
-- equal stamps whatever the order of changes, and what was made of cells may be kept for as long as the stamp stays. month is YYYY-MM or
-- UNDATED; first_day and last_day are days that have or had services, '' if none.
CREATE TABLE cell_stamp (
    realm TEXT NOT NULL,
    office TEXT NOT NULL,
    month TEXT NOT NULL,
    stamp BIGINT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    PRIMARY KEY (realm, office, month)
);

INSERT INTO cell_stamp (realm, office, month, stamp, first_day, last_day)
SELECT realm, office, SUBSTR(day, 1, 7), 0, MIN(CASE WHEN day = 'UNDATED' THEN '' ELSE day END),
       MAX(CASE WHEN day = 'UNDATED' THEN '' ELSE day END)
  FROM service_cell
 GROUP BY realm, office, SUBSTR(day, 1, 7);

-- One office's cells of a month, however many other offices there are.
CREATE INDEX service_cell_office ON service_cell (realm, office, day);
CREATE INDEX procedure_cell_office ON procedure_cell (realm, office, day);
CREATE INDEX reason_cell_office ON reason_cell (realm, office, day);
CREATE INDEX time_cell_office ON time_cell (realm, office, day);
