/** What a scan says of folders above and below, of links, and of files that it does not take. */
import { link, mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { picture } from '../../helpers/archive.ts';
import { endWarmCommands, runWarm } from '../../helpers/warm-commands.ts';

endWarmCommands();

async function treeOf(files: Readonly<Record<string, number>>, others: readonly string[] = []) {
  const root = await mkdtemp(join(tmpdir(), 'proofsheet-notes-'));
  const put = async (path: string, bytes: Buffer | string) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), bytes);
  };
  for (const [path, seed] of Object.entries(files)) await put(path, await picture(seed, 48));
  for (const path of others) await put(path, 'x');
  return root;
}

const scanNotes = async (root: string) => {
  const { code, stdout, stderr } = await runWarm(['scan', root]);
  expect(code).toBe(0);
  return stdout + stderr;
};

it.each([
  ['Portugal', 'Lisbon/editorial/a.jpg', 'editorial'],
  ['Portugal/Lisbon', 'editorial/a.jpg', 'editorial'],
  ['Portugal/Lisbon/commercial', 'a.jpg', 'commercial'],
  ['Portugal/Lisbon', 'commercial/second day/a.jpg', 'commercial'],
])('opened at %s, %s is in Lisbon', async (opened, path, usage) => {
  const root = await treeOf({ [`${opened}/${path}`]: 1 });
  await scanNotes(join(root, opened));
  const { stdout } = await runWarm(['prepare', '--sample', join(root, opened)]);
  expect(stdout).toContain('Lisbon, Portugal');
  expect(stdout).toContain(usage);
});

it('names catalogs further up and further down', async () => {
  const root = await treeOf({
    'Spain/Madrid/editorial/a.jpg': 1,
    'Portugal/Porto/editorial/b.jpg': 2,
  });
  await scanNotes(join(root, 'Portugal'));
  expect(await scanNotes(root)).toContain('another catalog further down: "Portugal/.proofsheet"');
  expect(await scanNotes(join(root, 'Spain'))).toContain(
    `There is a catalog in "${root}" too, further up`,
  );
  const { stdout } = await runWarm(['doctor', join(root, 'Spain')]);
  expect(stdout).toContain(`there is a catalog in ${root} too`);
});

it('names linked folders, links to nothing, one file under two names, and copies', async () => {
  const usual = 'Spain/Madrid/editorial';
  const root = await treeOf({
    [`${usual}/a.jpg`]: 1,
    [`${usual}/b.jpg`]: 2,
    [`${usual}/copy of b.jpg`]: 2,
  });
  const elsewhere = await treeOf({ 'Porto/editorial/c.jpg': 3 });
  await symlink(elsewhere, join(root, 'Portugal'));
  await symlink('/nowhere/at all.jpg', join(root, usual, 'gone.jpg'));
  await link(join(root, usual, 'a.jpg'), join(root, usual, 'z.jpg'));
  await symlink('a.jpg', join(root, usual, 'zz.jpg'));
  const notes = await scanNotes(root);
  expect(notes).toContain('1 linked folder was not followed: "Portugal".');
  expect(notes).toContain(`1 link leads to nothing: "${usual}/gone.jpg".`);
  expect(notes).toContain(
    `2 photos are the same file as another, under a second name: "${usual}/z.jpg" and "${usual}/zz.jpg".`,
  );
  expect(notes).toContain(`1 photo has the same picture as another: "${usual}/copy of b.jpg".`);
});

it('counts what it left out by kind, and passes over what other programs keep', async () => {
  const usual = 'Spain/Madrid/editorial';
  const root = await treeOf(
    {
      [`${usual}/a.jpg`]: 1,
      [`@Recycle/${usual}/b.jpg`]: 2,
      'Pictures.photoslibrary/masters/c.jpg': 3,
    },
    [`${usual}/a.NEF`, `${usual}/b.nef`, `${usual}/c.png`, `${usual}/notes.txt`, `${usual}/a.xmp`],
  );
  const notes = await scanNotes(root);
  expect(notes).toMatch(/\b1 photo\b/);
  expect(notes).toContain('Left out, because they are not JPEGs: 2 NEF and 1 PNG.');
  expect(notes).toContain(
    '2 folders of other programs passed over: "@Recycle" and "Pictures.photoslibrary".',
  );
});
