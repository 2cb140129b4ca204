/** What a scan says of folders above and below, of links, and of files that it does not take. */
import { link, mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { picture } from '../../helpers/archive.ts';
import { runWarm } from '../../helpers/warm-commands.ts';

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

const scanNotes = async (root: string, ...options: readonly string[]) => {
  const { code, stdout, stderr } = await runWarm(['scan', root, ...options]);
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
    ['a.NEF', 'a.HEIC', 'b.nef', 'c.png', 'd.MOV', 'notes.txt', 'a.xmp', 'e.CR3_original'].map(
      (name) => `${usual}/${name}`,
    ),
  );
  const notes = await scanNotes(root, '--set', 'formats=jpeg');
  expect(notes).toMatch(/\b1 photo\b/);
  const pairs = '1 HEIC and 1 NEF belong to JPEGs of the same name and are no photos of their own.';
  expect(notes).toContain(pairs);
  expect(notes).toContain('Left out, because they are not JPEGs: 1 MOV, 1 NEF and 1 PNG.');
  expect(notes).toContain('1 file that other programs keep of photos passed over: ');
  expect(notes).toContain(
    '2 folders of other programs passed over: "@Recycle" and "Pictures.photoslibrary".',
  );
  for (const [name, color] of [
    ['b.nef', '#246'],
    ['c.png', '#642'],
  ] as const) {
    const drawing = sharp({ create: { width: 48, height: 32, channels: 3, background: color } });
    const bytes = name === 'c.png' ? drawing.png() : drawing.tiff();
    await writeFile(join(root, usual, name), await bytes.toBuffer());
  }
  const all = await scanNotes(root);
  expect(all).toContain(
    '2 photos are of other kinds than JPEG and will get sidecars alone: 1 NEF and 1 PNG. `proofsheet config set formats jpeg` leaves them out.',
  );
  expect(all).toContain(pairs);
  expect(all).toContain('Left out, because proofsheet takes no such files: 1 MOV.');
});

it('names conflict copies, JPEGs under other endings, and what a file is that is no JPEG', async () => {
  const usual = 'Spain/Madrid/editorial';
  const at = (name: string) => `${usual}/${name}`;
  const root = await treeOf(
    {
      [at('a.jpg')]: 1,
      [at('a (1).jpg')]: 2,
      [at('a.sync-conflict-20260401-101010-ABCDEFG.jpg')]: 3,
      [at('b.jpe')]: 4,
      [at('c.JFIF')]: 5,
      [at('d.png')]: 6,
      [at('a.jpg_original')]: 7,
      [at('A.JPG~')]: 8,
    },
    [at('e.png'), at('f.jfif'), at('a.sync-conflict-20260401-101010-ABCDEFG.xmp')],
  );
  const kinds = [
    ['heic', '\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'a HEIC picture'],
    ['png', '\x89PNG\r\n\x1A\n\0\0\0\rIHDR', 'a PNG picture'],
    ['raw', 'II*\0\x08\0\0\0', 'a TIFF or raw picture'],
    ['html', '<!DOCTYPE html><title>404</title>', 'a web page, as failed downloads leave one'],
    ['lfs', 'version https://git-lfs.github.com/spec/v1\n', 'a placeholder of Git LFS'],
    ['zeros', '\0'.repeat(5000), 'nothing but zeros, as failed copies leave them'],
    ['text', 'hello, hello, hello', 'not a JPEG'],
  ] as const;
  for (const [name, head] of kinds)
    await writeFile(join(root, at(`x ${name}.jpg`)), Buffer.from(head, 'latin1'));
  const { stdout, code } = await runWarm(['scan', root]);
  expect(code).toBe(1);
  expect(stdout).toContain(
    `2 photos look like conflict copies of a sync program: "${at('a (1).jpg')}" and "${at('a.sync-conflict-20260401-101010-ABCDEFG.jpg')}".`,
  );
  expect(stdout).toContain('1 conflict copy of a sidecar is not read: ');
  expect(stdout).toContain('2 files that other programs keep of photos passed over: ');
  expect(stdout).toMatch(/2 JPEGs have another ending: ".*b\.jpe" and ".*c\.JFIF"\./);
  expect(stdout).toContain('Left out, because proofsheet takes no such files: 1 JFIF.');
  const status = await runWarm(['status', '--issues', root]);
  for (const [name, , what] of kinds)
    expect(status.stdout).toContain(
      `x ${name}.jpg (scan): This is ${what}, whatever its name says.`,
    );
});
