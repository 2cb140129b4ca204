/** Sidecars that another program changed: what is seen of it, whose text holds, and how a person settles it. */

import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { approvedText } from '../../../src/catalog/approved.ts';
import { getPhoto } from '../../../src/catalog/photos.ts';
import { getReview } from '../../../src/catalog/reviews.ts';
import { undoStep } from '../../../src/catalog/undo-log.ts';
import type { Archive } from '../../../src/pipeline/archive/archive.ts';
import { settledText } from '../../../src/pipeline/embed/text-to-embed.ts';
import { besideOurs, type ForeignValue } from '../../../src/pipeline/sidecars/diff.ts';
import { newLocator } from '../../../src/pipeline/sidecars/locate.ts';
import { lookAtSidecar } from '../../../src/pipeline/sidecars/look.ts';
import { mergeRemembered, overruled } from '../../../src/pipeline/sidecars/merge.ts';
import { diffLines } from '../../../src/pipeline/sidecars/report.ts';
import {
  openConflicts,
  settleConflicts,
} from '../../../src/pipeline/sidecars/resolve-conflicts.ts';
import { recall } from '../../../src/pipeline/sidecars/sidecar-row.ts';
import { writeSidecars } from '../../../src/pipeline/sidecars/sidecars.ts';
import { noticeSidecars } from '../../../src/pipeline/sidecars/watch.ts';
import { editText } from '../review/actions.ts';
import {
  accept,
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

/** What the review shows of the sidecar beside our text. */
function beside(archive: Archive): readonly ForeignValue[] {
  const photo = getPhoto(archive.catalog, 1);
  const remembered = recall(archive.catalog, 1);
  if (photo === undefined || remembered === undefined) return [];
  const merged = mergeRemembered(archive, photo, remembered);
  return besideOurs(photo, getReview(archive.catalog, 1), remembered, merged);
}

/** The fields where the sidecar goes before our text. */
function overruledIn(archive: Archive): readonly string[] {
  const photo = getPhoto(archive.catalog, 1);
  const remembered = recall(archive.catalog, 1);
  if (photo === undefined || remembered === undefined) return [];
  return overruled(mergeRemembered(archive, photo, remembered));
}

it('is no other text that we wrote ourselves before we changed ours', async () => {
  const archive = await newArchive(['a.jpg']);
  await writeSidecars(contextOf(archive));
  edit(archive, 1, { description: 'Another', short_title: 'New', keywords: '["ferry"]' });
  archive.catalog.run("UPDATE photo SET city = 'Izmir' WHERE id = 1");
  await lookAtSidecar(archive, 1);
  expect(beside(archive)).toEqual([]);
  await saveElsewhere(archive, 'a.jpg.xmp', { keywords: [...text.keywords, 'harbour'] });
  await lookAtSidecar(archive, 1);
  expect(beside(archive)).toEqual([
    { label: 'keywords', value: '+ harbour', brief: false, holds: true },
  ]);
});

it('is shown beside our text before that is accepted, without what both say', async () => {
  const archive = await newArchive(['a.jpg']);
  edit(archive, 1, { decision: 'open', title_decision: 'open', keywords_decision: 'open' });
  await saveElsewhere(archive, 'a.jpg.xmp', { headline: 'Theirs', keywords: ['ferry', 'harbour'] });
  await lookAtSidecar(archive, 1);
  expect(beside(archive)).toEqual([{ label: 'title', value: 'Theirs', ours: title, brief: false }]);
  // Their keywords are in our list as long as nothing is accepted.
  expect(getReview(archive.catalog, 1)?.keywords).toEqual([...text.keywords, 'harbour']);
});

describe('a sidecar that another program changed', () => {
  it('is taken over where only they changed a field, by the next writing and by embedding', async () => {
    const archive = await newArchive(['a.jpg']);
    await writeSidecars(contextOf(archive));
    await saveElsewhere(archive, 'a.jpg.xmp', {
      headline: 'Their headline',
      keywords: ['dusk', 'Istanbul', 'harbour'],
    });
    const photo = getPhoto(archive.catalog, 1);
    const approved = approvedText(archive.catalog, 1);
    if (photo === undefined || approved === undefined) throw new Error('no photo');
    expect(await settledText(archive, photo, approved, newLocator(archive))).toMatchObject({
      text: {
        headline: 'Their headline',
        keywords: ['Istanbul', 'dusk', 'harbour'],
        shortTitle: 'Ferries',
      },
      fromSidecar: ['headline', 'keywords'],
    });
    expect(await reports(archive)).toMatchObject([{ state: 'changed-elsewhere' }]);
    edit(archive, 1, { short_title: 'Mine' });
    await writeSidecars(contextOf(archive));
    expect(await readText(archive, 'a.jpg.xmp')).toMatchObject({
      headline: 'Their headline',
      shortTitle: 'Mine',
      keywords: ['Istanbul', 'dusk', 'harbour'],
    });
    const after = approvedText(archive.catalog, 1);
    if (after === undefined) throw new Error('no text');
    expect(await settledText(archive, photo, after, newLocator(archive))).toMatchObject({
      text: {
        headline: 'Their headline',
        keywords: ['Istanbul', 'dusk', 'harbour'],
        shortTitle: 'Mine',
      },
    });
  });

  async function conflicting(): Promise<Archive> {
    const archive = await newArchive(['a.jpg']);
    await writeSidecars(contextOf(archive));
    await saveElsewhere(archive, 'a.jpg.xmp', { headline: 'Theirs' });
    edit(archive, 1, { description: 'Ours' });
    return archive;
  }
  const ours = 'Istanbul, Turkey - May 14 2019: Ours';

  it('is left alone and reported where both changed it', async () => {
    const archive = await conflicting();
    const before = await readFile(fileOf(archive, 'a.jpg.xmp'));
    expect(await writeSidecars(contextOf(archive))).toMatchObject({ done: 0, issues: 1 });
    expect(await readFile(fileOf(archive, 'a.jpg.xmp'))).toEqual(before);
    expect(openConflicts(archive.catalog)).toMatchObject([
      { photoId: 1, name: 'a.jpg.xmp', field: 'headline', base: title, ours, theirs: 'Theirs' },
    ]);
    expect(await reports(archive)).toMatchObject([
      {
        state: 'conflict',
        changes: [{ field: 'headline', before: 'Theirs', after: ours, undecided: true }],
      },
    ]);
    expect((await reports(archive)).flatMap(({ changes }) => changes.flatMap(diffLines))).toEqual([
      { sign: '?', text: `Title, ours: "${ours}"` },
      { sign: '?', text: 'Title, theirs: "Theirs"' },
    ]);
  });

  it.each([
    ['ours', ours],
    ['theirs', 'Theirs'],
  ] as const)('goes by --%s', async (keep, expected) => {
    const archive = await conflicting();
    await writeSidecars(contextOf(archive));
    expect(await writeSidecars(contextOf(archive), { keep })).toMatchObject({ done: 1, issues: 0 });
    expect((await readText(archive, 'a.jpg.xmp')).headline).toBe(expected);
    expect(openConflicts(archive.catalog)).toEqual([]);
    expect(status(archive)).toBe('embed');
  });

  it.each([
    ['ours', ours],
    ['theirs', 'Theirs'],
  ] as const)('goes by what a person chose: %s', async (keep, expected) => {
    const archive = await conflicting();
    await writeSidecars(contextOf(archive));
    const photo = getPhoto(archive.catalog, 1);
    if (photo !== undefined) settleConflicts(archive, photo, keep, { only: 'headline' });
    expect(openConflicts(archive.catalog)).toEqual([]);
    expect(await writeSidecars(contextOf(archive))).toMatchObject({ done: 1, issues: 0 });
    expect((await readText(archive, 'a.jpg.xmp')).headline).toBe(expected);
  });

  it('is shown as one to who looks at it, and choosing can be undone', async () => {
    const archive = await conflicting();
    const photo = getPhoto(archive.catalog, 1);
    if (photo === undefined) throw new Error('no photo');
    const theirs = title.replace('Ferries', 'Boats');
    await saveElsewhere(archive, 'a.jpg.xmp', { headline: theirs });
    await lookAtSidecar(archive, 1);
    const conflicts = [{ field: 'headline', ours, theirs }];
    expect(recall(archive.catalog, 1)).toMatchObject({ conflicts });
    settleConflicts(archive, photo, 'theirs');
    expect(recall(archive.catalog, 1)?.conflicts).toEqual([]);
    expect(approvedText(archive.catalog, 1)?.title).toBe(theirs);
    undoStep(archive.catalog);
    expect(approvedText(archive.catalog, 1)?.title).toBe(ours);
    expect(recall(archive.catalog, 1)).toMatchObject({ conflicts });
    expect(await writeSidecars(contextOf(archive))).toMatchObject({ done: 0, issues: 1 });
  });

  it('tells that a title of theirs which cannot be ours is embedded all the same', async () => {
    const archive = await conflicting();
    await writeSidecars(contextOf(archive));
    const photo = getPhoto(archive.catalog, 1);
    if (photo === undefined) throw new Error('no photo');
    settleConflicts(archive, photo, 'theirs');
    const shown = { label: 'title', value: 'Theirs', ours, brief: false, holds: true };
    expect(beside(archive)).toEqual([shown]);
    await writeSidecars(contextOf(archive));
    expect(beside(archive)).toEqual([shown]);
  });

  it('is written over with all that is ours where a person keeps ours, also what only they changed', async () => {
    const archive = await newArchive(['a.jpg']);
    await writeSidecars(contextOf(archive));
    const keywords = [...text.keywords.slice(1), 'harbour'];
    await saveElsewhere(archive, 'a.jpg.xmp', {
      headline: 'Theirs',
      shortTitle: 'Their short title',
      keywords,
      city: 'Pera',
    });
    await lookAtSidecar(archive, 1);
    expect(overruledIn(archive)).toEqual(['headline', 'shortTitle', 'keywords', 'city']);
    const photo = getPhoto(archive.catalog, 1);
    const approved = approvedText(archive.catalog, 1);
    if (photo === undefined || approved === undefined) throw new Error('no photo');
    expect(settleConflicts(archive, photo, 'ours').message).toBe(
      'Kept our title, short title, keywords and city in the sidecar of a.jpg',
    );
    expect(overruledIn(archive)).toEqual([]);
    expect(status(archive)).toBe('sidecars');
    expect(await settledText(archive, photo, approved, newLocator(archive))).toMatchObject({
      text: { headline: title, shortTitle: 'Ferries', keywords: text.keywords },
    });
    await writeSidecars(contextOf(archive));
    expect(await readText(archive, 'a.jpg.xmp')).toMatchObject({
      headline: title,
      shortTitle: 'Ferries',
      keywords: text.keywords,
      city: 'Istanbul',
    });
    expect(status(archive)).toBe('embed');
  });

  it('is taken into the review where a person takes theirs, also what only they changed', async () => {
    const archive = await newArchive(['a.jpg']);
    await writeSidecars(contextOf(archive));
    await saveElsewhere(archive, 'a.jpg.xmp', {
      shortTitle: 'Theirs',
      keywords: ['dusk', 'Istanbul', 'harbour'],
    });
    await lookAtSidecar(archive, 1);
    const photo = getPhoto(archive.catalog, 1);
    if (photo === undefined) throw new Error('no photo');
    expect(settleConflicts(archive, photo, 'theirs').message).toBe(
      'Kept their short title and keywords in the sidecar of a.jpg',
    );
    expect(getReview(archive.catalog, 1)).toMatchObject({
      shortTitle: 'Theirs',
      keywords: ['Istanbul', 'dusk', 'harbour'],
    });
    expect(overruledIn(archive)).toEqual([]);
    await writeSidecars(contextOf(archive));
    expect(recall(archive.catalog, 1)?.content.shortTitle).toBe('Theirs');
    undoStep(archive.catalog);
    expect(getReview(archive.catalog, 1)).toMatchObject({ shortTitle: 'Ferries' });
  });

  it('says so where their title cannot be taken, because it has no dateline', async () => {
    const archive = await newArchive(['a.jpg']);
    await writeSidecars(contextOf(archive));
    await saveElsewhere(archive, 'a.jpg.xmp', { headline: 'Their headline' });
    await lookAtSidecar(archive, 1);
    const photo = getPhoto(archive.catalog, 1);
    if (photo === undefined) throw new Error('no photo');
    expect(settleConflicts(archive, photo, 'theirs').message).toMatch(
      /^Their title cannot be imported into the review unchanged; it stays in the sidecar of a\.jpg/,
    );
  });

  it('is written over with a short title that a person wrote after that', async () => {
    const archive = await newArchive(['a.jpg']);
    await writeSidecars(contextOf(archive));
    await saveElsewhere(archive, 'a.jpg.xmp', { shortTitle: 'Theirs' });
    edit(archive, 1, { description: 'Another' });
    await writeSidecars(contextOf(archive));
    expect((await readText(archive, 'a.jpg.xmp')).shortTitle).toBe('Theirs');
    editText(archive.catalog, 1, { shortTitle: 'Mosque at sunset' });
    const photo = getPhoto(archive.catalog, 1);
    const approved = approvedText(archive.catalog, 1);
    if (photo === undefined || approved === undefined) throw new Error('no photo');
    expect(await settledText(archive, photo, approved, newLocator(archive))).toMatchObject({
      text: { shortTitle: 'Mosque at sunset' },
    });
    await writeSidecars(contextOf(archive));
    expect((await readText(archive, 'a.jpg.xmp')).shortTitle).toBe('Mosque at sunset');
  });

  it('is written also where ours is again the text that was written before they changed it', async () => {
    const archive = await conflicting();
    await writeSidecars(contextOf(archive));
    const photo = getPhoto(archive.catalog, 1);
    if (photo === undefined) throw new Error('no photo');
    settleConflicts(archive, photo, 'ours');
    edit(archive, 1, { description: text.description });
    expect(status(archive)).toBe('sidecars');
    await writeSidecars(contextOf(archive));
    expect((await readText(archive, 'a.jpg.xmp')).headline).toBe(title);
  });

  it('is still one when it is seen for the first time after our text was accepted', async () => {
    const archive = await newArchive(['a.jpg']);
    await saveElsewhere(archive, 'a.jpg.xmp', { headline: 'Theirs', city: 'Pera' });
    await lookAtSidecar(archive, 1);
    await lookAtSidecar(archive, 1);
    expect(recall(archive.catalog, 1)?.conflicts).toEqual([
      { field: 'headline', ours: title, theirs: 'Theirs' },
    ]);
    expect(await writeSidecars(contextOf(archive))).toMatchObject({ done: 0, issues: 1 });
  });

  it('holds embedding back while the conflict is open', async () => {
    const archive = await conflicting();
    const photo = getPhoto(archive.catalog, 1);
    const approved = approvedText(archive.catalog, 1);
    if (photo === undefined || approved === undefined) throw new Error('no photo');
    expect(await settledText(archive, photo, approved, newLocator(archive))).toMatchObject({
      issue: { stage: 'embed', code: 'sidecar-conflict' },
    });
  });

  it('is a conflict when nobody has seen its title, and none when a person has', async () => {
    const unseen = await newArchive(['a.jpg']);
    await saveElsewhere(unseen, 'a.jpg.xmp', { headline: 'Theirs' });
    expect(await writeSidecars(contextOf(unseen))).toMatchObject({ done: 0, issues: 1 });
    const seen = await newArchive(['a.jpg'], { accepted: false });
    await saveElsewhere(seen, 'a.jpg.xmp', { headline: 'Theirs' });
    expect(await lookAtSidecar(seen, 1)).toBeUndefined();
    expect(recall(seen.catalog, 1)).toMatchObject({
      content: { headline: 'Theirs' },
      conflicts: [],
    });
    accept(seen, 1, text);
    expect(await writeSidecars(contextOf(seen))).toMatchObject({ done: 1, issues: 0 });
    expect((await readText(seen, 'a.jpg.xmp')).headline).toBe(title);
  });

  it('is noticed while the screen is open, and our own writing is not', async () => {
    const archive = await newArchive(['a.jpg']);
    let tell: (notice: unknown) => void = () => undefined;
    const first = new Promise<unknown>((resolve) => (tell = resolve));
    const notices = noticeSidecars(archive, (...notice) => tell(notice), { quiet: 20 });
    notices.watchFolderOf({ path: `${folder}/a.jpg` });
    await writeSidecars(contextOf(archive));
    await saveElsewhere(archive, 'a.jpg.xmp', { headline: 'Theirs' });
    expect(await first).toEqual([1, undefined]);
    expect(recall(archive.catalog, 1)).toMatchObject({
      name: 'a.jpg.xmp',
      content: { headline: 'Theirs' },
    });
    await notices.close();
  });
});
