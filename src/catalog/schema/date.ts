/** Version 3: the day a photo was taken as a person set it, and what its file says instead. */
export const date = `
  ALTER TABLE correction ADD COLUMN taken_on TEXT;
  ALTER TABLE correction ADD COLUMN taken_at TEXT;
  -- The file's own, to be given back; of use only where the two above are set.
  ALTER TABLE correction ADD COLUMN file_taken_on TEXT;
  ALTER TABLE correction ADD COLUMN file_taken_at TEXT;
`;
