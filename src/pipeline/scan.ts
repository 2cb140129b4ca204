/** scan: finds the photos of the archive and reads what each says about itself. Unchanged files are not opened. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import pMap, { pMapIterable } from 'p-map';
import { keepCorrections } from '../catalog/corrections.ts';
import { getMeta, setMeta } from '../catalog/meta.ts';
import {
  knownFolders,
  knownIn,
  markFound,
  markMissing,
  storeScanned,
  storeUnreadable,
} from '../catalog/scanning.ts';
import { InterruptedError, messageOf, StopError, systemCode } from '../errors.ts';
import { walkPhotos } from '../files/walk.ts';
import type { Issue } from '../photo.ts';
import type { Archive } from './archive.ts';
import { assertFolderPattern, placedBy } from './scan/folder-facts.ts';
import { locatePhotos } from './scan/locate.ts';
import { OnDemandPool } from './scan/on-demand-pool.ts';
import { type ReadPhoto, readPhoto } from './scan/read-photo.ts';
import { secondOpinion } from './scan/second-opinion.ts';
import type { StageContext, StageSummary } from './stage.ts';

export type ScanOptions = {
  /** Read every file again, changed or not. */
  readonly again?: boolean;
};

/** Files read at once; more than this a hard disk or network drive does not thank for. */
const filesAtOnce = 8;
const statsAtOnce = 32;
const commitEvery = 200;

type Counts = { new: number; changed: number; moved: number; missing: number; files: number };

/**
 * Scans the archive.
 * @throws StopError `archive-empty` when there is no JPEG and never was, `settings-invalid`
 */
export async function scan(
  context: StageContext,
  options: ScanOptions = {},
): Promise<StageSummary> {
  const { archive, report } = context;
  assertFolderPattern(archive.settings);
  const unreadable: string[] = [];
  const counts: Counts = { new: 0, changed: 0, moved: 0, missing: 0, files: 0 };
  report({ stage: 'scan', done: 0, unit: 'photos', note: 'looking for photos' });
  await findMissing(context, counts, unreadable);
  if (counts.files === 0 && archive.catalog.count('SELECT count(*) FROM photo') === 0)
    throw new StopError(
      'archive-empty',
      `There is no JPEG in ${archive.root} or its folders.`,
      'Give the folder that holds your photos.',
    );
  const pool = new OnDemandPool();
  try {
    await readChanged(context, counts, pool, options.again === true || recipeChanged(archive));
    await locatePhotos(context, pool);
  } finally {
    await pool.end();
  }
  keepCorrections(archive.catalog);
  setMeta(archive.catalog, recipeKey, recipeOf(archive));
  return summaryOf(archive, counts, unreadable);
}

/** Walks the names alone, so that a moved photo's old row is known as missing before its new file is read. */
async function findMissing(
  { archive, signal }: StageContext,
  counts: Counts,
  unreadable: string[],
): Promise<void> {
  const { catalog } = archive;
  const unseen = new Set(knownFolders(catalog));
  const unread = new Set<string>();
  const onUnreadable = ({ folder, error }: { folder: string; error: unknown }) => {
    unread.add(folder);
    unreadable.push(`The folder ${folder || archive.root} cannot be read: ${messageOf(error)}.`);
  };
  for await (const { folder, names } of walkPhotos(archive.root, onUnreadable)) {
    if (signal.aborted) throw new InterruptedError();
    unseen.delete(folder);
    counts.files += names.length;
    counts.missing += catalog.transaction(() => markMissing(catalog, folder, new Set(names)));
  }
  // A folder that cannot be read now says nothing about the photos in and below it.
  const isUnread = (folder: string) =>
    [...unread].some((one) => one === '' || folder === one || folder.startsWith(`${one}/`));
  for (const folder of unseen)
    if (!isUnread(folder))
      counts.missing += catalog.transaction(() => markMissing(catalog, folder, new Set()));
}

type FoundFile = { readonly path: string; readonly file: string };

async function readChanged(
  context: StageContext,
  counts: Counts,
  pool: OnDemandPool,
  again: boolean,
): Promise<void> {
  const { archive, signal, report, clock } = context;
  const { catalog } = archive;
  let done = 0;
  let pending: (() => void)[] = [];
  const commit = () => {
    const writes = pending;
    pending = [];
    catalog.transaction(() => {
      for (const write of writes) write();
    });
    report({ stage: 'scan', done, total: counts.files, unit: 'photos' });
  };
  const changed = changedFiles(context, again, (unchanged) => {
    done += unchanged;
    if (unchanged > 0) report({ stage: 'scan', done, total: counts.files, unit: 'photos' });
  });
  const readings = pMapIterable(
    changed,
    async (found: FoundFile) => ({ found, read: await readFile(found, clock.now(), pool) }),
    { concurrency: filesAtOnce, backpressure: filesAtOnce * 4 },
  );
  try {
    for await (const { found, read } of readings) {
      pending.push(() => store(archive, found, read, counts));
      done++;
      if (pending.length >= commitEvery) commit();
    }
  } finally {
    commit();
  }
  if (signal.aborted) throw new InterruptedError();
}

