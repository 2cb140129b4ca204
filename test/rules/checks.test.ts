import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CheckFacts,
  type CheckRules,
  ignoreKey,
  type ReviewedText,
} from '../../src/rules/checks/check.ts';
import { checksOf, fixAll } from '../../src/rules/checks.ts';
import { termKey } from '../../src/rules/keywords/terms.ts';
import { countryNameOf } from '../../src/rules/places/countries.ts';
import { maySayMore, placeNames } from '../../src/rules/places/place-names.ts';
import { countBytes } from '../../src/rules/texts/limits.ts';
import { anyText } from '../helpers/any-text.ts';

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
const good: ReviewedText = {
  description: 'Ferries cross the Bosphorus at dusk below the Galata Tower',
  shortTitle: 'Ferries on the Bosphorus at dusk',
  keywords,
  usage: 'editorial',
  keptNames: [],
};
const facts: CheckFacts = { place: { city: 'Istanbul', country: 'Turkey' }, takenOn: '2019-05-14' };
const rules: CheckRules = { keywordCount: 10, requiredKeywords: [], bannedKeywords: [] };

type Case = {
  text?: Partial<ReviewedText>;
  facts?: Partial<CheckFacts>;
  rules?: Partial<CheckRules>;
};

function run(one: Case) {
  return checksOf({ ...good, ...one.text }, { ...facts, ...one.facts }, { ...rules, ...one.rules });
}
const codes = (one: Case) => run(one).map(({ code }) => code);

/** The ten good keywords with the last ones replaced. */
const withKeywords = (...words: string[]) => ({
  keywords: [...keywords.slice(0, 10 - words.length), ...words],
});

it('has nothing to say about a good text', () => {
  expect(run({})).toEqual([]);
  expect(run({ text: { usage: 'commercial' }, facts: { takenOn: undefined } })).toEqual([]);
});

