/** Lists of keyword paths for Lightroom and digiKam, out of the user's own keyword list. */
import { mkdtemp, readFile, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { getReview } from '../../../src/catalog/reviews.ts';
import { writeSidecars } from '../../../src/pipeline/sidecars/sidecars.ts';
import { createXmp } from '../../../src/xmp/index.ts';
import { askExifTool } from '../../helpers/exiftool.ts';
import { closeArchives, contextOf, edit, fileOf, newArchive } from './archive.ts';

closeArchives();

const list =
  '[PLACES]\n\tTurkey\n\t\tIstanbul\nvehicle\n\tferry {car ferry}\nlight\n\tdusk\nmood\n\tdusk\nA/B\n\tor\n';
const photo = 'a.jpg';

async function archiveWith(paths: 'write' | 'extend', sidecar?: Uint8Array) {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'keyword-paths-')));
  await writeFile(join(root, 'mine.txt'), list);
  const settings = { 'keywords.list': 'mine.txt', 'keywords.paths': paths };
  const archive = await newArchive([photo], { root, settings });
  const path = `${fileOf(archive, photo)}.xmp`;
  if (sidecar !== undefined) await writeFile(path, sidecar);
  const write = (keywords?: readonly string[]) => {
    if (keywords !== undefined) edit(archive, 1, { keywords: JSON.stringify(keywords) });
    return writeSidecars(contextOf(archive));
  };
  return { archive, path, write };
}

/** What ExifTool reads there. */
async function lists(path: string) {
  const told = await askExifTool(['-j', '-G1', '-XMP-lr:all', '-XMP-digiKam:all', path]);
  const [row] = JSON.parse(told) as Record<string, unknown>[];
  return [row?.['XMP-lr:HierarchicalSubject'], row?.['XMP-digiKam:TagsList']];
}

describe('keywords.paths write', () => {
  it('writes every keyword where it stands in the tree, all places where none is told, and others without a place', async () => {
    const { path, write } = await archiveWith('write');
    await write(['Istanbul', 'ferry', 'dusk', 'pier']);
    const places = [
      ['PLACES', 'Turkey', 'Istanbul'],
      ['vehicle', 'ferry'],
      ['light', 'dusk'],
      ['mood', 'dusk'],
      ['pier'],
    ];
    expect(await lists(path)).toEqual([
      places.map((place) => place.join('|')),
      places.map((place) => place.join('/')),
    ]);
    expect(await readFile(path, 'utf8')).toMatch(/<digiKam:TagsList>\s*<rdf:Seq>/);
  });

  it('takes the branch that another keyword names, and takes out what is gone', async () => {
    const { path, write } = await archiveWith('write');
    await write(['ferry', 'dusk', 'light']);
    await write(['dusk', 'light', 'or']);
    expect(await lists(path)).toEqual([
      ['light|dusk', 'light', 'A/B|or'],
      ['light/dusk', 'light', 'or'],
    ]);
  });

  it('adds to what another program has written, and leaves its own paths', async () => {
    const theirs = createXmp(
      { keywords: ['gull'] },
      { metadataDate: '2026-01-01T00:00:00Z', pathsOf: () => [['animal', 'gull']] },
    );
    const { archive, path, write } = await archiveWith('write', theirs);
    await write(['ferry', 'gull']);
    expect((await lists(path))[0]).toEqual(['animal|gull', 'vehicle|ferry']);
    const bytes = await readFile(path);
    await write(['gull', 'ferry']);
    await write(['ferry', 'gull']);
    expect((await readFile(path)).toString().replace(/<xmp:MetadataDate>.*/, '')).toBe(
      bytes.toString().replace(/<xmp:MetadataDate>.*/, ''),
    );
    expect(getReview(archive.catalog, 1)?.keywords).toEqual(['ferry', 'gull']);
  });
});

describe('keywords.paths extend', () => {
  it('makes no lists', async () => {
    const { path, write } = await archiveWith('extend');
    await write(['Istanbul', 'ferry']);
    expect(await lists(path)).toEqual([undefined, undefined]);
  });
});
