/**
 * Whether a text is English (data/languages.json): by the small words of sentences, by words that photographs are
 * described with in other languages, and, once it is read, by the dictionary. Names say nothing about the language of a
 * sentence, and neither does what stands in quotation marks.
 */
import data from '../data/languages.json' with { type: 'json' };
import { withoutDiacritics } from './fold.ts';

/** When the tables were last gone through. */
export const languagesAsOf: string = data.asOf;

/** Whether the dictionary of English has a word in small letters. */
export type KnowsEnglish = (word: string) => boolean;

/** Words as their language writes them and, where they are long enough, as people without its keyboard do. */
function wordsOf(list: string): ReadonlySet<string> {
  const words = list.split(' ');
  const bare = words.map(withoutDiacritics).filter((word) => word.length > 3);
  return new Set([...words, ...bare]);
}

/** The tables, made when they are first needed: that takes some milliseconds. */
const tables = once(() => {
  const either: ReadonlySet<string> = new Set(data.either.split(' '));
  const languages = Object.entries(data.languages).map(([name, words]) => ({
    name,
    small: wordsOf(words.small),
    common: wordsOf(words.common),
  }));
  const all = (words: 'small' | 'common') =>
    new Set(languages.flatMap((one) => [...one[words]]).filter((word) => !either.has(word)));
  return {
    /** Words of English and of another language, which decide nothing. */
    either,
    /** Words that lead from one part of a name to the next. */
    links: new Set(data.links.split(' ')),
    english: new Set(data.english.split(' ')),
    languages,
    small: all('small'),
    common: all('common'),
    /** German writes its nouns with capitals, as names. */
    nouns: languages.find(({ name }) => name === 'German')?.common ?? new Set<string>(),
  };
});

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

type Language = ReturnType<typeof tables>['languages'][number];

function has({ small, common }: Language, word: string): boolean {
  return small.has(word) || common.has(word);
}

/** The language that has most of the words; undefined where none of our tables has one. */
function languageOf(words: readonly string[]): Language | undefined {
  const scored = tables().languages.map((language) => ({
    language,
    words: words.filter((word) => has(language, word)).length,
  }));
  const best = scored.reduce((most, one) => (one.words > most.words ? one : most));
  return best.words > 0 ? best.language : undefined;
}

