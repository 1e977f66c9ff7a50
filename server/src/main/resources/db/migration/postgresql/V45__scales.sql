-- Rating scales that are none of the standard ones, from the settings that kiosks applied. The key holds a hash of the content,
-- so a row never changes.
CREATE TABLE rating_scale (
    key TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    content TEXT NOT NULL
);
