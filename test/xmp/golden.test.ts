/** Sidecars in the manner of other programs, merged: what must change changes, and not a byte beside it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { restOf } from '../../scripts/sidecar-check/rest.ts';
import { mergeXmp, readXmp, type XmpText } from '../../src/xmp/index.ts';

const folder = join(import.meta.dirname, 'fixtures');
const fixtures = readdirSync(folder).filter((name) => name.endsWith('.xmp'));
const bytesOf = (name: string) => readFileSync(join(folder, name));

const text = {
  headline: 'Istanbul, Turkey - May 14 2019: Ferries & gulls at "dusk" <below> the Galata Tower',
  shortTitle: 'Ferries at dusk',
  caption: 'Ferries & gulls.\nSecond line.',
  keywords: ['Istanbul', 'Turkey', 'ferry', 'gull', 'Bosphorus', 'R&D'],
  city: 'Istanbul',
  country: 'Turkey',
  region: 'Istanbul Province',
  countryCode: 'TUR',
  dateCreated: '2019-05-14',
} as const satisfies XmpText;
const options = { metadataDate: '2026-11-23T10:00:00+01:00' };

describe.each(fixtures)('%s', (name) => {
  const merged = Buffer.from(mergeXmp(bytesOf(name), text, options).bytes);

  it('becomes exactly the expected file', async () => {
    await expect(merged.toString()).toMatchFileSnapshot(join(folder, 'merged', name));
  });

  it('says what was set, and what other programs set beside it', () => {
    const before = readXmp(bytesOf(name));
    const after = readXmp(merged);
    expect(after).toMatchObject(text);
    expect([after.rating, after.label]).toEqual([before.rating, before.label]);
    expect(after.hierarchicalKeywords).toEqual(
      expect.arrayContaining([...before.hierarchicalKeywords]),
    );
  });

  it('stays as it is when the same is set again', () => {
    expect(mergeXmp(merged, text, { metadataDate: '2030-01-01T00:00:00Z' })).toMatchObject({
      bytes: merged,
      changed: [],
    });
  });

  it('stays as it is when nothing is set', () => {
    const bytes = bytesOf(name);
    expect(mergeXmp(bytes, {}, options).bytes).toBe(bytes);
  });

  it('keeps every byte that is not ours', () => {
    const before = restOf(bytesOf(name).toString());
    const after = restOf(merged.toString());
    expect([after.text, after.inside]).toEqual([before.text, before.inside]);
    expect(after.paths).toEqual(expect.arrayContaining([...before.paths]));
  });
});

it('would notice a byte of others that changes', () => {
  const rest = (change: (text: string) => string) =>
    JSON.stringify(restOf(change(bytesOf('bridge.xmp').toString())));
  const same = rest((text) => text);
  expect(rest((text) => text.replace('Alter Titel', 'x'))).toBe(same);
  for (const [some, other] of [
    ['Zweite Wahl', 'zweite Wahl'],
    ['w"?>', 'r"?>'],
    ['  <xmp:Rating', '\t<xmp:Rating'],
    ['xml:lang="de-DE"', 'xml:lang="de"'],
  ] as const) {
    expect(bytesOf('bridge.xmp').toString()).toContain(some);
    expect(rest((text) => text.replace(some, other))).not.toBe(same);
  }
});
