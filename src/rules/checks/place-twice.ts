/** Checks for the name of the photo's place that a text gives again and again, which agencies call spam. */
import { wordsIn } from '../keywords/terms.ts';
import { maySayMore } from '../places/place-names.ts';
import { type Check, type CheckFunction, ofKeyword, removeKeywordFix } from './check.ts';

/** What stands for a name of the place while the text around it is looked at. */
const sign = '\u{f0000}';
/** A name that is a part of another one: `Istanbul University`, `New Lisbon`. */
const partOfName = new RegExp(`${sign}[ -](?=\\p{Lu})|(?<=\\p{Lu}[\\p{L}\\p{M}]* )${sign}`, 'gu');

/** How often a name stands in a text, but for where it is a part of another one; 0 where that is once at most. */
function timesIn(text: string, name: string, others: readonly string[]): number {
  // Nearly no text says it twice; in small letters it may be a word (`orange`).
  const first = text.indexOf(name);
  if (first === -1 || !text.includes(name, first + name.length)) return 0;
  const left = others
    .filter((other) => other !== name)
    .reduce((rest, other) => rest.replace(wordsIn(other), ''), text)
    .replace(wordsIn(name), (words) => (words === name ? sign : words))
    .replace(partOfName, '');
  return left.split(sign).length - 1;
}

export const placeTwice: CheckFunction = ({ text, facts: { place } }) => {
  const names = [...new Set([place?.city ?? '', place?.country ?? ''])].filter(
    (name) => name !== '',
  );
  return names.flatMap((name): Check[] => {
    // In front, a capital tells no name from a word: `Orange sky in Orange`.
    const isWord = maySayMore(name, true);
    const isTwice = (words: string) => {
      const rest = isWord && words.startsWith(name) ? words.slice(name.length) : words;
      return timesIn(rest, name, names) > 1;
    };
    const title: Check = {
      ...{ code: 'title-place-twice', field: 'title', severity: 'hint', word: name },
      message: `It says "${name}" more than once; agencies call repetitions spam.`,
    };
    return [
      ...(isTwice(text.description) ? [title] : []),
      ...text.keywords.flatMap((keyword, index) =>
        isTwice(keyword)
          ? ofKeyword(keyword, index, {
              code: 'keyword-duplicate',
              severity: 'problem',
              message: `"${keyword}" says "${name}" more than once; agencies count that as spam.`,
              fix: removeKeywordFix(index, keyword, 'says a place twice'),
            })
          : [],
      ),
    ];
  });
};
