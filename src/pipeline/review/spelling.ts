/** Whether the spelling of an archive's texts is checked, and by which English. */
import type { Catalog } from '../../catalog/catalog.ts';
import { allNotes } from '../../catalog/folder-notes.ts';
import { getMeta, setMeta } from '../../catalog/meta.ts';
import { listPlaces } from '../../catalog/neighbours.ts';
import type { Speller } from '../../rules/checks/check.ts';
import { wordsOf } from '../../rules/checks/spelling.ts';
import { fold } from '../../rules/texts/fold.ts';
import type { Settings } from '../../settings.ts';
import { openDictionary, type Spelling, spellings } from './dictionary.ts';

/** Undefined while spelling is not checked, as at first. */
export function spellingOf(catalog: Catalog): Spelling | undefined {
  const stored = getMeta<string | null>(catalog, 'review.spelling');
  return spellings.find((spelling) => spelling === stored);
}

/** Remembered for the archive; the checker has to be opened again. */
export function setSpelling(catalog: Catalog, spelling: Spelling | undefined): void {
  setMeta(catalog, 'review.spelling', spelling ?? null);
}

/**
 * The speller of an archive: a dictionary, and the names that it cannot know: places and required words.
 * @param uses how often a word is among the archive's keywords; of several suggestions the most used one is best
 * @throws StopError when the dictionary cannot be read
 */
export async function openSpeller(
  catalog: Catalog,
  settings: Settings,
  uses: (word: string) => number = () => 0,
): Promise<Speller | undefined> {
  const spelling = spellingOf(catalog);
  if (spelling === undefined) return undefined;
  const dictionary = await openDictionary(spelling);
  const { keywords, people } = allNotes(catalog);
  const names = new Set(
    [
      ...listPlaces(catalog).flatMap(({ city, country }) => [city, country]),
      ...settings['keywords.required'],
      ...keywords,
      ...people,
    ]
      .flatMap(wordsOf)
      .map(fold),
  );
  return {
    knows: dictionary.knows,
    isName: (folded) => names.has(folded),
    suggest: (word) => [...dictionary.suggest(word)].sort((a, b) => uses(b) - uses(a)),
  };
}
