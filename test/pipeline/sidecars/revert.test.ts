/** Photos rejected after their sidecar was written: our text goes again, and nothing else. */

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { listIssues } from '../../../src/catalog/issues.ts';
import { getPhoto } from '../../../src/catalog/photos.ts';
import { redoStep, undoStep } from '../../../src/catalog/undo-log.ts';
import type { Archive } from '../../../src/pipeline/archive/archive.ts';
import { settleConflicts } from '../../../src/pipeline/sidecars/resolve-conflicts.ts';
import { writeSidecars } from '../../../src/pipeline/sidecars/sidecars.ts';
import { createXmp } from '../../../src/xmp/index.ts';
import { toldBy } from '../../helpers/told.ts';
import { decide } from '../review/actions.ts';
import {
  closeArchives,
  contextOf,
  edit,
  fileOf,
  folder,
  newArchive,
  readText,
  reports,
  saveElsewhere,
  status,
  text,
  title,
} from './archive.ts';

closeArchives();

const write = async (archive: Archive) => (await writeSidecars(contextOf(archive))).notes[0];
/** Another program gives the photo five stars. */
async function rate(archive: Archive, name: string): Promise<void> {
  const xmp = await readFile(fileOf(archive, name), 'utf8');
  const rated = xmp.replace('<photoshop:Headline>', '<xmp:Rating>5</xmp:Rating>$&');
  await writeFile(fileOf(archive, name), rated);
}

const sidecarsIn = async (archive: Archive) =>
  (await readdir(join(archive.root, folder))).filter((name) => name.endsWith('.xmp'));

it('removes a sidecar that we made and nobody else touched; undo writes it again', async () => {
  const archive = await newArchive(['a.jpg', 'b.jpg']);
  await write(archive);
  decide(archive.catalog, [1], 'rejected');
  expect(await reports(archive)).toMatchObject([
    { name: 'b.jpg.xmp', state: 'current' },
    { name: 'a.jpg.xmp', state: 'rejected' },
  ]);
  expect(await toldBy(archive, 'sidecars')).toMatch(/Rejected since +1 sidecar with our text/);
  expect(await write(archive)).toBe(
    'Sidecars: 1 removed again with the rejected photos they were made for.',
  );
  expect(await sidecarsIn(archive)).toEqual(['b.jpg.xmp']);
  expect(await write(archive)).toBe('Sidecars: nothing to write.');
  undoStep(archive.catalog);
  expect(status(archive)).toBe('sidecars');
  expect(await write(archive)).toBe('Sidecars: 1 created.');
  expect((await readText(archive, 'a.jpg.xmp')).headline).toBe(title);
  redoStep(archive.catalog);
  await write(archive);
  expect(await sidecarsIn(archive)).toEqual(['b.jpg.xmp']);
});

it('puts back what stood there before, byte for byte', async () => {
  const archive = await newArchive(['a.jpg'], { accepted: true });
  const before = createXmp(
    { city: 'İstanbul', keywords: ['family', 'dusk'], headline: title.toUpperCase() },
    { metadataDate: 'd', tool: 'other' },
  );
  await writeFile(fileOf(archive, 'a.jpg.xmp'), before);
  await writeSidecars(contextOf(archive), { keep: 'ours' });
  expect(await readText(archive, 'a.jpg.xmp')).toMatchObject({
    headline: title,
    country: 'Turkey',
  });
  edit(archive, 1, { description: 'Another' });
  await write(archive);
  decide(archive.catalog, [1], 'rejected');
  expect(await write(archive)).toBe(
    'Sidecars: 1 had our text removed because their photos were rejected.',
  );
  const dateless = (bytes: Buffer) =>
    bytes.toString().replace(/<xmp:MetadataDate>.*?<\/xmp:MetadataDate>/, '');
  expect(dateless(await readFile(fileOf(archive, 'a.jpg.xmp')))).toBe(dateless(before));
});

