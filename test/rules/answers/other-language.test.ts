/** A second language: asked in the same request, kept beside the English text, and what an outlet of that language gets. */
import { expect, it } from 'vitest';
import { instructionsWith } from '../../../src/openai/prompt.ts';
import { answerSchema } from '../../../src/openai/schema.ts';
import { variantFor } from '../../../src/pipeline/archive/variant-for.ts';
import { furtherLabel, readFurther, usableFurther } from '../../../src/rules/answers/further.ts';
import { toSuggestion } from '../../../src/rules/answers/suggest.ts';
import { builtInOutlets } from '../../../src/rules/outlets/built-in.ts';
import type { MasterText } from '../../../src/rules/outlets/master-text.ts';
import { outletSchema } from '../../../src/rules/outlets/schema.ts';
import { titleOf } from '../../../src/rules/texts/title.ts';
import { settingSpec } from '../../../src/settings.ts';

const further = ['title_de', 'terms_pt-BR'];

it('takes tags of languages other than English as settings', () => {
  const { read } = settingSpec('keywords.language');
  expect(['de', 'PT-br', ' fr ', '', 'zh-Hant'].map(read)).toEqual([
    'de',
    'pt-BR',
    'fr',
    '',
    'zh-Hant',
  ]);
  for (const none of ['en', 'en-GB', 'german', 'xx', 'd', 'de_DE', 'de--', 7, null])
    expect(read(none), String(none)).toBeUndefined();
});

it('names the language in the request and on the screen', () => {
  expect(instructionsWith('', { further })).toMatch(
    /\ntitle_de: the description in German, .*\nterms_pt-BR: the keywords in Brazilian Portuguese, /,
  );
  expect(answerSchema(50, { further })['required']).toEqual(expect.arrayContaining(further));
  expect(furtherLabel('terms_pt-BR')).toBe('Keywords in Brazilian Portuguese');
});

it('keeps tidy terms, each once', () => {
  const said = {
    title_de: ' Fähren vor der Altstadt ',
    'terms_pt-BR': ['Balsa', 'balsa', '1. água', 'n/a', ''],
  };
  expect(usableFurther(said, { further })).toEqual({
    title_de: 'Fähren vor der Altstadt',
    'terms_pt-BR': ['balsa', 'água'],
  });
  expect(readFurther('terms_de', 'Fähre, Möwe; ')).toEqual(['Fähre', 'Möwe']);
});

it('goes to outlets of that language, which say what is not there', () => {
  const [adobe] = builtInOutlets();
  const german = outletSchema.parse({ ...adobe, language: { value: 'de' } });
  const english = {
    description: 'Ferries in front of the old town at dusk',
    shortTitle: 'Ferries',
    keywords: ['ferry', 'dusk'],
    usage: 'commercial',
  } as const;
  const both = {
    ...english,
    further: { title_de: 'Fähren vor der Altstadt am Abend', terms_de: ['Fähre', 'Abend'] },
  };
  expect(variantFor(german, both, undefined, 'ferries.jpg')).toMatchObject({
    title: 'Fähren vor der Altstadt am Abend',
    keywords: ['Fähre', 'Abend'],
  });
  const without = variantFor(german, english, undefined, 'ferries.jpg');
  expect(without.title).toBe(english.description);
  expect(without.notes).toEqual(
    expect.arrayContaining([
      'There is no title in German; it gets the English one.',
      'There are no keywords in German; it gets the English ones.',
    ]),
  );
});

const photo = {
  place: { city: 'Istanbul', country: 'Turkey' },
  ...{ takenOn: '2019-05-14', usage: 'editorial' as const, existingKeywords: undefined },
};
const rules = { keywordCount: 50, requiredKeywords: [], bannedKeywords: [] };
const suggested = (said: object, further: readonly string[]) =>
  toSuggestion(
    {
      ...{ description: 'Ferries cross the Bosphorus at dusk', shortTitle: 'Ferries' },
      ...{
        keywords: ['ferry', 'dusk', 'kebab'],
        usageReason: '',
        unsure: [],
        further: { ...said },
      },
    },
    photo,
    { ...rules, asked: { further } },
  );

it('takes no title that repeats the English or has no letter of the language, and never loses the English', () => {
  const { further, description } = suggested(
    {
      title_de: 'Ferries cross the Bosphorus at dusk!',
      title_ja: 'Boats',
      title_ru: 'Паромы на закате',
      terms_ru: ['паром', 'ferry', 'закат'],
      terms_de: ['Ferry', 'dusk', 'kebab'],
    },
    ['title_de', 'title_ja', 'title_ru', 'terms_ru', 'terms_de'],
  );
  expect(description).toBe('Ferries cross the Bosphorus at dusk');
  expect(further).toEqual({ title_ru: 'Паромы на закате', terms_ru: ['паром', 'закат'] });
  expect(suggested({}, ['title_de']).further).toBeUndefined();
});

it('takes the dateline off in whatever language it is, and puts its own in front', () => {
  const said = [
    'Istanbul, Türkei - 14. Mai 2019: Fähren am Abend',
    'Istanbul, Turkey - May 14 2019: Fähren am Abend',
    'ISTANBUL, 14. Mai 2019: Fähren am Abend',
    'Fähren am Abend',
  ];
  for (const title of said)
    expect(suggested({ title_de: title }, ['title_de']).further, title).toEqual({
      title_de: 'Fähren am Abend',
    });
  const titled = (language: string) => titleOf({ ...photo, language, description: 'X' }).title;
  expect(['de', 'pt-BR', 'fr', 'ja', 'th', 'ar'].map(titled)).toEqual([
    'Istanbul, Turkey - 14. Mai 2019: X',
    'Istanbul, Turkey - 14 de maio de 2019: X',
    'Istanbul, Turkey - 14 mai 2019: X',
    'Istanbul, Turkey - 2019年5月14日: X',
    expect.stringContaining('2019') as string,
    expect.stringContaining('2019') as string,
  ]);
  const long = titleOf({ ...photo, language: 'de', description: 'Fähre '.repeat(60) });
  expect([...long.title].length).toBeLessThanOrEqual(200);
  expect(long.cut).toBeGreaterThan(0);
});

it('writes months of datelines for outlets in their language', () => {
  const [adobe] = builtInOutlets();
  const template = '{City}, {Country} - {D} {Month} {YEAR}:';
  const german = outletSchema.parse({
    ...adobe,
    language: { value: 'de' },
    text: {
      ...adobe?.text,
      dateline: { value: template },
      title: { value: { ...adobe?.text.title.value, dateline: true } },
    },
  });
  const master = {
    ...photo,
    ...{ description: 'Ferries', shortTitle: 'Ferries', keywords: [], size: undefined },
  };
  const of = (further?: object) =>
    variantFor(german, { ...master, further } as MasterText, undefined, 'a.jpg').title;
  expect(of({ title_de: 'Fähren' })).toMatch(/14 Mai 2019 Fähren$/);
  expect(of()).toMatch(/14 May 2019 Ferries$/);
});
