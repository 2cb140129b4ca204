/** The table `photo` with what hangs on it, issues, and odds and ends. */

/**
 * The table under a name. One row per photo ever seen, known by the identity of its picture; files that cannot be read
 * have none. Rows of photos that are gone stay, marked missing, with the path they were last seen at, so that a photo
 * that comes back or turns up under another name keeps its history.
 * @param path what is demanded of the column
 */
export const photoTable = (name: string, path: string) => `
  CREATE TABLE ${name} (
    id INTEGER PRIMARY KEY,
    path ${path},
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
`;

export const photoIndexes = `
  CREATE INDEX photo_by_standing ON photo (standing, path) WHERE missing = 0;
  CREATE INDEX photo_by_folder ON photo (folder, path);
  CREATE INDEX photo_by_identity ON photo (identity);
  CREATE INDEX photo_by_path ON photo (path, id) WHERE missing = 0;
  CREATE INDEX photo_missing ON photo (id) WHERE missing = 1;
`;

/** They go by `review`, and go with the table `photo`. */
export const photoTriggers = `
  -- Whoever changes a fact that titles, checks and the filter go by: all that was made from it is made again.
  CREATE TRIGGER review_follows_photo
    AFTER UPDATE OF path, usage, city, country, region, country_code, taken_on, taken_at ON photo
    WHEN EXISTS (SELECT 1 FROM review WHERE photo_id = NEW.id)
      AND (OLD.path, OLD.usage, OLD.city, OLD.country, OLD.region, OLD.country_code, OLD.taken_on, OLD.taken_at)
        IS NOT (NEW.path, NEW.usage, NEW.city, NEW.country, NEW.region, NEW.country_code, NEW.taken_on, NEW.taken_at)
  BEGIN
    UPDATE review SET stale = 1, sidecar_version = NULL, embedded_version = NULL WHERE photo_id = NEW.id;
    UPDATE photo SET standing = 'sidecars' WHERE id = NEW.id AND standing IN ('embed', 'done');
    INSERT OR IGNORE INTO unindexed VALUES (NEW.id);
  END;

  -- The picture was worked on: its text has to be looked at again.
  CREATE TRIGGER review_of_another_picture
    AFTER UPDATE OF identity ON photo
    WHEN OLD.identity IS NOT NULL AND NEW.identity IS NOT NULL AND OLD.identity <> NEW.identity
  BEGIN
    UPDATE review SET verdict = 'open', title_verdict = 'open', keywords_verdict = 'open', stale = 1,
      sidecar_version = NULL, embedded_version = NULL WHERE photo_id = NEW.id;
    DELETE FROM fingerprint WHERE photo_id = NEW.id;
  END;
`;

export const photos = `
  ${photoTable('photo', 'TEXT NOT NULL UNIQUE')}
  ${photoIndexes}

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
