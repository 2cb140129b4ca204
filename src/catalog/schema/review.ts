/** Texts and what a person decides about them. */
export const review = `
  -- The text of a photo as it stands now, and what the person decided about it. One row per photo that has text,
  -- from a model or by hand. \`edited\` lists the fields a person changed, separated by spaces.
  CREATE TABLE review (
    photo_id INTEGER PRIMARY KEY REFERENCES photo (id) ON DELETE CASCADE,
    suggestion_id INTEGER,
    source TEXT,
    -- The verdict on the photo follows from those on its two parts.
    verdict TEXT NOT NULL,
    title_verdict TEXT NOT NULL,
    keywords_verdict TEXT NOT NULL,
    description TEXT NOT NULL,
    short_title TEXT NOT NULL,
    caption TEXT,
    keywords TEXT NOT NULL,
    model_usage TEXT,
    usage_reason TEXT,
    unsure TEXT NOT NULL,
    kept TEXT NOT NULL,
    edited TEXT NOT NULL,
    -- The step that changed the row last, 0 for none; undoing brings the former number back. The two below are the
    -- versions that the sidecar and the photo hold, as far as we wrote them.
    version INTEGER NOT NULL,
    sidecar_version INTEGER,
    embedded_version INTEGER,
    -- Where the photo stood when a person began to write its text without waiting for an answer.
    came_from TEXT,
    changed_at TEXT NOT NULL,
    problems INTEGER NOT NULL,
    open_names INTEGER NOT NULL,
    -- 1 when the two counts above were made from an older text, place or set of rules.
    stale INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX review_by_state ON review
    (verdict, problems, open_names, title_verdict, keywords_verdict, edited, version, photo_id);
  CREATE INDEX review_unsure ON review (verdict, photo_id) WHERE open_names > 0;
  CREATE INDEX review_stale ON review (photo_id) WHERE stale = 1;

  -- What the filter looks through: folded texts (no capitals, no accents), keywords between unit separators.
  CREATE TABLE search (
    photo_id INTEGER PRIMARY KEY REFERENCES photo (id) ON DELETE CASCADE,
    folder TEXT NOT NULL,
    name TEXT NOT NULL,
    city TEXT NOT NULL,
    country TEXT NOT NULL,
    usage TEXT NOT NULL,
    taken TEXT NOT NULL,
    -- The first letters of the description, for sorting and for finding equal ones.
    beginning TEXT NOT NULL,
    title TEXT NOT NULL,
    keywords TEXT NOT NULL
  ) STRICT;
  CREATE INDEX search_by_title ON search (beginning, photo_id);
  CREATE INDEX search_by_time ON search (taken, photo_id);
  -- Photos whose row in \`search\` has to be made again.
  CREATE TABLE unindexed (
    photo_id INTEGER PRIMARY KEY REFERENCES photo (id) ON DELETE CASCADE
  ) STRICT;

  -- Usage and place as a person set them, so that another scan does not take them back.
  CREATE TABLE correction (
    photo_id INTEGER PRIMARY KEY REFERENCES photo (id) ON DELETE CASCADE,
    usage TEXT,
    city TEXT,
    country TEXT,
    region TEXT,
    country_code TEXT
  ) STRICT;

  -- Words for which a check was silenced in this archive.
  CREATE TABLE silence (
    name TEXT PRIMARY KEY,
    rule TEXT NOT NULL,
    word TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- What a person did, one row per action, in order; an undone one waits to be redone or forgotten.
  CREATE TABLE step (
    id INTEGER PRIMARY KEY,
    action TEXT NOT NULL,
    label TEXT NOT NULL,
    photo_id INTEGER,
    photos INTEGER NOT NULL,
    at TEXT NOT NULL,
    undone INTEGER NOT NULL
  ) STRICT;
  -- The columns that an action changed in one row, as JSON before and after; NULL where there was no row.
  CREATE TABLE change (
    step_id INTEGER NOT NULL REFERENCES step (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    row_table TEXT NOT NULL,
    row_key TEXT NOT NULL,
    before TEXT,
    after TEXT,
    PRIMARY KEY (step_id, number)
  ) STRICT, WITHOUT ROWID;

  -- Text in an open editor, kept at every key until it is taken or given up.
  CREATE TABLE draft (
    photo_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    text TEXT NOT NULL,
    cursor INTEGER NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (photo_id, field)
  ) STRICT, WITHOUT ROWID;

  -- 64 bits of how a picture looks, and the burst or series it belongs to (the id of its first photo).
  CREATE TABLE fingerprint (
    photo_id INTEGER PRIMARY KEY REFERENCES photo (id) ON DELETE CASCADE,
    high INTEGER NOT NULL,
    low INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE burst (
    photo_id INTEGER PRIMARY KEY REFERENCES photo (id) ON DELETE CASCADE,
    first_id INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX burst_by_first ON burst (first_id, photo_id);
`;