const cases: readonly [string, Case][] = [
  ['title-empty', { text: { description: ' ', shortTitle: '' } }],
  ['title-too-long', { text: { description: 'Ferries cross the wide water '.repeat(10) } }],
  ['title-too-many-bytes', { text: { description: `Gemi ${'şğüçö ışığın '.repeat(11)}` } }],
  ['title-short', { text: { description: 'Blue ferry' } }],
  ['title-is-list', { text: { description: 'ferry, Bosphorus, dusk, skyline, old mosque' } }],
  ['title-forbidden-characters', { text: { description: `${good.description}\u0001` } }],
  ['title-forbidden-characters', { text: { description: `${good.description}\nand more` } }],
  ['title-other-script', { text: { description: '金閣寺の庭園と池の風景' } }],
  ['title-other-language', { text: { description: 'Barcos cruzan el estrecho al atardecer' } }],
  ['short-title-other-language', { text: { shortTitle: 'Boote im Hafen bei Sonnenuntergang' } }],
  ['keyword-other-language', { text: withKeywords('sonnenuntergang') }],
  ['keyword-other-script', { text: withKeywords('мечеть') }],
  ['title-letters', { text: { description: `${good.description} in the 𝓼𝓾𝓷` } }],
  ['title-letters', { text: { description: `${good.description} in the sunlіght` } }],
  ['title-unreadable', { text: { description: `${good.description} by a caf\ufffd` } }],
  ['title-unreadable', { text: { description: `${good.description} by a caf?s door` } }],
  ['title-markup', { text: { description: `<b>${good.description}</b>` } }],
  ['title-markup', { text: { description: `1. ${good.description}` } }],
  ['title-and-so-on', { text: { description: `${good.description}, etc.` } }],
  ['short-title-and-so-on', { text: { shortTitle: 'Ferries at dusk and so on' } }],
  ['title-signs', { text: { description: `${good.description} | ferry | dusk` } }],
  ['short-title-letters', { text: { shortTitle: 'Ｆｅｒｒｉｅｓ at dusk' } }],
  ['short-title-markup', { text: { shortTitle: 'Ferries at *dusk' } }],
  ['keyword-unreadable', { text: withKeywords('mina\ue000ret') }],
  ['title-entities', { text: { description: `${good.description} &amp; more` } }],
  ['title-emoji', { text: { description: `${good.description} 🚢` } }],
  ['title-hashtag', { text: { description: `${good.description} #travel` } }],
  ['title-web-address', { text: { description: `${good.description} www.example.org` } }],
  ['title-camera-brand', { text: { description: `${good.description} with a Nikon` } }],
  [
    'title-camera-brand',
    {
      text: { description: 'A street seen with my X-T5 at dusk' },
      facts: { camera: { make: 'FUJIFILM', model: 'X-T5' } },
    },
  ],
  ['title-brand', { text: { description: 'Passengers drink Coca-Cola on a ferry at dusk' } }],
  [
    'title-other-country',
    { text: { description: 'Ferries cross the water in front of Porto at dusk' } },
  ],
  [
    'title-other-city',
    {
      text: { description: 'Ferries cross the water in front of Izmir at dusk' },
      facts: { isPlacedByHand: true },
    },
  ],
  [
    'title-other-city',
    { text: { shortTitle: 'Ferries in Izmir at dusk' }, facts: { isPlacedByHand: true } },
  ],
  [
    'title-other-city',
    {
      text: { description: 'Ferries cross the water in front of Sile at dusk' },
      rules: { places: [{ city: 'Sile', country: 'Turkey' }] },
    },
  ],
  [
    'title-other-date',
    { text: { description: 'Ferries cross the water on 3 July 2021 in the evening' } },
  ],
  ['title-other-date', { text: { shortTitle: 'Ferries, June 2019' } }],
  [
    'title-same',
    { facts: { neighbours: [{ name: 'IMG_1.jpg', description: good.description.toUpperCase() }] } },
  ],
  ['picture-changed', { facts: { pictureChanged: true } }],
  ['short-title-empty', { text: { shortTitle: '' } }],
  ['short-title-behind', { facts: { isShortTitleBehind: true } }],
  [
    'translation-behind',
    {
      facts: {
        offered: { description: 'Gulls follow an old steamer', keywords },
        translations: ['title_de'],
      },
    },
  ],
  ['short-title-too-long', { text: { shortTitle: 'é'.repeat(40) } }],
  ['short-title-emoji', { text: { shortTitle: 'Ferry 🚢' } }],
  ['keywords-too-few', { rules: { keywordCount: 50 } }],
  ['keywords-too-many', { rules: { keywordCount: 9 } }],
  ['keyword-place-missing', { text: { keywords: keywords.with(2, 'harbor') } }],
  ['keyword-required-missing', { rules: { requiredKeywords: ['travel'] } }],
  ['keyword-empty', { text: withKeywords(' ') }],
  ['keyword-too-long', { text: withKeywords('long '.repeat(14).trim()) }],
  ['keyword-untidy', { text: withKeywords('#travel') }],
  ['keyword-untidy', { text: withKeywords('sea, water') }],
  ['keyword-untidy', { text: withKeywords('evening\n') }],
  ['keyword-banned', { text: withKeywords('Beautiful'), rules: { bannedKeywords: ['beautiful'] } }],
  ['keyword-web-address', { text: withKeywords('me@example.org') }],
  ['keyword-date', { text: withKeywords('14 May 2019') }],
  ['keyword-number', { text: withKeywords('2019') }],
  ['keyword-single-letter', { text: withKeywords('b') }],
  ['keyword-camera', { text: withKeywords('ISO 400') }],
  [
    'keyword-camera',
    { text: withKeywords('Canon'), facts: { camera: { make: 'Canon', model: 'Canon EOS R6' } } },
  ],
  ['keyword-camera-brand', { text: withKeywords('Nikon lens') }],
  ['keyword-brand', { text: withKeywords('Coca Cola sign') }],
  ['keyword-sentence', { text: withKeywords('a boat that crosses the water') }],
  ['keyword-duplicate', { text: withKeywords('Mosques') }],
  ['keyword-duplicate', { text: { keywords: keywords.with(9, 'Istánbul') } }],
  ['keyword-other-country', { text: withKeywords('Portugal') }],
  ['keyword-other-country', { text: withKeywords('Lisbon') }],
  [
    'keyword-other-country',
    { text: withKeywords('Pinhão'), rules: { places: [{ city: 'Pinhão', country: 'Portugal' }] } },
  ],
  ['keyword-other-city', { text: withKeywords('Ankara') }],
  ['keyword-nationality', { text: withKeywords('Portuguese') }],
  ['no-date', { facts: { takenOn: undefined } }],
  ['no-date', { facts: { takenOn: '2019-02-30' } }],
  ['date-of-file', { facts: { isDayOfFile: true } }],
  ['no-place', { facts: { place: undefined } }],
  ['no-place', { facts: { place: undefined }, text: { usage: 'commercial' } }],
  [
    'place-script',
    {
      facts: { place: { city: '京都', country: 'Japan' } },
      text: {
        description: 'Ferries cross a strait at dusk below a tower',
        keywords: ['京都', 'Japan', ...'abcdefgh'].map((word) =>
          word.length === 1 ? `${word}thing` : word,
        ),
      },
    },
  ],
  [
    'country-unknown',
    {
      facts: { place: { city: 'Istanbul', country: 'Turkistan' } },
      text: withKeywords('Turkistan'),
    },
  ],
  ['unsure', { facts: { unsure: ['Galata Tower'] } }],
  ['usage-differs', { facts: { modelUsage: 'commercial', usageReason: 'nobody to be seen' } }],
  [
    'release-missing',
    { text: { usage: 'commercial' }, facts: { editorialReason: 'recognisable people' } },
  ],
];

