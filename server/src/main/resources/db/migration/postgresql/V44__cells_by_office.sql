-- A view reads one office's days. With the day in front of the office each read of a few months went through the days of all offices: SQLite
-- took the primary key for it. Both databases have the same keys.

ALTER TABLE service_cell DROP CONSTRAINT service_cell_pkey;
ALTER TABLE service_cell ADD PRIMARY KEY (realm, office, day, hour, counter, clerk, mode, kind, field, scale, outcome, level, excluded);
DROP INDEX service_cell_office;

ALTER TABLE procedure_cell DROP CONSTRAINT procedure_cell_pkey;
ALTER TABLE procedure_cell ADD PRIMARY KEY (realm, office, day, counter, clerk, mode, field, procedure, scale, outcome, level, excluded);
DROP INDEX procedure_cell_office;

ALTER TABLE reason_cell DROP CONSTRAINT reason_cell_pkey;
ALTER TABLE reason_cell ADD PRIMARY KEY (realm, office, day, counter, clerk, field, mode, satisfied, reason);
DROP INDEX reason_cell_office;

ALTER TABLE time_cell DROP CONSTRAINT time_cell_pkey;
ALTER TABLE time_cell ADD PRIMARY KEY (realm, office, day, counter, mode, kind, field, measure, bucket);
DROP INDEX time_cell_office;

ALTER TABLE press_cell DROP CONSTRAINT press_cell_pkey;
ALTER TABLE press_cell ADD PRIMARY KEY (realm, office, day, counter, verdict);
