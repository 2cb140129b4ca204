import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOrdinaryTitle } from '../../../src/rules/answers/ordinary.ts';
import cameras from '../../../src/rules/data/camera-defaults.json' with { type: 'json' };
import placeholders from '../../../src/rules/data/placeholders.json' with { type: 'json' };
import talk from '../../../src/rules/data/talk.json' with { type: 'json' };
import { withParts } from '../../../src/rules/texts/patterns.ts';
import { runsOf } from '../../helpers/some-of.ts';

const titles = [
  'Sandy shepherds approach the bright gate near a shrine at midday',
  "Fisher's boats lie in the old harbour, with gulls and a sailor",
  'A woman or a man sells bread from a hand-painted cart.',
];

/** Texts that a pattern describes, in small letters and in capitals, alone or with others around them. */
function textsOf(pattern: string, parts: Readonly<Record<string, string>>) {
  // What only looks around has nothing to write down, and what is between brackets of another kind neither.
  const written = withParts(pattern, parts)
    .replaceAll('\\b', '')
    .replace(/\(\?(?:<?[=!])(?:[^()[\]]|\[(?:[^\]\\]|\\.)*\])*\)/g, '')
    .replaceAll('\\p{L}', 'A-Za-z')
    .replaceAll('[A-Za-z\\p{M}', '[A-Za-z')
    .replaceAll('\\p{M}', '')
    .replace(/^\^|\$$/g, '');
  return fc
    .stringMatching(new RegExp(`^(?:${written})$`, 'u'))
    .map((text) => text.replace(/\s+/gu, ' ').trim());
}

const ofPlaceholders = [...placeholders.never, ...placeholders.titles].map(
  (pattern) => [pattern, placeholders.parts, ['']] as const,
);
const ofOpenings = talk.openings.map(
  (pattern) => [pattern, talk.parts, [' sandy shepherds reach a gate', '']] as const,
);
const ofDoubts = talk.doubtful.map(
  (pattern) => [pattern, talk.parts, [' and sandy shepherds reach a gate']] as const,
);
const ofClosings = [
  ...talk.closings.anywhere,
  ...talk.closings.sentences,
  ...talk.closings.capitalised,
].map((pattern) => [pattern, talk.parts, ['']] as const);

describe('an ordinary title', () => {
  it.each(titles)('is one: %s', (title) => {
    expect(isOrdinaryTitle(title)).toBe(true);
  });

  it.each([
    'Boats at the pier (118 characters)',
    'Is this the bridge? I think so',
    'A red boat OR A blue boat',
    'Café near the old bridge',
    'Sure! Boats at the old bridge',
  ])('is none: %s', (title) => {
    expect(isOrdinaryTitle(title)).toBe(false);
  });

  // What makes the rules quick must lose none: no text that a pattern describes is called ordinary.
  it.each([...ofPlaceholders, ...ofOpenings, ...ofDoubts])(
    'is not one that begins with %s',
    (pattern, parts, behind) => {
      fc.assert(
        fc.property(textsOf(pattern, parts), fc.constantFrom(...behind), (text, rest) => {
          expect(isOrdinaryTitle(`${text}${rest}`)).toBe(false);
        }),
        { numRuns: runsOf(300) },
      );
    },
  );

  it.each(ofClosings)('is not one that ends with %s', (pattern, parts) => {
    fc.assert(
      fc.property(textsOf(pattern, parts), fc.constantFrom('. ', ' ', ''), (text, between) => {
        const before = between === '' ? '' : titles[0];
        expect(isOrdinaryTitle(`${before}${between}${text}`)).toBe(false);
      }),
      { numRuns: runsOf(300) },
    );
  });

  it.each([...cameras.texts, ...cameras.beginnings])('is not what a camera writes: %s', (text) => {
    expect(isOrdinaryTitle(text)).toBe(false);
    expect(isOrdinaryTitle(`${text} of a trip to the sea`)).toBe(false);
  });
});
