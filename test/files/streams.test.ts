/** Elsewhere a colon in a name means nothing, so a stream is a file beside; what Wine makes of it, too. */
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { copyStreams } from '../../src/files/streams.ts';

it('gives a file the known streams of another, and says when it cannot', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'streams-'));
  const [from, to] = [join(folder, 'a.jpg'), join(folder, '.a.jpg.tmp')];
  await writeFile(from, 'photo');
  expect(await copyStreams(from, to)).toBe(true);
  expect(await readdir(folder)).toEqual(['a.jpg']);

  await writeFile(`${from}:Zone.Identifier`, '[ZoneTransfer]\r\nZoneId=3\r\n');
  expect(await copyStreams(from, to)).toBe(true);
  expect(await readFile(`${to}:Zone.Identifier`, 'utf8')).toBe('[ZoneTransfer]\r\nZoneId=3\r\n');
  expect(await copyStreams(from, join(folder, 'gone/b.jpg'))).toBe(false);
});
