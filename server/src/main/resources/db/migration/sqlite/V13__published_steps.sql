-- Steps of which people below auditor were told something: a day, YYYY-MM-DD, or a whole month that was over, YYYY-MM.
CREATE TABLE published (
    realm TEXT NOT NULL,
    office TEXT NOT NULL,
    step TEXT NOT NULL,
    PRIMARY KEY (realm, office, step)
) STRICT, WITHOUT ROWID;

-- What changed in the valid ratings of published steps since. layer 0 is not told yet; each other layer of an office was told at once, as a
-- table of its own, with n above or below 0 in all its rows. kind S: services, P: by procedure, R: reasons (procedure holds the reason, level
-- 1 = satisfied, day the first of the month). What was told first is the cells less all of these.
CREATE TABLE late_cell (
    realm TEXT NOT NULL,
    office TEXT NOT NULL,
    layer INTEGER NOT NULL,
    kind TEXT NOT NULL,
    day TEXT NOT NULL,
    hour INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    clerk TEXT NOT NULL,
    field TEXT NOT NULL,
    procedure TEXT NOT NULL,
    mode TEXT NOT NULL,
    scale TEXT NOT NULL,
    level INTEGER NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (realm, office, layer, kind, day, hour, counter, clerk, field, procedure, mode, scale, level)
) STRICT, WITHOUT ROWID;
