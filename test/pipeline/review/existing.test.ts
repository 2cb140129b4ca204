/** What the photographer wrote before, from the file to the list on the screen and back into the file. */
import { mkdir, mkdtemp, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { getReview } from '../../../src/catalog/reviews.ts';
import { latestSuggestion, offeredText } from '../../../src/catalog/suggestions.ts';
import { undoStep } from '../../../src/catalog/undo-log.ts';
import type { Archive } from '../../../src/pipeline/archive/archive.ts';
import { storeAnswer } from '../../../src/pipeline/ask/apply-result.ts';
import { embed } from '../../../src/pipeline/embed/embed.ts';
import { acceptSuggestions } from '../../../src/pipeline/review/accept.ts';
import { apply } from '../../../src/pipeline/review/apply.ts';
import type { Change } from '../../../src/pipeline/review/change.ts';
import { openChecker } from '../../../src/pipeline/review/checker.ts';
import { existingInList, openDoc } from '../../../src/pipeline/review/existing.ts';
import { scan } from '../../../src/pipeline/scan/scan.ts';
import { importSidecars } from '../../../src/pipeline/sidecars/import.ts';
import { lookAtSidecar } from '../../../src/pipeline/sidecars/look.ts';
import { writeSidecars } from '../../../src/pipeline/sidecars/sidecars.ts';
import type { Settings } from '../../../src/settings.ts';
import { createXmp } from '../../../src/xmp/index.ts';
import { cameraFacts, exif, jpeg, picture } from '../../fixtures/jpeg/build.ts';
import { askExifTool } from '../../helpers/exiftool.ts';
import { contextOf, openAgain } from '../embed/ready-archive.ts';
import { shareExifTool } from '../embed/share-exiftool.ts';

shareExifTool();

const opened: Archive[] = [];
afterEach(() => {
  for (const archive of opened.splice(0)) archive.close();
});

const path = 'Portugal/Porto/editorial/a.jpg';
const model = ['Porto', 'Portugal', ...Array.from({ length: 48 }, (_, index) => `model${index}`)];
const answer = {
  description: 'Boats lie at the quay below old houses',
  shortTitle: 'Boats at the quay',
  keywords: model,
  usage: 'editorial',
  usageReason: '',
  unsure: [],
} as const;

type Before = { readonly file?: readonly string[]; readonly sidecar?: readonly string[] };

/** An archive with one photo, scanned, with keywords in the file and in its sidecar. */
async function archiveWith(before: Before, settings: Partial<Settings> = {}): Promise<Archive> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'existing-')));
  const file = join(root, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, jpeg(await picture(), [exif({ ...cameraFacts, gps: [] })]));
  if (before.file !== undefined) await setInFile(file, before.file);
  if (before.sidecar !== undefined) await setInSidecar(file, before.sidecar);
  const archive = await openAgain(root, settings);
  opened.push(archive);
  await scan(contextOf(archive));
  return archive;
}

const fileOf = (archive: Archive) => join(archive.root, path);

async function setInFile(file: string, keywords: readonly string[]): Promise<void> {
  const tags = keywords.map((keyword) => `-IPTC:Keywords=${keyword}`);
  const how = ['-overwrite_original', '-codedcharacterset=utf8', '-IPTC:Keywords='];
  await askExifTool([...how, ...tags, file]);
}

async function setInSidecar(file: string, keywords: readonly string[]): Promise<void> {
  await writeFile(`${file}.xmp`, createXmp({ keywords }, { metadataDate: 'd', tool: 'other' }));
}

const ask = (archive: Archive, keywords: readonly string[] = model) =>
  storeAnswer(
    archive,
    { ...answer, keywords },
    {
      photoId: 1,
      requestId: undefined,
      model: 'm',
      hint: undefined,
      source: 'batch',
      at: new Date(),
    },
  );

const listOf = (archive: Archive) => getReview(archive.catalog, 1)?.keywords ?? [];
const change = (archive: Archive, made: Change) => {
  const { catalog, settings } = archive;
  return apply({ catalog, settings, checker: openChecker(catalog, settings) }, [1], made);
};
const marked = (archive: Archive) => {
  const doc = openDoc(archive, 1);
  if (doc === undefined) return undefined;
  const { catalog, settings } = archive;
  return existingInList(settings, doc, offeredText(catalog, doc.review.suggestionId));
};

