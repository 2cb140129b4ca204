/** The structure of a JPEG: what is built is found again, and nothing that is read can break the reader. */
import { mkdtemp, open, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checksumOf, compareTails } from '../../src/jpeg/compare-scan-data.ts';
import { readExif } from '../../src/jpeg/exif.ts';
import { headBytes } from '../../src/jpeg/fingerprint.ts';
import { identityOf } from '../../src/jpeg/identity.ts';
import { encodeIim, parseIim } from '../../src/jpeg/iim.ts';
import { readIptc } from '../../src/jpeg/iptc.ts';
import { readMultiPicture } from '../../src/jpeg/mpf.ts';
import { parseResources } from '../../src/jpeg/photoshop.ts';
import { pictureEnd } from '../../src/jpeg/picture-end.ts';
import { type Head, readHead, readHeadOf } from '../../src/jpeg/read-head.ts';
import { parseStructure, type Structure } from '../../src/jpeg/segments.ts';
import { headPatch, isKept, restoreHead } from '../../src/jpeg/undo-patch.ts';
import {
  cameraFacts,
  exif,
  iptc,
  jpeg,
  packet,
  picture,
  segment,
  tiff,
  version,
  xmp,
} from '../fixtures/jpeg/build.ts';
import { runsOf } from '../helpers/some-of.ts';

const base = await picture();
const progressive = await picture({ progressive: true });

function structureOf(bytes: Buffer): Structure {
  const parsed = parseStructure(bytes, bytes.length);
  if (parsed.kind !== 'structure') throw new Error(parsed.kind);
  return parsed.structure;
}

async function fileWith(bytes: Buffer): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'structure-')), 'a.jpg');
  await writeFile(path, bytes);
  return path;
}

async function headOf(bytes: Buffer): Promise<Head> {
  const read = await readHead(await fileWith(bytes));
  if (read.kind !== 'head') throw new Error(read.why);
  return read.head;
}

/** Any segments that may stand in a head, with fill bytes before some. */
const anySegment = fc.oneof(
  fc
    .tuple(fc.constantFrom(0xe0, 0xe1, 0xe2, 0xed, 0xee, 0xfe), fc.uint8Array({ maxLength: 300 }))
    .map(([marker, bytes]) => segment(marker, Buffer.from(bytes))),
  fc.constantFrom(
    exif(cameraFacts),
    xmp(packet('xmp:Rating="3"')),
    iptc([version, [2, 25, 'boat']]),
    Buffer.from([0xff, 0xff]),
  ),
);

describe('the segments of a head', () => {
  it('are found in order, each with its bytes', () => {
    fc.assert(
      fc.property(fc.array(anySegment, { maxLength: 12 }), (segments) => {
        const { segments: found, scanStart } = structureOf(jpeg(base, segments));
        const real = segments.filter((one) => one[1] !== 0xff);
        expect(found.slice(0, real.length).map(({ payload }) => payload)).toEqual(
          real.map((one) => one.subarray(4)),
        );
        expect(jpeg(base, segments).subarray(scanStart, scanStart + 2)).toEqual(
          Buffer.from([0xff, 0xda]),
        );
      }),
    );
  });

  it('are read whole however long the head is', async () => {
    const long = Array.from({ length: 40 }, (_, index) =>
      segment(0xe7, Buffer.alloc(60_000, index)),
    );
    const head = await headOf(jpeg(base, long));
    expect(head.segments.filter(({ marker }) => marker === 0xe7)).toHaveLength(40);
  });

  it('tell size and kind', async () => {
    const head = await headOf(jpeg(progressive, [exif(cameraFacts), xmp(packet(''))]));
    expect(head.frame).toEqual({ width: 96, height: 64 });
    expect(head.segments.slice(0, 2).map(({ kind }) => kind)).toEqual(['exif', 'xmp']);
  });

  it('cannot be told from any bytes whatever without an answer', () => {
    const start = fc
      .uint8Array({ maxLength: 400 })
      .map((bytes) => Buffer.concat([base.subarray(0, 2), bytes]));
    fc.assert(
      fc.property(start, fc.nat(1000), (bytes, more) => {
        expect(['structure', 'more', 'broken']).toContain(
          parseStructure(bytes, bytes.length + more).kind,
        );
      }),
    );
  });

  it('end in a clear answer wherever the file is cut', async () => {
    const whole = jpeg(base, [exif(cameraFacts)]);
    for (const length of [0, 1, 2, 3, 4, 5, 20, 3000, 3500]) {
      const read = await readHead(await fileWith(whole.subarray(0, length)));
      expect(read.kind === 'broken' && read.why, `${length}`).toBe(
        length < 4 ? 'not-a-jpeg' : 'truncated-head',
      );
    }
  });
});

