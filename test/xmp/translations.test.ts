/** A second language in language alternatives of strangers: ours is set, theirs stay byte for byte, and English stays the default. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createXmp, mergeXmp, openXmp, readXmp } from '../../src/xmp/index.ts';
import { runsOf } from '../helpers/some-of.ts';

const options = { metadataDate: '2026-11-23T10:00:00+01:00' };
const namespaces =
  ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:own="http://example.com/own/"';
const packet = (items: string) =>
  Buffer.from(
    `<x:xmpmeta xmlns:x="adobe:ns:meta/">\n <rdf:RDF${namespaces}>\n  <rdf:Description rdf:about="" own:note="&#65;">\n   <dc:title><rdf:Alt>${items}</rdf:Alt></dc:title>\n  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n`,
  );
const read = (bytes: Uint8Array, language = 'de') => readXmp(bytes, language);

const tags = ['x-default', 'en', 'en-US', 'de', 'DE', 'de-AT', 'tr', 'zh-Hant', undefined];
const text = fc.constantFrom('Eski &amp; yeni', '&#70;erry', 'Fähre', '1e5', '', '日本');
const item = fc.record({ tag: fc.constantFrom(...tags), text, quote: fc.constantFrom('"', "'") });
const itemText = ({
  tag,
  text,
  quote,
}: {
  tag?: string | undefined;
  text: string;
  quote: string;
}) => `<rdf:li${tag === undefined ? '' : ` xml:lang=${quote}${tag}${quote}`}>${text}</rdf:li>`;
const isOurs = (tag?: string) =>
  tag === undefined || tag === 'x-default' || tag.toLowerCase() === 'de';

it("sets German and English among strangers' languages, wherever they stand, and takes German out again", () => {
  fc.assert(
    fc.property(
      fc.array(item, { maxLength: 6 }),
      fc.option(fc.constantFrom('Ferry <1>', 'Boat'), { nil: undefined }),
      fc.constantFrom('Fähre & Möwe', 'Boot'),
      (items, shortTitle, german) => {
        const hasDefault = items.some(({ tag }) => tag === undefined || tag === 'x-default');
        const before = packet(items.map(itemText).join('\n    '));
        const wanted = {
          ...(shortTitle === undefined ? {} : { shortTitle }),
          translatedTitle: `de: ${german}`,
        };
        const { bytes } = mergeXmp(before, wanted, options, 'de');
        const after = read(bytes);
        expect(after.translatedTitle).toBe(`de: ${german}`);
        if (shortTitle !== undefined) expect(after.shortTitle).toBe(shortTitle);
        else if (hasDefault) expect(after.shortTitle).toBe(read(before).shortTitle);
        // English by its name follows the default that it repeats.
        const isEnglish = (tag?: string) => shortTitle !== undefined && tag === 'en';
        for (const one of items.filter(({ tag }) => !isOurs(tag) && !isEnglish(tag)))
          expect(Buffer.from(bytes).toString()).toContain(itemText(one));
        expect(read(bytes, 'tr').translatedTitle).toBe(read(before, 'tr').translatedTitle);
        expect(mergeXmp(bytes, wanted, options).bytes).toBe(bytes);
        if (shortTitle === undefined && !hasDefault) return;
        const gone = mergeXmp(bytes, { translatedTitle: 'de: ' }, options).bytes;
        expect(read(gone).shortTitle).toBe(after.shortTitle);
      },
    ),
    { numRuns: runsOf(300) },
  );
});

it('takes x-default for the default text, where one without a language stands before it', () => {
  const items = [
    { tag: 'en', text: 'Old' },
    { tag: undefined, text: 'Old' },
    { tag: 'x-default', text: 'Other' },
  ].map((one) => itemText({ ...one, quote: '"' }));
  const wanted = { shortTitle: 'Ferry', translatedTitle: 'de: Fähre' };
  const { bytes } = mergeXmp(packet(items.join('')), wanted, options, 'de');
  expect(Buffer.from(bytes).toString()).toContain(items[0]);
  expect(mergeXmp(bytes, wanted, options).bytes).toBe(bytes);
});

it('tells which of two fields of one property changed', () => {
  const opened = openXmp(packet(itemText({ tag: 'x-default', text: 'Ferry', quote: '"' })), 'de');
  const change = (wanted: object) => opened.merge(wanted, options).changed;
  expect(change({ shortTitle: 'Ferry', translatedTitle: 'de: Fähre' })).toEqual([
    'translatedTitle',
  ]);
  expect(change({ shortTitle: 'Boat' })).toEqual(['shortTitle']);
});

it('writes both into a new sidecar, English first', () => {
  const made = createXmp(
    {
      shortTitle: 'Ferry',
      caption: 'Ferry: at dusk',
      translatedTitle: 'pt-BR: Balsa: ao anoitecer',
      translatedCaption: 'pt-BR: Balsa',
    },
    options,
  );
  expect(made.toString()).toMatch(
    /x-default">Ferry<[\s\S]*en">Ferry<[\s\S]*pt-BR">Balsa: ao anoitecer</,
  );
  expect(readXmp(made, 'pt-br')).toMatchObject({
    caption: 'Ferry: at dusk',
    translatedTitle: 'pt-br: Balsa: ao anoitecer',
  });
});

it('names English beside a second language, because Adobe programs take one that stands alone for the default', () => {
  const only = packet(itemText({ tag: 'x-default', text: 'Ferry', quote: '"' }));
  const titles = (bytes: Uint8Array) =>
    Object.fromEntries(
      [
        ...Buffer.from(bytes)
          .toString()
          .matchAll(/xml:lang="([^"]+)">([^<]*)</g),
      ].map((one) => one.slice(1)),
    ) as object;
  const merge = (bytes: Uint8Array, text: object) => mergeXmp(bytes, text, {}, 'de').bytes;
  const german = merge(only, { translatedTitle: 'de: Fähre' });
  expect(titles(german)).toEqual({ 'x-default': 'Ferry', en: 'Ferry', de: 'Fähre' });
  const changed = merge(german, { shortTitle: 'Boat' });
  expect(titles(changed)).toEqual({ 'x-default': 'Boat', en: 'Boat', de: 'Fähre' });
  const back = merge(changed, { shortTitle: 'Ferry', translatedTitle: 'de: ' });
  expect(Buffer.from(back).toString()).toBe(only.toString());

  const others = packet(
    ['x-default', 'tr'].map((tag) => itemText({ tag, text: tag, quote: '"' })).join(''),
  );
  expect(titles(merge(others, { translatedTitle: 'de: Fähre' }))).toEqual({
    ...{ 'x-default': 'x-default', tr: 'tr', de: 'Fähre' },
  });
  const theirs = packet(
    ['x-default', 'en'].map((tag) => itemText({ tag, text: 'Old', quote: '"' })).join(''),
  );
  expect(titles(merge(theirs, { shortTitle: 'New', translatedTitle: 'de: Fähre' }))).toEqual({
    ...{ 'x-default': 'New', en: 'Old', de: 'Fähre' },
  });
});
