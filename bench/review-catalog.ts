/** A catalog with as many photos under review as wanted, each with an English title and 50 keywords, without any files. */
import { type Catalog, openCatalog } from '../src/catalog/catalog.ts';
import { indexChanged } from '../src/catalog/search.ts';
import { insertSuggestion } from '../src/catalog/suggestions.ts';
import { takeSuggestion } from '../src/catalog/take-suggestion.ts';
import type { Suggestion } from '../src/photo.ts';
import { type Draw, descriptionOf, keywordsOf, shortTitleOf, townNumber } from './archive-words.ts';

/** Numbers that look random and are the same every time (Numerical Recipes, linear congruential generator). */
function* numbers(): Generator<number, never> {
  for (let state = 1; ; state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) yield state;
}

/** Fills the catalog in `folder` with photos in 50 countries and 900 cities, one in ten with an undecided name. */
export function fillCatalog(folder: string, photos: number): Catalog {
  const catalog = openCatalog(folder);
  const random = numbers();
  const below: Draw = (most) => Math.floor((random.next().value / 2 ** 32) * most);
  for (let first = 0; first < photos; first += 1000)
    catalog.transaction(() => {
      for (let index = first; index < Math.min(photos, first + 1000); index++)
        addPhoto(catalog, index, below);
    });
  // As scanning leaves it; else the first look at the list would do it.
  indexChanged(catalog);
  catalog.run(
    'UPDATE review SET problems = (photo_id % 7 = 0), open_names = (photo_id % 10 = 1), doubts = (photo_id % 10 = 1), stale = 0',
  );
  return catalog;
}

function addPhoto(catalog: Catalog, index: number, draw: Draw): void {
  const { city, country } = townNumber(index);
  const suggestion: Suggestion = {
    description: descriptionOf(draw),
    shortTitle: shortTitleOf(draw),
    keywords: keywordsOf(50, [city, country], draw),
    usage: 'editorial',
    usageReason: 'People can be recognised.',
    unsure: index % 10 === 0 ? [`${city} Hall`] : [],
    repairs: [],
  };
  const folder = `${country}/${city}/editorial`;
  const takenAt = new Date(1_500_000_000_000 + index * 7000).toISOString().slice(0, 19);
  const { id } = catalog.run(
    `INSERT INTO photo (path, folder, bytes, mtime, width, height, orientation, city, country, place_source, usage,
       usage_given, taken_on, taken_at, existing, status, scan)
     VALUES (?, ?, 6500000, '1', 6000, 4000, 1, ?, ?, 'folder', 'editorial', 1, ?, ?, '{"keywords":[]}', 'collect', 1)`,
    `${folder}/IMG_${String(index).padStart(6, '0')}.jpg`,
    folder,
    city,
    country,
    takenAt.slice(0, 10),
    takenAt,
  );
  const suggestionId = insertSuggestion(catalog, {
    photoId: id,
    requestId: undefined,
    at: new Date(0),
    source: 'batch',
    model: 'bench',
    hint: undefined,
    suggestion,
    answer: '{}',
  });
  takeSuggestion(catalog, id, suggestionId, suggestion, 'batch');
}
