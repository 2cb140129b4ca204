/** The lists that the rules go by: a slip in one of them would be found by a photographer, not by the compiler. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { countryNameOf } from '../../src/rules/places/countries.ts';

const folder = 'src/rules/data/';
const words = z
  .array(z.string().trim().min(1))
  .refine((list) => new Set(list).size === list.length);
const smallWords = words.refine((list) => list.every((word) => word === word.toLowerCase()));
/** Words in one line, with spaces between them. */
const wordList = z
  .string()
  .refine((line) => smallWords.safeParse(line.split(' ')).success || line === '');
const code = z.string().refine((value) => countryNameOf(value) !== undefined, 'no country');
const namesByCountry = z.record(code, words);
const patterns = z.array(z.string().refine((source) => new RegExp(source, 'u') !== undefined));

const shapes: Readonly<Record<string, z.ZodType>> = {
  'answer-labels.json': z.record(
    z.string(),
    z.string().refine((source) => new RegExp(source, 'iu') !== undefined),
  ),
  'brands.json': z.strictObject({
    ...{ asOf: z.iso.date(), cameras: words, trademarks: words },
    ...{ others: words, wordsInSmallLetters: words },
  }),
  'camera-defaults.json': z.strictObject({
    source: z.string().endsWith('.'),
    texts: smallWords,
    beginnings: smallWords,
    fileNames: smallWords,
  }),
  'camera-settings.json': z.strictObject({
    certain: patterns,
    keywords: patterns,
    words: patterns,
    beside: patterns,
    honest: patterns,
  }),
  'contact.json': z.strictObject({
    endings: z.strictObject({ always: wordList, inSmallLetters: wordList, beforeAPath: wordList }),
    patterns,
    telephone: patterns,
    inCapitals: patterns,
  }),
  'country-names.json': z.strictObject({
    moreNames: namesByCountry,
    usualNames: z.record(code, z.string()),
    alsoGood: namesByCountry,
    ambiguous: words,
    territories: z.record(code, code),
    languages: z.strictObject({
      everywhere: smallWords,
      own: z.record(z.string(), z.string().regex(/^[A-Z]{2}(?: [A-Z]{2})*$/)),
      words: smallWords,
    }),
  }),
  'exonyms.json': z.strictObject({
    asOf: z.iso.date(),
    meaningMore: words,
    exonyms: z.record(code, z.record(z.string(), words)),
    alsoCalled: z.record(code, z.record(z.string(), words)),
  }),
  'folder-words.json': z.strictObject({
    usages: z.strictObject({ editorial: smallWords, commercial: smallWords }),
    smallWords,
    generalNames: smallWords,
  }),
  'gear.json': z.strictObject({ certain: patterns, alone: patterns, numbered: patterns }),
  'grammar.json': z.strictObject({
    doubts: patterns,
    beginnings: z.string(),
    notVowels: z.string(),
    notArticle: z.string(),
  }),
  'guesses.json': z.strictObject({
    anchors: patterns,
    parts: z.record(z.string(), z.string()),
    titles: patterns,
    hedges: patterns,
    keywords: patterns,
  }),
  'languages.json': z.strictObject({
    asOf: z.iso.date(),
    english: z.string(),
    either: z.string(),
    links: z.string(),
    languages: z.record(z.string(), z.strictObject({ small: z.string(), common: z.string() })),
  }),
  'left-reasons.json': z.record(z.string(), words),
  // Each sign is one letter, and what it stands for one of Latin letters.
  'lookalikes.json': z.record(
    z.enum(['cyrillic', 'greek', 'armenian', 'smallCapitals']),
    z.record(z.string().regex(/^[\p{L}--[a-zA-Z]]$/v), z.string().regex(/^\p{Script=Latin}$/u)),
  ),
  'offensive.json': z.strictObject({
    honest: wordList,
    more: wordList,
    phrases: words,
    allowed: words,
  }),
  'places.json': z.strictObject({
    asOf: z.iso.date(),
    cities: namesByCountry,
    areas: namesByCountry,
    adjectives: namesByCountry,
    partsOfTheWorld: z.record(z.string(), z.string().regex(/^[A-Z]{3}(?: [A-Z]{3})*$/)),
    ambiguous: smallWords,
    ambiguousInSmallLetters: smallWords,
    givenNames: words,
    things: patterns,
  }),
  'people.json': z.strictObject({
    given: wordList,
    roles: z.string(),
    saints: wordList,
    things: wordList,
    about: z.string(),
    called: z.string(),
    verbs: z.string(),
  }),
  'picture-talk.json': z.strictObject({
    anchors: patterns,
    parts: z.record(z.string(), z.string()),
    mentions: patterns,
    sentences: z.string(),
    made: patterns,
    endings: patterns,
    views: z.record(z.string(), z.string()),
  }),
  'placeholders.json': z.strictObject({
    parts: z.record(z.string(), z.string()),
    never: patterns,
    titles: patterns,
    templates: z.string(),
  }),
  'talk.json': z.strictObject({
    parts: z.record(z.string(), z.string()),
    openings: patterns,
    closings: z.strictObject({ anywhere: patterns, sentences: patterns, capitalised: patterns }),
    doubtful: patterns,
    speakers: z.string(),
    beforeNoSpeaker: z.string(),
  }),
  'refusals.json': z.strictObject({
    anchors: patterns,
    parts: z.record(z.string(), z.string()),
    english: patterns,
    beginnings: z.record(z.string(), patterns),
    beginningsOfOtherWritings: patterns,
  }),
  'sales-talk.json': z.strictObject({
    phrases: patterns,
    keywords: patterns,
    praise: z.string(),
    perfect: z.string(),
    named: patterns,
    aPicture: z.string(),
  }),
  'sentence-ends.json': z.strictObject({
    never: wordList,
    rarely: z.record(z.string(), wordList),
    stranded: z.strictObject({
      prepositions: z.string(),
      infinitives: z.string(),
      notBefore: z.string(),
      conjunctions: z.string(),
      absolute: z.string(),
    }),
    leads: wordList,
    starts: wordList,
    adjectives: wordList,
    parts: wordList,
    reduplications: wordList,
  }),
  'sights.json': z.strictObject({
    asOf: z.iso.date(),
    sights: z.record(code, z.record(z.string(), words)),
    alsoElsewhere: smallWords,
  }),
  'spelling-variants.json': z.strictObject({
    asOf: z.iso.date(),
    toAmerican: z.record(z.string().regex(/^[a-z]+$/), z.string().regex(/^[a-z]+$/)),
  }),
  'word-forms.json': z.strictObject({
    irregularPlurals: z.record(z.string(), z.string()),
    notPlural: smallWords,
    ownStem: smallWords,
  }),
};

describe('the lists of the rules', () => {
  it('are all known here', () => {
    expect(readdirSync(folder).toSorted()).toEqual(Object.keys(shapes).toSorted());
  });

  it.each(Object.entries(shapes))('%s has the form that the rules read', (name, shape) => {
    const { error } = shape.safeParse(JSON.parse(readFileSync(folder + name, 'utf8')));
    expect(error?.issues ?? []).toEqual([]);
  });
});
