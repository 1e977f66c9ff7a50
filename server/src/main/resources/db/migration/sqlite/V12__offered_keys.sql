-- The key that a kiosk's latest refused hello showed, until a person accepts it; '' if none waits.
ALTER TABLE kiosk ADD COLUMN offered_key TEXT NOT NULL DEFAULT '';
