/** Version 4: the keywords that a person took out of the text of a photo, as JSON, so that they are not put back. */
export const dropped = `
  ALTER TABLE review ADD COLUMN dropped TEXT NOT NULL DEFAULT '[]';
`;
