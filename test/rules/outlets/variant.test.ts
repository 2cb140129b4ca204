import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInOutlets, outletData } from '../../../src/rules/outlets/built-in.ts';
import type { MasterText } from '../../../src/rules/outlets/master-text.ts';
import { ownVariant } from '../../../src/rules/outlets/own-variant.ts';
import type { Outlet } from '../../../src/rules/outlets/schema.ts';
import { deriveVariant } from '../../../src/rules/outlets/variant.ts';
import { anyText } from '../../helpers/any-text.ts';

const outlets = builtInOutlets();
const outlet = (id: string): Outlet => {
  const found = outlets.find((one) => one.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};

const editorial: MasterText = {
  description:
    'Ferries, gulls and a café at dusk below the Galata Tower as crowds wait on the quay',
  shortTitle: 'Ferries at dusk',
  keywords: [
    ...['Istanbul', 'São João', 'ferry boat', 'May 14 2019', 'R&B #1', 'Ferry Boat', 'dusk'],
    ...['quay', 'crowd', 'gulls', 'tower', 'Bosphorus', 'Turkey'],
  ],
  usage: 'editorial',
  place: { city: 'İzmir', country: 'Turkey', countryCode: 'TUR' },
  takenOn: '2019-05-04',
  size: { width: 6000, height: 4000 },
  bytes: 12_000_000,
};
const commercial: MasterText = { ...editorial, usage: 'commercial' };
const bare: MasterText = {
  ...editorial,
  ...{ place: undefined, takenOn: undefined, keywords: ['one', 'two'], description: 'Закат' },
  size: { width: 1200, height: 800 },
};

describe('the facts that come with the program', () => {
  const factsIn = (value: unknown): Record<string, unknown>[] => {
    if (typeof value !== 'object' || value === null) return [];
    const here = 'confidence' in value ? [value as Record<string, unknown>] : [];
    return [...here, ...Object.values(value).flatMap(factsIn)];
  };

  it.each(outlets.map((one) => [one.id, one] as const))(
    'of %s have a confidence, and a day unless they are a matter of taste',
    (_, one) => {
      const facts = factsIn(one);
      expect(facts.length).toBeGreaterThan(8);
      for (const { asOf, confidence } of facts) {
        if (one.id !== 'folder') expect(confidence).not.toBe('own');
        if (confidence !== 'own') expect(asOf).toMatch(/^2026-\d\d-\d\d$/);
      }
      expect(one.sources.length > 0 || one.id === 'folder').toBe(true);
    },
  );

  it('are of thirteen outlets, each once', () => {
    expect(new Set(outletData.map(({ id }) => id)).size).toBe(13);
  });
});

/** One page that shows what every outlet would get, to be read by a person when it changes. */
function page(): string {
  const masters = { editorial, commercial, 'with neither place nor Latin letters': bare };
  return Object.entries(masters)
    .flatMap(([name, master]) => [
      `== ${name}`,
      ...outlets.flatMap((one) => {
        const { title, description, keywords, done, refusals, notes } = deriveVariant(one, master);
        const rest = description === '' || description === title ? [] : [`  text: ${description}`];
        return [
          `${one.id}: ${title}`,
          ...rest,
          `  ${keywords.length}: ${keywords.join(' | ')}`,
          ...(done.length === 0 ? [] : [`  (${done.join('; ')})`]),
          ...refusals.map((refusal) => `  ! ${refusal}`),
          ...notes.map((note) => `  ? ${note}`),
        ];
      }),
    ])
    .join('\n');
}

it('writes for every outlet what the table says', async () => {
  await expect(`${page()}\n`).toMatchFileSnapshot('../../fixtures/outlets/variants.txt');
});

describe('a variant', () => {
  it.each([
    ['shutterstock', 'title', 'Izmir, Turkey - May 4, 2019: Ferries, gulls and a cafe at dusk'],
    ['depositphotos', 'title', 'İzmir, Turkey – May 4, 2019: Ferries, gulls and a café at dusk'],
    ['pond5', 'description', 'İzmir, Turkey – 2019, May 4: Ferries, gulls and a café at dusk'],
    ['123rf', 'title', 'İzmir, Turkey - May 4, 2019: Ferries, gulls and a café at dusk'],
    ['istock', 'description', 'Izmir, Turkey - May 4 2019: Ferries, gulls and a cafe at dusk'],
  ] as const)('of %s begins its %s with place and date in their form', (id, field, beginning) => {
    expect(deriveVariant(outlet(id), editorial)[field].startsWith(beginning)).toBe(true);
  });

  it('writes capitals where a dateline asks for them', () => {
    const shutterstock = outlet('shutterstock');
    const shouting: Outlet = {
      ...shutterstock,
      text: {
        ...shutterstock.text,
        dateline: { value: '{CITY}, {COUNTRY} – {MON} {DD}, {YEAR}: ', confidence: 'own' },
      },
    };
    expect(deriveVariant(shouting, editorial).title).toMatch(
      /^IZMIR, TURKEY – MAY 04, 2019: Ferries/,
    );
  });

  it('keeps the order of keywords and splits phrases only where they are refused', () => {
    const adobe = outlet('adobe');
    expect(deriveVariant(adobe, editorial).keywords.slice(0, 3)).toEqual([
      ...['Istanbul', 'São João', 'ferry boat'],
    ]);
    const words: Outlet = {
      ...adobe,
      text: {
        ...adobe.text,
        keywords: {
          confidence: 'own',
          value: { ...adobe.text.keywords.value, phrases: false, most: 6 },
        },
      },
    };
    expect(deriveVariant(words, editorial).keywords).toEqual([
      ...['Istanbul', 'São', 'João', 'ferry', 'boat', 'May'],
    ]);
  });

  it('is refused with sentences where nothing helps', () => {
    expect(deriveVariant(outlet('shutterstock'), bare).refusals).toEqual([
      'The text lacks the place and the date, which editorial photos need.',
      'The title has 1 word; the minimum is 5.',
      'The title has the letter "З"; only unaccented letters are accepted.',
      '2 keywords; the minimum is 7.',
    ]);
    expect(deriveVariant(outlet('envato'), editorial).refusals).toContain(
      'It takes no editorial photos.',
    );
  });
});

it.each([
  ['Surfers off Oʻahu in Hawaiʻi at dawn', "Surfers off O'ahu in Hawai'i at dawn"],
  ['Pilgrims around the Kaʿba in white cloth', "Pilgrims around the Ka'ba in white cloth"],
  ['Parade of the 1º de Mayo and the 2ᵉ regiment', 'Parade of the 1o de Mayo and the 2e regiment'],
  ['A ﬁsherman with ﬂat nets on a quay', 'A fisherman with flat nets on a quay'],
  ['Carpets of Gəncə in a narrow shop', 'Carpets of Gence in a narrow shop'],
])('"%s" is no reason to refuse where only unaccented letters are taken', (description, title) => {
  const master = { ...editorial, description, keywords: [...editorial.keywords, description] };
  const variant = deriveVariant(outlet('shutterstock'), master);
  expect(variant.refusals).toEqual([]);
  expect(variant.title.endsWith(`: ${title}`)).toBe(true);
});

/** Judges a variant by the facts alone, knowing nothing of how it was made. */
function assertObeys(
  { text }: Outlet,
  given: MasterText,
  variant: ReturnType<typeof deriveVariant>,
) {
  const { keywords: rule, letters, refused } = text;
  const measure = { characters: (one: string) => [...one].length, bytes: Buffer.byteLength };
  for (const [field, words] of [
    [text.title, variant.title],
    [text.description, variant.description],
  ] as const) {
    if (field === undefined) continue;
    const { least, most, unit, words: fewest } = field.value;
    expect(measure[unit](words)).toBeLessThanOrEqual(most);
    expect(measure[unit](words)).toBeGreaterThanOrEqual(Math.max(1, least));
    expect(words.split(' ').length).toBeGreaterThanOrEqual(fewest);
    expect(words).not.toMatch(/\p{Cc}|^\s|\s$/u);
    expect([...refused.value.texts].filter((sign) => words.includes(sign))).toEqual([]);
  }
  const all = [variant.title, variant.description, ...variant.keywords].join(' ');
  if (letters.value === 'unaccented') expect(all).not.toMatch(/[[\p{L}]--[A-Za-z]]/v);
  if (letters.value === 'ascii') expect(all).toMatch(/^[ -~]*$/);
  expect(variant.keywords.length).toBeGreaterThanOrEqual(rule.value.least);
  expect(variant.keywords.length).toBeLessThanOrEqual(rule.value.most);
  expect(new Set(variant.keywords.map((one) => one.toLowerCase())).size).toBe(
    variant.keywords.length,
  );
  const { total = Number.POSITIVE_INFINITY, length = Number.POSITIVE_INFINITY } = rule.value;
  expect([...variant.keywords.join(',')].length).toBeLessThanOrEqual(total);
  for (const keyword of variant.keywords) {
    expect([...keyword].length).toBeLessThanOrEqual(length);
    expect([...refused.value.keywords].filter((sign) => keyword.includes(sign))).toEqual([]);
    if (rule.value.lowerCase) expect(keyword).toBe(keyword.toLowerCase());
  }
  if (given.usage === 'editorial') expect(text.editorial.value).not.toBe('none');
}

it('obeys its outlet or is refused with a sentence, whatever the text', () => {
  const someText = fc.oneof(
    anyText({ maxLength: 400 }),
    fc.string({ unit: 'grapheme', maxLength: 120 }),
    fc.lorem({ maxCount: 60 }),
    fc.constantFrom(
      ...[
        'Ночной Стамбул',
        '東京の夜、渋谷',
        'مئذنة عند الغروب',
        'काशी के घाट',
        'ไทย',
        '한강 다리',
        'Ἀθῆναι',
      ],
      ...[
        'a\u0301\u0302\u0303',
        '\u202Etxet',
        'x\u0000y\u001B[2J',
        '👩‍👩‍👧 🏳️‍🌈 1️⃣',
        'ﬁne ﬂat',
        '\uD800',
      ],
      ...['@home', '-1', '＝SUM(A1)', "'=x", 'a;=b', '|x', '"', ' '],
    ),
    fc.constantFrom('ßßß Ærø, ½ • #1 “quoted” (x) ™', '😀😀', '=1+1', 'é'.repeat(300), 'a, b; c'),
  );
  const master = fc.record({
    description: someText,
    shortTitle: someText,
    caption: fc.option(someText, { nil: undefined }),
    keywords: fc.array(someText, { maxLength: 60 }),
    usage: fc.constantFrom('editorial' as const, 'commercial' as const),
    place: fc.option(fc.record({ city: someText, country: someText }), { nil: undefined }),
    takenOn: fc.option(fc.constantFrom('2019-05-14', '2019-13-40', '2024-02-29'), {
      nil: undefined,
    }),
  });
  const own = fc.record({
    title: someText,
    description: someText,
    keywords: fc.array(someText, { maxLength: 60 }),
  });
  fc.assert(
    fc.property(master, own, fc.boolean(), (given, written, isOwn) => {
      for (const one of outlets) {
        const variant = isOwn ? ownVariant(one, given, written) : deriveVariant(one, given);
        if (variant.refusals.length === 0) assertObeys(one, given, variant);
        for (const said of [...variant.refusals, ...variant.notes]) expect(said).toMatch(/\S\.$/);
      }
    }),
    { numRuns: 60 },
  );
});
