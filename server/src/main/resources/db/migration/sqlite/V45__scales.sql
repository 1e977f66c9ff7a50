-- Rating scales that are none of the standard ones, from the settings that kiosks applied. The key holds a hash of the content,
-- so a row never changes.
CREATE TABLE rating_scale (
    key TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (key)
) STRICT, WITHOUT ROWID;
