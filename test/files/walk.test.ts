import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { walkPhotos } from '../../src/files/walk.ts';

async function treeOf(paths: readonly string[]): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'walk-'));
  for (const path of paths) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), '');
  }
  return root;
}

async function pathsIn(root: string): Promise<string[]> {
  const found: string[] = [];
  const walk = walkPhotos(root, {
    onUnreadable: ({ folder }) => found.push(`unreadable: ${folder}`),
    onLeftOut: ({ kind, path }) => found.push(`${kind}: ${path}`),
  });
  for await (const { folder, names } of walk)
    found.push(...names.map((name) => (folder === '' ? name : `${folder}/${name}`)));
  return found;
}

it('finds JPEGs by name in any case, in order, and passes over what other programs hide', async () => {
  const root = await treeOf([
    'Turkey/Istanbul/editorial/b.JPG',
    'Turkey/Istanbul/editorial/a.jpeg',
    'Turkey/Istanbul/editorial/._a.jpeg',
    'Italy/Rome/editorial/.c.JPG.icloud',
    'Italy/Rome/editorial/.notes.txt.icloud',
    'Turkey/Istanbul/editorial/@eaDir/a.jpeg/thumb.jpg',
    'Turkey/Istanbul/editorial/notes.txt',
    '.proofsheet/previews/1.jpg',
    "Côte d'Ivoire/100% #1/x.jpg",
    'top.jpg',
  ]);
  expect(await pathsIn(root)).toEqual([
    'top.jpg',
    "Côte d'Ivoire/100% #1/x.jpg",
    'in-cloud: Italy/Rome/editorial/.c.JPG.icloud',
    'foreign-folder: Turkey/Istanbul/editorial/@eaDir',
    'Turkey/Istanbul/editorial/a.jpeg',
    'Turkey/Istanbul/editorial/b.JPG',
  ]);
});

it('does not follow a link that leads back into the tree', async () => {
  const root = await treeOf(['a/1.jpg']);
  await symlink(root, join(root, 'a', 'loop'));
  expect(await pathsIn(root)).toEqual(['linked-folder: a/loop', 'a/1.jpg']);
});

it('tells names that are not UTF-8 apart, and from names that look like them', async () => {
  const root = await treeOf(['caf\ufffd.jpg', 'caf\ufffdE9.jpg', 'plain.jpg']);
  const bytes = (name: string) => Buffer.from(join(root, name), 'latin1');
  for (const name of ['caf\xe9.jpg', 'caf\xe8.jpg', 'caf\xe9\xe8.jpg', '\xff\xfe.txt'])
    await writeFile(bytes(name), '');
  await mkdir(bytes('fol\xe9der'));
  await mkdir(bytes('fol\xe8der'));
  await writeFile(bytes('fol\xe8der/in.jpg'), '');
  await symlink(root, bytes('l\xe9.jpg'));
  expect(new Set(await pathsIn(root))).toEqual(
    new Set([
      'unreadable: fol\ufffdE8der',
      'unreadable: fol\ufffdE9der',
      'caf\ufffd.jpg',
      'caf\ufffdE9.jpg',
      '\ufffdcaf\ufffdE9.jpg',
      'caf\ufffdE8.jpg',
      'caf\ufffdE9\ufffdE8.jpg',
      'l\ufffdE9.jpg',
      'plain.jpg',
    ]),
  );
});
