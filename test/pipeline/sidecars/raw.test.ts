/** Raw files beside photos: whose sidecar is which, and what is written into it. */
import { existsSync } from 'node:fs';
import { chmod, link, readFile, symlink, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { getPhoto } from '../../../src/catalog/photos.ts';
import { undoStep } from '../../../src/catalog/undo-log.ts';
import type { Archive } from '../../../src/pipeline/archive/archive.ts';
import { undo } from '../../../src/pipeline/embed/undo.ts';
import { answerForRaw } from '../../../src/pipeline/sidecars/raw-files.ts';
import { readSidecars } from '../../../src/pipeline/sidecars/read-all.ts';
import {
  openConflicts,
  settleConflicts,
} from '../../../src/pipeline/sidecars/resolve-conflicts.ts';
import { writeSidecars } from '../../../src/pipeline/sidecars/sidecars.ts';
import { createXmp, mergeXmp, readXmp, type XmpText } from '../../../src/xmp/index.ts';
import {
  closeArchives,
  contextOf,
  edit,
  fileOf,
  newArchive,
  readText,
  reports,
  saveElsewhere,
  status,
  title,
} from './archive.ts';

closeArchives();

const pair = { 'sidecars.raw': 'pair' } as const;
const headline = async (archive: Archive, name: string) => (await readText(archive, name)).headline;

/** Puts empty files beside the photos. */
async function put(archive: Archive, ...names: readonly string[]): Promise<void> {
  for (const name of names) await writeFile(fileOf(archive, name), 'raw');
}

function sidecar(text: XmpText, sidecarForExtension?: string): Buffer {
  const metadataDate = '2024-01-01T00:00:00Z';
  return createXmp(text, { metadataDate, ...(sidecarForExtension && { sidecarForExtension }) });
}

describe('the sidecar of a raw file', () => {
  it('is written beside that of its JPEG, says for whom it is, and is undone with it', async () => {
    const archive = await newArchive(['DSC1.JPG', 'DSC2.jpg'], { settings: pair });
    await put(archive, 'DSC1.NEF');
    const { notes } = await writeSidecars(contextOf(archive));
    expect(notes).toEqual(['Sidecars: 2 created.', 'Sidecars of raw files: 1 created.']);
    expect(await readText(archive, 'DSC1.xmp')).toMatchObject({
      headline: title,
      sidecarForExtension: 'NEF',
    });
    expect(await headline(archive, 'DSC1.JPG.xmp')).toBe(title);
    expect(existsSync(fileOf(archive, 'DSC2.xmp'))).toBe(false);
    expect(status(archive)).toBe('embed');
    expect((await undo(contextOf(archive))).notes).toEqual([
      '3 sidecars are what they were before, byte for byte, or gone where we had made it.',
    ]);
    expect(existsSync(fileOf(archive, 'DSC1.xmp'))).toBe(false);
    expect(status(archive)).toBe('sidecars');
  });

  it.each([
    ['in any case and of any maker', ['dsc1.cr3'], {}, ['dsc1.xmp'], ['DSC1.jpg.xmp']],
    ['as it is there, of darktable', ['DSC1.ARW'], { 'DSC1.ARW.xmp': [] }, ['DSC1.ARW.xmp'], []],
    [
      'both, where two programs have written one each',
      ['DSC1.ARW'],
      { 'DSC1.ARW.xmp': [], 'DSC1.xmp': [] },
      ['DSC1.ARW.xmp', 'DSC1.xmp'],
      [],
    ],
    ['of a raw file that was renamed', ['DSC1.RAF'], { 'DSC1.xmp': ['CR2'] }, ['DSC1.xmp'], []],
    [
      'beside one that says it is for the JPEG',
      ['DSC1.NEF'],
      { 'DSC1.xmp': ['JPG'] },
      ['DSC1.NEF.xmp', 'DSC1.xmp'],
      [],
    ],
    [
      'beside one that says it is for a TIFF that is there',
      ['DSC1.NEF', 'DSC1.tif'],
      { 'DSC1.xmp': ['TIF'] },
      ['DSC1.NEF.xmp'],
      [],
    ],
    ['of the camera before that of a DNG', ['DSC1.DNG', 'DSC1.NEF'], {}, ['DSC1.xmp'], []],
  ])('is found %s', async (_, raws, before, written, others) => {
    const archive = await newArchive(['DSC1.jpg'], { settings: pair });
    await put(archive, ...raws);
    for (const [name, [extension]] of Object.entries(before as Record<string, string[]>))
      await writeFile(fileOf(archive, name), sidecar({ keywords: ['own'] }, extension));
    expect((await writeSidecars(contextOf(archive))).issues).toBe(0);
    for (const name of [...written, ...others]) expect(await headline(archive, name)).toBe(title);
    for (const name of Object.keys(before))
      if (!written.includes(name)) expect(await headline(archive, name)).toBeUndefined();
    // Nothing more happens when it is written again.
    edit(archive, 1, {});
    const again = await writeSidecars(contextOf(archive));
    expect(again.notes.join()).not.toMatch(/created|merged/);
  });

  it('belongs to one of two JPEGs', async () => {
    const archive = await newArchive(['a.jpeg', 'a.jpg'], { settings: pair });
    await put(archive, 'a.NEF');
    edit(archive, 2, { description: 'Another text' });
    const { notes } = await writeSidecars(contextOf(archive));
    expect(notes).toContain('Sidecars of raw files: 1 created.');
    expect(await headline(archive, 'a.xmp')).toBe(title);
  });

  it.each([
    ['a link', (to: string, at: string) => symlink(to, at)],
    ['a second name', (to: string, at: string) => link(to, at)],
  ])('is written once where it is %s for that of the JPEG', async (_, make) => {
    const archive = await newArchive(['a.jpg'], { settings: pair });
    await put(archive, 'a.NEF');
    await writeFile(fileOf(archive, 'a.jpg.xmp'), sidecar({ city: 'Pera' }));
    await make(fileOf(archive, 'a.jpg.xmp'), fileOf(archive, 'a.xmp'));
    const { notes } = await writeSidecars(contextOf(archive));
    expect(notes).toEqual(['Sidecars: 1 merged with what was there.']);
    expect(await headline(archive, 'a.jpg.xmp')).toBe(title);
  });

  it('holds its photo back where it may not be written, and neither is touched', async () => {
    const archive = await newArchive(['a.jpg'], { settings: pair });
    await put(archive, 'a.NEF');
    await writeFile(fileOf(archive, 'a.xmp'), sidecar({ city: 'Pera' }));
    await chmod(fileOf(archive, 'a.xmp'), 0o444);
    expect((await writeSidecars(contextOf(archive))).issues).toBe(1);
    expect(existsSync(fileOf(archive, 'a.jpg.xmp'))).toBe(false);
    expect(
      archive.catalog.get<{ message: string }>('SELECT message FROM issue')?.message,
    ).toContain('a.xmp');
  });
});

describe('asking', () => {
  it('writes no sidecar of a raw file before it is answered, says so, and catches up afterwards', async () => {
    const archive = await newArchive(['a.jpg', 'b.jpg']);
    await put(archive, 'a.NEF');
    await readSidecars(contextOf(archive));
    const { notes } = await writeSidecars(contextOf(archive));
    expect(notes[1]).toMatch(/^1 accepted photo has a raw file beside it, .*--raw pair/);
    expect(existsSync(fileOf(archive, 'a.xmp'))).toBe(false);
    expect(status(archive)).toBe('embed');
    answerForRaw(archive, 'pair');
    expect([status(archive, 1), status(archive, 2)]).toEqual(['sidecars', 'embed']);
    const after = await writeSidecars(contextOf(archive));
    expect(after.notes).toEqual([
      'Sidecars: 1 already up to date.',
      'Sidecars of raw files: 1 created.',
    ]);
  });

  it('is over with a no', async () => {
    const archive = await newArchive(['a.jpg']);
    await put(archive, 'a.NEF');
    await readSidecars(contextOf(archive));
    answerForRaw(archive, 'never');
    expect((await writeSidecars(contextOf(archive))).notes).toEqual(['Sidecars: 1 created.']);
    expect(existsSync(fileOf(archive, 'a.xmp'))).toBe(false);
  });

  it('has a raw file that comes later written, too', async () => {
    const archive = await newArchive(['a.jpg'], { settings: pair });
    await writeSidecars(contextOf(archive));
    await put(archive, 'a.NEF');
    await readSidecars(contextOf(archive));
    expect(status(archive)).toBe('sidecars');
  });
});

describe('another program', () => {
  it('is merged with: what it has changed in the sidecar of the raw file stays', async () => {
    const archive = await newArchive(['a.jpg'], { settings: pair });
    await put(archive, 'a.NEF');
    await writeSidecars(contextOf(archive));
    await saveElsewhere(archive, 'a.xmp', { city: 'Beyoglu', keywords: ['Istanbul', 'gull'] });
    edit(archive, 1, { description: 'A gull' });
    expect((await writeSidecars(contextOf(archive))).issues).toBe(0);
    expect(await readText(archive, 'a.xmp')).toMatchObject({
      city: 'Beyoglu',
      headline: expect.stringContaining('A gull'),
      keywords: ['Istanbul', 'gull'],
    });
    expect(await readText(archive, 'a.jpg.xmp')).toMatchObject({ city: 'Istanbul' });
  });

  it('may stand in conflict, which a person settles as a step of its own', async () => {
    const archive = await newArchive(['a.jpg'], { settings: pair });
    await put(archive, 'a.NEF');
    const bytes = sidecar({ headline: 'Their headline' });
    await writeFile(fileOf(archive, 'a.xmp'), bytes);
    expect((await writeSidecars(contextOf(archive))).issues).toBe(1);
    expect(openConflicts(archive.catalog)).toMatchObject([
      { name: 'a.xmp', isRaw: true, field: 'headline', theirs: 'Their headline' },
    ]);
    expect(await reports(archive)).toMatchObject([
      { name: 'a.jpg.xmp', state: 'missing' },
      { name: 'a.xmp', state: 'conflict' },
    ]);
    const photo = getPhoto(archive.catalog, 1);
    if (photo === undefined) throw new Error('no photo');
    settleConflicts(archive, photo, 'ours', { raw: 'a.xmp' });
    expect(openConflicts(archive.catalog)).toEqual([]);
    undoStep(archive.catalog);
    expect(openConflicts(archive.catalog)).toHaveLength(1);
    settleConflicts(archive, photo, 'ours', { raw: 'a.xmp' });
    expect((await writeSidecars(contextOf(archive))).issues).toBe(0);
    expect(await headline(archive, 'a.xmp')).toBe(title);
    edit(archive, 1, { decision: 'rejected', title_decision: 'rejected' });
    await writeSidecars(contextOf(archive));
    expect(await headline(archive, 'a.xmp')).toBe('Their headline');
    expect(existsSync(fileOf(archive, 'a.jpg.xmp'))).toBe(false);
  });

  it('has what is not ours left as it was where a photo is rejected', async () => {
    const archive = await newArchive(['a.jpg'], { settings: pair });
    await put(archive, 'a.NEF');
    const bytes = mergeXmp(sidecar({}), { keywords: ['own'] }, { metadataDate: 'x' }).bytes;
    await writeFile(fileOf(archive, 'a.xmp'), bytes);
    await writeSidecars(contextOf(archive));
    edit(archive, 1, { decision: 'rejected', title_decision: 'rejected' });
    await writeSidecars(contextOf(archive));
    const after = readXmp(await readFile(fileOf(archive, 'a.xmp')));
    expect(after).toMatchObject({ keywords: ['own'] });
    expect(after.headline ?? '').toBe('');
  });
});
