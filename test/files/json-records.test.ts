import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { type JsonRecord, readJsonRecords } from '../../src/files/json-records.ts';
import { readText, readTextLines } from '../../src/files/text-lines.ts';

const picture = await sharp({
  create: { width: 8, height: 8, channels: 3, background: '#123' },
})
  .jpeg()
  .toBuffer();
const folder = await mkdtemp(join(tmpdir(), 'proofsheet-records-'));
afterAll(() => rm(folder, { recursive: true }));
const file = join(folder, 'results.jsonl');

async function recordsIn(content: string | Uint8Array): Promise<JsonRecord[]> {
  await writeFile(file, content);
  const all: JsonRecord[] = [];
  for await (const records of readJsonRecords(file)) all.push(...records);
  return all;
}

const values = (records: readonly JsonRecord[]) =>
  records.map((record) => ('value' in record ? record.value : record.damage));

const utf16 = (text: string, isBig: boolean) => {
  const bytes = Buffer.from(text, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
};

const encodings: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-8 with a mark': (text) => Buffer.from(`\ufeff${text}`),
  'UTF-16 LE': (text) => utf16(text, false),
  'UTF-16 LE with a mark': (text) => utf16(`\ufeff${text}`, false),
  'UTF-16 BE': (text) => utf16(text, true),
  'UTF-16 BE with a mark': (text) => utf16(`\ufeff${text}`, true),
  'UTF-8 with zero bytes behind it': (text) => Buffer.from(text + '\0'.repeat(4096)),
};

const layouts: Readonly<Record<string, (objects: readonly object[], end: string) => string>> = {
  lines: (objects, end) => objects.map((object) => `${JSON.stringify(object)}${end}`).join(''),
  'lines with empty ones between': (objects, end) =>
    objects.map((object) => `${end}  ${end}${JSON.stringify(object)}`).join(''),
  'lines with commas': (objects, end) =>
    objects.map((object) => `${JSON.stringify(object)},${end}`).join(''),
  'a list': (objects) => JSON.stringify(objects),
  'a list, an object a line': (objects, end) =>
    `[${end}${objects.map((object) => JSON.stringify(object)).join(`,${end}`)}${end}]${end}`,
  'a list over lines': (objects, end) =>
    JSON.stringify(objects, null, 2).replaceAll('\n', end) + end,
  'a list over lines without indentation': (objects, end) =>
    JSON.stringify(objects, null, ' ').replaceAll(/\n */g, end),
  'objects over lines': (objects, end) =>
    objects.map((object) => JSON.stringify(object, null, 4).replaceAll('\n', end)).join(end),
  'objects behind each other': (objects) => objects.map((o) => JSON.stringify(o)).join(''),
};

const object = fc.record({
  custom_id: fc.string({ unit: 'grapheme' }),
  response: fc.option(
    fc.record({ body: fc.jsonValue({ maxDepth: 3 }), text: fc.constant('a } b { "c\\" \\n [') }),
  ),
});

