/** What is written beside photos and into them. */
export const sidecars = `
  -- The sidecar of a photo as it was last read, and the versions that a merge of three goes by.
  CREATE TABLE sidecar (
    photo_id INTEGER PRIMARY KEY REFERENCES photo (id) ON DELETE CASCADE,
    -- File name, in the folder of the photo.
    name TEXT NOT NULL,
    hash TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    mtime TEXT NOT NULL,
    -- What it said, as JSON.
    content TEXT NOT NULL,
    -- What it said after we last wrote it, or when a person first saw it; NULL while neither has happened.
    base TEXT,
    base_hash TEXT,
    -- The fields both sides changed, as JSON.
    conflicts TEXT NOT NULL,
    written_at TEXT
  ) STRICT;
`;

export const embedding = `
  -- Runs of embedding, so that one can be undone as a whole.
  CREATE TABLE embed_run (id INTEGER PRIMARY KEY, at TEXT NOT NULL) STRICT;
  -- The journal: one row per photo written, there before the photo is touched. \`state\`: writing, done, undoing,
  -- undone, or lost when the photo was neither the old nor the new one after a crash.
  CREATE TABLE embedding (
    id INTEGER PRIMARY KEY,
    run_id INTEGER NOT NULL REFERENCES embed_run (id),
    photo_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    text_version INTEGER NOT NULL,
    -- By which the photo before and after is recognised, as JSON.
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    -- What makes the old photo of the new one, byte for byte.
    head BLOB NOT NULL,
    tail_same INTEGER,
    tail_rest BLOB,
    -- The fields with their old and new values, as JSON.
    fields TEXT NOT NULL,
    -- The copy that the photo is written over from, where it cannot be replaced.
    copy TEXT
  ) STRICT;
  CREATE INDEX embedding_by_photo ON embedding (photo_id, state);
  CREATE INDEX embedding_by_state ON embedding (state) WHERE state IN ('writing', 'undoing');
  CREATE INDEX embedding_by_run ON embedding (run_id, state);
`;
