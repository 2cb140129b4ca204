import { describe, expect, it } from 'vitest';
import {
  countryCodeOf,
  countryNameOf,
  toCountryCode,
} from '../../../src/rules/places/countries.ts';
import {
  displayName,
  folderPatternProblem,
  foldersAbove,
  placeFromFolders,
  usageOfFolder,
} from '../../../src/rules/places/folders.ts';

const standard = '{country}/{city}/{usage}';
const from = (path: string, pattern = standard) =>
  placeFromFolders(path.split('/').filter(Boolean), pattern);
const istanbul = { city: 'Istanbul', country: 'Turkey', countryCode: 'TUR' };

describe('the folders above a photo', () => {
  it.each([
    ['Turkey/Istanbul/editorial', 'editorial'],
    ['Stock/2019/Turkey/Istanbul/Commercial', 'commercial'],
    ['turkey/istanbul/EDITORIAL', 'editorial'],
    ['01_Turkey/2019 Istanbul/02 editorial', 'editorial'],
    ['Turkey/Istanbul/editorial/selects', 'editorial'],
    ['Turkey/Istanbul', undefined],
    ['Turkey/Istanbul/day 1', undefined],
  ])('%s says Istanbul, Turkey', (path, usage) => {
    expect(from(path)).toEqual({ place: istanbul, ...(usage && { usage }) });
  });

  it('keeps spaces, apostrophes, percent signs and other scripts', () => {
    expect(from("Côte d'Ivoire/Grand-Bassam/editorial").place).toEqual({
      city: 'Grand-Bassam',
      country: "Côte d'Ivoire",
      countryCode: 'CIV',
    });
    expect(from('日本/京都/editorial').place).toEqual({
      city: '京都',
      country: 'Japan',
      countryCode: 'JPN',
    });
    expect(from('Brazil/S%C3%A3o%20Paulo/commercial').place?.city).toBe('São Paulo');
    expect(from('Nowhere/100% City/commercial').place?.city).toBe('100% City');
    expect(from('Turkey/I\u0307zmir/editorial').place?.city).toBe('İzmir');
  });

  it('believes an unknown country only where a usage stands below its city', () => {
    expect(from('Kurdistan/Erbil/editorial').place).toEqual({
      city: 'Erbil',
      country: 'Kurdistan',
    });
    expect(from('holiday/beach/best')).toEqual({});
    expect(from('Istanbul/editorial')).toEqual({ usage: 'editorial' });
    expect(from('')).toEqual({});
  });

  it('reads other layouts by their pattern', () => {
    expect(from('Istanbul/Turkey', '{city}/{country}').place).toEqual(istanbul);
    expect(
      from('Turkey/Marmara/Istanbul/2019-05 trip', '{country}/{region}/{city}/{shoot}').place,
    ).toEqual({
      ...istanbul,
      region: 'Marmara',
    });
    expect(from('2019/Turkey - Istanbul/x', '{country} - {city}/{}').place).toEqual(istanbul);
    expect(from('editorial/Turkey/Istanbul', '{usage}/{country}/{city}')).toEqual({
      place: istanbul,
      usage: 'editorial',
    });
    expect(from('Turkey/Istanbul/x', '{country}/{city}/{shoot}').place).toEqual(istanbul);
    expect(from('Photos/Turkey/Istanbul', 'photos/{country}/{city}').place).toEqual(istanbul);
    expect(from('Other/Turkey/Istanbul', 'photos/{country}/{city}')).toEqual({});
    expect(from('Kurdistan/Erbil', '{country}/{city}').place).toEqual({
      city: 'Erbil',
      country: 'Kurdistan',
    });
  });
});

