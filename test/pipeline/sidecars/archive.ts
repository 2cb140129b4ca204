/** Archives for the tests of sidecars: photos with accepted text, and another program that saves sidecars. */

import { mkdir, mkdtemp, readFile, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { getReviewRow } from '../../../src/catalog/reviews.ts';
import { insertSuggestion } from '../../../src/catalog/suggestions.ts';
import { takeSuggestion } from '../../../src/catalog/take-suggestion.ts';
import { recordStep } from '../../../src/catalog/undo-log.ts';
import { type Archive, openArchive } from '../../../src/pipeline/archive/archive.ts';
import type { StageContext } from '../../../src/pipeline/archive/stage.ts';
import { reportSidecars } from '../../../src/pipeline/sidecars/report.ts';
import { defaultSettings, type Settings } from '../../../src/settings.ts';
import { createXmp, mergeXmp, readXmp, type XmpText } from '../../../src/xmp/index.ts';
import { blankAnswer } from '../../helpers/records.ts';

export const folder = 'Turkey/Istanbul/editorial';
const opened: Archive[] = [];

/** Closes the archives that a test has opened. To be called once in every file that makes some. */
export function closeArchives(): void {
  afterEach(() => {
    for (const archive of opened.splice(0)) archive.close();
  });
}

export const text = {
  description: 'Ferries cross the Bosphorus',
  shortTitle: 'Ferries',
  keywords: ['Istanbul', 'ferry', 'dusk'],
};
export const title = 'Istanbul, Turkey - May 14 2019: Ferries cross the Bosphorus';

type NewArchive = {
  readonly settings?: Partial<Settings>;
  /** Whether the photos have accepted text. */
  readonly accepted?: boolean;
  readonly root?: string;
  readonly catalogFolder?: string;
};

/** An archive with photos that have accepted text. */
export async function newArchive(
  names: readonly string[],
  { settings = {}, accepted = true, ...places }: NewArchive = {},
): Promise<Archive> {
  const root = places.root ?? (await realpath(await mkdtemp(join(tmpdir(), 'sidecars-'))));
  await mkdir(join(root, folder), { recursive: true });
  const archive = await openArchive(root, {
    settings: { ...defaultSettings, ...settings },
    service: { apiKey: undefined, baseURL: undefined },
    command: 'test',
    ...(places.catalogFolder === undefined ? {} : { catalogFolder: places.catalogFolder }),
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
       place_source, usage, usage_given, taken_on, taken_at, existing, status, scan)
     VALUES (?, ?, ?, 18, '0', 1, 1, 1, 'Istanbul', 'Turkey', 'TUR', 'folder', 'editorial', 1, '2019-05-14',
       '2019-05-14T19:48:02', '{"keywords":[]}', 'review', 1)`,
    id,
    `${folder}/${name}`,
    folder,
  );
}

export function accept(
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
  const id = insertSuggestion(catalog, {
    ...common,
    hint: undefined,
    suggestion,
    answer: blankAnswer,
  });
  takeSuggestion(catalog, photoId, id, suggestion, source);
  edit({ catalog } as Archive, photoId, {});
}

/** What a person does in the review: new text, accepted. */
export function edit({ catalog }: Archive, photoId: number, columns: Record<string, string>): void {
  const decisions = {
    decision: 'accepted',
    title_decision: 'accepted',
    keywords_decision: 'accepted',
  };
  const touched = { ...decisions, edited: String(Math.random()), ...columns };
  const set = (step: Parameters<Parameters<typeof recordStep>[2]>[0]) =>
    step.set('review', photoId, getReviewRow(catalog, photoId), touched);
  recordStep(catalog, 'edit', set, () => 'Edited');
}

export function contextOf(archive: Archive, signal = new AbortController().signal): StageContext {
  return {
    archive,
    signal,
    report: () => undefined,
    clock: { now: () => new Date('2026-11-23T09:00:00Z'), wait: () => Promise.resolve() },
  };
}

export const fileOf = (archive: Archive, name: string) => join(archive.root, folder, name);
export const readText = async (archive: Archive, name: string) =>
  readXmp(await readFile(fileOf(archive, name)));
export const status = ({ catalog }: Archive, id = 1) =>
  catalog.get<{ status: string }>('SELECT status FROM photo WHERE id = ?', id)?.status;

/** Another program saves the sidecar. */
export async function saveElsewhere(
  archive: Archive,
  name: string,
  changes: XmpText,
): Promise<void> {
  const path = fileOf(archive, name);
  const bytes = await readFile(path).catch(() =>
    createXmp({}, { metadataDate: 'd', tool: 'other' }),
  );
  await writeFile(path, mergeXmp(bytes, changes, { metadataDate: '2026-12-24T00:00:00Z' }).bytes);
}

export async function reports(archive: Archive) {
  const all = [];
  for await (const one of reportSidecars(archive, new Date(0), new AbortController().signal))
    all.push(one);
  return all;
}
