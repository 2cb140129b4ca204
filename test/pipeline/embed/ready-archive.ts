/** Archives whose photos were really scanned and whose text is accepted, ready to be embedded. */

import { mkdir, mkdtemp, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readyPhotos } from '../../../src/catalog/photos.ts';
import { getReviewRow } from '../../../src/catalog/reviews.ts';
import { insertSuggestion } from '../../../src/catalog/suggestions.ts';
import { takeSuggestion } from '../../../src/catalog/take-suggestion.ts';
import { recordStep } from '../../../src/catalog/undo-log.ts';
import type { OnDemandPool } from '../../../src/exiftool/on-demand-pool.ts';
import type { SuggestionSource } from '../../../src/photo.ts';
import { type Archive, openArchive } from '../../../src/pipeline/archive/archive.ts';
import type { Progress, StageContext } from '../../../src/pipeline/archive/stage.ts';
import { scan } from '../../../src/pipeline/scan/scan.ts';
import { defaultSettings, type Settings } from '../../../src/settings.ts';
import { blankAnswer } from '../../helpers/records.ts';

export const usualFolder = 'Turkey/Istanbul/editorial';

export type ArchiveOptions = {
  readonly settings?: Partial<Settings>;
  readonly source?: SuggestionSource;
  /** A folder to make it in; a temporary one unless given. */
  readonly root?: string;
  /** Where the catalog lies; in the archive unless given. */
  readonly catalogFolder?: string;
  readonly key?: string;
};

/** The text that photo `name` gets. */
export function textFor(name: string) {
  return {
    description: `Ferries cross the Bosphorus, ${name}`,
    shortTitle: `Ferries ${name}`,
    keywords: ['Istanbul', 'ferry', 'Türkiye', '東京', name],
  };
}

/** An archive with these files (paths from its root), scanned, its text accepted and its sidecars passed over. */
export async function readyArchive(
  files: ReadonlyMap<string, Buffer>,
  { settings = {}, source = 'batch', root, catalogFolder, key }: ArchiveOptions = {},
): Promise<Archive> {
  const folder = await realpath(root ?? (await mkdtemp(join(tmpdir(), 'embedding-'))));
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  const archive = await openAgain(folder, settings, catalogFolder, key);
  await scan(contextOf(archive));
  acceptAll(archive, source);
  return archive;
}

/** Opens an archive that exists. */
export function openAgain(
  root: string,
  settings: Partial<Settings> = {},
  catalogFolder?: string,
  apiKey?: string,
): Promise<Archive> {
  return openArchive(root, {
    ...(catalogFolder === undefined ? {} : { catalogFolder }),
    settings: { ...defaultSettings, ...settings },
    service: { apiKey, baseURL: undefined },
    command: 'test',
  });
}

/** Gives every photo that was scanned its text, accepted. */
export function acceptAll({ catalog }: Archive, source: SuggestionSource = 'batch'): void {
  for (const { id, path } of readyPhotos(catalog, 'prepare', '', 1_000_000)) {
    const suggestion = {
      ...textFor(path.slice(path.lastIndexOf('/') + 1)),
      usage: 'editorial',
      usageReason: '',
      unsure: [],
      repairs: [],
    } as const;
    const suggestionId = insertSuggestion(catalog, {
      photoId: id,
      requestId: undefined,
      at: new Date(),
      source,
      model: 'm',
      hint: undefined,
      suggestion,
      answer: blankAnswer,
    });
    takeSuggestion(catalog, id, suggestionId, suggestion, source);
    const decisions = {
      decision: 'accepted',
      title_decision: 'accepted',
      keywords_decision: 'accepted',
    };
    recordStep(
      catalog,
      'accept',
      (step) => step.set('review', id, getReviewRow(catalog, id), decisions),
      () => 'Accepted',
    );
  }
  catalog.run("UPDATE photo SET status = 'embed' WHERE status = 'sidecars'");
}

/** ExifTools that several tests use; see `shareExifTool`. */
export const shared: { exifTool?: OnDemandPool | undefined } = {};

/** A context that keeps what was reported. */
export function contextOf(
  archive: Archive,
  signal = new AbortController().signal,
): StageContext & { readonly reported: Progress[] } {
  const reported: Progress[] = [];
  return {
    archive: { ...archive, exifTool: shared.exifTool ?? archive.exifTool },
    signal,
    reported,
    report: (progress) => reported.push(progress),
    clock: { now: () => new Date('2026-11-23T09:00:00Z'), wait: () => Promise.resolve() },
  };
}

export function statusOf({ catalog }: Archive, path: string): string | undefined {
  return catalog.get<{ status: string }>(
    'SELECT status FROM photo WHERE path = ? AND missing = 0',
    path,
  )?.status;
}
