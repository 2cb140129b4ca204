/** The tables of a catalog. */
import { askingTables } from './tables/asking.ts';
import { photoTables } from './tables/photo.ts';
import { reviewTables } from './tables/review.ts';
import { writingTables } from './tables/writing.ts';
import { triggers } from './triggers.ts';

/** Counted up whenever the tables change; a catalog of another version is not opened. */
export const schemaVersion = 19;

/** The photos that stages act on (choice.ts), for one connection. */
export const choiceTable = 'CREATE TEMP TABLE choice (photo_id INTEGER PRIMARY KEY)';

export const schema = [photoTables, askingTables, reviewTables, writingTables, triggers].join('\n');
