/** Sidecars of raw files of many makers: all that is not ours is what it was, byte for byte and for ExifTool. */
import { readFile, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { undo } from '../../../src/pipeline/embed/undo.ts';
import { writeSidecars } from '../../../src/pipeline/sidecars/sidecars.ts';
import { readXmp } from '../../../src/xmp/index.ts';
import { askExifTool } from '../../helpers/exiftool.ts';
import { closeArchives, contextOf, fileOf, newArchive, text } from './archive.ts';
import { rawKinds } from './raw-kinds.ts';

closeArchives();

const names = rawKinds.map((_, index) => `k${String(index).padStart(2, '0')}`);

const ours = new Set(
  'dc:Subject dc:Description dc:Title photoshop:Headline photoshop:City photoshop:State photoshop:Country photoshop:DateCreated iptcCore:CountryCode xmp:MetadataDate lr:HierarchicalSubject digiKam:TagsList'
    .split(' ')
    .map((name) => `XMP-${name}`),
);

/** What ExifTool says of files, without what is ours to write and what is about the file itself. */
async function foreignTags(paths: readonly string[]): Promise<readonly unknown[]> {
  const answer = await askExifTool(['-j', '-G1', '-struct', '-n', '-a', '-u', ...paths]);
  return (JSON.parse(answer) as Record<string, unknown>[]).map((tags) =>
    Object.fromEntries(
      Object.entries(tags).filter(
        ([name]) => /^XMP-|^Warning/.test(name) && !ours.has(name.replace(/-x-default$/, '')),
      ),
    ),
  );
}

it(`merges the text into ${rawKinds.length} kinds of sidecars of raw files, and gives their bytes back`, async () => {
  const archive = await newArchive(
    names.map((name) => `${name}.jpg`),
    { settings: { 'sidecars.raw': 'pair' } },
  );
  const paths = names.map((name) => fileOf(archive, `${name}.xmp`));
  const kinds = rawKinds.map((kind, index) => ({ ...kind, path: paths[index] ?? '' }));
  for (const { path, bytes } of kinds) {
    await writeFile(path.replace(/xmp$/, 'NEF'), 'raw');
    await writeFile(path, bytes);
  }
  // ExifTool takes long for the largest.
  const small = kinds.filter(({ bytes }) => bytes.length < 500_000).map(({ path }) => path);
  const before = await foreignTags(small);
  const { notes, issues } = await writeSidecars(contextOf(archive), { keep: 'ours' });
  expect(issues).toBe(0);
  expect(notes).toContain(`Sidecars of raw files: ${kinds.length} merged with what was there.`);
  for (const { what, path, foreign } of kinds) {
    const after = await readFile(path);
    let at = 0;
    for (const part of foreign) {
      const found = after.indexOf(part, at);
      expect(found, `${what}: ${part.toString().slice(0, 60)}`).toBeGreaterThanOrEqual(at);
      at = found + part.length;
    }
    const said = readXmp(after);
    expect(said.headline, what).toContain(text.description);
    expect(said.keywords, what).toEqual(expect.arrayContaining(text.keywords));
  }
  expect(await foreignTags(small)).toEqual(before);
  await undo(contextOf(archive));
  for (const { what, path, bytes } of kinds)
    expect((await readFile(path)).equals(bytes), what).toBe(true);
});
