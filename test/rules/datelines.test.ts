/** Datelines of the photo itself, in every order and with every sign that people and models use. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Place } from '../../src/photo.ts';
import { dayInWords } from '../../src/rules/datelines/dateline.ts';
import { otherDateline } from '../../src/rules/datelines/other-dateline.ts';
import { splitTitle, titleOf, withoutAnyDateline } from '../../src/rules/texts/title.ts';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const ordinal = (n: number) =>
  `${n}${n > 10 && n < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')}`;
const two = (n: number) => String(n).padStart(2, '0');

/** A day in the ways people write it. */
const forms: readonly ((y: number, m: number, d: number) => string)[] = [
  (y, m, d) => `${months[m - 1]} ${d} ${y}`,
  (y, m, d) => `${months[m - 1]} ${d}, ${y}`,
  (y, m, d) => `${months[m - 1]} ${ordinal(d)}, ${y}`,
  (y, m, d) => `${months[m - 1]?.slice(0, 3)}. ${ordinal(d)} ${y}`,
  (y, m, d) => `${months[m - 1]?.slice(0, 3).toUpperCase()} ${d}, ${y}`,
  (y, m, d) => `${d} ${months[m - 1]} ${y}`,
  (y, m, d) => `${d}. ${months[m - 1]} ${y}`,
  (y, m, d) => `${ordinal(d)} of ${months[m - 1]}, ${y}`,
  (y, m, d) => `the ${ordinal(d)} of ${months[m - 1]} ${y}`.replace('the ', ''),
  (y, m, d) => `${d}-${months[m - 1]?.slice(0, 3)}-${y}`,
  (y, m, d) => `${two(d)}${months[m - 1]?.slice(0, 3).toUpperCase()}${y}`,
  (y, m, d) => `${y} ${months[m - 1]} ${d}`,
  (y, m, d) => `${y}, ${months[m - 1]} ${ordinal(d)}`,
  (y, m, d) => `${y}-${two(m)}-${two(d)}`,
  (y, m, d) => `${y}/${two(m)}/${two(d)}`,
  (y, m, d) => `${y}.${two(m)}.${two(d)}`,
  (y, m, d) => `${y}-${two(m)}-${two(d)}T18:30:12`,
  (y, m, d) => `${y}-${two(m)}-${two(d)} 18:30`,
  (y, m, d) => `${two(d)}.${two(m)}.${y}`,
  (y, m, d) => `${d}. ${m}. ${y}`,
  (y, m, d) => `${m}/${d}/${y}`,
  (y, m, d) => `${two(d)}/${two(m)}/${y}`,
  (y, m, d) => `${d}-${m}-${y}`,
  (y, m) => `${months[m - 1]} ${y}`,
  (y, m, d) => `${weekdayOf(y, m, d)}, ${months[m - 1]} ${d}, ${y}`,
  (y, m, d) => `${weekdayOf(y, m, d).slice(0, 3)}. ${d} ${months[m - 1]} ${y}`,
  (y, m, d) => `${months[m - 1]} ${d} ${y}, 6:30 PM`,
  (y, m, d) => `circa ${months[m - 1]} ${y}`.replace('circa', d % 2 === 0 ? 'circa' : 'c.'),
  // As a model writes that has slipped into the language of a place.
  ...['de', 'fr', 'es', 'it', 'pt', 'nl', 'da', 'sv', 'fi', 'pl', 'cs', 'ro', 'tr', 'nb'].map(
    (language) => (y: number, m: number, d: number) => inLanguage(language, y, m, d),
  ),
  (y, m, d) => `le ${inLanguage('fr', y, m, d)}`,
];