describe('a check', () => {
  it.each(cases)('says %s (%#)', (code, one) => {
    expect(codes(one)).toEqual([code]);
  });

  it.each(cases)('%s says it in a sentence, and its fix mends it (%#)', (code, one) => {
    const [check] = run(one);
    expect(check?.message).toMatch(/^\S.*[.]$/su);
    if (check?.fix === undefined) return;
    const fixed = check.fix.apply({ ...good, ...one.text });
    expect(codes({ ...one, text: fixed })).not.toContain(code);
  });

  it.each(cases.filter(([, one]) => run(one)[0]?.word !== undefined))(
    '%s can be silenced for its word (%#)',
    (code, one) => {
      const word = run(one)[0]?.word ?? '';
      const ignored = new Set([ignoreKey(code, word.toUpperCase())]);
      expect(codes({ ...one, rules: { ...one.rules, ignored } })).toEqual([]);
    },
  );
});

const fine: readonly [string, Case][] = [
  [
    'a title of which one word was mended since it was said in German',
    {
      facts: {
        offered: { description: `${good.description} ahead`, keywords },
        translations: ['title_de'],
      },
    },
  ],
  [
    'a short title that is the beginning of a changed title',
    { text: { shortTitle: good.description }, facts: { isShortTitleBehind: true } },
  ],
  ['a garment and a bean', { text: withKeywords('jersey', 'lima') }],
  ['Turkish things in Turkey', { text: withKeywords('Turkish', 'Turkish tea') }],
  ['a continent', { text: withKeywords('Europe', 'Asia') }],
  ['food named for a country', { text: withKeywords('Greek salad') }],
  ['words like 4x4 and 1920s', { text: withKeywords('4x4', '1920s') }],
  ['an apostrophe and an ampersand', { text: withKeywords("fisherman's", 'bed & breakfast') }],
  [
    'a comparison with the same country',
    { text: { description: 'The oldest ferry of Turkey leaves for Izmir' } },
  ],
  [
    'a trademark in small words',
    { text: { description: 'A visa office near an orange apple market' } },
  ],
  [
    'a name that the person kept',
    { text: { keptNames: ['galata tower'] }, facts: { unsure: ['Galata Tower'] } },
  ],
  ['a name that is no longer in the text', { facts: { unsure: ['Maiden Tower'] } }],
  [
    'neighbours with other titles',
    { facts: { neighbours: [{ name: 'a.jpg', description: 'Gulls' }] } },
  ],
];

it.each(fine)('no check speaks of %s', (_, one) => {
  expect(run(one)).toEqual([]);
});

it('is explained to users, every check of it', () => {
  const page = readFileSync('docs/rules.md', 'utf8');
  for (const [code] of cases) expect(page).toContain(`\`${code}\``);
});

