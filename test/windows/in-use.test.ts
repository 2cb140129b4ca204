/** Photos that other programs have open, as viewers, Lightroom and virus scanners have them on Windows. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, inject, it } from 'vitest';
import { picture } from '../helpers/archive.ts';
import { embeddedTexts } from '../helpers/jpeg.ts';
import { newFolder, nodeThere, run, startThere, windowsPath } from './computer.ts';

const folder = 'Portugal/Porto/commercial';
const names = ['free.jpg', 'locked.jpg', 'shown.jpg'];

/**
 * Programs that open a file, make a second one when they have it, and end when there is a third. Node can keep all others
 * out (libuv: UV_FS_O_EXLOCK); the C library, as Perl uses it, lets them read and write, but not rename.
 */
const keepers = {
  'locked.jpg': () => [
    ...nodeThere(),
    '-e',
    `const { existsSync, openSync, writeFileSync } = require('node:fs');
     const [file, open, over] = process.argv.slice(1);
     openSync(file, 0x10000000);
     writeFileSync(open, '');
     setInterval(() => existsSync(over) && process.exit(), 20);`,
  ],
  'shown.jpg': () => [
    join(
      dirname(inject('computer').program),
      '../../exiftool-vendored.exe/bin/exiftool_files/perl.exe',
    ),
    '-e',
    'open(F, q(<), $ARGV[0]) or die $!; open(O, q(>), $ARGV[1]) or die $!; close O; select(undef, undef, undef, 0.02) until -e $ARGV[2];',
  ],
};

/** Has a file opened by the program of its name; what is returned ends that. */
async function keptOpen(root: string, name: keyof typeof keepers): Promise<() => Promise<void>> {
  const [open, over] = [join(root, `${name} is open`), join(root, `${name} is over`)];
  const paths = [join(root, folder, name), open, over].map(windowsPath);
  const { process: keeper, finished } = startThere([...keepers[name](), ...paths]);
  while (!existsSync(open)) {
    if (keeper.exitCode !== null) throw new Error((await finished).stderr);
    await pause(20);
  }
  return async () => {
    await writeFile(over, '');
    await finished;
  };
}

it('are issues of their own, are left as they are, and are embedded when they are free', async () => {
  const root = newFolder();
  await mkdir(join(root, folder), { recursive: true });
  for (const [index, name] of names.entries())
    await writeFile(join(root, folder, name), await picture(index, 64));
  await run(['scan', windowsPath(root)]);
  const texts = join(dirname(root), 'texts of open ones.jsonl');
  const line = (name: string) =>
    JSON.stringify({
      path: `${folder}/${name}`,
      title: name,
      keywords: ['a'],
      verdict: 'accepted',
    });
  await writeFile(texts, names.map(line).join('\n'));
  await run(['review', '--import', windowsPath(texts), windowsPath(root)]);
  await run(['sidecars', windowsPath(root)]);

  const photos = () => Promise.all(names.map((name) => readFile(join(root, folder, name))));
  const before = await photos();
  const ends = [await keptOpen(root, 'locked.jpg'), await keptOpen(root, 'shown.jpg')];
  const first = await run(['embed', '--yes', windowsPath(root)]);
  expect(first.stdout).toContain('1 photo written');
  expect(first.code).toBe(1);
  const { stdout } = await run(['status', '--issues', windowsPath(root)]);
  expect(stdout).toMatch(/locked\.jpg \(embed\): .*another program/);
  expect(stdout).toMatch(/shown\.jpg \(embed\): .*another program/);
  for (const end of ends) await end();
  expect((await photos()).slice(1)).toEqual(before.slice(1));
  expect(await readdir(join(root, folder))).toHaveLength(2 * names.length);

  expect((await run(['embed', '--yes', '--retry', windowsPath(root)])).code).toBe(0);
  const embedded = await embeddedTexts(names.map((name) => join(root, folder, name)));
  expect(embedded.map(({ headline }) => headline)).toEqual(names);
});
