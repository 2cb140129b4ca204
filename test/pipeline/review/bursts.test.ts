import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { burstWith, type Frame, shapeOf, storeFingerprint } from '../../../src/catalog/groups.ts';
import { followsInBurst, groupBursts } from '../../../src/pipeline/review/bursts.ts';
import { listOf, makeList } from '../../../src/pipeline/review/list.ts';
import { differenceHash, distance } from '../../../src/preview/difference-hash.ts';
import { greyDots } from '../../../src/preview/grey.ts';
import { picture } from '../../helpers/archive.ts';
import { addPhoto, newCatalog, reviewPhoto } from './desk.ts';

async function looksOf(jpeg: Uint8Array) {
  return differenceHash(await greyDots(jpeg));
}

describe('the fingerprint of a picture', () => {
  it('hardly changes when the picture is made lighter, smaller or compressed more', async () => {
    const original = await picture(3, 400);
    const lighter = await sharp(original)
      .modulate({ brightness: 1.15 })
      .jpeg({ quality: 40 })
      .toBuffer();
    const smaller = await sharp(original).resize(200).jpeg().toBuffer();
    const look = await looksOf(original);
    expect(distance(look, await looksOf(lighter))).toBeLessThanOrEqual(6);
    expect(distance(look, await looksOf(smaller))).toBeLessThanOrEqual(4);
  });

  it('is another one for another picture', async () => {
    expect(
      distance(await looksOf(await picture(3, 400)), await looksOf(await picture(20, 400))),
    ).toBeGreaterThan(8);
  });

  it('counts every bit that differs', () => {
    expect(distance({ high: 0xffffffff, low: 0 }, { high: 0, low: 0 })).toBe(32);
    expect(distance({ high: 0x80000001, low: 0xf0 }, { high: 0, low: 0x0f })).toBe(10);
    const toTheRight = Uint8Array.from({ length: 81 }, (_, index) => index % 9);
    expect(differenceHash(toTheRight)).toEqual({ high: 0xffffffff, low: 0 });
    const downwards = Uint8Array.from({ length: 81 }, (_, index) => Math.floor(index / 9));
    expect(differenceHash(downwards)).toEqual({ high: 0, low: 0xffffffff });
  });
});

const frame = (changes: Partial<Frame>): Frame => ({
  id: 1,
  folder: 'a',
  takenAt: '2019-05-14T10:00:00.00',
  camera: 'EOS R6',
  high: 0,
  low: 0,
  ...changes,
});

describe('a burst', () => {
  it.each([
    ['half a second later, moved', { takenAt: '2019-05-14T10:00:00.50', low: 0xfffff }, true],
    ['a minute later, almost the same', { takenAt: '2019-05-14T10:01:00', low: 0xf }, true],
    ['a minute later, moved', { takenAt: '2019-05-14T10:01:00', low: 0xffff }, false],
    ['a day later, the same', { takenAt: '2019-05-15T10:00:00' }, false],
    ['in another folder', { folder: 'b' }, false],
    ['with another camera', { camera: 'X100' }, false],
    ['without a time, the same', { takenAt: null }, false],
    ['without a look, at once', { high: null, low: null }, true],
    ['without a look, later', { high: null, low: null, takenAt: '2019-05-14T10:00:05' }, false],
  ])('takes in the next photo or not: %s', (_name, changes, expected) => {
    expect(followsInBurst(frame({}), frame(changes))).toBe(expected);
  });

  it('is in the order of time, whatever its frames are called', () => {
    const catalog = newCatalog();
    const [b, a, c] = ['b', 'a', 'c'].map((name, second) =>
      reviewPhoto(catalog, { path: `a/${name}.jpg`, takenAt: `2019-05-14T10:00:0${second}` }),
    );
    groupBursts(catalog);
    expect(burstWith(catalog, a ?? 0)).toEqual([b, a, c]);
    const rows = makeList(catalog, { filter: '', sort: 'path' }).rows(0, 3);
    expect(rows.map(({ name, burst }) => `${name} ${burst?.place}`)).toEqual([
      'a.jpg 2',
      'b.jpg 1',
      'c.jpg 3',
    ]);
    expect(listOf(catalog, [c ?? 0, a ?? 0, b ?? 0]).ids).toEqual([b, a, c]);
  });

  it('has a shape between its widest and its narrowest frame', () => {
    const catalog = newCatalog();
    const [wide = 0, upright = 0] = ['a', 'b'].map((name) =>
      reviewPhoto(catalog, { path: `${name}.jpg` }),
    );
    expect(shapeOf(catalog, [wide, upright])).toBeCloseTo(1.5);
    catalog.run('UPDATE photo SET width = 400, height = 600 WHERE id = ?', upright);
    expect(shapeOf(catalog, [wide, upright])).toBeCloseTo(1);
  });

  it('is shown in the list with its size, and selected as a whole', () => {
    const catalog = newCatalog();
    const ids = [0, 1, 2, 60].map((second) =>
      reviewPhoto(catalog, {
        path: `a/${String(second).padStart(2, '0')}.jpg`,
        takenAt: `2019-05-14T10:${second === 60 ? '10:00' : `00:0${second}`}`,
      }),
    );
    for (const id of ids.slice(0, 3)) storeFingerprint(catalog, id, { high: 5, low: 9 });
    storeFingerprint(catalog, ids[3] ?? 0, { high: 0xffff, low: 9 });
    addPhoto(catalog, { path: 'b/alone.jpg' });
    expect(groupBursts(catalog)).toBe(1);
    expect(burstWith(catalog, ids[1] ?? 0)).toEqual(ids.slice(0, 3));
    const list = makeList(catalog, { filter: '', sort: 'path' });
    expect(list.rows(1, 1)[0]?.burst).toEqual({ id: ids[0], place: 2, size: 3 });
    expect(list.rows(3, 1)[0]?.burst).toBeUndefined();
    expect(list.burstOf(ids[2] ?? 0)).toEqual(ids.slice(0, 3));
    expect(list.burstOf(ids[3] ?? 0)).toEqual([ids[3]]);
    expect(makeList(catalog, { filter: 'has:burst', sort: 'path' }).count).toBe(3);
  });
});