describe('records of a JSON file', () => {
  it.each(Object.entries(encodings))('come back from %s in every layout', async (_, encode) => {
    const choice = [
      fc.array(object, { minLength: 1, maxLength: 6 }),
      fc.constantFrom(...Object.values(layouts)),
      fc.constantFrom('\n', '\r\n', '\r'),
    ] as const;
    await fc.assert(
      fc.asyncProperty(...choice, async (objects, layout, end) => {
        // What JSON cannot say, and what only a damaged file holds, is not generated.
        const text = JSON.stringify(objects);
        fc.pre(!/\ufffd|\\u0000|\0/.test(text) && text.isWellFormed());
        const read = await recordsIn(encode(layout(objects, end)));
        expect(values(read)).toEqual(JSON.parse(text));
      }),
      { numRuns: 30 },
    );
  });

  it('lose one line where one is cut off, and know the lines of all', async () => {
    const objects = fc.array(object, { minLength: 2, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(objects, fc.nat(), fc.nat(), async (all, which, cut) => {
        const lines = all.map((one) => JSON.stringify(one));
        fc.pre(!/\ufffd/.test(lines.join('')) && lines.join('').isWellFormed());
        const at = which % lines.length;
        const whole = lines[at] ?? '';
        lines[at] = whole.slice(0, 1 + (cut % (whole.length - 1)));
        fc.pre(lines[at]?.isWellFormed() === true);
        const read = await recordsIn(lines.join('\n'));
        expect(read.map(({ line }) => line)).toEqual(lines.map((_, index) => index + 1));
        expect(read.flatMap((record) => ('damage' in record ? [record.line] : []))).toEqual([
          at + 1,
        ]);
      }),
      { numRuns: 75 },
    );
  });

  it('are damaged where their bytes are not UTF-8', async () => {
    const read = await recordsIn(Buffer.from('{"a":"caf\xe9"}\n{"a":"caf\xc3\xa9"}\n', 'latin1'));
    expect(values(read)).toEqual(['is not UTF-8, or lost characters', { a: 'café' }]);
  });

  it('are read over the borders of what is read at a time', async () => {
    const all = Array.from({ length: 9 }, (_, index) => ({ index, text: 'é'.repeat(70_001) }));
    const text = all.map((one) => JSON.stringify(one)).join('\r\n');
    expect(values(await recordsIn(text))).toEqual(all);
    expect(values(await recordsIn(utf16(text, false)))).toEqual(all);
  });
});

describe('a file that is no text', () => {
  const zipOf = (name: string) => Buffer.from(`PK\x03\x04${'\0'.repeat(26)}${name}`, 'latin1');
  it.each([
    ['empty', Buffer.of()],
    ['nothing but zero bytes', Buffer.alloc(2000)],
    ['compressed with gzip', gzipSync('{"a":1}')],
    ['a ZIP archive', zipOf('results.jsonl')],
    ['an office document', zipOf('[Content_Types].xml')],
    ['an office document', zipOf('xl/workbook.xml')],
    ['a rich text document', Buffer.from('{\\rtf1\\ansi {}')],
    ['a PDF document', Buffer.from('%PDF-1.7\n')],
    ['a picture', picture],
    [
      'a web page (“502 Bad Gateway”)',
      Buffer.from('<html>\r\n<head><title>502 Bad Gateway</title>'),
    ],
    ['a web page', Buffer.from('\ufeff\n <!DOCTYPE html><body>', 'utf16le')],
    [
      'an XML document (“AccessDenied”)',
      Buffer.from('<?xml version="1.0"?><Error><Code>AccessDenied</Code>'),
    ],
    ['text in UTF-32', Buffer.from('\xff\xfe\0\0{\0\0\0', 'latin1')],
  ])('is named: %s', async (what, content) => {
    await writeFile(file, content);
    await expect(readText(file)).rejects.toMatchObject({
      code: 'usage',
      message: `The file ${file} is ${what}.`,
      advice: expect.stringMatching(/^\p{Lu}.+\.$/u),
    });
  });

  it('is named where it is a folder or is not there', async () => {
    await expect(readText(folder)).rejects.toMatchObject({ code: 'usage' });
    await expect(readText(join(folder, 'none'))).rejects.toMatchObject({
      message: expect.stringContaining('does not exist'),
    });
  });
});

describe('a file that is longer than anything of its kind', () => {
  it('stops at a line without end, and says which', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'records-')), 'long.jsonl');
    await writeFile(file, `{"a":1}\r\n{"b":"${'x'.repeat(300_000)}`);
    const read = async (most: number) => {
      const found: string[] = [];
      for await (const lines of readTextLines(file, most))
        found.push(...lines.map(({ text }) => text));
      return found;
    };
    await expect(read(200_000)).rejects.toThrow(
      `The file ${file} has a line of more than 200,000 characters (line 2).`,
    );
    expect(await read(400_000)).toHaveLength(2);
  });

  it('costs an object without end only itself', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'records-')), 'deep.json');
    const line = `"x": "${'y'.repeat(100_000)}",\n`;
    await writeFile(file, `{\n${line.repeat(12)}`);
    await appendFile(file, '"last": 1\n}\n{"path":"a.jpg"}\n');
    const found = [];
    for await (const group of readJsonRecords(file, 1_000_000)) found.push(...group);
    expect(found[0]).toMatchObject({ line: 1, damage: 'is longer than any of its kind' });
    expect(found[0]?.text.length).toBeLessThan(5000);
    expect(found.at(-1)).toMatchObject({ value: { path: 'a.jpg' } });
  });
});
