/** The tables of a catalog. */
import { triggers } from './triggers.ts';

/** Counted up whenever the tables change; a catalog of another version is not opened. */
export const schemaVersion = 9;

/** Of the column `path`: the name behind the last folder. `photo_by_name` is an index of it. */
export const nameColumn = "substr(path, length(folder) + 1 + (folder <> ''))";

/** The photos that stages act on (choice.ts), for one connection. */
export const choiceTable = 'CREATE TEMP TABLE choice (photo_id INTEGER PRIMARY KEY)';

export const schema = `
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
    copy_of INTEGER
  ) STRICT;
  CREATE INDEX photo_by_status ON photo (status, path, excluded) WHERE missing = 0;
  CREATE INDEX photo_by_folder ON photo (folder, path);
  CREATE INDEX photo_by_identity ON photo (identity);
  CREATE INDEX photo_by_path ON photo (path, id, excluded) WHERE missing = 0;
  CREATE INDEX photo_by_name ON photo (${nameColumn}, path) WHERE missing = 0;
  CREATE INDEX photo_missing ON photo (id) WHERE missing = 1;
  CREATE INDEX photo_copy ON photo (copy_of) WHERE copy_of IS NOT NULL;
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

  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

  -- One consent of the user to send requests.
  CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    started_at TEXT NOT NULL,
    requests INTEGER NOT NULL, dollars REAL, budget REAL NOT NULL
  ) STRICT;

  -- What a photo is asked with. At most one request of a photo is ready, released or asking.
  CREATE TABLE request (
    id INTEGER PRIMARY KEY,
    photo_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    custom_id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    -- The settings it was prepared with, as a fingerprint; other settings need a new request.
    settings_fingerprint TEXT NOT NULL,
    model TEXT NOT NULL,
    facts TEXT NOT NULL,
    width INTEGER NOT NULL, height INTEGER NOT NULL, preview_bytes INTEGER NOT NULL,
    text_tokens INTEGER NOT NULL, image_tokens INTEGER NOT NULL, answer_tokens INTEGER NOT NULL,
    -- 1 when the photo has text and is asked again.
    redo INTEGER NOT NULL,
    -- Batches it came back from without an answer, through no fault of its own.
    failures INTEGER NOT NULL DEFAULT 0,
    -- What was changed after a failure, each at most once.
    larger_limit INTEGER NOT NULL DEFAULT 0, neutral_wording INTEGER NOT NULL DEFAULT 0,
    simpler_picture INTEGER NOT NULL DEFAULT 0, retry_once INTEGER NOT NULL DEFAULT 0,
    run_id INTEGER REFERENCES run (id), batch_id INTEGER REFERENCES batch (id)
  ) STRICT;
  CREATE INDEX request_by_photo ON request (photo_id, state);
  CREATE INDEX request_by_state ON request (state);
  CREATE INDEX request_redone ON request (state) WHERE redo = 1;
  CREATE INDEX request_live ON request (id) WHERE state = 'asking' AND batch_id IS NULL;
  CREATE INDEX request_by_batch ON request (batch_id) WHERE batch_id IS NOT NULL;

  -- A batch file of ours and the batch at the service that it became.
  CREATE TABLE batch (
    id INTEGER PRIMARY KEY,
    run_id INTEGER REFERENCES run (id),
    -- Our name for it: the file's name and what its metadata carry at the service.
    tag TEXT NOT NULL UNIQUE,
    way TEXT NOT NULL, state TEXT NOT NULL, model TEXT NOT NULL,
    requests INTEGER NOT NULL, bytes INTEGER NOT NULL, input_tokens INTEGER NOT NULL,
    dollars REAL,
    tries INTEGER NOT NULL DEFAULT 0, not_before TEXT,
    input_file TEXT, remote_id TEXT UNIQUE,
    status TEXT,
    output_file TEXT, error_file TEXT,
    completed INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0, failure TEXT,
    written_at TEXT NOT NULL, sent_at TEXT, accepted_at TEXT,
    ended_at TEXT, expires_at TEXT, polled_at TEXT,
    inputs_deleted INTEGER NOT NULL DEFAULT 0,
    -- 1 when it is being cancelled so that its photos can be sent again at once.
    resend INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX batch_by_state ON batch (state);

  -- Reduced copies on a server, there before they are sent and gone when they are removed. They outlive their request.
  CREATE TABLE hosted_copy (
    -- Its name there, random, so that nobody guesses it.
    name TEXT PRIMARY KEY,
    request_id INTEGER NOT NULL,
    -- Where it is, in words, and the SHA-256 of its bytes.
    remote TEXT NOT NULL, hash TEXT NOT NULL,
    -- sending, there, or unneeded.
    state TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX hosted_copy_by_request ON hosted_copy (request_id);

  -- Every time a request was asked and what came of it: the ledger. A live one without outcome is under way.
  CREATE TABLE attempt (
    id INTEGER PRIMARY KEY,
    request_id INTEGER NOT NULL REFERENCES request (id) ON DELETE CASCADE,
    batch_id INTEGER REFERENCES batch (id),
    way TEXT NOT NULL, model TEXT NOT NULL, at TEXT NOT NULL,
    outcome TEXT, code TEXT, message TEXT,
    input INTEGER NOT NULL DEFAULT 0, cached INTEGER NOT NULL DEFAULT 0,
    output INTEGER NOT NULL DEFAULT 0, reasoning INTEGER NOT NULL DEFAULT 0,
    estimated REAL, dollars REAL
  ) STRICT;
  CREATE UNIQUE INDEX attempt_once ON attempt (request_id, batch_id) WHERE batch_id IS NOT NULL;
  CREATE INDEX attempt_by_file ON attempt (request_id) WHERE way = 'file';
  CREATE INDEX attempt_open ON attempt (request_id) WHERE outcome IS NULL;
  CREATE INDEX attempt_lost ON attempt (request_id) WHERE outcome = 'lost';

  -- Checked answers, newest last; older ones are kept.
  CREATE TABLE suggestion (
    id INTEGER PRIMARY KEY,
    photo_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    request_id INTEGER REFERENCES request (id) ON DELETE SET NULL,
    at TEXT NOT NULL, source TEXT NOT NULL, model TEXT NOT NULL,
    hint TEXT,
    suggestion TEXT NOT NULL,
    -- What the model said, so that the checks can be run again.
    answer TEXT NOT NULL
  ) STRICT;
  CREATE INDEX suggestion_by_photo ON suggestion (photo_id, id);

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
    -- The keywords that a person took out, as JSON, so that they are not put back.
    dropped TEXT NOT NULL DEFAULT '[]',
    -- The keywords that stood in the photo and its sidecar when the list was made, in it or not, as JSON.
    existing_keywords TEXT NOT NULL DEFAULT '[]',
    -- The description that the short title was last meant for, where a person has changed the description since and
    -- not the short title; NULL while they belong together.
    short_title_for TEXT
  ) STRICT;
  CREATE INDEX review_by_state ON review
    (decision, problems, open_names, doubts, title_decision, keywords_decision, edited, version, photo_id);
  CREATE INDEX review_unsure ON review (decision, photo_id) WHERE open_names > 0;
  CREATE INDEX review_doubtful ON review (photo_id) WHERE doubts > 0;
  CREATE INDEX review_stale ON review (photo_id) WHERE stale = 1;
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

  -- Runs of writing sidecars or embedding (stage), so that one can be undone as a whole.
  CREATE TABLE write_run (id INTEGER PRIMARY KEY, at TEXT NOT NULL, stage TEXT NOT NULL) STRICT;
  -- The journal of sidecars: one row per file written or removed, there before it is touched; states as below.
  CREATE TABLE sidecar_writing (
    id INTEGER PRIMARY KEY,
    run_id INTEGER NOT NULL REFERENCES write_run (id),
    photo_id INTEGER NOT NULL REFERENCES photo (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    name TEXT NOT NULL,
    -- The bytes that were there, deflated, and their hash; NULL where there was no file.
    before BLOB, before_hash TEXT,
    after_hash TEXT,
    text_version INTEGER,
    -- The row of sidecar before and after, as JSON.
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
    -- Why the outlet refused it.
    reason TEXT,
    at TEXT NOT NULL,
    PRIMARY KEY (photo_id, outlet)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX delivery_name ON delivery (outlet, name COLLATE NOCASE);
  CREATE INDEX delivery_by_state ON delivery (outlet, state);
${triggers}`;
