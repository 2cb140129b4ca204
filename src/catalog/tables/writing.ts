/** The tables of what is written: sidecars, photos, copies for outlets, and their journals. */

export const writingTables = `
  -- The sidecar of a photo as it was last read, and the versions that a merge of three goes by.
  CREATE TABLE sidecar (
    photo_id INTEGER PRIMARY KEY REFERENCES photo (id) ON DELETE CASCADE,
    -- File name, in the folder of the photo.
    name TEXT NOT NULL,
    hash TEXT NOT NULL, bytes INTEGER NOT NULL, mtime TEXT NOT NULL,
    -- What it said, as JSON.
    content TEXT NOT NULL,
    -- What it said after we last wrote it, or when a person first saw it; NULL while neither has happened.
    base TEXT, base_hash TEXT,
    -- The fields both sides changed, as JSON.
    conflicts TEXT NOT NULL,
    written_at TEXT
  ) STRICT;
  CREATE INDEX sidecar_by_base ON sidecar (base_hash);
  CREATE INDEX sidecar_in_conflict ON sidecar (photo_id) WHERE conflicts <> '[]';
  -- The same of further sidecars that the text of a photo goes into: those of the raw files beside it.
  CREATE TABLE raw_sidecar (
    -- The id of the photo and the file name, with a blank between them.
    key TEXT PRIMARY KEY,
    photo_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    hash TEXT NOT NULL, bytes INTEGER NOT NULL, mtime TEXT NOT NULL,
    content TEXT NOT NULL,
    base TEXT, base_hash TEXT,
    conflicts TEXT NOT NULL,
    written_at TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX raw_sidecar_by_photo ON raw_sidecar (photo_id);
  CREATE INDEX raw_sidecar_by_base ON raw_sidecar (base_hash);

  -- Runs of writing sidecars or embedding (stage), so that one can be undone as a whole.
  CREATE TABLE write_run (id INTEGER PRIMARY KEY, at TEXT NOT NULL, stage TEXT NOT NULL) STRICT;
  -- The journal of sidecars: one row per file written or removed, there before it is touched; states as below.
  CREATE TABLE sidecar_writing (
    id INTEGER PRIMARY KEY,
    run_id INTEGER NOT NULL REFERENCES write_run (id),
    photo_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    name TEXT NOT NULL,
    -- 1 for the sidecar of a raw file beside the photo.
    raw INTEGER NOT NULL,
    -- The bytes that were there, deflated, and their hash; NULL where there was no file.
    before BLOB, before_hash TEXT,
    after_hash TEXT,
    text_version INTEGER,
    -- The row of sidecar, or of raw_sidecar, before and after, as JSON.
    row_before TEXT, row_after TEXT
  ) STRICT;
  CREATE INDEX sidecar_writing_by_photo ON sidecar_writing (photo_id, state);
  CREATE INDEX sidecar_writing_by_state ON sidecar_writing (state) WHERE state IN ('writing', 'undoing');
  CREATE INDEX sidecar_writing_by_run ON sidecar_writing (run_id, state);
  -- The journal: one row per photo written, there before the photo is touched. state: writing, done, undoing,
  -- undone, or lost when the photo was neither the old nor the new one after a crash.
  CREATE TABLE embedding (
    id INTEGER PRIMARY KEY,
    run_id INTEGER NOT NULL REFERENCES write_run (id),
    photo_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    text_version INTEGER NOT NULL,
    -- By which the photo before and after is recognised, as JSON.
    before TEXT NOT NULL, after TEXT NOT NULL,
    -- What makes the old photo of the new one, byte for byte.
    head BLOB NOT NULL,
    tail_same INTEGER, tail_rest BLOB,
    -- The fields with their old and new values, as JSON.
    fields TEXT NOT NULL,
    -- The copy that the photo is written over from, where it cannot be replaced.
    copy TEXT
  ) STRICT;
  CREATE INDEX embedding_by_photo ON embedding (photo_id, state);
  CREATE INDEX embedding_by_state ON embedding (state) WHERE state IN ('writing', 'undoing');
  CREATE INDEX embedding_by_run ON embedding (run_id, state);

  -- What went, or is to go, to an outlet: one row for each photo and outlet that it was made ready for. state: ready
  -- (the copy is made), delivered, accepted or refused. The name of the copy is given once and for good.
  CREATE TABLE delivery (
    photo_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    outlet TEXT NOT NULL,
    state TEXT NOT NULL,
    name TEXT NOT NULL,
    -- Of what the copy was made: a hash of the picture, the texts and the facts in the CSV; and its bytes.
    made_from TEXT NOT NULL, bytes INTEGER NOT NULL,
    -- The contents of the photo that it was made of (review.embedded_version).
    text_version INTEGER,
    -- Why the outlet refused it.
    reason TEXT,
    -- How far its upload has come. NULL: nothing of it is there. older: another copy of it may be there under its name.
    -- sending: begun. direct: begun under its own name. whole: all of it is there, and may have got its own name.
    upload TEXT,
    -- Of what was uploaded, the CSV that has its row; '' while none has.
    csv TEXT,
    at TEXT NOT NULL,
    PRIMARY KEY (photo_id, outlet)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX delivery_name ON delivery (outlet, name COLLATE NOCASE);
  CREATE INDEX delivery_by_state ON delivery (outlet, state);
  -- Photos that an outlet would refuse, and why, as their texts stood when it was last looked (review.embedded_version).
  CREATE TABLE unfit (
    photo_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    outlet TEXT NOT NULL,
    reason TEXT NOT NULL,
    text_version INTEGER,
    PRIMARY KEY (photo_id, outlet)
  ) STRICT, WITHOUT ROWID;

  -- The CSVs that were written, and where they lie. state: written, or sent where it goes the way of the photos.
  CREATE TABLE delivery_csv (
    outlet TEXT NOT NULL, folder TEXT NOT NULL, name TEXT NOT NULL, state TEXT NOT NULL,
    PRIMARY KEY (outlet, folder, name)
  ) STRICT, WITHOUT ROWID;
`;