describe('what a check says', () => {
  it('names where a long title would end', () => {
    const description =
      `Ferries cross the Bosphorus below the old city ${'and gulls follow them '.repeat(8)}`.trim();
    const [check] = run({ text: { description } });
    const over = `Istanbul, Turkey - May 14 2019: ${description}`.length - 200;
    expect(check?.message).toMatch(
      new RegExp(`^${over} characters over the limit of 200; it would end at "\\.\\.\\. .+"\\.$`),
    );
    expect(codes({ text: check?.fix?.apply({ ...good, description }) ?? {} })).toEqual([]);
  });

  it('counts keywords as 46 of 50', () => {
    const words = Array.from({ length: 44 }, (_, index) => `word${index}x`);
    const text = { keywords: ['Istanbul', 'Turkey', ...words] };
    expect(run({ text, rules: { keywordCount: 50 } })).toMatchObject([
      { message: '46 of 50 keywords.', severity: 'hint' },
    ]);
  });

  it('points at the keyword', () => {
    expect(run({ text: withKeywords('2019') })[0]).toMatchObject({
      field: 'keywords',
      keyword: '2019',
      index: 9,
      word: '2019',
    });
  });

  it('puts problems before hints, and weighs trademarks by usage', () => {
    const text = { ...withKeywords('Lego', '2019') };
    expect(run({ text }).map(({ code, severity }) => [code, severity])).toEqual([
      ['keyword-number', 'problem'],
      ['keyword-brand', 'hint'],
    ]);
    expect(run({ text: { ...text, usage: 'commercial' } }).map(({ severity }) => severity)).toEqual(
      ['problem', 'problem'],
    );
  });

  it.each([
    'Nike of Samothrace at the top of a staircase',
    'Temple of Athena Nike on a hill at dusk',
    'Birds twitter on a wet branch at dawn',
    'Fishing pier on Hilton Head island at dusk',
    'Swatches of fabric on a wooden table',
    'Children scrabble over rocks by the sea',
    'Uber die Dorfstrasse: a sign above a lane',
    'Apple orchard behind a shell of a ruined farm',
  ])('knows what only sounds like a trademark: %s', (description) => {
    const text = { description, shortTitle: '', usage: 'commercial' } as const;
    expect(codes({ text }).filter((code) => code.includes('brand'))).toEqual([]);
  });

  it.each([
    'Shopping bag of H&M on a bench',
    'Amazon parcels at a blue door',
    'Uber driver waiting at a kerb',
    'Apple laptop on a wooden desk',
    'Red Mini Cooper parked in an alley',
    'Shell petrol station at night',
    'Olympic rings below a bridge',
  ])('knows a trademark: %s', (description) => {
    const text = { description, shortTitle: '', usage: 'commercial' } as const;
    expect(codes({ text })).toContain('title-brand');
  });

  it('points at an unsure name wherever it stands', () => {
    const unsure = ['Blue Mosque'];
    expect(run({ text: withKeywords('blue mosques'), facts: { unsure } })).toMatchObject([
      { field: 'keywords', index: 9, fix: { label: 'drop "Blue Mosque" from the keywords' } },
    ]);
    expect(
      run({ text: { description: 'The Blue Mosque at the break of dawn' }, facts: { unsure } }),
    ).toMatchObject([{ field: 'title' }]);
  });
});

describe('a name of a place', () => {
  const names = [...placeNames().entries].filter(
    ([name]) => termKey(name) === name && !maySayMore(name),
  );
  const anyName = fc.constantFrom(...names);
  const anyCountry = fc.constantFrom(...new Set(names.flatMap(([, { codes }]) => codes)));
  const seen = ['ferry', 'strait', 'dusk', 'skyline', 'mosque', 'dome', 'minaret', 'Town'];

  /** What is said of the name among the keywords of a photo that was taken in a country. */
  function saidOf(name: string, code: string, known: Case = {}) {
    const place = { city: 'Town', country: countryNameOf(code) ?? '', countryCode: code };
    return run({
      text: { keywords: [...seen, place.country, name], ...known.text },
      facts: { place, ...known.facts },
    })
      .filter(({ keyword, code: said }) => keyword === name && /other|nationality/.test(said))
      .map(({ code: said }) => said);
  }

  it('speaks against a photo of another country, and in its own only where it is another city', () => {
    fc.assert(
      fc.property(anyName, anyCountry, ([name, { kind, codes: own }], code) => {
        const elsewhere = kind === 'adjective' ? 'keyword-nationality' : 'keyword-other-country';
        const here = kind === 'city' ? ['keyword-other-city'] : [];
        expect(saidOf(name, code)).toEqual(own.includes(code) ? here : [elsewhere]);
      }),
    );
  });

  it('is not doubted when the person has added it, unless it is of another country, nor when it is kept', () => {
    fc.assert(
      fc.property(anyName, anyCountry, ([name, { kind, codes: own }], code) => {
        const offered = { description: good.description, keywords: seen };
        const elsewhere =
          kind === 'adjective' || own.includes(code) ? [] : ['keyword-other-country'];
        expect(saidOf(name, code, { facts: { offered } })).toEqual(elsewhere);
        expect(saidOf(name, code, { text: { keptNames: [name] } })).toEqual([]);
      }),
    );
  });

  it.each([
    ['Cappadocia', 'Göreme', 'TUR'],
    ['Ephesus', 'Selçuk', 'TUR'],
    ['Angkor Wat', 'Siem Reap', 'KHM'],
    ['Goa', 'Panaji', 'IND'],
  ])('%s is where %s is', (area, city, code) => {
    const place = { city, country: countryNameOf(code) ?? '' };
    expect(saidOf(area, code, { facts: { place } })).toEqual([]);
  });

  it('is not doubted in a title that a person wrote', () => {
    const description = 'A tram like those of Lisbon climbs a steep street';
    const doubted = ['title-other-country'];
    expect(codes({ text: { description } })).toEqual(doubted);
    const offered = { description, keywords };
    expect(codes({ text: { description }, facts: { offered } })).toEqual(doubted);
    const other = { ...offered, description: good.description };
    expect(codes({ text: { description }, facts: { offered: other } })).toEqual([]);
  });
});

