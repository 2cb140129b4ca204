/** Words that the dictionary does not know. Names are not its business: words with capitals, places, and what the person has kept. */
import { wordsIn } from '../keywords/terms.ts';
import { fold, withoutDiacritics } from '../texts/fold.ts';
import { type Check, type CheckFunction, changed, type Fix, type Speller } from './check.ts';

/** Shorter ones are abbreviations more often than mistakes. */
const shortest = 3;
/** Looking for a likely word takes long. A text with more unknown ones is in another language, or is about names. */
const mostSuggested = 8;

export const spelling: CheckFunction = ({ text, facts, rules: { speller } }) => {
  if (speller === undefined) return [];
  const { place, unsure = [] } = facts;
  const given = [place?.city, place?.region, place?.country, ...unsure, ...text.keptNames];
  const told = new Set(wordsOf(given.join(' ')).map(fold));
  const unknownIn = (words: readonly string[]) =>
    words.filter((word) => {
      const key = fold(word);
      if (told.has(key) || isKnown(word, speller)) return false;
      told.add(key);
      return true;
    });
  let suggested = 0;
  const check = (word: string, about: Pick<Check, 'field' | 'keyword' | 'index'>): Check => ({
    code: 'spelling',
    severity: 'hint',
    word,
    message: `"${word}" is not in the dictionary.`,
    ...about,
    fix: suggested++ < mostSuggested ? fixOf(word, speller) : undefined,
  });
  return [
    ...unknownIn(wordsOfSentence(text.description)).map((word) => check(word, { field: 'title' })),
    ...unknownIn(wordsOfSentence(text.shortTitle)).map((word) =>
      check(word, { field: 'shortTitle' }),
    ),
    ...text.keywords.flatMap((keyword, index) =>
      unknownIn(wordsOf(keyword).filter((word) => !hasCapital(word))).map((word) =>
        check(word, { field: 'keywords', keyword, index }),
      ),
    ),
  ];
};

/** The first word has a capital for no reason of its own. */
function wordsOfSentence(text: string): string[] {
  return wordsOf(text).filter((word, index) => !hasCapital(index === 0 ? word.slice(1) : word));
}

/** Words of Latin letters, without the ending of the genitive. */
export function wordsOf(text: string): string[] {
  return [...text.matchAll(/(?<![\p{L}\p{N}])[\p{Script=Latin}\p{M}]+(?:['’]\p{L}+)?(?!\p{N})/gu)]
    .map(([word]) => word.replace(/['’]s$/u, ''))
    .filter((word) => word.length >= shortest);
}

const hasCapital = (word: string): boolean => /\p{Lu}/u.test(word);

function isKnown(word: string, speller: Speller): boolean {
  return (
    speller.knows(word) || speller.knows(withoutDiacritics(word)) || speller.isName(fold(word))
  );
}

function fixOf(word: string, speller: Speller): Fix | undefined {
  const [best] = speller.suggest?.(word.toLowerCase()) ?? [];
  if (best === undefined) return undefined;
  const rightFor = (wrong: string) =>
    hasCapital(wrong) ? best[0]?.toUpperCase() + best.slice(1) : best;
  const pattern = wordsIn(word);
  const corrected = (sentence: string) => sentence.replace(pattern, rightFor);
  return {
    label: `write "${rightFor(word)}"`,
    done: `wrote "${rightFor(word)}" for "${word}"`,
    apply: changed(({ description, shortTitle, keywords }) => ({
      description: corrected(description),
      shortTitle: corrected(shortTitle),
      keywords: keywords.map(corrected),
    })),
  };
}
