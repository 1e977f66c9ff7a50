-- Steps of which people below auditor were told something: a day, YYYY-MM-DD, or a whole month that was over, YYYY-MM.
CREATE TABLE published (
    realm TEXT COLLATE "C" NOT NULL,
    office TEXT COLLATE "C" NOT NULL,
    step TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (realm, office, step)
);

-- What changed in the valid ratings of published steps since. layer 0 is not told yet; each other layer of an office was told at once, as a
-- table of its own, with n above or below 0 in all its rows. kind S: services, P: by procedure, R: reasons (procedure holds the reason, level
-- 1 = satisfied, day the first of the month). What was told first is the cells less all of these.
CREATE TABLE late_cell (
    realm TEXT COLLATE "C" NOT NULL,
    office TEXT COLLATE "C" NOT NULL,
    layer BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL,
    hour BIGINT NOT NULL,
    counter BIGINT NOT NULL,
    clerk TEXT COLLATE "C" NOT NULL,
    field TEXT COLLATE "C" NOT NULL,
    procedure TEXT COLLATE "C" NOT NULL,
    mode TEXT COLLATE "C" NOT NULL,
    scale TEXT COLLATE "C" NOT NULL,
    level BIGINT NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (realm, office, layer, kind, day, hour, counter, clerk, field, procedure, mode, scale, level)
);