describe('the folders above an archive', () => {
  const above = (path: string, pattern = standard) =>
    foldersAbove(path.split('/').filter(Boolean), pattern).join('/');

  it.each([
    ['mnt/nas/Portugal', 'Portugal'],
    ['Photos/Portugal/Lisbon', 'Portugal/Lisbon'],
    ['Photos/Portugal/Lisbon/editorial', 'Portugal/Lisbon/editorial'],
    ['Travel/south_korea/Seoul', 'south_korea/Seoul'],
    ['Stock/commercial', 'commercial'],
  ])('%s: %s counts', (path, counts) => expect(above(path)).toBe(counts));

  it.each([
    'Photos',
    'media/Jordan/Pictures',
    'Georgia/Photos',
    'Turkey/Istanbul/2019/May/best',
    'srv/share',
    '',
  ])('%s: none counts', (path) => expect(above(path)).toBe(''));

  it('follow the pattern', () => {
    expect(above('Stock/editorial/Turkey', '{usage}/{country}/{city}')).toBe('editorial/Turkey');
    expect(above('2019/Turkey - Istanbul', '{country} - {city}/{}')).toBe('Turkey - Istanbul');
  });

  it('complete what stands below', () => {
    const from = (path: string) => placeFromFolders(path.split('/'), standard);
    expect(from('Turkey/Istanbul/day 2/editorial')).toEqual({
      place: istanbul,
      usage: 'editorial',
    });
  });
});

describe('a folder pattern', () => {
  it.each([
    '{country}/{city}/{usage}',
    '{usage}',
    '{country}/{region}/{city}/{}',
    '{country} - {city}/{shoot}',
  ])('%s is fine', (pattern) => {
    expect(folderPatternProblem(pattern)).toBeUndefined();
  });

  it.each([
    ['{contry}/{city}', '{contry} is not a known name'],
    ['{city}/{city}/{country}', 'twice'],
    ['{country/{city}', 'brace'],
    ['{city}/{usage}', 'both {country} and {city}'],
    ['a/b', 'no folder a meaning'],
  ])('%s is refused with a reason', (pattern, reason) => {
    expect(folderPatternProblem(pattern)).toContain(reason);
    expect(() => placeFromFolders(['a'], pattern)).toThrow(reason);
  });
});

describe('a folder name', () => {
  it.each([
    ['new_york', 'New York'],
    ['rio-de-janeiro', 'Rio de Janeiro'],
    ['ISTANBUL', 'Istanbul'],
    ['İSTANBUL', 'Istanbul'],
    ['USA', 'USA'],
    ['usa', 'USA'],
    ['united-kingdom', 'United Kingdom'],
    ['Saint-Denis', 'Saint-Denis'],
    ["'s-Hertogenbosch", "'s-Hertogenbosch"],
    ['10 de Abril', '10 de Abril'],
    ['2019-05 Porto', 'Porto'],
  ])('%s is shown as %s', (folder, name) => {
    expect(displayName(folder)).toBe(name);
  });

  it.each([
    ['Editorial', 'editorial'],
    ['_COMMERCIAL', 'commercial'],
    ['editorial use only', 'editorial'],
    ['kommerziell', 'commercial'],
    ['constructor', undefined],
    ['misc', undefined],
  ])('%s means the usage %s', (folder, usage) => {
    expect(usageOfFolder(folder)).toBe(usage);
  });
});

describe('a country', () => {
  it.each([
    ['Turkey', 'TUR'],
    ['Türkiye', 'TUR'],
    ['turkiye', 'TUR'],
    ['UK', 'GBR'],
    ['Scotland', 'GBR'],
    ['United States', 'USA'],
    ['U.S.A.', 'USA'],
    ['Czechia', 'CZE'],
    ['Czech Republic', 'CZE'],
    ["Cote d'Ivoire", 'CIV'],
    ['Vietnam', 'VNM'],
    ['Laos', 'LAO'],
    ['St. Lucia', 'LCA'],
    ['The Netherlands', 'NLD'],
    ['Bosnia & Herzegovina', 'BIH'],
    ['South-Korea', 'KOR'],
    ['Hong Kong', 'HKG'],
    ['Atlantis', undefined],
    ['', undefined],
  ])('%s has the code %s', (name, code) => {
    expect(countryCodeOf(name)).toBe(code);
  });

  it('is also known by its codes in metadata, but a folder named IT is no country', () => {
    expect(toCountryCode('tur')).toBe('TUR');
    expect(toCountryCode('GB ')).toBe('GBR');
    expect(toCountryCode('Japan')).toBe('JPN');
    expect(toCountryCode('XX')).toBeUndefined();
    expect(countryCodeOf('IT')).toBeUndefined();
  });

  it('has a usual English name', () => {
    expect(['TUR', 'GBR', 'USA', 'PRT', 'JPN'].map((code) => countryNameOf(code))).toEqual([
      'Turkey',
      'United Kingdom',
      'USA',
      'Portugal',
      'Japan',
    ]);
  });
});