describe('the patch of a head', () => {
  it('brings back every byte from a head with other metadata', async () => {
    const changed = [xmp(packet('xmp:Rating="5"')), iptc([version, [2, 105, 'New']])];
    await fc.assert(
      fc.asyncProperty(fc.array(anySegment, { maxLength: 8 }), async (segments) => {
        const old = jpeg(base, segments);
        const { scanStart, segments: parts } = structureOf(old);
        const patch = headPatch({ bytes: old, scanStart, segments: parts });
        const kept = parts.filter(
          ({ kind }) => !['xmp', 'xmp-extension', 'photoshop', 'mpf'].includes(kind),
        );
        const now = Buffer.concat([
          base.subarray(0, 2),
          ...changed,
          ...kept.map(({ start, end }) => old.subarray(start, end)),
          old.subarray(scanStart),
        ]);
        const restored = restoreHead(patch, { bytes: now, segments: structureOf(now).segments });
        expect(restored).toEqual(headBytes({ bytes: old, scanStart }));
      }),
      { numRuns: 50 },
    );
  });

  it('brings back more segments than a call takes arguments', () => {
    const old = jpeg(
      base,
      Array.from({ length: 130_000 }, () => segment(0xfe)),
    );
    const { scanStart, segments } = structureOf(old);
    const patch = headPatch({ bytes: old, scanStart, segments });
    const restored = restoreHead(patch, { bytes: old, segments });
    expect(restored?.equals(headBytes({ bytes: old, scanStart }))).toBe(true);
  });

  it('does not fit a photo that lost or gained a segment', () => {
    const old = jpeg(base, [exif(cameraFacts), segment(0xe7, 'kept')]);
    const { scanStart, segments } = structureOf(old);
    const patch = headPatch({ bytes: old, scanStart, segments });
    for (const other of [
      jpeg(base, [exif(cameraFacts)]),
      jpeg(base, [exif(cameraFacts), segment(0xe7, 'kept'), segment(0xe8, 'new')]),
    ])
      expect(
        restoreHead(patch, { bytes: other, segments: structureOf(other).segments }),
      ).toBeUndefined();
  });
});

describe('a patch that somebody else made', () => {
  const whole = jpeg(base, [exif(cameraFacts)]);
  const { scanStart, segments } = structureOf(whole);
  const head = { bytes: whole, segments };
  const old = headBytes({ bytes: whole, scanStart });
  const kept = segments.filter(isKept).length;

  it('is not unpacked beyond the longest head', () => {
    // Spaces mean nothing in base64, so that these would be the right bytes.
    const largest = 1_000_000;
    const spaces = Math.ceil((largest / 3) * 4) + 2000;
    const text = JSON.stringify([old.subarray(2).toString('base64'), kept]);
    const padded = text.replace('"', `"${' '.repeat(1000)}`);
    const noKept = { bytes: whole, segments: [] };
    const raw = (json: string | Buffer) => restoreHead(deflateRawSync(json), noKept, largest);
    expect(raw(padded.replace(/,\d+\]$/, ']'))).toEqual(old);
    const bomb = Buffer.alloc(spaces, ' ');
    bomb.write(`["${old.subarray(2).toString('base64')}`);
    bomb.write('"]', spaces - 2);
    expect(raw(bomb)).toBeUndefined();
  });

  it('is nothing where it is not what we write', () => {
    const written = [
      ...['', '[]', '{}', 'null', '[', '['.repeat(50_000), '[[1]]', '[null]', '["x"', '[1e9]'],
      ...['[-1]', `[${kept},-${kept},${kept}]`, `[${'0,'.repeat(1_000_000)}${kept}]`],
      ...['["",', '[{"keep":1}]', `[${kept + 1}]`],
    ];
    for (const json of written) {
      const restored = restoreHead(deflateRawSync(json), head);
      expect(restored?.equals(old) ?? false, json.slice(0, 40)).toBe(false);
      // Nothing is put together twice.
      expect(restored?.length ?? 0, json.slice(0, 40)).toBeLessThanOrEqual(old.length);
    }
    for (const noise of [Buffer.alloc(0), Buffer.alloc(500, 0xff), Buffer.from('[1]')])
      expect(restoreHead(noise, head)).toBeUndefined();
  });
});

describe('readers of what is in the segments', () => {
  it('take IPTC apart and put it together again', () => {
    const dataset = fc.record({
      record: fc.constantFrom(1, 2, 3, 7),
      number: fc.nat(255),
      value: fc.uint8Array({ maxLength: 70 }).map((bytes) => Buffer.from(bytes)),
    });
    fc.assert(
      fc.property(fc.array(dataset), (datasets) => {
        const parsed = parseIim(encodeIim(datasets));
        expect(parsed.datasets).toEqual(datasets);
        expect(parsed.damaged).toBe(false);
      }),
    );
    const long = [{ record: 2, number: 120, value: Buffer.alloc(40_000, 'c') }];
    expect(parseIim(encodeIim(long)).datasets).toEqual(long);
  });

  it('never throw, whatever bytes they get', () => {
    const some = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
    fc.assert(
      fc.property(some, some, (bytes, rest) => {
        parseIim(Buffer.concat([Buffer.from([0x1c, 2, 25, 0, 4]), bytes]));
        parseResources(Buffer.concat([Buffer.from('8BIM\x04\x04\0\0', 'latin1'), bytes]));
        const made = jpeg(base, [
          segment(0xed, 'Photoshop 3.0\0', bytes),
          segment(0xe2, 'MPF\0', 'II*\0\x08\0\0\0', rest),
        ]);
        readIptc(structureOf(made).segments);
        readMultiPicture(structureOf(made).segments);
      }),
    );
  });

  it('read EXIF with any byte changed, without throwing', () => {
    const payload = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff(cameraFacts)]);
    fc.assert(
      fc.property(fc.nat(300), fc.nat(255), fc.nat(payload.length), (at, value, length) => {
        const changed = Buffer.from(payload);
        changed[at] = value;
        readExif(changed);
        readExif(changed.subarray(0, length));
      }),
      { numRuns: runsOf(600) },
    );
  });
});

