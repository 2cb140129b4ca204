/** What a comparison of models takes out of an archive, and what it puts into a catalog of its own. */
import type { ExistingText } from '../photo.ts';
import type { Catalog } from './catalog.ts';
import { inReach } from './choice.ts';
import { getPhotoRow, type PhotoRow } from './photos.ts';
import { these } from './sql.ts';
import { stored } from './stored.ts';

/** An accepted photo. */
export type AcceptedPhoto = {
  readonly id: number;
  readonly path: string;
  readonly identity: string | null;
  readonly usage: string;
  readonly country: string | null;
  readonly city: string | null;
};

/** The photos in reach of which title and keywords are accepted. */
export function acceptedPhotos(catalog: Catalog): AcceptedPhoto[] {
  return catalog.all<AcceptedPhoto>`
    SELECT photo.id, path, identity, usage, country, city FROM review JOIN photo ON photo.id = photo_id
    WHERE title_decision = 'accepted' AND keywords_decision = 'accepted' AND ${inReach} ORDER BY path`;
}

/**
 * A photo as a model that has never seen it is asked about it: with the text that it had when it was first asked about.
 * What is in the file by now may be the very text that was accepted.
 */
export function rowToCompare(catalog: Catalog, photoId: number): PhotoRow | undefined {
  const row = getPhotoRow(catalog, photoId);
  if (row === undefined) return undefined;
  const { people } = stored<ExistingText>('photo.existing', row.existing, row);
  const asked = catalog.get<{ facts: string }>`
    SELECT facts FROM review JOIN suggestion ON suggestion.id = suggestion_id JOIN request ON request.id = request_id
    WHERE review.photo_id = ${photoId}`;
  const existing =
    asked === undefined
      ? { keywords: [] }
      : stored<{ existing: ExistingText }>('request.facts', asked.facts, { photoId }).existing;
  return { ...row, existing: JSON.stringify({ ...existing, people }) };
}

/** The photo of a comparison with the picture of one of the archive. */
export function comparedPhoto(
  side: Catalog,
  { identity, path }: Pick<PhotoRow, 'identity' | 'path'>,
): PhotoRow | undefined {
  return side.get<PhotoRow>`
    SELECT * FROM photo WHERE identity = ${identity} OR (${identity} IS NULL AND path = ${path})`;
}

/** Where a photo stands is the comparison's own business. */
const ownColumns = { status: 'prepare', missing: 0, excluded: 0, copy_of: null };

/**
 * Puts a photo among those to be asked about. One that has been answered or is being asked stays, so that nothing is
 * paid twice; one that was asked in vain, or is another by now, is asked anew.
 * @returns its id there
 */
export function putCompared(side: Catalog, row: PhotoRow): number {
  return side.transaction(() => {
    const { id: _, ...columns } = { ...row, ...ownColumns };
    const known = comparedPhoto(side, row);
    if (known !== undefined && (isAsked(side, known.id) || isWaiting(side, known, columns)))
      return known.id;
    if (known !== undefined) side.run`DELETE FROM photo WHERE id = ${known.id}`;
    return side.insert('photo', columns).id;
  });
}

function isAsked(side: Catalog, photoId: number): boolean {
  return side.has`
    SELECT 1 FROM request WHERE photo_id = ${photoId} AND state IN ('released', 'asking', 'answered')`;
}

function isWaiting(side: Catalog, known: PhotoRow, columns: Omit<PhotoRow, 'id'>): boolean {
  const now = { ...known, ...ownColumns };
  const names = Object.keys(columns) as (keyof typeof columns)[];
  return (
    names.every((name) => now[name] === columns[name]) &&
    !side.has`SELECT 1 FROM issue WHERE photo_id = ${known.id}`
  );
}

/** Has the photos of a comparison go by the same notes as those of the archive. */
export function copyNotes(from: Catalog, side: Catalog): void {
  const rows = from.all<{ folder: string; content: string }>`
    SELECT folder, content FROM folder_notes`;
  side.transaction(() => {
    side.run`DELETE FROM folder_notes`;
    for (const row of rows) side.insert('folder_notes', row);
  });
}

/** Dollars that asking about these photos has cost; undefined where no price is known or nothing was asked. */
export function dollarsAsked(catalog: Catalog, photoIds: readonly number[]): number | undefined {
  const { dollars } = catalog.one<{ dollars: number | null }>`
    SELECT sum(attempt.dollars) AS dollars FROM attempt JOIN request ON request.id = attempt.request_id
    WHERE request.photo_id IN ${these(photoIds)} AND outcome <> 'lost'`;
  return dollars ?? undefined;
}

/** The same for the answers alone that the texts of these photos were taken from. */
export function dollarsOfAnswers(
  catalog: Catalog,
  photoIds: readonly number[],
): number | undefined {
  const { dollars } = catalog.one<{ dollars: number | null }>`
    SELECT sum(attempt.dollars) AS dollars
    FROM review JOIN suggestion ON suggestion.id = suggestion_id JOIN attempt USING (request_id)
    WHERE review.photo_id IN ${these(photoIds)} AND outcome <> 'lost'`;
  return dollars ?? undefined;
}