it('leaves what another program has changed since', async () => {
  const archive = await newArchive(['a.jpg']);
  await write(archive);
  await saveElsewhere(archive, 'a.jpg.xmp', {
    headline: 'Theirs',
    keywords: ['ferry', 'Istanbul', 'harbour'],
  });
  decide(archive.catalog, [1], 'rejected');
  await write(archive);
  expect(await readText(archive, 'a.jpg.xmp')).toEqual({
    headline: 'Theirs',
    keywords: ['harbour'],
    hierarchicalKeywords: [],
    metadataDate: expect.any(String),
  });
});

it('keeps a sidecar of ours that another program has saved, also when we wrote to it again', async () => {
  const archive = await newArchive(['a.jpg']);
  await write(archive);
  await rate(archive, 'a.jpg.xmp');
  edit(archive, 1, { description: 'Another' });
  expect(await write(archive)).toBe('Sidecars: 1 merged with what was there.');
  decide(archive.catalog, [1], 'rejected');
  expect(await write(archive)).toBe(
    'Sidecars: 1 had our text removed because their photos were rejected.',
  );
  expect(await readText(archive, 'a.jpg.xmp')).toEqual({
    keywords: [],
    hierarchicalKeywords: [],
    rating: '5',
    metadataDate: expect.any(String),
  });
});

it.each(['ours', 'theirs'] as const)(
  'leaves their title where a conflict was settled for %s and nothing written since',
  async (keep) => {
    const archive = await newArchive(['a.jpg']);
    await write(archive);
    await saveElsewhere(archive, 'a.jpg.xmp', { headline: 'Theirs' });
    edit(archive, 1, { description: 'Ours' });
    await write(archive);
    const photo = getPhoto(archive.catalog, 1);
    if (photo !== undefined) settleConflicts(archive, photo, keep);
    decide(archive.catalog, [1], 'rejected');
    await write(archive);
    expect((await readText(archive, 'a.jpg.xmp')).headline).toBe('Theirs');
  },
);

it('goes by what was written, also when the settling before it is undone', async () => {
  const archive = await newArchive(['a.jpg']);
  await write(archive);
  await saveElsewhere(archive, 'a.jpg.xmp', { headline: 'Theirs' });
  edit(archive, 1, { description: 'Ours' });
  await write(archive);
  const photo = getPhoto(archive.catalog, 1);
  if (photo !== undefined) settleConflicts(archive, photo, 'ours');
  await write(archive);
  undoStep(archive.catalog);
  decide(archive.catalog, [1], 'rejected');
  await write(archive);
  expect((await readText(archive, 'a.jpg.xmp')).headline).toBe('Theirs');
});

it('brings back their title, not an older one, where ours was kept against it', async () => {
  const archive = await newArchive(['a.jpg']);
  await write(archive);
  await saveElsewhere(archive, 'a.jpg.xmp', { headline: 'Theirs' });
  edit(archive, 1, { description: 'Ours' });
  await writeSidecars(contextOf(archive), { keep: 'ours' });
  decide(archive.catalog, [1], 'rejected');
  await write(archive);
  expect((await readText(archive, 'a.jpg.xmp')).headline).toBe('Theirs');
});

it('takes the title out alone when only that was rejected', async () => {
  const archive = await newArchive(['a.jpg']);
  await write(archive);
  decide(archive.catalog, [1], 'rejected', 'title');
  await write(archive);
  const { headline, caption, keywords, city } = await readText(archive, 'a.jpg.xmp');
  expect({ headline, caption, keywords, city }).toEqual({
    keywords: text.keywords,
    city: 'Istanbul',
  });
});

it('says what is wrong with a sidecar that it cannot take our text out of, and leaves it', async () => {
  const archive = await newArchive(['a.jpg']);
  await write(archive);
  await writeFile(fileOf(archive, 'a.jpg.xmp'), '<broken');
  decide(archive.catalog, [1], 'rejected');
  expect(await writeSidecars(contextOf(archive))).toMatchObject({ done: 0, issues: 1 });
  expect(await readFile(fileOf(archive, 'a.jpg.xmp'), 'utf8')).toBe('<broken');
  expect(listIssues(archive.catalog)).toMatchObject([{ code: 'sidecar-malformed' }]);
});