function inLanguage(language: string, y: number, m: number, d: number): string {
  return new Date(Date.UTC(y, m - 1, d)).toLocaleDateString(language, {
    ...{ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
  });
}

function weekdayOf(y: number, m: number, d: number): string {
  return new Date(Date.UTC(y, m - 1, d)).toLocaleDateString('en-US', {
    weekday: 'long',
    timeZone: 'UTC',
  });
}

const places: readonly { readonly place: Place; readonly countries: readonly string[] }[] = [
  {
    place: { city: 'Istanbul', country: 'Turkey', countryCode: 'TUR' },
    countries: ['Turkey', 'Türkiye', 'TURKEY', 'TR'],
  },
  { place: { city: 'New York', country: 'United States' }, countries: ['USA', 'U.S.', 'U.S.A.'] },
  { place: { city: 'São Paulo', country: 'Brazil' }, countries: ['Brazil', 'Brasil'] },
  {
    place: { city: 'Vienna', country: 'Austria', region: 'Vienna' },
    countries: ['Austria', 'Österreich'],
  },
  { place: { city: 'London', country: 'United Kingdom' }, countries: ['UK', 'U.K.', 'England'] },
  { place: { city: 'St. Petersburg', country: 'Russia' }, countries: ['Russia', 'Россия'] },
  { place: { city: 'Rio de Janeiro', country: 'Brazil' }, countries: ['Brazil'] },
  { place: { city: "L'Aquila", country: 'Italy' }, countries: ['Italy', 'Italia'] },
  { place: { city: 'Llanfairpwllgwyngyll', country: 'Wales' }, countries: ['Wales'] },
  { place: { city: 'Nice', country: 'France' }, countries: ['France'] },
];
const regions = ['Marmara', 'Bavaria', 'New South Wales', 'Île-de-France'];

/** The whole of a dateline as `P` for the place and `D` for the date stand in it, with what leads to the text. */
const layouts = [
  'P - D: ',
  'P – D – ',
  'P — D — ',
  'P—D: ',
  'P, D: ',
  'P, D - ',
  'P, D. ',
  'P. D. ',
  'P (D): ',
  'P (D) - ',
  'P (D) ',
  'P [D]: ',
  'P | D | ',
  'P / D / ',
  'P • D • ',
  'P · D · ',
  'P; D; ',
  'P: D: ',
  'P - D - ',
  'P -- D -- ',
  '[P - D] ',
  '[P, D]: ',
  '(P, D) ',
  '(P | D) ',
  '{P - D} ',
  '【P - D】 ',
  'D - P: ',
  'D, P: ',
  'D: P: ',
  'D. P. ',
  'D | P | ',
  'D / P / ',
  'D (P): ',
  'D – P – ',
  'D in P: ',
  'P on D: ',
  '[D] P: ',
  'Date: D. Location: P. ',
  'Location: P. Date: D. ',
  'Location: P | Date: D | ',
  'Place: P - Date: D - ',
  'Where: P; When: D; ',
  'Date: D; Place: P; Description: ',
  'Editorial | P | D | ',
  'Dateline: P, D. Caption: ',
];

/** At the end of the text. */
const endings = [
  ', P, D',
  '. P, D',
  '. P, D.',
  ' - P, D',
  ' – P – D',
  ' — P, D.',
  ' (P, D)',
  ' (P - D).',
  ' [P, D]',
  ' | P | D',
  ' / P / D',
  '; P; D',
  '. Location: P. Date: D.',
  '. Date: D. Location: P',
  ', D, P',
  ' - D - P',
];

const descriptions = [
  'Ferries cross the Bosphorus at dusk below the Galata Tower',
  'A woman sells bread from a cart, her hands full of coins',
  'Two cats sleep on a wall - one of them with an open eye',
  '"Welcome home" sign above the door of a bakery',
  '50 cyclists start in the rain: the first stage of the tour',
  'Children play football in a courtyard (wide angle)',
  "St. Anthony's church with scaffolding around the spire",
  'Old tram number 28 climbs a steep street; people wait',
  'Market hall built in 1891, seen from the gallery',
];

const photo = fc.record({
  at: fc.constantFrom(...places),
  day: fc.date({
    min: new Date('1995-01-01T12:00:00Z'),
    max: new Date('2030-12-31T12:00:00Z'),
    noInvalidDate: true,
  }),
  form: fc.constantFrom(...forms),
  usage: fc.constantFrom('editorial' as const, 'commercial' as const),
  text: fc.constantFrom(...descriptions),
  country: fc.nat(),
  order: fc.constantFrom('C, K', 'C, R, K', 'C (K)', 'K, C', 'C', 'C - K', 'C / K', 'C K', 'C-K'),
  isShouted: fc.boolean(),
  region: fc.constantFrom(...regions),
});

function partsOf({ at, day, form, country, order, isShouted, region }: Photo) {
  const takenOn = day.toISOString().slice(0, 10);
  const [y = 0, m = 0, d = 0] = takenOn.split('-').map(Number);
  const city = isShouted ? at.place.city.toUpperCase() : at.place.city;
  const named = at.countries[country % at.countries.length] ?? '';
  const names: Readonly<Record<string, string>> = { C: city, K: named, R: region };
  const place = order.replace(/[CKR]/g, (letter) => names[letter] ?? '');
  return { takenOn, place, date: form(y, m, d) };
}
type Photo = typeof photo extends fc.Arbitrary<infer T> ? T : never;

const filled = (layout: string, { place, date }: { place: string; date: string }) =>
  layout.replace(/[PD](?![a-z])/g, (letter) => (letter === 'P' ? place : date));

describe('a dateline of the photo itself', () => {
  it.each(layouts)('goes from the front: %s', (layout) => {
    fc.assert(
      fc.property(photo, (chosen) => {
        const parts = partsOf(chosen);
        const facts = { usage: chosen.usage, place: chosen.at.place, takenOn: parts.takenOn };
        expect(splitTitle(filled(layout, parts) + chosen.text, facts)).toBe(chosen.text);
      }),
    );
  });

  it.each(endings)('goes from the end: %s', (ending) => {
    fc.assert(
      fc.property(photo, (chosen) => {
        if (/^K|^C [K/-]/.test(chosen.order)) return;
        const parts = partsOf(chosen);
        const facts = { usage: chosen.usage, place: chosen.at.place, takenOn: parts.takenOn };
        expect(splitTitle(chosen.text + filled(ending, parts), facts)).toBe(chosen.text);
      }),
    );
  });

  it.each([
    'Istanbul, Turkey-May 14, 2019: ',
    'Istanbul-Turkey-14 May 2019: ',
    'ISTANBUL-TURKEY-2019-05-14: ',
    'Istanbul,Turkey-14.05.2019-',
  ])('goes from the front though no space is in it: %s', (line) => {
    const facts = { usage: 'editorial', place: places[0]?.place, takenOn: '2019-05-14' } as const;
    for (const text of descriptions) expect(splitTitle(line + text, facts)).toBe(text);
  });

  it('goes whole where it is the whole text', () => {
    const facts = { usage: 'editorial', place: places[0]?.place, takenOn: '2019-05-14' } as const;
    for (const layout of layouts)
      expect(
        splitTitle(
          filled(layout, { place: 'Istanbul, Turkey', date: dayInWords('2019-05-14') }).trim(),
          facts,
        ),
      ).toBe('');
  });
});

/** A photo by city, country, day and usage. */
const of = (
  city: string,
  country: string,
  takenOn = '2019-05-14',
  usage: 'editorial' | 'commercial' = 'editorial',
) => ({ usage, place: { city, country }, takenOn });

describe('a description that only looks like it has a dateline', () => {
  it.each([
    ["Istanbul, Turkey's largest city, seen from the sea", of('Istanbul', 'Turkey')],
    ['May flowers in bloom - close up', of('Istanbul', 'Turkey')],
    ['Paris: the Seine at night', of('Paris', 'France')],
    ['Istanbul - ferries at dusk', of('Istanbul', 'Turkey')],
    ['Istanbul Modern museum: visitors in the main hall', of('Istanbul', 'Turkey')],
    ['Istanbul-based dancers perform in a park', of('Istanbul', 'Turkey')],
    ['Istanbul and Ankara: two cities, one train', of('Istanbul', 'Turkey')],
    ['Turkey and cranberry sandwich - close up of a lunch', of('Istanbul', 'Turkey')],
    ['Turkey: a wild bird crosses the road', of('Boston', 'United States')],
    ['14 boats moored in May sunshine: a quiet harbour', of('Istanbul', 'Turkey')],
    ['2019: a year of ferries', of('Istanbul', 'Turkey')],
    ['May Day parade - workers with banners', of('Istanbul', 'Turkey', '2019-05-01')],
    ['4th of July parade: children wave flags', of('Boston', 'United States', '2019-07-04')],
    ['July 4: the day of independence', of('Boston', 'United States', '2019-07-04')],
    ['Nice - a word painted on a wall', of('Nice', 'France')],
    ['Nice view - the old town below the castle', of('Nice', 'France')],
    ['Nice, colorful houses in a narrow street', of('Nice', 'France')],
    ['Reading - a man with a newspaper on a bench', of('Reading', 'United Kingdom')],
    ['Bath time: a dog in a tub', of('Bath', 'United Kingdom')],
    ['Mobile, phone and keys on a table', of('Mobile', 'United States')],
    ['Man on a bench reads a newspaper, Istanbul, Turkey', of('Istanbul', 'Turkey')],
    ['Flight board: London - Istanbul', of('Istanbul', 'Turkey')],
    ['Train from Ankara to Istanbul', of('Istanbul', 'Turkey')],
    ['Ferry crossing from Asia to Istanbul, Turkey', of('Istanbul', 'Turkey')],
    [
      'Protesters gather on May 1 2019: a square full of flags',
      of('Istanbul', 'Turkey', '2019-05-01'),
    ],
    ['Poster for a concert on Tuesday, May 14 2019', of('Istanbul', 'Turkey')],
    ['Crowds celebrate on May 14, 2019', of('Istanbul', 'Turkey')],
    ['On May 14, 2019, ferries cross the Bosphorus', of('Istanbul', 'Turkey')],
    ['The Blue Mosque in Istanbul, Turkey, on May 14 2019', of('Istanbul', 'Turkey')],
    ['Time 10:30 on the station clock', of('Istanbul', 'Turkey')],
    ['Galata Tower, Istanbul, Turkey: crowds at dusk', of('Istanbul', 'Turkey')],
    ['Istanbul, city of two continents, at dusk', of('Istanbul', 'Turkey')],
    ['Istanbul, 1920s style tram: passengers board', of('Istanbul', 'Turkey')],
    ['Istanbul 2019: fans wait for the final', of('Istanbul', 'Turkey')],
    ['Istanbul, Turkey - ferries at dusk', of('Istanbul', 'Turkey', '2019-05-14', 'commercial')],
    ['Ferries at dusk - Istanbul, Turkey', of('Istanbul', 'Turkey', '2019-05-14', 'commercial')],
    ['Istanbul, Turkey. Ferries at dusk', of('Istanbul', 'Turkey', '2019-05-14', 'commercial')],
    ['Ferries at dusk (Istanbul, Turkey)', of('Istanbul', 'Turkey', '2019-05-14', 'commercial')],
    ['Sunday market: fruit and flowers', of('Istanbul', 'Turkey')],
    ['Sunday morning - empty street with a cat', of('Istanbul', 'Turkey', '2019-05-12')],
    ['March: soldiers walk in a row', of('Vienna', 'Austria', '2019-03-03')],
    ['April showers - people with umbrellas', of('Vienna', 'Austria', '2019-04-03')],
    ['Vienna, Vienna, only you: sign above a stage', of('Vienna', 'Austria')],
    ['Vienna coffee house: a waiter with a tray', of('Vienna', 'Austria')],
    ["Vienna Boys' Choir - concert in the chapel", of('Vienna', 'Austria')],
    ["St. Stephen's Cathedral, Vienna - roof tiles", of('Vienna', 'Austria')],
    ['Route 66: old gas station', of('Seligman', 'United States')],
    ['Hagia Sophia - dome and chandeliers', of('Istanbul', 'Turkey')],
    ['Blue Mosque, Hagia Sophia and Topkapi: skyline at dusk', of('Istanbul', 'Turkey')],
    ['Formula 1 2019 - cars on the grid', of('Monza', 'Italy', '2019-09-08')],
    ['Expo 2020: visitors in a pavilion', of('Dubai', 'United Arab Emirates', '2021-11-01')],
    ['New Year 2020: fireworks above the bridge', of('Sydney', 'Australia', '2020-01-01')],
    ['Covid-19: nurse with a mask', of('Rome', 'Italy', '2020-04-01')],
    ['10:30: people wait below the station clock', of('Rome', 'Italy', '2020-04-01')],
    ['12-15 cats in a yard - feeding time', of('Rome', 'Italy', '2020-12-15')],
    ['Mexico City, Mexico City, everywhere: souvenir shirts', of('Mexico City', 'Mexico')],
    ['Built in 1891: the market hall, 14 May', of('Rome', 'Italy')],
    ['Memorial to the victims of 11 September 2001', of('New York', 'United States', '2019-05-14')],
    ['Plaque: 14 May 1948', of('Tel Aviv', 'Israel', '2019-05-14')],
    ['Gravestone of a soldier, died 3 July 1916', of('Ypres', 'Belgium', '2019-05-14')],
    ['Sydney, a dog, sleeps on a sofa', of('Sydney', 'Australia')],
    ['Florence Nightingale statue - detail', of('Florence', 'Italy')],
    ['Tourists in front of the Colosseum, Rome', of('Rome', 'Italy')],
    ['Old sign: Rome - Naples, 1952', of('Rome', 'Italy')],
    ['Bus to Rome, Italy', of('Rome', 'Italy')],
  ])('stays whole: %s', (text, photo) => {
    expect(splitTitle(text, photo)).toBe(text);
    expect(otherDateline(text, photo)).toBeUndefined();
  });
});

describe('a dateline of another place or day', () => {
  it.each([
    ['Paris, France - July 3 2021: Ferries at dusk', of('Istanbul', 'Turkey')],
    ['Bergama - May 14 2019: Ferries at dusk', of('Istanbul', 'Turkey')],
    ['Bergama, Turkey - May 14 2019: Ferries at dusk', of('Istanbul', 'Turkey')],
    ['Paris, France (July 3, 2021): Ferries', of('Istanbul', 'Turkey')],
    ['[Paris, France - July 3 2021] Ferries', of('Istanbul', 'Turkey')],
    ['8/02/2008 - Mexico City, Mexico: Ferries', of('Istanbul', 'Turkey')],
    ['May 14 2019 - Paris, France: Ferries', of('Istanbul', 'Turkey')],
    ['Istanbul, Turkey - May 15 2019: Ferries', of('Istanbul', 'Turkey')],
    ['Istanbul, Turkey - May 5 2019: Ferries', of('Istanbul', 'Turkey')],
    ['Istanbul, Turkey - 05/05/2019: Ferries', of('Istanbul', 'Turkey')],
    ['Istanbul, Greece - May 14 2019: Ferries', of('Istanbul', 'Turkey')],
    ['Istanbul, Monday: Ferries', of('Istanbul', 'Turkey')],
    ['May 3 2018. Ferries cross', of('Istanbul', 'Turkey')],
    ['Ferries cross, Rome, Italy, 3 July 2021', of('Istanbul', 'Turkey')],
    ['Ferries cross the sea, Bergama, Turkey, May 14 2019', of('Istanbul', 'Turkey')],
    ['Ferries cross - Paris, France, 2021-07-03', of('Istanbul', 'Turkey')],
    ['MOSCOW - MAY 9: Parade', of('Istanbul', 'Turkey')],
    ['Ferries cross the sea - Istanbul, Turkey, May 3 2018', of('Istanbul', 'Turkey')],
    ['Location: Paris, France. Date: July 3 2021. Ferries', of('Istanbul', 'Turkey')],
    ['Paris | July 2021 | Ferries', of('Istanbul', 'Turkey')],
  ])('stays in the title, and is told: %s', (text, photo) => {
    expect(titleOf({ ...photo, description: text }).text).toBe(text);
    expect(otherDateline(text, photo)).toBeDefined();
    expect(withoutAnyDateline(text, photo)).toMatch(/^Ferries|^Parade/);
  });
});