const wordPattern = /[\p{Script=Latin}\p{M}]+(?:['’][\p{Script=Latin}\p{M}]+)*/gu;
/** French, Italian and Catalan words that lose their vowel before another. */
const elided = /^(?:[ldcnjs]|qu|jusqu|all|dell|dall|nell|sull|un)['’](?=\p{Ll})/u;

/** What a sentence says in quotation marks and brackets, which may be in any language. */
const quoted = /"[^"]{0,500}"|“[^”]{0,500}”|«[^»]{0,500}»|\([^()]{0,500}\)/gu;

/** `Larus michahellis`: how the second word of a scientific name ends. */
const species = /(?:is|us|a|um|ii?|ae|e|en?s|ans|or|os|ys|[ae]x)$/u;

/** The words of a sentence in small letters, those that may be names set apart. */
type SentenceWords = {
  readonly first: string | undefined;
  readonly others: readonly string[];
  /** Each word has a capital, so that those of names are among them. */
  readonly isTitleCase: boolean;
};

/**
 * The words of a sentence without names and without what leads from one name to the next. Undefined where it is nothing
 * but a name: `Torre de Belém`.
 */
function sentenceWords(
  sentence: string,
  names: ReadonlySet<string>,
  knows: KnowsEnglish,
): SentenceWords | undefined {
  const { links, nouns } = tables();
  const left = sentence.replace(quoted, ' ');
  const all: readonly string[] = (/\p{L}/u.test(left) ? left : sentence).match(wordPattern) ?? [];
  const lower = all.map((word) => word.toLowerCase());
  const isName = all.map((word) => /^\p{Lu}/u.test(word));
  const isLink = (at: number) => isName[at] === false && links.has(lower[at] ?? '');
  const groups = all.filter((_, at) => isLink(at) && !isLink(at - 1)).length;
  if (groups === 1 && all.every((_, at) => isName[at] === true || isLink(at))) return undefined;
  // In a title in capitals, or where each word has one, they are not names.
  const isTitleCase =
    !/\p{Ll}/u.test(sentence) ||
    (all.length > 3 && isName.filter((is) => is).length * 10 > all.length * 7);
  const isUnknown = (at: number) => kindOf(lower[at] ?? '', knows) === 'unknown';
  const counts = (word: string, at: number) => {
    if (names.has(withoutDiacritics(word))) return false;
    if (isName[at] === true) return at === 0 || isTitleCase || (nouns.has(word) && word.length > 4);
    const isSpecies = isName[at - 1] === true && species.test(word);
    if (isSpecies && isUnknown(at) && isUnknown(at - 1)) return false;
    const isBetweenNames = isName[at - 1] === true && isName[at + 1] === true;
    return !isBetweenNames || !links.has(word) || nouns.has(lower[at - 1] ?? '');
  };
  const first =
    isName[0] === true && !isTitleCase && counts(lower[0] ?? '', 0) ? lower[0] : undefined;
  return {
    first,
    others: lower.filter((word, at) => counts(word, at) && (at > 0 || first === undefined)),
    // In capitals throughout, none of them says that it is a name.
    isTitleCase: isTitleCase && /\p{Ll}/u.test(sentence),
  };
}

/** What a word in small letters says of the language. */
type Kind = 'foreign' | 'unknown' | 'english' | 'sure' | 'none';

function kindOf(word: string, knows: KnowsEnglish): Kind {
  const { english, small, common, either } = tables();
  if (english.has(word)) return 'sure';
  if (small.has(word) || common.has(word) || elided.test(word)) return 'foreign';
  if (word.length < 3 || either.has(word)) return 'none';
  const plain = word.replace(/['’]s?$/u, '');
  return knows(plain) || knows(withoutDiacritics(plain)) ? 'english' : 'unknown';
}

/** `pain au chocolat` is food; so many small words of another language together are a part of its sentence. */
const mostSmallInARow = 2;

/** The most small words of other languages with no English word between them. */
function smallInARow(words: readonly string[], knows: KnowsEnglish): number {
  const { small, links } = tables();
  let most = 0;
  let now = 0;
  for (const word of words) {
    const kind = kindOf(word, knows);
    if (kind === 'sure' || kind === 'english' || particles.has(word)) now = 0;
    else if (kind === 'foreign' && small.has(word) && !links.has(word)) now += 1;
    most = Math.max(most, now);
  }
  return most;
}

/** Whether what joins the names of a sentence is of another language, and nothing else in small letters is English: `Galata Tower im Abendlicht`. */
function hasForeignJoint(sentence: string, knows: KnowsEnglish): boolean {
  const { small, links, either } = tables();
  const words = (sentence.replace(quoted, ' ').match(wordPattern) ?? []).filter((word) =>
    /^\p{Ll}/u.test(word),
  );
  const isEnglish = (word: string) =>
    particles.has(word) || ['english', 'sure'].includes(kindOf(word, knows));
  const joins = (word: string) =>
    word.length > 1 && small.has(word) && !links.has(word) && !either.has(word);
  return words.some(joins) && !words.some(isEnglish);
}

/** English words that are too short to say much. */
const particles: ReadonlySet<string> = new Set('a an at in on is or as by for'.split(' '));

/**
 * The name of the language of a sentence that is not English, '' where we do not know it; undefined where the sentence
 * is English, or where too few words say that it is not.
 * @param names words in small letters without accents that are names
 */
export function otherLanguageOf(
  sentence: string,
  names: ReadonlySet<string>,
  knows: KnowsEnglish,
): string | undefined {
  const words = sentenceWords(sentence, names, knows);
  if (words === undefined) return undefined;
  const { first, others, isTitleCase } = words;
  const all = first === undefined ? others : [first, ...others];
  const language = languageOf(all);
  const isOf = (word: string) => language !== undefined && has(language, word);
  const count = { foreign: 0, unknown: 0, english: 0, sure: 0, none: 0 };
  for (const word of others) count[kindOf(word, knows)] += 1;
  const strange = count.foreign + count.unknown;
  // The first word has a capital in any case: if we do not know it, it may be a name.
  const kind = first === undefined ? 'none' : kindOf(first, knows);
  const isFirstUnknown = kind === 'unknown';
  if (!isFirstUnknown) count[kind] += 1;
  const tiny = all.filter((word) => particles.has(word) && !isOf(word)).length;
  const english = (count.english + 2 * count.sure + tiny / 2) * (isTitleCase ? 3 : 1);
  const unknown = count.unknown + (isFirstUnknown && english < 1 ? 1 : 0);
  const own = all.filter((word) => isOf(word) && !particles.has(word)).length;
  const isOther =
    smallInARow(all, knows) >= mostSmallInARow ||
    (count.foreign > 0 &&
      count.foreign + unknown >= (english < 1 ? 2 : 3) &&
      count.foreign + unknown / 2 > english) ||
    (count.unknown >= 2 && unknown > 1.5 * english) ||
    (english === 0 && strange > 0 && own >= 2) ||
    hasForeignJoint(sentence, knows) ||
    (count.foreign > 1 && own >= 3 && own > english);
  return isOther ? (language?.name ?? '') : undefined;
}

/**
 * The name of the language of a keyword that is certainly not English; undefined for all others, those that no
 * dictionary has among them.
 */
export function otherKeywordLanguageOf(
  keyword: string,
  names: ReadonlySet<string>,
  knows: KnowsEnglish,
): string | undefined {
  const { common, small, either, links, nouns } = tables();
  const lower = keyword.toLowerCase();
  const words = lower.match(wordPattern) ?? [];
  const isName = (word: string) => !links.has(word) && names.has(withoutDiacritics(word));
  if (words.some(isName)) return undefined;
  const isCertain = (word: string) => common.has(word);
  if (keyword !== lower) {
    const [word = ''] = words;
    const isNoun = word.length >= (nouns.has(word) ? 5 : 6) && isCertain(word);
    return words.length === 1 && isNoun && /^\p{Lu}\P{Lu}+$/u.test(keyword)
      ? languageOf(words)?.name
      : undefined;
  }
  const isOther = (word: string) =>
    isCertain(word) || small.has(word) || either.has(word) || kindOf(word, knows) === 'unknown';
  return words.some(isCertain) && words.every(isOther) ? languageOf(words)?.name : undefined;
}

/** Whether a keyword in small letters may be English: the dictionary has one of its words, or it is too short to say. */
export function mayBeEnglish(keyword: string, knows: KnowsEnglish): boolean {
  const kinds = (keyword.match(wordPattern) ?? []).map((word) => kindOf(word, knows));
  return (
    !kinds.some((kind) => kind === 'unknown' || kind === 'foreign') || kinds.includes('english')
  );
}

const word = /[\p{L}\p{M}]+/gu;

/**
 * A word in another script than Latin that stands in a sentence outside quotation marks and brackets, or is all there is.
 * One Greek letter is a sign: `α-helix`.
 */
export function otherScriptIn(text: string): string | undefined {
  const left = text.replace(quoted, ' ');
  const sentence = /\p{Script=Latin}/u.test(left) ? left : text;
  return (
    sentence
      .match(word)
      ?.find(
        (letters) =>
          /[\p{L}--[\p{Script=Latin}\p{Script=Common}]]/v.test(letters) &&
          !/^\p{Script=Greek}$|\p{Script=Latin}/u.test(letters),
      ) ?? /[\p{Nd}--[0-9]]+/v.exec(sentence)?.[0]
  );
}