/** Writes what is accepted, and reads it back: from the photo by IPTC and XMP, and from the sidecar. */
async function written(archive: Archive): Promise<readonly string[]> {
  change(archive, { kind: 'decide', decision: 'accepted' });
  await writeSidecars(contextOf(archive));
  await embed(contextOf(archive));
  const read = async (file: string, tag: string): Promise<string[]> => {
    const [found] = JSON.parse(await askExifTool(['-j', tag, file]));
    return [found[tag.replace(/.*:/, '')] ?? []].flat().map(String);
  };
  const lists = [
    await read(fileOf(archive), '-IPTC:Keywords'),
    await read(fileOf(archive), '-XMP-dc:Subject'),
    await read(`${fileOf(archive)}.xmp`, '-XMP-dc:Subject'),
  ];
  expect(lists[1]).toEqual(lists[0]);
  expect(lists[2]).toEqual(lists[0]);
  return lists[0] ?? [];
}

const policies = ['replace', 'append', 'fill'] as const;

describe('keywords that are there before us', () => {
  it.each(policies)(
    'are in the list from the start and written as it shows them (%s)',
    async (policy) => {
      const before = { file: ['harbor', 'DSC_0001', 'Boats'], sidecar: ['Ribeira|Douro'] };
      const archive = await archiveWith(before, { 'embed.keywords': policy });
      ask(archive);
      const list = listOf(archive);
      const theirs = ['harbor', 'Boats', 'Douro'];
      expect(list).toEqual(
        {
          replace: [...model.slice(0, 10), ...theirs, ...model.slice(10, 47)],
          append: [...model.slice(0, 47), ...theirs],
          fill: theirs,
        }[policy],
      );
      expect(marked(archive)).toMatchObject({ marked: theirs, only: theirs, missing: [] });
      expect(await written(archive)).toEqual(list);
    },
  );

  it.each(policies)('are written as little as the person leaves of them (%s)', async (policy) => {
    const before = { file: ['harbor', 'quay'], sidecar: ['harbor', 'Douro'] };
    const archive = await archiveWith(before, { 'embed.keywords': policy });
    ask(archive);
    const keywords = listOf(archive).filter((word) => word !== 'quay' && word !== 'Douro');
    change(archive, { kind: 'edit', text: { keywords } });
    expect(await written(archive)).toEqual(keywords);
  });

  it('are left out by a setting, and then gone from the file as from the list', async () => {
    const before = { file: ['harbor'], sidecar: ['Douro'] };
    const archive = await archiveWith(before, { 'keywords.existing': 'leave-out' });
    ask(archive);
    expect(listOf(archive)).toEqual(model);
    expect(marked(archive)).toMatchObject({ marked: [], missing: ['harbor', 'Douro'] });
    expect(await written(archive)).toEqual(model);
  });

  it('are dropped and put back with one key, which undo takes back', async () => {
    const archive = await archiveWith({ file: ['harbor', 'model3'] });
    ask(archive);
    const list = listOf(archive);
    expect(change(archive, { kind: 'existing', keep: false }).message).toBe(
      'Took "harbor" out of a.jpg; "model47" took its place',
    );
    expect(listOf(archive)).not.toContain('harbor');
    expect(listOf(archive)).toContain('model3');
    expect(listOf(archive)).toHaveLength(50);
    expect(change(archive, { kind: 'existing', keep: true }).message).toBe(
      'Put the keywords from before back into a.jpg',
    );
    expect(listOf(archive)).toEqual(list);
    undoStep(archive.catalog);
    expect(listOf(archive)).not.toContain('harbor');
    undoStep(archive.catalog);
    expect(listOf(archive)).toEqual(list);
  });

  it('stay out of a later answer where the person took them out', async () => {
    const archive = await archiveWith({ file: ['harbor'] });
    ask(archive);
    change(archive, { kind: 'existing', keep: false });
    ask(archive, [...model].reverse());
    const later = latestSuggestion(archive.catalog, 1);
    expect(later?.suggestion.keywords).toContain('harbor');
    if (later !== undefined)
      change(archive, { kind: 'takeAnswer', answer: later, label: 'Took it' });
    expect(listOf(archive)).not.toContain('harbor');
  });

  it('begin a text that a person writes without an answer', async () => {
    const archive = await archiveWith({ file: ['harbor', 'quay'] });
    change(archive, { kind: 'edit', text: { description: 'Boats at the quay' } });
    expect(listOf(archive)).toEqual(['harbor', 'quay']);
    change(archive, { kind: 'edit', text: { keywords: [...listOf(archive), 'boat'] } });
    expect(await written(archive)).toEqual(['harbor', 'quay', 'boat']);
  });

  it('stay beside those of a sidecar that is imported', async () => {
    const archive = await archiveWith({ file: ['harbor', 'quay'], sidecar: ['Douro', 'harbor'] });
    await importSidecars(contextOf(archive));
    expect(await written(archive)).toEqual(['Douro', 'harbor', 'quay']);
  });

  it('are taken apart where a program joined them in the sidecar that is imported', async () => {
    const archive = await archiveWith({ file: ['quay'], sidecar: ['Douro; harbor, boat'] });
    await importSidecars(contextOf(archive));
    expect(await written(archive)).toEqual(['Douro', 'harbor', 'boat', 'quay']);
  });

  it('make the list too long rather than vanish, and then somebody has to look', async () => {
    const file = Array.from({ length: 60 }, (_, index) => `own${index}`);
    const archive = await archiveWith({ file });
    ask(archive);
    expect(listOf(archive)).toHaveLength(62);
    await acceptSuggestions(contextOf(archive), 'clean');
    expect(getReview(archive.catalog, 1)?.decision).toBe('open');
  });

  it('are accepted with the rest where nobody has to look', async () => {
    const archive = await archiveWith({ file: ['café', 'harbor'] });
    ask(archive);
    await acceptSuggestions(contextOf(archive), 'clean');
    expect(getReview(archive.catalog, 1)?.decision).toBe('accepted');
    expect(await written(archive)).toEqual([
      ...model.slice(0, 10),
      'café',
      'harbor',
      ...model.slice(10, 48),
    ]);
  });
});

