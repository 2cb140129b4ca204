/** A second language: asked in the same request, kept beside the English text, and what an outlet of that language gets. */
import { expect, it } from 'vitest';
import { instructionsWith } from '../../../src/openai/prompt.ts';
import { answerSchema } from '../../../src/openai/schema.ts';
import { variantFor } from '../../../src/pipeline/archive/variant-for.ts';
import { furtherLabel, readFurther, usableFurther } from '../../../src/rules/answers/further.ts';
import { builtInOutlets } from '../../../src/rules/outlets/built-in.ts';
import { outletSchema } from '../../../src/rules/outlets/schema.ts';
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
