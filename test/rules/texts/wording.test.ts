import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toSuggestion } from '../../../src/rules/answers/suggest.ts';
import type { ReviewedText } from '../../../src/rules/checks/check.ts';
import { checksOf, fixAll, keepsOpen } from '../../../src/rules/checks.ts';
import { finishKeywords } from '../../../src/rules/keywords/keywords.ts';

const place = { city: 'Istanbul', country: 'Turkey' };
const rules = { keywordCount: 10, requiredKeywords: [], bannedKeywords: [] };
const keywords = [
  'ferry',
  'Bosphorus',
  'Istanbul',
  'Turkey',
  'strait',
  'dusk',
  'skyline',
  'mosque',
  'dome',
  'minaret',
];
const clean = 'Ferries cross the Bosphorus at dusk';

function suggested(description: string) {
  return toSuggestion(
    { description, shortTitle: clean, keywords, usageReason: '', unsure: [] },
    { place, takenOn: '2019-05-14', usage: 'editorial' },
    rules,
  );
}
function textOf(description: string): ReviewedText {
  return { description, shortTitle: clean, keywords, usage: 'editorial', keptNames: [] };
}
const facts = { place, takenOn: '2019-05-14' };
function codesOf(description: string) {
  return checksOf(textOf(description), facts, rules).map(({ code }) => code);
}

/** What is wrong, the text as a model wrote it, and what is left of it. */
const repaired: readonly (readonly [code: string, text: string])[] = [
  ['camera-setting', `${clean}, f/2.8, 1/200s, ISO 100`],
  ['camera-setting', `${clean} (f/8, 24-70mm lens)`],
  ['camera-setting', `${clean} - aperture f/5.6 and ISO 3200`],
  ['camera-setting', `${clean} ISO200 f2.8`],
  ['camera-setting', `${clean}, RAW format`],
  ['camera-setting', `${clean} | shutter speed 1/60 s, +1 EV`],
  ['camera-setting', `${clean}, shot on iPhone 15 Pro`],
  ['camera-setting', `${clean} taken with a Fuji X-T4`],
  ['camera-setting', `${clean}. Captured with my Sony A7III and a 70-200 mm f/2.8 lens.`],
  ['camera-setting', `${clean} (Canon EOS R5, 50mm f/1.8)`],
  ['camera-setting', `${clean}, Nikon D850`],
  ['camera-setting', `${clean} photographed with a DJI Mini 3 Pro`],
  ['web-address', `${clean}. Follow me @ferries`],
  ['web-address', `${clean} - bit.ly/abc`],
  ['web-address', `${clean}, contact: +90 532 123 45 67`],
  ['web-address', `${clean} | Instagram: @ferries`],
  ['web-address', `${clean} (link in bio)`],
  ['web-address', `${clean}. Visit my website www.example.com`],
  ['sales-talk', `${clean}, royalty free stock photo`],
  ['sales-talk', `${clean} - perfect for your project`],
  ['sales-talk', `${clean}. Buy now!`],
  ['sales-talk', `${clean} | High quality stock image`],
  ['sales-talk', `${clean}, ideal for travel brochures and websites`],
  ['self-reference', `A photo of ferries crossing the Bosphorus`],
  ['self-reference', `This image shows ferries crossing the Bosphorus`],
  ['self-reference', `In this photograph, ferries cross the Bosphorus`],
  ['self-reference', `A high-quality stock photo of ferries on the Bosphorus`],
  ['self-reference', `A photo of bees on the frame of an open hive`],
  ['self-reference', `${clean}, as seen in this picture.`],
  ['praise', `A stunning ferry crosses the Bosphorus`],
  ['praise', `Breathtaking view of the Bosphorus at dusk`],
  ['praise', `An amazing evening with an awe-inspiring sky over the strait`],
  ['doubled-words', `Ferries cross the the Bosphorus at at dusk`],
  ['doubled-words', `Ferries cross the Bosphorus at dusk at dusk`],
  ['unfinished', `${clean} with a`],
  ['unfinished', `${clean}, and the`],
  ['unfinished', `${clean} ...`],
  ['unfinished', `${clean},`],
  ['unfinished', `${clean} –`],
  ['unfinished', `${clean}. A gull is`],
  ['unfinished', `${clean}, highlighting`],
  ['unfinished', `${clean} in front of`],
];