/** The files that are new or not as they were, found by size and modification time. */
async function* changedFiles(
  { archive, signal }: StageContext,
  again: boolean,
  onUnchanged: (count: number) => void,
): AsyncGenerator<FoundFile> {
  const { catalog, root } = archive;
  for await (const { folder, names } of walkPhotos(root, () => undefined)) {
    const known = knownIn(catalog, folder);
    const files = names.map((name) => {
      const path = folder === '' ? name : `${folder}/${name}`;
      return { path, file: join(root, path) };
    });
    const same = await pMap(
      files,
      async ({ path, file }) => {
        const before = known.get(path);
        if (before === undefined || again) return false;
        const now = await stat(file, { bigint: true }).catch(() => undefined);
        return (
          now !== undefined &&
          Number(now.size) === before.bytes &&
          String(now.mtimeNs) === before.mtime
        );
      },
      { concurrency: statsAtOnce },
    );
    for (const [index, { path }] of files.entries()) {
      const before = known.get(path);
      if (same[index] === true && before?.missing === 1) markFound(catalog, before.id);
    }
    onUnchanged(same.filter(Boolean).length);
    for (const [index, found] of files.entries()) {
      if (signal.aborted) return;
      if (same[index] !== true) yield found;
    }
  }
}

type Reading = ReadPhoto | { readonly kind: 'unreadable'; readonly error: unknown };

async function readFile({ file }: FoundFile, now: Date, pool: OnDemandPool): Promise<Reading> {
  try {
    const read = await readPhoto(file, now);
    if (read.kind === 'broken' || !read.odd) return read;
    return { ...read, facts: await secondOpinion(await pool.start(), file, read.facts, now) };
  } catch (error) {
    if (error instanceof StopError || systemCode(error) === undefined) throw error;
    return { kind: 'unreadable', error };
  }
}

function store(archive: Archive, { path }: FoundFile, read: Reading, counts: Counts): void {
  const { catalog } = archive;
  if (read.kind === 'photo') {
    const { text, ...facts } = read.facts;
    const placed = placedBy(path, text, archive.settings);
    counts[storeScanned(catalog, { path, ...facts, ...placed }).stored]++;
    return;
  }
  const file =
    read.kind === 'broken'
      ? { path, bytes: read.bytes, mtime: read.mtime }
      : { path, bytes: 0, mtime: '' };
  storeUnreadable(catalog, file, issueOf(read));
}

const brokenMessages = {
  empty: 'The file is empty. Copy it again from the camera or a backup.',
  'not-a-jpeg':
    'This is not a JPEG, whatever its name says. Export it as JPEG or take it out of the archive.',
  'truncated-head':
    'The file ends before the picture begins. Copy it again from the camera or a backup.',
  'strange-structure':
    'The file is damaged before the picture begins. Open and save it in another program.',
} as const;

function issueOf(read: Exclude<Reading, { kind: 'photo' }>): Issue {
  if (read.kind === 'broken')
    return { stage: 'scan', code: read.why, message: brokenMessages[read.why] };
  return {
    stage: 'scan',
    code: 'cannot-read',
    message: `The file cannot be read: ${messageOf(read.error)}. Check its permissions and the disk.`,
  };
}

/** Settings that decide what a scan makes of a file; when they change, unchanged files are read again. */
const recipeKey = 'scan.recipe';

function recipeOf({ settings }: Archive): string {
  return `1 ${settings.folders} ${settings['usage.default']}`;
}

function recipeChanged(archive: Archive): boolean {
  const before = getMeta<string>(archive.catalog, recipeKey);
  return before !== undefined && before !== recipeOf(archive);
}

function summaryOf(archive: Archive, counts: Counts, unreadable: readonly string[]): StageSummary {
  const { catalog } = archive;
  const held = catalog.count("SELECT count(*) FROM photo WHERE standing = 'scan' AND missing = 0");
  const withoutPlace = catalog.count(
    "SELECT count(*) FROM photo WHERE missing = 0 AND standing <> 'scan' AND city IS NULL",
  );
  const changes = [
    [counts.new, 'new'],
    [counts.changed, 'changed'],
    [counts.moved, 'moved'],
    [counts.missing - counts.moved, 'gone'],
  ] as const;
  const said = changes.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return {
    stage: 'scan',
    done: counts.new + counts.changed + counts.moved,
    issues: held,
    notes: [
      `${counts.files} photos${said.length > 0 ? `: ${said.join(', ')}` : ', nothing changed'}.`,
      ...(held > 0 ? [`${held} files cannot be read as photos.`] : []),
      ...(withoutPlace > 0
        ? [`${withoutPlace} photos have no place; \`proofsheet status --issues\` lists them.`]
        : []),
      ...unreadable,
    ],
  };
}
