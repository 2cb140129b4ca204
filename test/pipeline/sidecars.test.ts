/** The stage that writes sidecars, on real folders and a real catalog. */
import { execFile } from 'node:child_process';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { approvedText } from '../../src/catalog/approved.ts';
import { recordStep } from '../../src/catalog/changes.ts';
import { getPhoto, listIssues } from '../../src/catalog/photos.ts';
import { getReview, getReviewRow } from '../../src/catalog/reviews.ts';
import { insertSuggestion } from '../../src/catalog/suggestions.ts';
import { takeSuggestion } from '../../src/catalog/take-suggestion.ts';
import { type Archive, openArchive } from '../../src/pipeline/archive.ts';
import { reportSidecars } from '../../src/pipeline/sidecar/compare.ts';
import { sidecarFacts } from '../../src/pipeline/sidecar/facts.ts';
import { importSidecars } from '../../src/pipeline/sidecar/import.ts';
import { lookAtSidecar, sidecarView } from '../../src/pipeline/sidecar/look.ts';
import { openConflicts, settleConflict, settledText } from '../../src/pipeline/sidecar/settle.ts';
import { type NoticedSidecar, noticeSidecars } from '../../src/pipeline/sidecar/watch.ts';
import { writeSidecars } from '../../src/pipeline/sidecars.ts';
import type { StageContext } from '../../src/pipeline/stage.ts';
import { defaultSettings, type Settings } from '../../src/settings.ts';
import { createXmp, mergeXmp, readXmp, type XmpText } from '../../src/xmp/index.ts';

const folder = 'Turkey/Istanbul/editorial';
const opened: Archive[] = [];
afterEach(() => {
  for (const archive of opened.splice(0)) archive.close();
});

const text = {
  description: 'Ferries cross the Bosphorus',
  shortTitle: 'Ferries',
  keywords: ['Istanbul', 'ferry', 'dusk'],
};
const title = 'Istanbul, Turkey - May 14 2019: Ferries cross the Bosphorus';

/** An archive with photos that have accepted text. */
async function newArchive(
  names: readonly string[],
  { settings = {} as Partial<Settings>, accepted = true } = {},
): Promise<Archive> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'sidecars-')));
  await mkdir(join(root, folder), { recursive: true });
  const archive = await openArchive(root, {
    settings: { ...defaultSettings, ...settings },
    service: { apiKey: undefined, baseURL: undefined },
    command: 'test',
  });
  opened.push(archive);
  for (const [index, name] of names.entries()) {
    await writeFile(join(root, folder, name), 'the picture itself');
    insertPhoto(archive, index + 1, name);
    if (accepted) accept(archive, index + 1, text);
  }
  return archive;
}

function insertPhoto({ catalog }: Archive, id: number, name: string): void {
  catalog.run(
    `INSERT INTO photo (id, path, folder, bytes, mtime, width, height, orientation, city, country, country_code,
       place_source, usage, usage_given, taken_on, taken_at, existing, standing, scan)
     VALUES (?, ?, ?, 18, '0', 1, 1, 1, 'Istanbul', 'Turkey', 'TUR', 'folder', 'editorial', 1, '2019-05-14',
       '2019-05-14T19:48:02', '{"keywords":[]}', 'review', 1)`,
    id,
    `${folder}/${name}`,
    folder,
  );
}

function accept(
  { catalog }: Archive,
  photoId: number,
  words: typeof text,
  source: 'batch' | 'rehearsal' = 'batch',
): void {
  const suggestion = {
    ...words,
    usage: 'editorial',
    usageReason: '',
    unsure: [],
    repairs: [],
  } as const;
  const common = {
    photoId,
    requestId: undefined,
    at: new Date(),
    source,
    model: 'm',
  } as const;
  const id = insertSuggestion(catalog, { ...common, hint: undefined, suggestion, answer: '{}' });
  takeSuggestion(catalog, photoId, id, suggestion, source);
  edit({ catalog } as Archive, photoId, {});
}

/** What a person does in the review: new text, accepted. */
function edit({ catalog }: Archive, photoId: number, columns: Record<string, string>): void {
  const verdicts = { verdict: 'accepted', title_verdict: 'accepted', keywords_verdict: 'accepted' };
  const touched = { ...verdicts, edited: String(Math.random()), ...columns };
  const set = (step: Parameters<Parameters<typeof recordStep>[2]>[0]) =>
    step.set('review', photoId, getReviewRow(catalog, photoId), touched);
  recordStep(catalog, 'edit', set, () => 'Edited');
}

