import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readLineGroups, readLines } from '../../src/files/lines.ts';

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

  it('lose their byte order mark', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'lines-')), 'mark.jsonl');
    await writeFile(file, '\ufeff{"a":1}\n{"b":"\ufeff"}\n');
    expect(await all(readLines(file))).toEqual(['{"a":1}', '{"b":"\ufeff"}']);
    await writeFile(file, '\ufeff');
    expect(await all(readLines(file))).toEqual([]);
  });

  it.each([299_999, 300_000, 300_001, 512 * 1024, 2_000_000])(
    'are cut off behind their beginning where they have %i bytes and may have 300,000',
    async (bytes) => {
      const file = join(await mkdtemp(join(tmpdir(), 'lines-')), 'cut.jsonl');
      const long = 'x'.repeat(bytes);
      for (const lines of [
        ['a', long, 'b', 'c'],
        [long, long, 'b'],
        ['a', long],
      ]) {
        await writeFile(file, lines.join('\n'));
        const found = await all(readLines(file, 300_000));
        expect(found.map((line) => line.slice(0, 4096))).toEqual(
          lines.map((line) => line.slice(0, 4096)),
        );
        expect(Math.max(...found.map(({ length }) => length))).toBeLessThanOrEqual(300_000);
      }
    },
  );
});
