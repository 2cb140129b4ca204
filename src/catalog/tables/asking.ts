/** The tables of asking the model: consents, requests, batches, the ledger, answers. */

export const askingTables = `
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

  -- Previews on a server, there before they are sent and gone when they are removed. They outlive their request.
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
`;
