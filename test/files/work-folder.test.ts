import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { makeWorkFolder } from '../../src/files/work-folder.ts';

/** The work folder of an archive, with a file beside the archive that nothing may touch. */
function supplied(): { folder: string; outside: string } {
  const above = mkdtempSync(join(tmpdir(), 'proofsheet-supplied-'));
  const folder = join(above, 'archive/.proofsheet');
  const outside = join(above, 'outside');
  mkdirSync(join(folder, 'answers'), { recursive: true });
  writeFileSync(outside, 'untouched');
  return { folder, outside };
}

it.each(['lock.json', 'catalog.sqlite', 'keys', 'previews', 'anything'])(
  'refuses a link called %s in a folder that came with the archive',
  (name) => {
    const { folder, outside } = supplied();
    symlinkSync(outside, join(folder, name));
    expect(() => makeWorkFolder(folder)).toThrow(`${name} is a link, or no file at all`);
  },
);

it('refuses a folder that is a link itself', () => {
  const { folder, outside } = supplied();
  const link = join(outside, '../other/.proofsheet');
  mkdirSync(join(link, '..'));
  symlinkSync(folder, link);
  expect(() => makeWorkFolder(link)).toThrow('is a link, or no file at all');
});

it.runIf(process.platform !== 'win32')('refuses pipes and sockets', async () => {
  const pipe = supplied().folder;
  execFileSync('mkfifo', [join(pipe, 'lock.json')]);
  expect(() => makeWorkFolder(pipe)).toThrow('lock.json is a link, or no file at all');

  const socket = supplied().folder;
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(join(socket, 'live'), resolve));
  onTestFinished(() => void server.close());
  expect(() => makeWorkFolder(socket)).toThrow('live is a link, or no file at all');
});

it('takes files and folders', () => {
  const { folder } = supplied();
  writeFileSync(join(folder, 'catalog.sqlite'), '');
  expect(() => makeWorkFolder(folder)).not.toThrow();
});
