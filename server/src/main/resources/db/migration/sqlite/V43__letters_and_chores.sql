-- One node at a time sends a letter: claimed_by until claimed_until_ms. One that could not go goes again from next_ms on; tries: how often it
-- could not, failed: why it could not the last time, '' = nothing is wrong.
ALTER TABLE digest_address ADD COLUMN claimed_by TEXT NOT NULL DEFAULT '';
ALTER TABLE digest_address ADD COLUMN claimed_until_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE digest_address ADD COLUMN next_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE digest_address ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
ALTER TABLE digest_address ADD COLUMN failed TEXT NOT NULL DEFAULT '';

-- Work that is done again and again and could not be done the last time, since when, and why. No row: it could.
CREATE TABLE chore_failure (
    name TEXT NOT NULL,
    since_ms INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (name)
) STRICT, WITHOUT ROWID;
