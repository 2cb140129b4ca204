/** Which keywords from before count, and where they stand in the list. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tidyExisting } from '../../../src/rules/keywords/existing-keywords.ts';
import { joinExisting } from '../../../src/rules/keywords/join-keywords.ts';
import { sameTerm } from '../../../src/rules/keywords/terms.ts';
import { isCameraDefault } from '../../../src/rules/texts/camera-defaults.ts';
import { isFileName } from '../../../src/rules/texts/file-names.ts';

const photo = { path: 'Portugal/Porto/DSC_0815.jpg', camera: { make: 'FUJIFILM', model: 'X-T4' } };
const tidy = (...entries: string[]) => tidyExisting(entries, photo, ['stock']);

describe('keywords from before', () => {
  it.each([
    ['joined ones', ['Travel,Tourism; Ribeira'], ['Travel', 'Tourism', 'Ribeira']],
    ['a row of a spreadsheet', ['pier\tquay\r\njetty'], ['pier', 'quay', 'jetty']],
    ['the last part of paths', ['Places|Portugal|Porto', 'Animals|Birds|Gull|'], ['Porto', 'Gull']],
    ['entities', ['black &amp; white', 'caf&eacute;'], ['black & white', 'café']],
    ['each term once', ['boat', 'Boats', 'BOAT', 'São Bento', 'Sao Bento'], ['boat', 'São Bento']],
    ['own signs', ['#douro', ' “quiet street” ', '- tram'], ['douro', 'quiet street', 'tram']],
    ['accents and other words', ['Türkiye', 'Fußgänger', '東京'], ['Türkiye', 'Fußgänger', '東京']],
  ])('are taken as %s', (_, entries, words) => {
    expect(tidy(...entries)).toEqual(words);
  });

  it.each([
    'OLYMPUS DIGITAL CAMERA         ',
    'SONY DSC',
    'DCIM\\100GOPRO',
    'Processed with VSCO with f2 preset',
    'DSC_0815',
    'DSC_0815.jpg',
    'IMG_20190514_101112',
    'P5140001',
    'PXL_20210101_101010123',
    '100_0001',
    'f/2.8',
    'ISO 100',
    'X-T4',
    'Fujifilm',
    'stock',
    ' ; , ',
  ])('are not what a camera or a program wrote, nor banned words: %s', (entry) => {
    expect(tidy(entry, 'harbor')).toEqual(['harbor']);
  });

  it.each([
    'digital camera',
    'image',
    'A380',
    'Boeing 747',
    'Route 66',
    'P-51 Mustang',
    'R2D2',
    '1920s',
    'default',
    'IMG',
    'panorama',
    'samsung',
    'Porto 2019',
    '2019',
  ])('are what a person may well have typed: %s', (entry) => {
    expect(tidy(entry)).toEqual([entry]);
  });

  it('leave a photo its name where that says what it shows', () => {
    expect(isFileName('harbor', 'a/harbor.jpg')).toBe(false);
    expect(isFileName('harbor.jpg', 'a/harbor.jpg')).toBe(true);
    expect(isFileName('anna-0007', 'a/anna-0007.JPG')).toBe(true);
  });

  it('are looked at in a time that grows with their length alone', () => {
    const long = `dsc0001${'-a'.repeat(100_000)}`;
    expect(isFileName(long, 'a.jpg')).toBe(false);
    expect(isCameraDefault(' '.repeat(1_000_000))).toBe(true);
  });
});

const model = Array.from({ length: 50 }, (_, index) => `model${index}`);
const theirs = ['harbor', 'Douro', 'Ribeira'];

describe('a list with keywords from before', () => {
  it('has them behind the first ten, and the last of the model give way', () => {
    const list = joinExisting(model, { keywords: theirs, policy: 'replace' }, 50, []);
    expect(list).toEqual([...model.slice(0, 10), ...theirs, ...model.slice(10, 47)]);
  });

  it('has them at the end where they are to be appended', () => {
    const list = joinExisting(model, { keywords: theirs, policy: 'append' }, 50, []);
    expect(list).toEqual([...model.slice(0, 47), ...theirs]);
  });

  it('is theirs alone where only photos without keywords get ours', () => {
    expect(joinExisting(model, { keywords: theirs, policy: 'fill' }, 50, [])).toEqual(theirs);
    expect(joinExisting(model, { keywords: [], policy: 'fill' }, 50, [])).toEqual(model);
  });

  it('keeps a word of the model that they have, too, wherever it stood', () => {
    const keywords = ['Harbors', 'model0'];
    const list = joinExisting(
      [...model.slice(1), 'harbor'],
      { keywords, policy: 'replace' },
      50,
      [],
    );
    expect(list).toHaveLength(50);
    expect(list.filter((one) => sameTerm(one, 'harbor'))).toEqual(['Harbors']);
    expect(list).toContain('model0');
  });

  const word = fc.stringMatching(/^[a-z]{3,9}$/);
  const words = fc.uniqueArray(word, {
    maxLength: 70,
    selector: (one) => one,
    comparator: sameTerm,
  });

  it('never lacks one of them or of what must be there, and is no longer than it has to be', () => {
    fc.assert(
      fc.property(
        words,
        words,
        fc.constantFrom('replace' as const, 'append' as const),
        fc.integer({ min: 5, max: 50 }),
        (list, keywords, policy, count) => {
          const musts = list.slice(0, 2);
          const joined = joinExisting(list, { keywords, policy }, count, musts);
          for (const one of [...keywords, ...musts])
            expect(joined.filter((other) => sameTerm(other, one))).toHaveLength(1);
          const needed = new Set([...keywords, ...musts]).size;
          expect(joined.length).toBeLessThanOrEqual(Math.max(count, needed));
          const own = joined.filter((one) => !keywords.some((other) => sameTerm(one, other)));
          expect(own).toEqual(list.filter((one) => own.includes(one)));
          expect(joinExisting(joined, { keywords, policy }, count, musts).toSorted()).toEqual(
            joined.toSorted(),
          );
        },
      ),
    );
  });
});
