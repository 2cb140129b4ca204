/** Lists of keyword paths in the photos themselves: written when asked, proved, and undone to the byte. */
import { mkdtemp, readFile, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { embed } from '../../../src/pipeline/embed/embed.ts';
import { undo } from '../../../src/pipeline/embed/undo.ts';
import { createXmp } from '../../../src/xmp/index.ts';
import { cameraFacts, exif, jpeg, picture, xmp } from '../../fixtures/jpeg/build.ts';
import { askExifTool } from '../../helpers/exiftool.ts';
import { contextOf, readyArchive, usualFolder } from './ready-archive.ts';
import { shareExifTool } from './share-exiftool.ts';

shareExifTool();

it('are written beside the keywords, and nothing else is', async () => {
  const base = await picture();
  const packet = createXmp({ keywords: ['gull'] }, { metadataDate: '2026-01-01T00:00:00Z' });
  const files = {
    'plain.jpg': jpeg(base, [exif(cameraFacts)]),
    'told.jpg': jpeg(base, [exif(cameraFacts), xmp(packet.toString())]),
  };
  const root = await realpath(await mkdtemp(join(tmpdir(), 'keyword-paths-')));
  await writeFile(join(root, 'mine.txt'), 'vehicle\n\tferry\n[PLACES]\n\tIstanbul\n');
  const archive = await readyArchive(
    new Map(Object.entries(files).map(([name, bytes]) => [`${usualFolder}/${name}`, bytes])),
    { root, settings: { 'keywords.list': 'mine.txt', 'keywords.paths': 'write' } },
  );
  const path = (name: string) => join(root, usualFolder, name);
  expect((await embed(contextOf(archive))).done).toBe(2);
  for (const name of Object.keys(files)) {
    const told = await askExifTool(['-j', '-G1', '-XMP-lr:all', '-XMP-digiKam:all', path(name)]);
    const [row] = JSON.parse(told) as Record<string, readonly string[]>[];
    expect(row?.['XMP-lr:HierarchicalSubject']).toEqual(
      expect.arrayContaining(['PLACES|Istanbul', 'vehicle|ferry', 'Türkiye', '東京']),
    );
    expect(row?.['XMP-digiKam:TagsList']).toEqual(
      expect.arrayContaining(['PLACES/Istanbul', 'vehicle/ferry', 'Türkiye', '東京']),
    );
  }
  await undo(contextOf(archive));
  for (const [name, bytes] of Object.entries(files))
    expect((await readFile(path(name))).equals(bytes)).toBe(true);
  archive.close();
});
