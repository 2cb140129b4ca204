/** The folder of one's own templates, and the list of codes, as people leave them. */
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readOwnTemplates } from '../../src/pipeline/archive/own-templates.ts';
import { mistakeLine } from '../../src/rules/mistakes.ts';

it('is read as far as it can be, and every other file is named with its reason', async () => {
  const own = await mkdtemp(join(tmpdir(), 'own-templates-'));
  const folder = join(own, 'templates');
  await mkdir(join(folder, 'dir.txt'), { recursive: true });
  const write = (name: string, content: string | Buffer) => writeFile(join(folder, name), content);
  await write('good.txt', 'Creator: J\u00F6rg\nEvent: {city\n');
  await write('utf16.txt', Buffer.from('\uFEFFCreator: J\u00F6rg\r\n', 'utf16le'));
  await write('latin.txt', Buffer.from('Event: x\nCreator: J\u00F6rg', 'latin1'));
  await write('png.txt', Buffer.from('89504e470d0a1a0a0000', 'hex'));
  await write('empty.txt', '');
  await write('long.txt', 'Event: x\n'.repeat(100_000));
  await write('zeros.txt', '');
  await truncate(join(folder, 'zeros.txt'), 10_000_000);
  await symlink('loop.txt', join(folder, 'loop.txt'));
  await symlink('/dev/zero', join(folder, 'endless.txt'));
  await writeFile(join(own, 'codes.txt'), Buffer.from('a\tx\nb\t\u00CEstanbul\n', 'latin1'));
  const { all, codes, mistakes } = await readOwnTemplates(folder, join(own, 'codes.txt'));
  const values = [...all].map(([name, { entries }]) => [name, entries.map(({ value }) => value)]);
  expect(values).toEqual([
    ['good', ['J\u00F6rg']],
    ['latin', ['x']],
    ['utf16', ['J\u00F6rg']],
  ]);
  expect([...codes.keys()]).toEqual(['a']);
  const told = mistakes.map((one) => mistakeLine(one).replaceAll(`${own}/`, ''));
  for (const said of [
    /^templates\/dir\.txt:1: .* is a folder, not a file\.$/,
    /^templates\/empty\.txt:1: .* is empty\.$/,
    /^templates\/endless\.txt:1: .* is a device, not a file\.$/,
    /^templates\/good\.txt:2: Event: A \{ stands alone/,
    /^templates\/latin\.txt:2: This has letters that cannot be read\. Save the file as UTF-8\.$/,
    /^templates\/long\.txt:1: .* is longer than anything of its kind\.$/,
    /^templates\/loop\.txt:1: .* cannot be read: /,
    /^templates\/png\.txt:1: .* is a picture\.$/,
    /^templates\/zeros\.txt:1: .* is nothing but zero bytes\.$/,
    /^codes\.txt:2: This has letters that cannot be read\. Save the list as UTF-8\.$/,
  ])
    expect(
      told.filter((line) => said.test(line)),
      String(said),
    ).toHaveLength(1);
  expect(told).toHaveLength(10);

  // A file where the folder should be is told, too, and stops nothing.
  const instead = await readOwnTemplates(join(own, 'codes.txt'), '');
  expect(instead.mistakes.map(({ message }) => message)).toEqual([
    expect.stringContaining('Your templates cannot be read'),
  ]);
  await rm(own, { recursive: true });
});
