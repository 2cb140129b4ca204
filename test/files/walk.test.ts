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