const guessing: readonly (readonly [text: string, mended: string])[] = [
  [`${clean}, presumably in winter`, clean],
  [`${clean} (perhaps on a holiday)`, clean],
  [`${clean} - most likely seen from a bridge.`, `${clean}.`],
  ['A tower, maybe of a mosque, above a pier', ''],
  ['A tower which is probably a lighthouse above a pier', ''],
  ['A tower that might be a lighthouse above a pier', ''],
  ['A stone that appears to be an old grave in a meadow', ''],
  ['Apparently old ferries at a pier in the rain', ''],
];

describe('a title that is not sure', () => {
  it.each(guessing)('waits for a person: %s', (text, mended) => {
    const { description } = suggested(text);
    expect(description).toBe(text);
    const check = checksOf(textOf(text), facts, rules).find(({ code }) => code === 'title-guess');
    expect(check?.severity).toBe('hint');
    expect(keepsOpen({ code: 'title-guess', severity: 'hint' })).toBe(true);
    expect(check?.fix?.apply(textOf(text)).description ?? '').toBe(mended);
  });

  it.each([
    'Sign reading "perhaps tomorrow" on a gate of a farm',
    'Board warns that floods are likely beside a river',
    'Man who seems to be asleep on a bench',
    'Runner most likely to win waves to a crowd',
  ])('is none: %s', (text) => {
    expect(codesOf(text)).toEqual([]);
  });

  it('leaves unverified names to their own check', () => {
    const text = `${clean}, perhaps near the Maiden Tower`;
    const codes = checksOf(textOf(text), { ...facts, unsure: ['Maiden Tower'] }, rules);
    expect(codes.map(({ code }) => code)).toEqual(['unsure']);
  });
});

it('takes words that lead on as one out whole', () => {
  const { description } = suggested(
    'Old bridge over a slow river in warm summer light on top of the',
  );
  expect(description).toBe('Old bridge over a slow river in warm summer light');
});

it('leaves a word that lost its end at the end of a line to a person', () => {
  expect(suggested(`${clean} while gulls fol-`).description).toBe(`${clean} while gulls fol-`);
  expect(codesOf(`${clean} while gulls fol-`)).toEqual(['title-unfinished']);
});

describe('a wording that is certainly wrong', () => {
  it.each(repaired)('is repaired in an answer, and written down (%s): %s', (code, text) => {
    const { description, repairs } = suggested(text);
    expect(repairs.map(({ rule }) => rule)).toContain(code);
    expect(codesOf(description)).toEqual([]);
    if (text.startsWith(clean)) expect(description.replace(/\.$/, '')).toBe(clean);
    expect(suggested(description).description).toBe(description);
  });

  it.each(repaired)('is a check whose fix mends it (%s): %s', (code, text) => {
    const own = codesOf(text).filter((one) =>
      one.startsWith(`title-${code.replace('setting', '')}`),
    );
    expect(own).not.toEqual([]);
    const { text: fixed } = fixAll(textOf(text), facts, rules);
    expect(checksOf(fixed, facts, rules)).toEqual([]);
  });

  it.each([
    ['A stunning old mosque below the hill', 'An old mosque below the hill'],
    ['An amazing sunset over the strait', 'A sunset over the strait'],
    ['A unique, stunning boat on the strait', 'A unique boat on the strait'],
    ['People enjoy an amazing hour of music', 'People enjoy an hour of music'],
    ['Photo of ferries on the strait', 'Ferries on the strait'],
    ['Shot on iPhone: ferries on the strait', 'Ferries on the strait'],
    [
      'Ferries cross the wide strait at dusk, shot on go pro',
      'Ferries cross the wide strait at dusk',
    ],
    ['Athletes who go pro at a training camp', 'Athletes who go pro at a training camp'],
  ])('%s becomes %s', (text, left) => {
    expect(suggested(text).description).toBe(left);
  });
});