describe('EXIF', () => {
  const read = (facts: Parameters<typeof tiff>[0]) =>
    readExif(Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff(facts)])).exif;

  it.each([true, false])('is read in both byte orders (little endian: %s)', (littleEndian) => {
    const { position, ...rest } = read({ ...cameraFacts, littleEndian });
    expect(rest).toEqual({
      dateTimeOriginal: '2019:05:14 18:30:12',
      subSeconds: '42',
      offset: '+03:00',
      orientation: 1,
      camera: { make: 'Canon', model: 'Canon EOS R6' },
    });
    expect(position?.latitude).toBeCloseTo(41.0082, 6);
    expect(position?.longitude).toBeCloseTo(28.9784, 6);
  });

  it.each([
    [
      'south and west',
      ['S', 'W'],
      [33, 52, 4],
      [151, 12, 36],
      { latitude: -33.867778, longitude: -151.21 },
    ],
    [
      'seconds left out',
      ['N', 'E'],
      [41, 30.5],
      [28, 15],
      { latitude: 41.508333, longitude: 28.25 },
    ],
    ['nothing known yet (0, 0)', ['N', 'E'], [0, 0, 0], [0, 0, 0], undefined],
    ['more than a pole', ['N', 'E'], [91, 0, 0], [0, 0, 1], undefined],
    ['no hemisphere', ['', ''], [41, 0, 0], [28, 0, 0], undefined],
  ] as const)('gives the position: %s', (_name, [ns, ew], latitude, longitude, wanted) => {
    const gps = [
      [1, 'ascii', ns],
      [2, 'rational', latitude],
      [3, 'ascii', ew],
      [4, 'rational', longitude],
    ] as const;
    const { position } = read({ gps });
    if (wanted === undefined) expect(position).toBeUndefined();
    else {
      expect(position?.latitude).toBeCloseTo(wanted.latitude, 5);
      expect(position?.longitude).toBeCloseTo(wanted.longitude, 5);
    }
  });
});

describe('the identity of a picture', () => {
  const identity = async (bytes: Buffer) => {
    const file = await open(await fileWith(bytes), 'r');
    const read = await readHeadOf(file);
    if (read.kind !== 'head') throw new Error(read.why);
    const found = await identityOf(file, read.head);
    await file.close();
    return found;
  };

  it('outlives other metadata, other trailers and another name', async () => {
    const one = await identity(base);
    expect(await identity(jpeg(base, [exif(cameraFacts), xmp(packet('')), iptc([version])]))).toBe(
      one,
    );
    expect(await identity(jpeg(base, [], Buffer.from('trailer')))).toBe(one);
  });

  it('tells pictures apart', async () => {
    const others = await Promise.all(
      [2, 3, 4].map(async (seed) => identity(await picture({ seed }))),
    );
    expect(new Set([await identity(base), ...others]).size).toBe(4);
  });
});

describe('the tail', () => {
  it('is compared to the byte', async () => {
    const tail = Buffer.alloc(3_000_000, 1);
    const changed = Buffer.from(tail);
    changed[2_345_678] = 2;
    const compare = async (one: Buffer, other: Buffer) => {
      const [left, right] = [await open(await fileWith(one)), await open(await fileWith(other))];
      const found = await compareTails(
        { file: left, start: 10, end: one.length },
        { file: right, start: 10, end: other.length },
      );
      const checksum = await checksumOf({ file: left, start: 10, end: one.length });
      await Promise.all([left.close(), right.close()]);
      expect(found.checksum).toBe(checksum);
      return found;
    };
    expect(await compare(tail, tail)).toMatchObject({ equal: true, same: 2_999_990 });
    expect(await compare(tail, changed)).toMatchObject({ equal: false, same: 2_345_668 });
    expect(await compare(tail, tail.subarray(0, -1))).toMatchObject({
      equal: false,
      same: 2_999_989,
    });
    expect(await compare(tail.subarray(0, -1), tail)).toMatchObject({ equal: false });
  });

  it.each([
    ['baseline', base],
    ['progressive', progressive],
  ])('ends behind the %s picture', async (_name, bytes) => {
    const whole = jpeg(bytes, [exif(cameraFacts)], Buffer.from('\xff\xd9 trailer', 'latin1'));
    const path = await fileWith(whole);
    const file = await open(path);
    const end = await pictureEnd(file, structureOf(whole).scanStart, whole.length);
    await file.close();
    expect(end).toBe(whole.length - 10);
  });
});