describe('another place or date in a title', () => {
  const weights = (description: string, known: Case = {}) =>
    run({ ...known, text: { description, ...known.text } })
      .filter(({ code }) => code.startsWith('title-other'))
      .map(({ severity }) => severity);

  it.each([
    'Ferries cross the Seine in Paris, France in the evening',
    'A busy London street with red buses and passers-by',
    'Boats In A Canal Of Venice At Dusk With Paris Street Behind',
    'Fishing boats rest in the port of Izmir at dawn',
    'Fishing boats rest at dawn near the old town of Ankara',
    'Fishing boats at dawn, Izmir',
    'Fishing boats rest in Amman, Jordan at dawn',
    'Old houses and a church in Georgia at dawn',
    'Paris Street leads to a square in Paris at dawn',
    'Ferries wait on July 3 at a pier in the evening',
    'Ferries wait at a pier, 2018-05-14, in the evening',
    'Ferries wait at a pier in June 2019 in the evening',
    'Ferries wait at a pier on the 3rd of July in the evening',
    'Ferries wait at a pier in the evening of 03/07/2021',
  ])('is a problem: %s', (description) => {
    expect(new Set(weights(description))).toEqual(new Set(['problem']));
  });

  it.each([
    'Pedestrians walk along Paris Street in the evening',
    'Sellers offer Brazil nuts and Brussels sprouts at a market',
    'Turkish flags and Greek salad on a table by the water',
    'Visitors below the dome of Hagia Sofia in the morning',
    'A man in a Panama hat smokes in front of the Hotel London',
    'The flag of Germany and a map of France on a wall',
    'Ferries cross the Bosphorus, Istanbul, Turkey at dusk',
    'Ferries wait at a pier on May 14 2019 in the evening',
    'Ferries wait at a pier, 14.05.2019, in the evening',
    'Ferries wait at a pier in May 2019 in the evening',
    'A monument to the victory of 18 March 1915 in a park',
    'A house built in 1566 and renewed in 2021 by the water',
    'Visitors at the September 11 Memorial exhibition in a hall',
    'The oldest ferry of Istanbul leaves for Izmir at dusk',
  ])('is none: %s', (description) => {
    expect(weights(description)).not.toContain('problem');
  });

  it('is none where the photo has no date, the person wrote it, or kept it', () => {
    const description = 'Ferries wait at a pier on 3 July 2021 in the evening';
    const undated = { facts: { takenOn: undefined } };
    const offered = { description: good.description, keywords };
    expect(weights(description, undated)).toEqual([]);
    expect(weights(description, { facts: { offered } })).toEqual([]);
    expect(weights(description, { text: { keptNames: ['3 July 2021'] } })).toEqual([]);
  });

  it('is a problem for every known city of another country that something is said to be in', () => {
    const cities = [...placeNames().entries].filter(
      ([name, { kind, codes: of }]) =>
        termKey(name) === name && kind === 'city' && !of.includes('TUR'),
    );
    const where = fc.constantFrom('in', 'near', 'at the port of', 'in the old town of');
    fc.assert(
      fc.property(fc.constantFrom(...cities), where, ([name], words) => {
        const city = name.replace(/(?<![\p{L}'])\p{Ll}/gu, (letter) => letter.toUpperCase());
        expect(weights(`Fishing boats rest ${words} ${city} at dawn`)).toEqual(['problem']);
      }),
    );
  });
});

describe('fixing everything', () => {
  it('mends what needs no decision and leaves the rest', () => {
    const text = {
      ...good,
      description: `${good.description} &amp; more 🚢`,
      keywords: [
        'ferry',
        'Ferries',
        '#dusk',
        'a, b',
        '2019',
        'Lisbon',
        'Lego',
        'Galata Tower',
        'sea',
        'sky',
        'Ankara',
      ],
    };
    const all = { ...facts, unsure: ['Galata Tower'] };
    const { text: fixed } = fixAll(text, all, rules);
    expect(fixed.description).toBe(`${good.description} & more`);
    expect(fixed.keywords).toEqual([
      'ferry',
      'dusk',
      'Lego',
      'Galata Tower',
      'sea',
      'sky',
      'Ankara',
      'Istanbul',
      'Turkey',
    ]);
    expect(checksOf(fixed, all, rules).map(({ code }) => code)).toEqual([
      'keywords-too-few',
      'keyword-brand',
      'keyword-other-city',
      'unsure',
    ]);
  });

  it('ends for any text, within every limit', () => {
    const someText = fc.oneof(
      anyText({ maxLength: 300 }),
      fc.constantFrom('Istanbul', 'Lego', 'a, b', '2019', 'ferry'),
    );
    fc.assert(
      fc.property(
        someText,
        someText,
        fc.array(someText, { maxLength: 15 }),
        (description, shortTitle, words) => {
          const { text: fixed } = fixAll(
            { ...good, description, shortTitle, keywords: words },
            facts,
            rules,
          );
          expect(fixed.keywords.length).toBeLessThanOrEqual(10);
          expect(fixed.keywords.every((keyword) => countBytes(keyword) <= 64)).toBe(true);
          const left = checksOf(fixed, facts, rules).filter(
            ({ code, fix }) => fix !== undefined && code.startsWith('title-'),
          );
          expect(left).toEqual([]);
        },
      ),
    );
  });
});

describe('a name that says nothing of where the photo was taken', () => {
  it.each([
    'Pedestrians walk along Paris Street in the evening',
    'French fries and a burger on a plate by the water',
    'Sellers offer Turkish delight and Brazil nuts at a stall',
    'New York-style pizza, fresh from the oven, on a table',
    'A canal in the Venice of the North at dusk in spring',
    'Walls that were besieged in 1453 stand above the road',
    'Tourists from Japan photograph the dome of a mosque',
    'A ferry to Athens leaves the port on a clear morning',
    'A sign above the door of a cafe says "Roma" in red',
    'A painting of the Battle of Vienna in a quiet museum',
    'A man in a Manchester United jersey waits for a bus',
    'A poster of the film Casablanca on an old brick wall',
    'Canada geese rest on a lake beside a wooden bridge',
    'A passport of Canada lies on a table beside a ticket',
    'Cologne bottles stand on a shelf behind the counter',
    'Delft tiles cover the wall of a kitchen with a stove',
  ])('is not doubted: %s', (description) => {
    expect(codes({ text: { description } })).toEqual([]);
  });

  it.each([
    'People with umbrellas cross a Tokyo street in the rain',
    'Windmills stand beside a canal in the Netherlands',
    'Students wait below the trees of Vienna University',
  ])('is doubted where it may: %s', (description) => {
    expect(codes({ text: { description } })).toEqual(['title-other-country']);
  });
});

describe('a dateline of another place or day', () => {
  const description = 'Paris, France - July 3 2021: Ferries cross the water at dusk';

  it('is a problem that a fix takes away, once a person agrees to it', () => {
    const [check] = run({ text: { description } });
    expect(check).toMatchObject({ code: 'title-other-dateline', severity: 'problem' });
    expect(check?.message).toContain('"Paris, France - July 3 2021"');
    expect(check?.fix?.apply({ ...good, description }).description).toBe(
      'Ferries cross the water at dusk',
    );
    expect(fixAll({ ...good, description }, facts, rules).text.description).toBe(description);
  });

  it('is told of a short title too, and not where the photo has neither place nor date', () => {
    expect(run({ text: { shortTitle: 'Rome, Italy - May 2018: Boats' } })).toMatchObject([
      { code: 'title-other-dateline', field: 'shortTitle' },
    ]);
    const unknown = { place: undefined, takenOn: undefined };
    expect(codes({ text: { description }, facts: unknown })).not.toContain('title-other-dateline');
  });
});
