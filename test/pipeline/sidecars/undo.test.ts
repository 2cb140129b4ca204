/** Undoing what was written beside the photos. */
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { undoableRuns } from '../../../src/catalog/journal.ts';
import { getSidecar } from '../../../src/catalog/sidecars.ts';
import type { Archive } from '../../../src/pipeline/archive/archive.ts';
import { undo } from '../../../src/pipeline/embed/undo.ts';
import { writeSidecars } from '../../../src/pipeline/sidecars/sidecars.ts';
import {
  closeArchives,
  contextOf,
  edit,
  fileOf,
  folder,
  newArchive,
  readText,
  saveElsewhere,
  status,
} from './archive.ts';

closeArchives();

const sidecar = (archive: Archive, name = 'a.jpg') => fileOf(archive, `${name}.xmp`);

/** An archive with a sidecar of another program beside b.jpg, and its bytes. */
async function twoPhotos() {
  const archive = await newArchive(['a.jpg', 'b.jpg']);
  await saveElsewhere(archive, 'b.jpg.xmp', { keywords: ['old'], city: 'Pera' });
  return { archive, before: await readFile(sidecar(archive, 'b.jpg')) };
}

describe('undoing sidecars', () => {
  it('removes those that we made, gives the others their bytes back, and writes both again', async () => {
    const { archive, before } = await twoPhotos();
    await writeSidecars(contextOf(archive));
    const after = await readFile(sidecar(archive, 'b.jpg'));
    expect(after).not.toEqual(before);
    expect(undoableRuns(archive.catalog)).toMatchObject([{ stage: 'sidecars', photos: 2 }]);
    const { done, issues, notes } = await undo(contextOf(archive));
    expect({ done, issues }).toEqual({ done: 2, issues: 0 });
    expect(notes).toEqual([
      '2 sidecars are what they were before, byte for byte, or gone where we had made it.',
    ]);
    expect(existsSync(sidecar(archive))).toBe(false);
    expect(await readFile(sidecar(archive, 'b.jpg'))).toEqual(before);
    expect([status(archive, 1), status(archive, 2)]).toEqual(['sidecars', 'sidecars']);
    expect(undoableRuns(archive.catalog)).toEqual([]);
    expect((await undo(contextOf(archive))).notes).toEqual(['There is nothing to undo.']);
    expect((await writeSidecars(contextOf(archive))).done).toBe(2);
    expect(await readText(archive, 'b.jpg.xmp')).toMatchObject({ city: 'Pera' });
    expect(await readText(archive, 'a.jpg.xmp')).toMatchObject({ city: 'Istanbul' });
  });

  it('goes back run by run, the latest first', async () => {
    const { archive, before } = await twoPhotos();
    await writeSidecars(contextOf(archive));
    const first = await readFile(sidecar(archive, 'b.jpg'));
    edit(archive, 2, { short_title: 'Mine' });
    await writeSidecars(contextOf(archive));
    const refused = await undo(contextOf(archive), { run: 1 });
    expect(refused).toMatchObject({ done: 1, issues: 1 });
    expect(refused.notes.join()).toMatch(/written again later; undo that run first/);
    expect(existsSync(sidecar(archive))).toBe(false);
    await undo(contextOf(archive), { run: 2 });
    expect(await readFile(sidecar(archive, 'b.jpg'))).toEqual(first);
    await undo(contextOf(archive));
    expect(await readFile(sidecar(archive, 'b.jpg'))).toEqual(before);
  });

  it('is done for one photo alone', async () => {
    const { archive, before } = await twoPhotos();
    await writeSidecars(contextOf(archive));
    expect(await undo(contextOf(archive), { photoIds: [2] })).toMatchObject({ done: 1 });
    expect(await readFile(sidecar(archive, 'b.jpg'))).toEqual(before);
    expect(existsSync(sidecar(archive))).toBe(true);
  });

  it('leaves what another program has changed since, and says so', async () => {
    const { archive } = await twoPhotos();
    await writeSidecars(contextOf(archive));
    await saveElsewhere(archive, 'a.jpg.xmp', { headline: 'Theirs' });
    const changed = await readFile(sidecar(archive));
    const { done, issues, notes } = await undo(contextOf(archive));
    expect({ done, issues }).toEqual({ done: 1, issues: 1 });
    expect(notes.join()).toMatch(/a\.jpg\.xmp: another program has changed it since/);
    expect(await readFile(sidecar(archive))).toEqual(changed);
  });

  it('brings back what was taken out because the photo was rejected', async () => {
    const archive = await newArchive(['a.jpg']);
    await writeSidecars(contextOf(archive));
    const written = await readFile(sidecar(archive));
    edit(archive, 1, {
      decision: 'rejected',
      title_decision: 'rejected',
      keywords_decision: 'rejected',
    });
    await writeSidecars(contextOf(archive));
    expect(existsSync(sidecar(archive))).toBe(false);
    await undo(contextOf(archive));
    expect(await readFile(sidecar(archive))).toEqual(written);
    expect(getSidecar(archive.catalog, 1)?.written_at).not.toBeNull();
  });
});

