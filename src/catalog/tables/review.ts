/** The tables of the text of photos: what stands, what the filter looks through, what a person did. */

export const reviewTables = `
  -- The text of a photo as it stands now, and what the person decided about it. One row per photo that has text,
  -- from a model or by hand. edited lists the fields a person changed, separated by spaces.
  CREATE TABLE review (
    photo_id INTEGER PRIMARY KEY REFERENCES photo (id) ON DELETE CASCADE,
    suggestion_id INTEGER, source TEXT,
    -- The decision on the photo follows from those on its two parts.
    decision TEXT NOT NULL, title_decision TEXT NOT NULL, keywords_decision TEXT NOT NULL,
    description TEXT NOT NULL, short_title TEXT NOT NULL, caption TEXT, keywords TEXT NOT NULL,
    model_usage TEXT, usage_reason TEXT,
    unsure TEXT NOT NULL, kept TEXT NOT NULL, edited TEXT NOT NULL,
    -- The step that changed the row last, 0 for none; undoing brings the former number back.
    version INTEGER NOT NULL,
    -- The contents of the sidecar and of the photo, as far as we wrote them (contentNumber).
    sidecar_version INTEGER, embedded_version INTEGER,
    -- Where the photo stood when a person began to write its text without waiting for an answer.
    came_from TEXT,
    changed_at TEXT NOT NULL,
    problems INTEGER NOT NULL, open_names INTEGER NOT NULL,
    -- Hints that only a person may settle, open names among them, and the codes of these and of the problems, each
    -- once, separated by spaces: what keeps the photo from being accepted unseen.
    doubts INTEGER NOT NULL DEFAULT 0, left_for TEXT NOT NULL DEFAULT '',
    -- 1 when the counts above were made from an older text, place or set of rules.
    stale INTEGER NOT NULL,
    -- Words that the dictionary does not know, as of the last count; 0 while spelling is not checked.
    misspelled INTEGER NOT NULL DEFAULT 0,
    -- The keywords that are not in the user's own list, as of the last count, folded, one a line.
    unlisted TEXT NOT NULL DEFAULT '',
    -- The keywords that a person took out, as JSON, so that they are not put back.
    dropped TEXT NOT NULL DEFAULT '[]',
    -- The keywords that stood in the photo and its sidecar when the list was made, in it or not, as JSON.
    existing_keywords TEXT NOT NULL DEFAULT '[]',
    -- The description that the short title was last meant for, where a person has changed the description since and
    -- not the short title; NULL while they belong together.
    short_title_for TEXT,
    -- What was asked beside title and keywords, by field, as JSON.
    further TEXT NOT NULL DEFAULT '{}'
  ) STRICT;
  CREATE INDEX review_by_state ON review
    (decision, problems, open_names, doubts, title_decision, keywords_decision, edited, version, photo_id);
  CREATE INDEX review_unsure ON review (decision, photo_id) WHERE open_names > 0;
  CREATE INDEX review_doubtful ON review (photo_id) WHERE doubts > 0;
  CREATE INDEX review_stale ON review (photo_id) WHERE stale = 1;
  CREATE INDEX review_unlisted ON review (photo_id) WHERE unlisted <> '';
  CREATE INDEX review_misspelled ON review (photo_id) WHERE misspelled > 0;

  -- What the filter looks through: folded texts (no capitals, no accents), keywords between unit separators. Of a photo
  -- without a text of ours, what its file says.
  CREATE TABLE search (
    photo_id INTEGER PRIMARY KEY REFERENCES photo (id) ON DELETE CASCADE,
    folder TEXT NOT NULL, name TEXT NOT NULL,
    city TEXT NOT NULL, country TEXT NOT NULL, usage TEXT NOT NULL, taken TEXT NOT NULL,
    -- The first letters of the description, for sorting and for finding equal ones.
    beginning TEXT NOT NULL,
    title TEXT NOT NULL,
    keywords TEXT NOT NULL,
    -- Stars, and what the photo is marked with, as its file or its sidecar says.
    rating INTEGER NOT NULL, label TEXT NOT NULL, pick TEXT NOT NULL
  ) STRICT;
  CREATE INDEX search_by_title ON search (beginning, photo_id);
  CREATE INDEX search_by_time ON search (taken, photo_id);
  -- Photos whose row in search has to be made again.
  CREATE TABLE unindexed (
    photo_id INTEGER PRIMARY KEY REFERENCES photo (id) ON DELETE CASCADE
  ) STRICT;

  -- The inverted index of search, by segments of photos (terms.ts): which terms a field has there, and which photos
  -- have each, in chunks. Derived like search itself; what it lacks is looked for in search.
  CREATE TABLE term_segment (
    segment INTEGER NOT NULL, field TEXT NOT NULL,
    terms BLOB NOT NULL,
    PRIMARY KEY (segment, field)
  ) STRICT;
  CREATE TABLE term_photos (
    segment INTEGER NOT NULL, field TEXT NOT NULL, chunk INTEGER NOT NULL,
    photos BLOB NOT NULL,
    PRIMARY KEY (segment, field, chunk)
  ) STRICT;
  -- Photos whose row in search is not, or no longer, in the index; taken = 1 while they are being taken in.
  CREATE TABLE outside_terms (photo_id INTEGER PRIMARY KEY, taken INTEGER NOT NULL) STRICT;

  -- The ids of all photos by path as numbers of 32 bits, until a path changes: a million of them are read at once.
  CREATE TABLE known_order (name TEXT PRIMARY KEY, photos BLOB NOT NULL) STRICT;

  -- Photos whose keywords in the file or its sidecar may be others than when their list was made.
  CREATE TABLE existing_changed (
    photo_id INTEGER PRIMARY KEY REFERENCES photo (id) ON DELETE CASCADE
  ) STRICT;

  -- Usage, place and date as a person set them, so that another scan does not take them back.
  CREATE TABLE correction (
    photo_id INTEGER PRIMARY KEY REFERENCES photo (id) ON DELETE CASCADE,
    usage TEXT,
    -- place_source: 'person', or 'kept' where the place that was found was said to be right.
    city TEXT, country TEXT, region TEXT, country_code TEXT, place_source TEXT,
    taken_on TEXT, taken_at TEXT,
    -- The file's own, to be given back; of use only where the two above are set.
    file_taken_on TEXT, file_taken_at TEXT
  ) STRICT;

  -- What a person has said of a photo at one outlet: a text of its own there as JSON, for which accepted text that was
  -- written, and whether the photo goes there (choice: send, keep, or NULL). The name is the two keys, for the steps.
  CREATE TABLE at_outlet (
    name TEXT PRIMARY KEY,
    photo_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    outlet TEXT NOT NULL,
    text TEXT, written_for TEXT,
    choice TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX at_outlet_by_photo ON at_outlet (photo_id, outlet);

  -- Releases that are attached to photos, by kind (model, property), and those that a person has taken off again (is_off). The
  -- name is all three, for the steps.
  CREATE TABLE release (
    name TEXT PRIMARY KEY,
    photo_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    release TEXT NOT NULL,
    is_off INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX release_by_photo ON release (photo_id, kind);

  -- Photos of which a file names releases and has changed since they were taken from it.
  CREATE TABLE names_releases (
    photo_id INTEGER PRIMARY KEY REFERENCES photo (id) ON DELETE CASCADE
  ) STRICT;

  -- Words for which a check is ignored in this archive.
  CREATE TABLE ignored_word (
    name TEXT PRIMARY KEY,
    rule TEXT NOT NULL, word TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- What a person did, one row per action, in order; an undone one waits to be redone or forgotten.
  CREATE TABLE step (
    id INTEGER PRIMARY KEY,
    action TEXT NOT NULL, label TEXT NOT NULL,
    photo_id INTEGER,
    photos INTEGER NOT NULL,
    at TEXT NOT NULL,
    undone INTEGER NOT NULL
  ) STRICT;
  -- The columns that an action changed in one row, as JSON before and after; NULL where there was no row.
  CREATE TABLE change (
    step_id INTEGER NOT NULL REFERENCES step (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    row_table TEXT NOT NULL, row_key TEXT NOT NULL,
    before TEXT, after TEXT,
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
    high INTEGER NOT NULL, low INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE burst (
    photo_id INTEGER PRIMARY KEY REFERENCES photo (id) ON DELETE CASCADE,
    first_id INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX burst_by_first ON burst (first_id, photo_id);
`;
