/** The rules that the texts of an archive are checked by. */
import type { Catalog } from '../../catalog/catalog.ts';
import { writeInChunks } from '../../catalog/chunked.ts';
import { notesReader } from '../../catalog/folder-notes.ts';
import { listIgnoredWords } from '../../catalog/ignored-words.ts';
import { getMeta, setMeta } from '../../catalog/meta.ts';
import { listPlaces } from '../../catalog/neighbours.ts';
import { lastReviewed, markAllStale, markStale } from '../../catalog/review-counts.ts';
import type { FolderNotes, Place } from '../../photo.ts';
import { type CheckRules, ignoreKey, type Speller } from '../../rules/checks/check.ts';
import type { KeywordList } from '../../rules/keyword-list/keyword-list.ts';
import { termKey } from '../../rules/keywords/terms.ts';
import { placeNamesAsOf } from '../../rules/places/place-names.ts';
import { type Lexicon, lexicon } from '../../rules/texts/find-names.ts';
import { languagesAsOf } from '../../rules/texts/language.ts';
import type { Settings } from '../../settings.ts';
import { englishIfOpen } from './dictionary.ts';
import { spellingOf } from './spelling.ts';

/** The rules of an archive, gathered once; to be gathered again after a word was ignored. */
export type Checker = {
  readonly rules: CheckRules;
  /** Places of the archive by the term that their city is; most photos speak of none but their own. */
  readonly placesByTerm: Lexicon<readonly Place[]>;
  /** What the photographer says of a photo's folders. */
  readonly notesOf: (path: string) => FolderNotes;
  /** False while the dictionary is being read; what is counted until then is counted again. */
  readonly isWhole: boolean;
};

/**
 * Gathers the rules. Photos counted by other settings than these are marked to be counted again.
 * @param speller absent while spelling is not checked; `soon` while a dictionary is being read
 * @param list the user's own keywords, if they have a list
 */
export function openChecker(
  catalog: Catalog,
  settings: Settings,
  speller?: Speller | 'soon',
  list?: KeywordList,
): Checker {
  const rules = rulesOf(settings);
  const name = nameOfRules(catalog, settings, list);
  if (getMeta(catalog, rulesKey) !== name)
    catalog.transaction(() => {
      markAllStale(catalog);
      setMeta(catalog, rulesKey, name);
    });
  const places = new Map<string, Place[]>();
  for (const place of listPlaces(catalog)) {
    const term = termKey(place.city);
    places.set(term, [...(places.get(term) ?? []), place]);
  }
  const isWhole = speller !== 'soon';
  return {
    rules: {
      ...rules,
      list,
      ignored: ignoredKeys(catalog),
      ...(isWhole ? { speller, knowsEnglish: englishIfOpen()?.knows } : {}),
    },
    placesByTerm: lexicon([...places.values()].map((of) => [of[0]?.city ?? '', of])),
    notesOf: notesReader(catalog),
    isWhole,
  };
}

function rulesOf(settings: Settings) {
  return {
    keywordCount: settings['keywords.count'],
    requiredKeywords: settings['keywords.required'],
    bannedKeywords: settings['keywords.banned'],
    offensive: settings['checks.offensive'],
  };
}

/** The rules that the counts in the catalog were made by. */
const rulesKey = 'review.rules';

function nameOfRules(catalog: Catalog, settings: Settings, list?: KeywordList): string {
  const spelling = spellingOf(catalog);
  return JSON.stringify({
    ...rulesOf(settings),
    places: placeNamesAsOf,
    languages: languagesAsOf,
    ...(spelling === undefined ? {} : { spelling }),
    ...(list === undefined ? {} : { list: list.id }),
  });
}

/** Photos marked in one go. */
const markedAtOnce = 500;

/** Marks what `openChecker` would mark, in chunks between which keys are answered. */
export async function markForRules(
  catalog: Catalog,
  settings: Settings,
  list?: KeywordList,
): Promise<void> {
  const name = nameOfRules(catalog, settings, list);
  if (getMeta(catalog, rulesKey) === name) return;
  const last = lastReviewed(catalog);
  const starts = Array.from({ length: Math.ceil((last + 1) / markedAtOnce) }, (_, index) => index);
  await writeInChunks(catalog, starts, (index) => {
    markStale(catalog, index * markedAtOnce, (index + 1) * markedAtOnce);
  });
  setMeta(catalog, rulesKey, name);
}

/** The same rules with the words that are ignored now. */
export function withIgnoredWords(catalog: Catalog, checker: Checker): Checker {
  return { ...checker, rules: { ...checker.rules, ignored: ignoredKeys(catalog) } };
}

function ignoredKeys(catalog: Catalog): Set<string> {
  return new Set(listIgnoredWords(catalog).map(({ rule, word }) => ignoreKey(rule, word)));
}