describe('keywords that come or go while the text is open', () => {
  it('in the file are followed by the next scan', async () => {
    const archive = await archiveWith({ file: ['harbor'] });
    ask(archive);
    await setInFile(fileOf(archive), ['quay', 'Douro']);
    await scan(contextOf(archive));
    expect(listOf(archive)).toHaveLength(50);
    expect(marked(archive)?.only).toEqual(['quay', 'Douro']);
    expect(listOf(archive)).not.toContain('harbor');
  });

  it('in the file leave alone what the person did to the list', async () => {
    const archive = await archiveWith({ file: ['harbor', 'bridge'] });
    ask(archive);
    const keywords = ['my own', ...listOf(archive).filter((word) => word !== 'bridge')];
    change(archive, { kind: 'edit', text: { keywords } });
    await setInFile(fileOf(archive), ['harbor', 'bridge', 'quay']);
    await scan(contextOf(archive));
    expect(listOf(archive)[0]).toBe('my own');
    expect(listOf(archive)).toContain('quay');
    expect(listOf(archive)).not.toContain('bridge');
    // Back to the list of the answer, which did not know the new one yet.
    undoStep(archive.catalog);
    await lookAtSidecar(archive, 1);
    expect(listOf(archive)).toEqual(expect.arrayContaining(['harbor', 'bridge', 'quay']));
  });

  it('in the sidecar are followed as soon as it is read', async () => {
    const archive = await archiveWith({});
    ask(archive);
    await setInSidecar(fileOf(archive), ['Ribeira']);
    await lookAtSidecar(archive, 1);
    expect(listOf(archive)[10]).toBe('Ribeira');
    expect(await written(archive)).toEqual(listOf(archive));
  });

  it('after the text was accepted stay behind ours, in the file and in the sidecar', async () => {
    const archive = await archiveWith({ file: ['harbor'], sidecar: ['harbor'] });
    ask(archive);
    change(archive, { kind: 'decide', decision: 'accepted' });
    await setInFile(fileOf(archive), ['harbor', 'came late']);
    await setInSidecar(fileOf(archive), ['harbor', 'came late']);
    expect(await written(archive)).toEqual([...listOf(archive), 'came late']);
  });

  it('are not ours when the photo is read again after embedding', async () => {
    const archive = await archiveWith({ file: ['harbor'] });
    ask(archive);
    const list = listOf(archive);
    await written(archive);
    await scan(contextOf(archive), { again: true });
    change(archive, { kind: 'decide', decision: 'open' });
    await lookAtSidecar(archive, 1);
    expect(listOf(archive)).toEqual(list);
    expect(marked(archive)?.marked).toEqual(['harbor']);
    ask(archive);
    expect(listOf(archive)).toEqual(list);
  });
});
