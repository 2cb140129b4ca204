/** What holds for every packet, not only for those we thought of. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { restOf } from '../../scripts/sidecar-check/rest.ts';
import { createXmp, mergeXmp, readXmp, XmpError, type XmpText } from '../../src/xmp/index.ts';
import { runsOf } from '../helpers/some-of.ts';
import { generated, textOf } from './generated.ts';

const options = { metadataDate: '2026-11-23T10:00:00+01:00' };

/** Text as a person or a model may write it; never empty, because an empty one takes a property away. */
const words = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    fc.constantFrom(
      'new',
      '007',
      'a & b',
      '<b>',
      ']]>',
      '"q" \'r\'',
      'line\nbreak',
      '&amp;',
      '😀',
      'x y',
    ),
  )
  .filter((text) => text.trim() !== '');
const changes: fc.Arbitrary<XmpText> = fc.record(
  {
    headline: words,
    shortTitle: words,
    caption: words,
    keywords: fc.uniqueArray(words, { maxLength: 6, minLength: 1 }),
    city: words,
    country: words,
    region: words,
    countryCode: fc.constantFrom('TUR', 'DEU'),
    dateCreated: fc.constant('2019-05-14'),
  },
  { requiredKeys: [] },
);

/** The merged bytes, or undefined when the merge refused with a typed error. Anything else thrown is a fault. */
function merged(bytes: Uint8Array, text: XmpText): Uint8Array | undefined {
  try {
    return mergeXmp(bytes, text, options).bytes;
  } catch (error) {
    if (error instanceof XmpError) return undefined;
    throw error;
  }
}

describe('merging any packet', () => {
  it('leaves every foreign piece as it was, in its place', () => {
    let refused = 0;
    fc.assert(
      fc.property(generated, changes, (packet, text) => {
        const bytes = packet.encode(textOf(packet));
        const after = merged(bytes, text);
        if (after === undefined) {
          refused++;
          return;
        }
        expect(restOf(packet.decode(after))).toMatchObject({
          text: restOf(textOf(packet)).text,
          inside: restOf(textOf(packet)).inside,
        });
        const whole = Buffer.from(after).toString('latin1');
        let from = 0;
        for (const piece of packet.pieces) {
          if (!piece.foreign) continue;
          const wanted = packet
            .encode(piece.text)
            .toString('latin1')
            .slice(markLength(packet.encode));
          const at = whole.indexOf(wanted, from);
          expect(at, `${piece.text} is lost`).not.toBe(-1);
          from = at + wanted.length;
        }
      }),
      { numRuns: runsOf(200) },
    );
    expect(refused).toBeLessThan(100);
  });

  it('reads back what was set, and does nothing the second time', () => {
    fc.assert(
      fc.property(generated, changes, (packet, text) => {
        const bytes = packet.encode(textOf(packet));
        const before = readXmp(bytes);
        const after = merged(bytes, text);
        if (after === undefined) return;
        const { metadataDate: _, hierarchicalKeywords, ...rest } = before;
        const read = readXmp(after);
        expect(read).toMatchObject({ ...rest, ...text });
        expect(read.hierarchicalKeywords).toEqual(
          expect.arrayContaining([...hierarchicalKeywords]),
        );
        const again = mergeXmp(after, text, { metadataDate: '2030-01-01T00:00:00Z' });
        expect(again).toMatchObject({ bytes: after, changed: [] });
      }),
      { numRuns: runsOf(200) },
    );
  });

  it('comes back to the same text whatever it was in between', () => {
    fc.assert(
      fc.property(generated, changes, changes, (packet, one, other) => {
        const first = merged(packet.encode(textOf(packet)), { ...other, ...one });
        if (first === undefined) return;
        const between = merged(first, other);
        const last = between === undefined ? undefined : merged(between, { ...other, ...one });
        if (last !== undefined) expect(readXmp(last)).toMatchObject({ ...other, ...one });
      }),
      { numRuns: runsOf(100) },
    );
  });

  it('refuses damaged files with a typed error, or merges them so that they read back', () => {
    const fixtures = ['digikam.xmp', 'bridge.xmp', 'exiftool.xmp', 'capture-one.xmp'].map((name) =>
      readFileSync(join(import.meta.dirname, 'fixtures', name)),
    );
    const damage = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      take: fc.nat(12),
      put: fc.oneof(
        fc.constantFrom(
          '<',
          '>',
          '&',
          '"',
          "'",
          '/>',
          '</',
          '<!--',
          '-->',
          ']]>',
          '<?',
          '?>',
          ' xmlns:dc="x"',
          '\0',
          'rdf:',
        ),
        fc.string({ maxLength: 3 }),
      ),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...fixtures),
        fc.array(damage, { minLength: 1, maxLength: 4 }),
        changes,
        (fixture, damages, text) => {
          let bytes = fixture;
          for (const { at, take, put } of damages) {
            const start = Math.floor(at * bytes.length);
            bytes = Buffer.concat([
              bytes.subarray(0, start),
              Buffer.from(put),
              bytes.subarray(start + take),
            ]);
          }
          const after = merged(bytes, text);
          if (after !== undefined) expect(readXmp(after)).toMatchObject(text);
        },
      ),
      { numRuns: runsOf(200) },
    );
  });
});

describe('a new sidecar', () => {
  it('reads back and needs no merge', () => {
    fc.assert(
      fc.property(changes, (text) => {
        const bytes = createXmp(text, options);
        expect(readXmp(bytes)).toMatchObject(text);
        expect(mergeXmp(bytes, text, options).bytes).toBe(bytes);
      }),
    );
  });
});

/** How many characters the byte order mark takes when a piece is encoded on its own. */
function markLength(encode: (text: string) => Buffer): number {
  return encode('').length;
}
