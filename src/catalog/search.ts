/** The folded texts that the filter of the review looks through, one row per photo that has text. */
import { fold } from '../stock/fold.ts';
import type { Catalog } from './catalog.ts';

/** What a row of `search` is made from. */
type Source = {
  path: string;
  city: string | null;
  country: string | null;
  usage: string;
  taken_on: string | null;
  taken_at: string | null;
  description: string;
  short_title: string;
  caption: string | null;
  keywords: string;
};

const sources = `
  SELECT path, city, country, usage, taken_on, taken_at, description, short_title, caption, keywords
  FROM review JOIN photo ON photo.id = review.photo_id WHERE photo_id = ?`;

/** Brings what the filter knows about a photo up to date; a photo without text is forgotten. */
export function indexPhoto(catalog: Catalog, photoId: number): void {
  const source = catalog.get<Source>(sources, photoId);
  if (source === undefined) {
    catalog.run('DELETE FROM search WHERE photo_id = ?', photoId);
    return;
  }
  const slash = source.path.lastIndexOf('/');
  catalog.run(
    `INSERT OR REPLACE INTO search
       (photo_id, folder, name, city, country, usage, taken, title, keywords)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    photoId,
    fold(source.path.slice(0, Math.max(slash, 0))),
    fold(source.path.slice(slash + 1)),
    fold(source.city ?? ''),
    fold(source.country ?? ''),
    source.usage,
    source.taken_at ?? source.taken_on ?? '',
    foldedTitle(source),
    foldedKeywords(JSON.parse(source.keywords) as string[]),
  );
}

function foldedTitle({ description, short_title, caption }: Source): string {
  return [description, short_title, caption ?? ''].map(fold).join('\n');
}

/** Every keyword between two line breaks, so that a whole one can be looked for as well as a part. */
function foldedKeywords(keywords: readonly string[]): string {
  return keywords.length === 0 ? '' : `\n${keywords.map(fold).join('\n')}\n`;
}

/** Indexes the photos whose row is missing because a fact of theirs changed; returns how many there were. */
export function indexMissing(catalog: Catalog): number {
  const missing = catalog.all<{ photo_id: number }>(
    'SELECT photo_id FROM review WHERE photo_id NOT IN (SELECT photo_id FROM search)',
  );
  catalog.transaction(() => {
    for (const { photo_id } of missing) indexPhoto(catalog, photo_id);
  });
  return missing.length;
}
