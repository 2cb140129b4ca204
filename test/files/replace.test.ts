import { chmod, mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { replaceFile } from '../../src/files/replace.ts';

async function folderWith(name: string, text: string): Promise<{ folder: string; file: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'replace-'));
  const file = join(folder, name);
  await writeFile(file, text);
  return { folder, file };
}

it('replaces the text and keeps the permissions', async () => {
  const { folder, file } = await folderWith('a.xmp', 'old');
  await chmod(file, 0o640);
  await replaceFile(file, 'new');
  expect(await readFile(file, 'utf8')).toBe('new');
  expect((await stat(file)).mode & 0o777).toBe(0o640);
  expect(await readdir(folder)).toEqual(['a.xmp']);
});

it('leaves the old file and nothing beside it when told not to go on', async () => {
  const { folder, file } = await folderWith('a.xmp', 'old');
  const change = replaceFile(file, 'new', {
    beforeRename: () => Promise.reject(new Error('changed meanwhile')),
  });
  await expect(change).rejects.toThrow('changed meanwhile');
  expect(await readFile(file, 'utf8')).toBe('old');
  expect(await readdir(folder)).toEqual(['a.xmp']);
});
