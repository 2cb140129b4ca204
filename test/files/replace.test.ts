import { chmod, chown, mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { replaceFile } from '../../src/files/replace.ts';
import { keptNameOf, temporaryFor } from '../../src/files/temporary.ts';

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

/** Photos and what new files beside them may be, with the usual mask and with none. */
const allowed: readonly (readonly [photo: number, mask: number, file: number])[] = [
  [0o600, 0o022, 0o600],
  [0o600, 0o000, 0o600],
  [0o640, 0o022, 0o640],
  [0o640, 0o000, 0o640],
  [0o644, 0o077, 0o600],
  [0o666, 0o002, 0o664],
  [0o755, 0o000, 0o644],
  [0o400, 0o000, 0o600],
  [0o444, 0o000, 0o644],
];

it.skipIf(process.platform === 'win32').each(allowed)(
  'makes a file beside a photo of mode %o, under the mask %o, with mode %o',
  async (photoMode, mask, mode) => {
    const { folder, file } = await folderWith('a.jpg', 'photo');
    await chmod(file, photoMode);
    const before = process.umask(mask);
    try {
      await replaceFile(join(folder, 'a.jpg.xmp'), 'new', { like: file });
    } finally {
      process.umask(before);
    }
    expect((await stat(join(folder, 'a.jpg.xmp'))).mode & 0o777).toBe(mode);
  },
);

it('lets a group that the photo is not of do no more than everybody may', async (context) => {
  if (process.getuid?.() !== 0) return context.skip('only root can give a photo to any group');
  const { folder, file } = await folderWith('a.jpg', 'photo');
  await chown(file, 0, 65534);
  for (const [photoMode, mode] of [
    [0o640, 0o600],
    [0o664, 0o644],
  ] as const) {
    await chmod(file, photoMode);
    const made = join(folder, `${photoMode}.xmp`);
    await replaceFile(made, 'new', { like: file });
    expect((await stat(made)).mode & 0o777).toBe(mode);
  }
});

it.each([
  ['a.jpg', 100],
  [`${'a'.repeat(139)}.jpg`, 143],
  [`${'é'.repeat(69)}.jpg`, 143],
  [`${'字'.repeat(83)}.jpg`, 255],
])('has temporary names for %s on disks whose names have at most %i bytes', (name, most) => {
  const temporary = temporaryFor(join('/photos', name));
  expect(Buffer.byteLength(basename(keptNameOf(temporary)))).toBeLessThanOrEqual(most);
  expect(temporary.isWellFormed()).toBe(true);
});
