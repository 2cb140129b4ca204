/** The folded texts that the filter of the review looks through, one row per photo that has text. */
import { fileName } from '../photo.ts';
import { fold } from '../rules/texts/fold.ts';
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

/** Letters that are enough to distinguish a description from most others. */
const beginningLength = 40;

/** Brings what the filter knows about a photo up to date; a photo without text is forgotten. */
export function indexPhoto(catalog: Catalog, photoId: number): void {
  const source = catalog.get<Source>(sources, photoId);
  if (source === undefined) {
    catalog.run('DELETE FROM search WHERE photo_id = ?', photoId);
    return;
  }
  const slash = source.path.lastIndexOf('/');
  const row = {
    photo_id: photoId,
    folder: fold(source.path.slice(0, Math.max(slash, 0))),
    name: fold(fileName(source.path)),
    city: fold(source.city ?? ''),
    country: fold(source.country ?? ''),
    usage: source.usage,
    taken: source.taken_at ?? source.taken_on ?? '',
    beginning: fold(source.description).slice(0, beginningLength),
    title: foldedTitle(source),
    keywords: foldedKeywords(JSON.parse(source.keywords) as string[]),
  };
  catalog.insert('search', row, 'update');
}

function foldedTitle({ description, short_title, caption }: Source): string {
  return [description, short_title, caption ?? ''].map(fold).join('\n');
}

/** Stands around every keyword, so that a whole one can be looked for; folding leaves it alone. */
export const separator = '\u001f';

function foldedKeywords(keywords: readonly string[]): string {
  return keywords.length === 0 ? '' : fold(separator + keywords.join(separator) + separator);
}

/** Indexes the photos of which a fact has changed; to be called before the filter looks. */
export function indexChanged(catalog: Catalog): void {
  const changed = catalog.all<{ photo_id: number }>('SELECT photo_id FROM unindexed');
  if (changed.length === 0) return;
  catalog.transaction(() => {
    for (const { photo_id } of changed) indexPhoto(catalog, photo_id);
    catalog.run('DELETE FROM unindexed');
  });
}