function contextOf(archive: Archive, signal = new AbortController().signal): StageContext {
  return {
    archive,
    signal,
    report: () => undefined,
    clock: { now: () => new Date('2026-11-23T09:00:00Z'), wait: () => Promise.resolve() },
  };
}

const fileOf = (archive: Archive, name: string) => join(archive.root, folder, name);
const readText = async (archive: Archive, name: string) =>
  readXmp(await readFile(fileOf(archive, name)));
const standing = ({ catalog }: Archive, id = 1) =>
  catalog.get<{ standing: string }>('SELECT standing FROM photo WHERE id = ?', id)?.standing;

/** Another program saves the sidecar. */
async function saveElsewhere(archive: Archive, name: string, changes: XmpText): Promise<void> {
  const path = fileOf(archive, name);
  const bytes = await readFile(path).catch(() =>
    createXmp({}, { metadataDate: 'd', tool: 'other' }),
  );
  await writeFile(path, mergeXmp(bytes, changes, { metadataDate: '2026-12-24T00:00:00Z' }).bytes);
}

async function reports(archive: Archive) {
  const all = [];
  for await (const one of reportSidecars(archive, new Date(0), new AbortController().signal))
    all.push(one);
  return all;
}

describe('writing', () => {
  it('makes one sidecar per accepted photo and moves the photo on', async () => {
    const archive = await newArchive(['a.jpg', 'b.jpg']);
    const summary = await writeSidecars(contextOf(archive));
    expect(summary).toEqual({
      stage: 'sidecars',
      done: 2,
      issues: 0,
      notes: ['Sidecars: 2 created.'],
    });
    expect(await readText(archive, 'a.jpg.xmp')).toMatchObject({
      headline: title,
      shortTitle: 'Ferries',
      caption: title,
      keywords: text.keywords,
      city: 'Istanbul',
      country: 'Turkey',
      countryCode: 'TUR',
      dateCreated: '2019-05-14T19:48:02',
    });
    expect([standing(archive, 1), standing(archive, 2)]).toEqual(['embed', 'embed']);
    expect((await readdir(join(archive.root, folder))).sort()).toEqual([
      'a.jpg',
      'a.jpg.xmp',
      'b.jpg',
      'b.jpg.xmp',
    ]);
  });

  it('does nothing the second time', async () => {
    const archive = await newArchive(['a.jpg']);
    await writeSidecars(contextOf(archive));
    const before = await readFile(fileOf(archive, 'a.jpg.xmp'));
    expect((await writeSidecars(contextOf(archive))).notes).toEqual([
      'Sidecars: nothing to write.',
    ]);
    expect(await readFile(fileOf(archive, 'a.jpg.xmp'))).toEqual(before);
  });

  it('brings a sidecar up to date after an edit, also the keyword list of Lightroom', async () => {
    const archive = await newArchive(['a.jpg']);
    await writeSidecars(contextOf(archive));
    const path = fileOf(archive, 'a.jpg.xmp');
    const tree =
      '<lr:hierarchicalSubject xmlns:lr="http://ns.adobe.com/lightroom/1.0/"><rdf:Bag><rdf:li>dusk</rdf:li><rdf:li>sea|ferry</rdf:li></rdf:Bag></lr:hierarchicalSubject>';
    await writeFile(
      path,
      (await readFile(path, 'utf8')).replace('</rdf:Description>', `${tree}</rdf:Description>`),
    );
    edit(archive, 1, { keywords: JSON.stringify(['Istanbul', 'ferry', 'evening']) });
    expect(standing(archive)).toBe('sidecars');
    expect((await writeSidecars(contextOf(archive))).notes).toEqual([
      'Sidecars: 1 merged with what was there.',
    ]);
    expect(await readText(archive, 'a.jpg.xmp')).toMatchObject({
      keywords: ['Istanbul', 'ferry', 'evening'],
      hierarchicalKeywords: ['sea|ferry', 'Istanbul', 'evening'],
    });
  });

  it('only fills place, date and caption that somebody else wrote', async () => {
    const archive = await newArchive(['a.jpg']);
    const theirs = {
      city: 'İstanbul',
      caption: 'Their caption',
      dateCreated: '2019-05-14T19:48:02.31+03:00',
    };
    await saveElsewhere(archive, 'a.jpg.xmp', { ...theirs, keywords: ['family'] });
    await writeSidecars(contextOf(archive));
    expect(await readText(archive, 'a.jpg.xmp')).toMatchObject({
      ...theirs,
      headline: title,
      country: 'Turkey',
      keywords: [...text.keywords, 'family'],
    });
    edit(archive, 1, { description: 'Changed' });
    await writeSidecars(contextOf(archive));
    expect(await readText(archive, 'a.jpg.xmp')).toMatchObject(theirs);
  });

  it('uses the short name when asked, and says inside whose it is', async () => {
    const archive = await newArchive(['a.jpg', 'b.jpg'], {
      settings: { 'sidecars.name': 'photo.xmp' },
    });
    await writeFile(fileOf(archive, 'b.CR3'), 'raw');
    await writeSidecars(contextOf(archive));
    expect((await readText(archive, 'a.xmp')).sidecarForExtension).toBe('JPG');
    expect((await readText(archive, 'b.jpg.xmp')).headline).toBe(title);
  });

  it.each([
    ['sidecar-malformed', '<x:xmpmeta>'],
    ['sidecar-empty', ''],
    ['sidecar-doctype', '<!DOCTYPE x []><x/>'],
    ['sidecar-not-xmp', '<html/>'],
  ])('leaves a file alone and the photo where it stands: %s', async (code, content) => {
    const archive = await newArchive(['a.jpg', 'b.jpg']);
    await writeFile(fileOf(archive, 'a.jpg.xmp'), content);
    expect(await writeSidecars(contextOf(archive))).toMatchObject({ done: 1, issues: 1 });
    expect(await readFile(fileOf(archive, 'a.jpg.xmp'), 'utf8')).toBe(content);
    expect(listIssues(archive.catalog)).toMatchObject([{ path: `${folder}/a.jpg`, code }]);
    expect(standing(archive)).toBe('sidecars');
  });

  it('keeps text of a rehearsal away from photos that are not the sample, unless told otherwise', async () => {
    const archive = await newArchive(['a.jpg'], { accepted: false });
    accept(archive, 1, text, 'rehearsal');
    expect(await writeSidecars(contextOf(archive))).toMatchObject({ done: 0, issues: 1 });
    expect(await readdir(join(archive.root, folder))).toEqual(['a.jpg']);
    expect(listIssues(archive.catalog)).toMatchObject([{ code: 'rehearsal-text' }]);
    expect(await writeSidecars(contextOf(archive), { writeRehearsal: true })).toMatchObject({
      done: 1,
    });
  });

  it('tries again what an issue held back', async () => {
    const archive = await newArchive(['a.jpg']);
    await writeFile(fileOf(archive, 'a.jpg.xmp'), '<broken');
    await writeSidecars(contextOf(archive));
    await rm(fileOf(archive, 'a.jpg.xmp'));
    expect(await writeSidecars(contextOf(archive))).toMatchObject({ done: 1, issues: 0 });
    expect(listIssues(archive.catalog)).toEqual([]);
  });

  it('names both of two sidecars, and a read-only one', async () => {
    const archive = await newArchive(['a.jpg', 'b.jpg']);
    await saveElsewhere(archive, 'a.jpg.xmp', { city: 'x' });
    await saveElsewhere(archive, 'a.xmp', { city: 'x' });
    await saveElsewhere(archive, 'b.jpg.xmp', { city: 'x' });
    await chmod(fileOf(archive, 'b.jpg.xmp'), 0o444);
    await writeSidecars(contextOf(archive));
    const messages = listIssues(archive.catalog).map(({ message }) => message);
    expect(messages[0]).toMatch(/a\.jpg\.xmp and a\.xmp/);
    expect(messages[1]).toMatch(/^b\.jpg\.xmp: It is marked read-only/);
  });

  it('stops in good order when interrupted and goes on where it was', async () => {
    const names = Array.from(
      { length: 30 },
      (_, index) => `p${String(index).padStart(2, '0')}.jpg`,
    );
    const archive = await newArchive(names);
    const controller = new AbortController();
    const context = { ...contextOf(archive, controller.signal), report: () => controller.abort() };
    await expect(writeSidecars(context)).rejects.toMatchObject({ name: 'InterruptedError' });
    const written = (await readdir(join(archive.root, folder))).filter((name) =>
      name.endsWith('.xmp'),
    ).length;
    expect(written).toBeLessThan(30);
    expect((await writeSidecars(contextOf(archive))).done).toBe(30 - written);
  });
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
    expect(await settledText(archive, photo, approved)).toMatchObject({
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
    expect(await settledText(archive, photo, after)).toMatchObject({
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
      { state: 'conflict', changes: [{ field: 'headline', before: 'Theirs', after: ours }] },
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
    expect(standing(archive)).toBe('embed');
  });

  it.each([
    ['ours', ours],
    ['theirs', 'Theirs'],
  ] as const)('goes by what a person chose: %s', async (keep, expected) => {
    const archive = await conflicting();
    await writeSidecars(contextOf(archive));
    settleConflict(archive, 1, 'headline', keep);
    expect(openConflicts(archive.catalog)).toEqual([]);
    expect(await writeSidecars(contextOf(archive))).toMatchObject({ done: 1, issues: 0 });
    expect((await readText(archive, 'a.jpg.xmp')).headline).toBe(expected);
  });

  it('holds embedding back while the conflict is open', async () => {
    const archive = await conflicting();
    const photo = getPhoto(archive.catalog, 1);
    const approved = approvedText(archive.catalog, 1);
    if (photo === undefined || approved === undefined) throw new Error('no photo');
    expect(await settledText(archive, photo, approved)).toMatchObject({
      issue: { stage: 'embed', code: 'sidecar-conflict' },
    });
  });

  it('is a conflict when nobody has seen its title, and none when a person has', async () => {
    const unseen = await newArchive(['a.jpg']);
    await saveElsewhere(unseen, 'a.jpg.xmp', { headline: 'Theirs' });
    expect(await writeSidecars(contextOf(unseen))).toMatchObject({ done: 0, issues: 1 });
    const seen = await newArchive(['a.jpg']);
    await saveElsewhere(seen, 'a.jpg.xmp', { headline: 'Theirs' });
    expect(await lookAtSidecar(seen, 1)).toMatchObject({
      view: { content: { headline: 'Theirs' } },
    });
    expect(await writeSidecars(contextOf(seen))).toMatchObject({ done: 1, issues: 0 });
    expect((await readText(seen, 'a.jpg.xmp')).headline).toBe(title);
  });

  it('is noticed while the screen is open, and our own writing is not', async () => {
    const archive = await newArchive(['a.jpg']);
    let tell: (notice: NoticedSidecar) => void = () => undefined;
    const first = new Promise<NoticedSidecar>((resolve) => (tell = resolve));
    const notices = noticeSidecars(archive, (notice) => tell(notice), { quiet: 20 });
    notices.watchFolderOf({ path: `${folder}/a.jpg` });
    await writeSidecars(contextOf(archive));
    await saveElsewhere(archive, 'a.jpg.xmp', { headline: 'Theirs' });
    expect(await first).toMatchObject({
      photoId: 1,
      view: { name: 'a.jpg.xmp', content: { headline: 'Theirs' }, changedElsewhere: true },
    });
    expect(sidecarView(archive, 1)?.content.headline).toBe('Theirs');
    notices.close();
  });
});

describe('looking without writing', () => {
  it('shows what would change, field by field', async () => {
    const archive = await newArchive(['a.jpg', 'b.jpg']);
    await saveElsewhere(archive, 'b.jpg.xmp', { keywords: ['old'] });
    const [first, second] = await reports(archive);
    expect(first).toMatchObject({ name: 'a.jpg.xmp', state: 'missing' });
    expect(first?.changes).toContainEqual({ field: 'headline', after: title });
    expect(second).toMatchObject({ name: 'b.jpg.xmp', state: 'stale' });
    expect(second?.changes).toContainEqual({
      field: 'keywords',
      before: ['old'],
      after: [...text.keywords, 'old'],
    });
    expect(await readdir(join(archive.root, folder))).not.toContain('a.jpg.xmp');
    await writeSidecars(contextOf(archive));
    expect(await reports(archive)).toMatchObject([{ state: 'current' }, { state: 'current' }]);
  });

  it('counts what the screen shows before writing, with the first few as examples', async () => {
    const archive = await newArchive(['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg']);
    await saveElsewhere(archive, 'b.jpg.xmp', { city: 'Old' });
    await saveElsewhere(archive, 'c.jpg.xmp', { headline: 'Theirs' });
    await writeFile(fileOf(archive, 'd.jpg.xmp'), '<broken');
    const facts = await sidecarFacts(archive, new Date(0), new AbortController().signal);
    expect(facts).toMatchObject({ ready: 4, created: 1, merged: 3, conflicts: [] });
    expect(facts.examples.map(({ file, isNew }) => [file, isNew])).toEqual([
      ['a.jpg.xmp', true],
      ['b.jpg.xmp', false],
      ['c.jpg.xmp', false],
    ]);
    expect(facts.examples[0]?.lines[0]).toEqual({ sign: '+', text: `headline: "${title}"` });
    await writeSidecars(contextOf(archive));
    const after = await sidecarFacts(archive, new Date(0), new AbortController().signal);
    expect(after.conflicts).toMatchObject([{ photoId: 3, field: 'headline', theirs: 'Theirs' }]);
  });

  it('says nothing when another program only sorted the keywords', async () => {
    const archive = await newArchive(['a.jpg']);
    await writeSidecars(contextOf(archive));
    await saveElsewhere(archive, 'a.jpg.xmp', { keywords: [...text.keywords].sort() });
    expect((await reports(archive))[0]?.state).not.toBe('changed-elsewhere');
  });
});

describe('importing', () => {
  it('takes what sidecars say as accepted, once, and leaves worked-on text alone', async () => {
    const archive = await newArchive(['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg'], { accepted: false });
    await saveElsewhere(archive, 'a.jpg.xmp', {
      headline: 'ISTANBUL, TURKEY - MAY 14, 2019: A ferry',
      caption: 'Their caption',
      keywords: ['ferry', '007'],
    });
    await saveElsewhere(archive, 'b.jpg.xmp', { city: 'Istanbul' });
    accept(archive, 3, text);
    await saveElsewhere(archive, 'c.jpg.xmp', { headline: 'x' });
    const { done, notes } = await importSidecars(contextOf(archive));
    expect(done).toBe(1);
    expect(notes[0]).toMatch(
      /1 taken over as accepted, 1 left out .*, 1 without title or keywords/,
    );
    expect(getReview(archive.catalog, 1)).toMatchObject({
      verdict: 'accepted',
      source: 'sidecar',
      description: 'A ferry',
      caption: 'Their caption',
      keywords: ['ferry', '007'],
    });
    expect(standing(archive)).toBe('sidecars');
    expect((await importSidecars(contextOf(archive))).done).toBe(0);
    await writeSidecars(contextOf(archive));
    expect(await readText(archive, 'a.jpg.xmp')).toMatchObject({
      headline: 'Istanbul, Turkey - May 14 2019: A ferry',
      caption: 'Their caption',
      keywords: ['ferry', '007'],
    });
  });
});

it('leaves either the old or the new sidecar, whole, when the process is killed while writing', async () => {
  const root = await mkdtemp(join(tmpdir(), 'killed-'));
  const path = join(root, 'a.jpg.xmp');
  const versions = ['one', 'two'].map((headline) =>
    createXmp(
      { headline, keywords: Array.from({ length: 50 }, (_, n) => `${headline}${n}`) },
      { metadataDate: 'd' },
    ),
  );
  await writeFile(path, versions[0] ?? '');
  const source = join(import.meta.dirname, '../../src/xmp/index.ts');
  const script = `
    import { createXmp, mergeXmp, readSidecarFile, writeSidecarFile } from ${JSON.stringify(source)};
    for (let n = 0; ; n++) {
      const file = await readSidecarFile(${JSON.stringify(path)});
      const headline = n % 2 ? 'one' : 'two';
      const keywords = Array.from({ length: 50 }, (_, at) => headline + at);
      const { bytes } = mergeXmp(file.bytes, { headline, keywords }, { metadataDate: 'd' });
      await writeSidecarFile(${JSON.stringify(path)}, bytes, file.hash);
      if (n === 0) console.log('writing');
    }`;
  for (let round = 0; round < 5; round++) {
    const child = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
    await new Promise((resolve) => child.child.stdout?.once('data', resolve));
    child.child.kill('SIGKILL');
    await child.catch(() => undefined);
    const now = await readFile(path);
    const { headline, keywords } = readXmp(now);
    expect(keywords).toEqual(Array.from({ length: 50 }, (_, at) => `${headline}${at}`));
  }
});
