import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLineGroups, readLines, splitLines } from '../../src/files/lines.ts';

async function* inPieces(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function all(lines: AsyncIterable<string>): Promise<string[]> {
  const found: string[] = [];
  for await (const line of lines) found.push(line);
  return found;
}

describe('lines of an answer file', () => {
  it('are split at line feeds only, not at U+2028 inside a text', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'lines-')), 'answers.jsonl');
    const first = JSON.stringify({ text: 'a\u2028b\u2029c\u0085d' });
    await writeFile(file, `${first}\r\n\n{"last":true}`);
    expect(await all(readLines(file))).toEqual([first, '{"last":true}']);
  });

  it('come out the same however the bytes arrive', async () => {
    const line = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !/[\n\r]/.test(text));
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 20 }),
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 }),
        async (lines, sizes) => {
          const wellFormed = lines.map((text) => text.toWellFormed());
          const bytes = Buffer.from(wellFormed.join('\n'));
          expect(await all(splitLines(inPieces(bytes, sizes)))).toEqual(wellFormed);
        },
      ),
    );
  });

  it('are whole where they are longer than what is read at a time, and come in order', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'lines-')), 'long.jsonl');
    const lines = [3_000_000, 5, 1024 * 1024 - 1, 1024 * 1024, 7].map(
      (length, index) => `${String(index).repeat(length - 1)}é`,
    );
    await writeFile(file, lines.join('\n'));
    const found: string[] = [];
    for await (const group of readLineGroups(file)) found.push(...group);
    expect(found.map((line) => line.length)).toEqual(lines.map((line) => line.length));
    expect(found).toEqual(lines);
  });
});
