/**
 * The tables of a catalog, one list of statements per version. A catalog is brought up by running the versions
 * it has not seen; a version that has been released is never edited.
 */

const photos = `
  -- One row per JPEG ever seen under this path. Rows of files that are gone stay, marked missing, so that a
  -- file that comes back or turns up under another name keeps its history.
  CREATE TABLE photo (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    folder TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    mtime TEXT NOT NULL,
    identity TEXT,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    orientation INTEGER NOT NULL,
    city TEXT,
    country TEXT,
    region TEXT,
    country_code TEXT,
    place_source TEXT,
    latitude REAL,
    longitude REAL,
    usage TEXT NOT NULL,
    usage_given INTEGER NOT NULL,
    taken_on TEXT,
    taken_at TEXT,
    camera_make TEXT,
    camera_model TEXT,
    existing TEXT NOT NULL,
    standing TEXT NOT NULL,
    missing INTEGER NOT NULL DEFAULT 0,
    scan INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX photo_by_standing ON photo (standing, path) WHERE missing = 0;
  CREATE INDEX photo_by_folder ON photo (folder, path);
  CREATE INDEX photo_by_identity ON photo (identity);

  -- What went wrong with a photo in a stage. A blocking one keeps the photo where it stands.
  CREATE TABLE issue (
    photo_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    stage TEXT NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    blocking INTEGER NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (photo_id, stage, code)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

/** Statements that bring a catalog from version N to N + 1, in order. */
export const versions: readonly string[] = [[photos].join('\n')];