const held: readonly (readonly [code: string, text: string])[] = [
  ['camera-brand', 'A man holds a Nikon camera in front of a mosque'],
  ['camera-brand', 'A Canon EOS R5 and other things on a table'],
  ['camera-setting', 'A 24-70mm lens and an old map on a table'],
  ['web-address', 'A banner with www.example.com hangs over the street'],
  ['web-address', 'Call 0532 123 45 67 is written on a wall of a house'],
  ['sales-talk', 'Royalty free view of ferries on the strait'],
  ['self-reference', 'A boat that makes this photo of the strait complete'],
  ['unfinished', 'Ferries cross the Bosphorus near'],
  ['unfinished', 'Ferries cross the Bosphorus (seen from'],
];

it.each(held)('what is not certain waits for a person (%s): %s', (code, text) => {
  const { description } = suggested(text);
  expect(description).toBe(text);
  expect(codesOf(description)).toContain(`title-${code}`);
});

const junk: Readonly<Record<string, readonly string[]>> = {
  camera: [
    'f/2.8',
    'f2.8',
    'f 5.6',
    'F 4',
    'f8',
    'iso100',
    'ISO-3200',
    '50mm',
    '1/200s',
    '1/200 sec',
    '24-70mm',
    '70-200 mm f/2.8',
    '2 s exposure',
    'EV +1',
    '5500K',
    '24 MP',
    'RAW format',
    'aperture f/8',
    '6000x4000',
    '300 dpi',
    '50 mm lens',
  ],
  'web-address': [
    'bit.ly/abc',
    't.me/me',
    '@name',
    'follow me',
    'link in bio',
    'WhatsApp +90 532 123 45 67',
    'name (at) gmail (dot) com',
    '(212) 555-0199',
    '0044 20 7946 0958',
    'my instagram',
    'insta: me',
    'linktr.ee/me',
    'contact me',
  ],
  'sales-talk': [
    'stunning',
    'best photo',
    'buy now',
    'perfect for your project',
    'high quality stock photo',
    '4k wallpaper',
    'royalty free',
    'stock image of',
    'amazing view',
    'high resolution',
    'must see',
    'stock photography',
  ],
};

it.each(
  Object.entries(junk).flatMap(([rule, words]) => words.map((word) => [rule, word] as const)),
)('no keyword is of the kind %s: %s', (rule, word) => {
  const { removed } = finishKeywords([word, ...keywords], rules, { place });
  expect(removed).toContainEqual({ keyword: word, rule });
  const found = checksOf(
    { ...textOf(clean), keywords: [...keywords.slice(1), word] },
    facts,
    rules,
  );
  expect(found.map(({ code }) => code)).toEqual([`keyword-${rule}`]);
});

it.each([
  'A7III',
  'a7 iii',
  'Fuji X-T4',
  'XT4',
  'Sony α7',
  'OM-1',
  'Pixel 8',
  'iPhone 15 Pro',
  'go pro',
  '5D Mark IV',
  'D850',
  'Z6',
  'EOS R5',
  'Lumix GH5',
  'Mavic 3',
  'DJI Mini',
  'A7',
  'GoPro Hero 9',
  'Galaxy S23 Ultra',
  'a6400',
  'RX100',
  'X100V',
  'Canon 80D',
  'Huawei P30',
])('a keyword that names a camera waits for a person: %s', (word) => {
  const found = checksOf(
    { ...textOf(clean), keywords: [...keywords.slice(1), word] },
    facts,
    rules,
  );
  expect(found.map(({ code }) => code)).toEqual(['keyword-camera-brand']);
});

it('finds telephone numbers however they are grouped, and no other numbers', () => {
  const digits = fc.stringMatching(/^[2-9]\d{2}$/);
  const sign = fc.constantFrom(' ', '-', '.');
  fc.assert(
    fc.property(digits, digits, fc.stringMatching(/^\d{4}$/), sign, (a, b, c, by) => {
      for (const number of [
        `+1 ${a}${by}${b}${by}${c}`,
        `(${a}) ${b}${by}${c}`,
        `00 90 ${a} ${b} ${c}`,
      ])
        expect(suggested(`${clean}, tel. ${number}`).description).toBe(clean);
    }),
  );
  const [english, french] = [new Intl.NumberFormat('en'), new Intl.NumberFormat('fr')];
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999_999 }), (count) => {
      const text = `${english.format(count)} visitors and ${french.format(count)} gulls on the shore`;
      expect(codesOf(text)).toEqual([]);
    }),
  );
});
