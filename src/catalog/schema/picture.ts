/**
 * Version 2: photos are known by their picture, so that several may have been at one path; calls without a reply,
 * batches that are cancelled to be sent again, and words that the dictionary does not know.
 */
import { photoIndexes, photoTable, photoTriggers } from './photo.ts';

export const picture = `
  ${photoTable('photo_by_picture', 'TEXT NOT NULL')}
  INSERT INTO photo_by_picture SELECT * FROM photo;
  -- Takes its indexes and triggers with it; what refers to its rows refers to the new one's.
  DROP TABLE photo;
  ALTER TABLE photo_by_picture RENAME TO photo;
  ${photoIndexes}
  ${photoTriggers}
  CREATE UNIQUE INDEX photo_at_path ON photo (path) WHERE missing = 0;
  CREATE INDEX photo_by_place ON photo (city, country, country_code) WHERE missing = 0;
  -- For counting alone: without the paths it is a fifth as large.
  CREATE INDEX photo_counted ON photo (standing) WHERE missing = 0;

  -- 1 when it is being cancelled so that its photos can be sent again at once.
  ALTER TABLE batch ADD COLUMN resend INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX request_live ON request (id) WHERE state = 'asking' AND batch_id IS NULL;
  DROP INDEX attempt_open;
  CREATE INDEX attempt_by_file ON attempt (request_id) WHERE way = 'file';
  CREATE INDEX attempt_open ON attempt (request_id) WHERE outcome IS NULL;
  CREATE INDEX attempt_lost ON attempt (request_id) WHERE outcome = 'lost';

  CREATE INDEX sidecar_by_base ON sidecar (base_hash);
  CREATE INDEX sidecar_in_conflict ON sidecar (photo_id) WHERE conflicts <> '[]';

  -- Words that the dictionary does not know, as of the last count; 0 while spelling is not checked.
  ALTER TABLE review ADD COLUMN misspelled INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX review_misspelled ON review (photo_id) WHERE misspelled > 0;
`;
