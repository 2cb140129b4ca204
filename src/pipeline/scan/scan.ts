/** scan: finds the photos of the archive and reads what each says about itself. Unchanged files are not opened. */
import { pMapIterable } from 'p-map';
import { keepCorrections } from '../../catalog/corrections.ts';
import { getMeta, setMeta } from '../../catalog/meta.ts';
import { hasPhotos } from '../../catalog/scan-totals.ts';
import { storeCertain } from '../../catalog/scanned-files.ts';
import { indexChanged } from '../../catalog/search.ts';
import { InterruptedError } from '../../errors.ts';
import type { UnreadableFolder } from '../../files/walk.ts';
import type { Archive } from '../archive/archive.ts';
import { noPhotos, whyUnreadable } from '../archive/check-folder.ts';
import type { StageContext, StageSummary } from '../archive/stage.ts';
import { followExisting } from '../review/existing.ts';
import { readSidecars } from '../sidecars/read-all.ts';
import { changedFiles, type FoundFile, findMissing } from './changed-files.ts';
import { comparePlaces } from './compare-places.ts';
import { scanSummary } from './describe.ts';
import { takeFromSidecars } from './from-sidecars.ts';
import { identifyWaiting } from './identify.ts';
import { catalogAboveNote, sameFileNotes } from './left-out.ts';
import { type Counts, rowOf, storeBroken } from './photo-row.ts';
import { assertFolderPattern, namesAbove } from './place-and-usage.ts';
import { findPlacesFromGps, townMapOnDemand } from './places-from-gps.ts';
import { type Reading, readFile } from './read-file.ts';
import { readNotes } from './read-notes.ts';
import { readTemplates } from './read-templates.ts';
import { takeReleases } from './take-releases.ts';

export type ScanOptions = {
  /** Read every file again, changed or not. */
  readonly again?: boolean;
};

/** Files read at once; more than this slows a hard disk or network drive down. */
const filesAtOnce = 8;
const commitEvery = 200;

/**
 * Scans the archive.
 * @throws StopError `archive-empty` when there is no photo and never was, `archive-missing`, `settings-invalid`
 */
export async function scan(
  context: StageContext,
  options: ScanOptions = {},
): Promise<StageSummary> {
  const { archive, report } = context;
  assertFolderPattern(archive.settings);
  report({ stage: 'scan', done: 0, unit: 'photos', note: 'looking for photos' });
  const walked = await findMissing(context);
  const { files, missing, unreadable, leftOut } = walked;
  const counts: Counts = { new: 0, changed: 0, moved: 0, edited: 0, missing, files };
  if (files === 0 && !hasPhotos(archive.catalog))
    throw noPhotos(archive.root, archive.settings.formats, unreadable[0]);
  await readChanged(context, counts, options.again === true || haveSettingsChanged(archive));
  await readSidecars(context);
  takeFromSidecars(context);
  const towns = townMapOnDemand();
  await findPlacesFromGps(context, towns);
  await comparePlaces(context, towns);
  const notesSaid = [
    ...(await readNotes(context, walked)),
    ...(await readTemplates(context, walked)),
  ];
  keepCorrections(archive.catalog);
  takeReleases(archive);
  followExisting(archive);
  indexChanged(archive.catalog);
  setMeta(archive.catalog, fingerprintKey, settingsFingerprint(archive));
  return scanSummary(archive, counts, [
    ...unreadable.map((one) => unreadableNote(archive, one)),
    ...notesSaid,
    ...(await leftOut.notes(archive)),
    ...catalogAboveNote(archive),
    ...(await sameFileNotes(archive)),
  ]);
}

async function readChanged(context: StageContext, counts: Counts, again: boolean): Promise<void> {
  const { signal, report } = context;
  let done = 0;
  const progress = (more: number) => {
    done += more;
    if (more > 0) report({ stage: 'scan', done, total: counts.files, unit: 'photos' });
  };
  const writer = new Writer(context.archive, counts, progress);
  const readings = pMapIterable(
    changedFiles(context, again, progress),
    async (found: FoundFile) => ({ found, read: await readFile(context, found) }),
    { concurrency: filesAtOnce, backpressure: filesAtOnce * 4 },
  );
  try {
    for await (const { found, read } of readings) writer.add(found, read);
  } finally {
    writer.commit();
  }
  if (signal.aborted) throw new InterruptedError();
  await identifyWaiting(context, writer.waiting, counts, () => progress(1));
}

function unreadableNote({ root }: Archive, one: UnreadableFolder): string {
  const { why, advice } = whyUnreadable(one);
  return `The folder ${one.folder || root} cannot be read: ${why}. ${advice}`;
}

/** Stores what was read, a group of files in one transaction. */
class Writer {
  readonly #archive: Archive;
  readonly #counts: Counts;
  readonly #onStored: (files: number) => void;
  #pending: { readonly found: FoundFile; readonly read: Reading }[] = [];
  /** Files we cannot match to a photo yet. */
  readonly waiting: FoundFile[] = [];

  constructor(archive: Archive, counts: Counts, onStored: (files: number) => void) {
    this.#archive = archive;
    this.#counts = counts;
    this.#onStored = onStored;
  }

  add(found: FoundFile, read: Reading): void {
    this.#pending.push({ found, read });
    if (this.#pending.length >= commitEvery) this.commit();
  }

  commit(): void {
    const files = this.#pending;
    this.#pending = [];
    const waited = this.waiting.length;
    this.#archive.catalog.transaction(() => {
      for (const { found, read } of files) this.#store(found, read);
    });
    this.#onStored(files.length - (this.waiting.length - waited));
  }

  #store(found: FoundFile, read: Reading): void {
    const { catalog } = this.#archive;
    if (read.kind !== 'photo') {
      storeBroken(catalog, found.path, read);
      return;
    }
    const stored = storeCertain(catalog, rowOf(this.#archive, found.path, read));
    if (stored === undefined) this.waiting.push(found);
    else this.#counts[stored]++;
  }
}

/** Settings, and folders above, that decide what a scan makes of a file; when they change, unchanged files are read again. */
const fingerprintKey = 'scan.settingsFingerprint';

function settingsFingerprint(archive: Archive): string {
  const { settings } = archive;
  const { folders, 'usage.default': usage, 'gps.maxDistance': distance } = settings;
  const language = settings['title.language'];
  return `5 ${language} ${folders} ${usage} ${distance} ${namesAbove(archive).join('/')}`;
}

function haveSettingsChanged(archive: Archive): boolean {
  const before = getMeta<string>(archive.catalog, fingerprintKey);
  return before !== undefined && before !== settingsFingerprint(archive);
}