describe('a crash', () => {
  const state = ({ catalog }: Archive) =>
    catalog.all<{ state: string }>('SELECT state FROM sidecar_writing ORDER BY id');

  /** As the journal stands when the program dies right after the file was touched, or right before. */
  const interrupt = (archive: Archive, at: 'writing' | 'undoing') => {
    archive.catalog.run('UPDATE sidecar_writing SET state = ?', at);
    if (at === 'writing') {
      archive.catalog.run('DELETE FROM sidecar');
      archive.catalog.run("UPDATE photo SET status = 'sidecars'");
    }
  };

  it('after a file was written loses neither it nor the way back', async () => {
    const { archive, before } = await twoPhotos();
    await writeSidecars(contextOf(archive));
    const after = await readFile(sidecar(archive, 'b.jpg'));
    interrupt(archive, 'writing');
    await writeSidecars(contextOf(archive));
    expect(await readFile(sidecar(archive, 'b.jpg'))).toEqual(after);
    expect(getSidecar(archive.catalog, 2)?.written_at).not.toBeNull();
    expect([status(archive, 1), status(archive, 2)]).toEqual(['embed', 'embed']);
    await undo(contextOf(archive));
    expect(await readFile(sidecar(archive, 'b.jpg'))).toEqual(before);
    expect(existsSync(sidecar(archive))).toBe(false);
  });

  it('before a file was written leaves nothing to undo', async () => {
    const { archive, before } = await twoPhotos();
    await writeSidecars(contextOf(archive));
    interrupt(archive, 'writing');
    await writeFile(sidecar(archive, 'b.jpg'), before);
    await undo(contextOf(archive), { photoIds: [2] });
    expect(await readFile(sidecar(archive, 'b.jpg'))).toEqual(before);
    expect(state(archive)).toEqual([{ state: 'done' }]);
  });

  it('while undoing is made good: undone where the file is what it was, else to be undone again', async () => {
    const { archive, before } = await twoPhotos();
    await writeSidecars(contextOf(archive));
    interrupt(archive, 'undoing');
    await writeFile(sidecar(archive, 'b.jpg'), before);
    await undo(contextOf(archive));
    expect(state(archive)).toEqual([{ state: 'undone' }, { state: 'undone' }]);
    expect(existsSync(sidecar(archive))).toBe(false);
    expect(await readFile(sidecar(archive, 'b.jpg'))).toEqual(before);
    expect(status(archive, 2)).toBe('sidecars');
  });

  it('is told apart from what another program did meanwhile, which stays', async () => {
    const { archive } = await twoPhotos();
    await writeSidecars(contextOf(archive));
    interrupt(archive, 'undoing');
    await saveElsewhere(archive, 'a.jpg.xmp', { headline: 'Theirs' });
    const theirs = await readFile(sidecar(archive));
    await undo(contextOf(archive));
    expect(state(archive)).toEqual([{ state: 'lost' }, { state: 'undone' }]);
    expect(await readFile(sidecar(archive))).toEqual(theirs);
    expect(await readdir(join(archive.root, folder))).not.toContain('temporary');
  });
});
