/** The tables of photos and of what went wrong with them. */

/** Of the column `path`: the name behind the last folder. `photo_by_name` is an index of it. */
export const nameColumn = "substr(path, length(folder) + 1 + (folder <> ''))";

/** Of the rows of photos that are no JPEGs; `photo_other` is an index of them. */
export const otherKind = "missing = 0 AND path NOT LIKE '%.jpg' AND path NOT LIKE '%.jpeg'";

export const photoTables = `
  -- One row per photo ever seen, known by the identity of its picture; files that cannot be read have none. Rows of
  -- photos that are gone stay, marked missing, with the path they were last seen at, so that a photo that comes back or
  -- turns up under another name keeps its history.
  CREATE TABLE photo (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL, folder TEXT NOT NULL,
    bytes INTEGER NOT NULL, mtime TEXT NOT NULL,
    identity TEXT,
    width INTEGER NOT NULL, height INTEGER NOT NULL, orientation INTEGER NOT NULL,
    city TEXT, country TEXT, region TEXT, country_code TEXT, place_source TEXT,
    -- Kilometres from the position to the town found for it.
    place_distance REAL,
    -- What the file says of the place, and the places that speak against the photo's, as JSON; rivals are NULL until
    -- they have been looked for.
    file_place TEXT, rivals TEXT,
    latitude REAL, longitude REAL,
    usage TEXT NOT NULL, usage_given INTEGER NOT NULL,
    taken_on TEXT, taken_at TEXT, taken_source TEXT,
    camera_make TEXT, camera_model TEXT,
    existing TEXT NOT NULL,
    status TEXT NOT NULL,
    missing INTEGER NOT NULL DEFAULT 0, scan INTEGER NOT NULL,
    -- 1 when a person left it out: no stage acts on it.
    excluded INTEGER NOT NULL DEFAULT 0,
    -- The photo with the same picture whose answer it waits for, or took.
    copy_of INTEGER,
    -- The file name of the raw file beside it that was taken with it.
    raw TEXT
  ) STRICT;
  CREATE INDEX photo_by_status ON photo (status, path, excluded) WHERE missing = 0;
  CREATE INDEX photo_by_folder ON photo (folder, path);
  CREATE INDEX photo_by_identity ON photo (identity);
  CREATE INDEX photo_by_path ON photo (path, id, excluded) WHERE missing = 0;
  CREATE INDEX photo_by_name ON photo (${nameColumn}, path) WHERE missing = 0;
  CREATE INDEX photo_missing ON photo (id) WHERE missing = 1;
  CREATE INDEX photo_copy ON photo (copy_of) WHERE copy_of IS NOT NULL;
  CREATE INDEX photo_with_raw ON photo (status) WHERE raw IS NOT NULL AND missing = 0;
  CREATE INDEX photo_other ON photo (status, path) WHERE ${otherKind};
  CREATE INDEX photo_excluded ON photo (status) WHERE excluded = 1 AND missing = 0;
  CREATE UNIQUE INDEX photo_at_path ON photo (path) WHERE missing = 0;
  CREATE INDEX photo_by_place ON photo (city, country, country_code) WHERE missing = 0;
  -- For counting alone: without the paths it is a fifth as large.
  CREATE INDEX photo_counted ON photo (status, excluded) WHERE missing = 0;

  -- What went wrong with a photo in a stage. A blocking one keeps the photo where it stands.
  CREATE TABLE issue (
    photo_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    stage TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL,
    blocking INTEGER NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (photo_id, stage, code)
  ) STRICT, WITHOUT ROWID;

  -- What the photographer says of the photos in a folder and below it, as JSON; '' is the archive.
  CREATE TABLE folder_notes (folder TEXT PRIMARY KEY, content TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;
