/** The folded texts that the filter looks through, one row per photo: those of its text, or before there is one, of its file. */
import { type ExistingText, fileName, folderOf } from '../photo.ts';
import { starsOf } from '../rules/marks.ts';
import { fold } from '../rules/texts/fold.ts';
import type { Catalog } from './catalog.ts';
import { stored, storedOr } from './stored.ts';

/** What a row of `search` is made from. */
type Source = {
  path: string;
  city: string | null;
  country: string | null;
  usage: string;
  taken_on: string | null;
  taken_at: string | null;
  existing: string;
  sidecar: string | null;
  description: string | null;
  short_title: string | null;
  caption: string | null;
  keywords: string | null;
};

/** Letters that are enough to distinguish a description from most others. */
const beginningLength = 40;

/** Brings what the filter knows about a photo up to date. */
export function indexPhoto(catalog: Catalog, photoId: number): void {
  const row = searchRow(catalog, photoId);
  if (row === undefined) catalog.run`DELETE FROM search WHERE photo_id = ${photoId}`;
  else catalog.insert('search', row, 'update');
}

function searchRow(catalog: Catalog, photoId: number) {
  const source = catalog.get<Source>`
    SELECT path, city, country, usage, taken_on, taken_at, existing, sidecar.content AS sidecar,
      description, short_title, caption, keywords
    FROM photo LEFT JOIN review ON review.photo_id = photo.id LEFT JOIN sidecar ON sidecar.photo_id = photo.id
    WHERE photo.id = ${photoId}`;
  if (source === undefined) return undefined;
  const existing = stored<ExistingText>('photo.existing', source.existing, source);
  const { title, keywords } = source.keywords === null ? textInFile(existing) : textOf(source);
  return {
    photo_id: photoId,
    folder: fold(folderOf(source.path)),
    name: fold(fileName(source.path)),
    city: fold(source.city ?? ''),
    country: fold(source.country ?? ''),
    usage: source.usage,
    taken: source.taken_at ?? source.taken_on ?? '',
    beginning: fold(source.description ?? '').slice(0, beginningLength),
    title: title.map((text) => fold(text ?? '')).join('\n'),
    keywords: foldedKeywords(keywords),
    ...marksOf(existing, source),
  };
}

type SearchedText = {
  readonly title: readonly (string | null | undefined)[];
  readonly keywords: readonly string[];
};

function textOf(source: Source): SearchedText {
  const { description, short_title, caption, keywords } = source;
  return {
    title: [description, short_title, caption],
    keywords: storedOr('review.keywords', keywords, source) ?? [],
  };
}

function textInFile({ headline, shortTitle, caption, keywords }: ExistingText): SearchedText {
  return { title: [headline, shortTitle, caption], keywords };
}

/** What the sidecar says goes before the file, in which most programs do not write. Unmarked photos have 0 stars. */
function marksOf(existing: ExistingText, source: Source) {
  const beside: Partial<ExistingText> = storedOr('sidecar.content', source.sidecar, source) ?? {};
  const label = [beside.label ?? existing.label ?? '', beside.colour ?? existing.colour ?? ''];
  return {
    rating: starsOf(beside.rating) ?? starsOf(existing.rating) ?? 0,
    label: label.map(fold).join('\n').trim(),
    pick: beside.pick ?? existing.pick ?? '',
  };
}

/** Stands around every keyword, so that a whole one can be looked for; folding leaves it alone. */
export const separator = '\u001f';

function foldedKeywords(keywords: readonly string[]): string {
  return keywords.length === 0 ? '' : fold(separator + keywords.join(separator) + separator);
}

/** Indexes the photos of which a fact has changed; to be called before the filter looks. */
export function indexChanged(catalog: Catalog): void {
  const changed = catalog.ids`SELECT photo_id AS id FROM unindexed`;
  if (changed.length === 0) return;
  if (catalog.isReadOnly) {
    indexAside(catalog, changed);
    return;
  }
  catalog.transaction(() => {
    for (const photoId of changed) indexPhoto(catalog, photoId);
    catalog.run`DELETE FROM unindexed`;
  });
}

/** The same where nothing may be written: the new rows are a table of this connection, and `search` is a view with them. */
function indexAside(catalog: Catalog, changed: readonly number[]): void {
  catalog.run`CREATE TEMP TABLE IF NOT EXISTS changed AS SELECT * FROM main.search WHERE FALSE`;
  catalog.run`
    CREATE TEMP VIEW IF NOT EXISTS search AS SELECT * FROM changed UNION ALL
    SELECT * FROM main.search WHERE photo_id NOT IN (SELECT photo_id FROM changed)`;
  catalog.run`DELETE FROM changed`;
  for (const photoId of changed) {
    const row = searchRow(catalog, photoId);
    if (row !== undefined) catalog.insert('changed', row);
  }
}
