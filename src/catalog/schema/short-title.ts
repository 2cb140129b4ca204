/**
 * Version 6: the description that a short title was last meant for, where a person has changed the description since and
 * not the short title; NULL while they belong together.
 */
export const shortTitle = `
  ALTER TABLE review ADD COLUMN short_title_for TEXT;
`;
