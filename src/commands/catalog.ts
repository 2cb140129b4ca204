/** `proofsheet catalog ...`: looking after the file that everything about an archive is kept in. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { byteText, counted, dayText, listed } from '../amounts.ts';
import { type Backup, backupFolder, listBackups } from '../catalog/backups.ts';
import { type Contents, contentsOf } from '../catalog/contents.ts';
import { restoreBackup } from '../catalog/exchange.ts';
import { catalogFile, lostCatalog } from '../catalog/faults.ts';
import { lockCatalog } from '../catalog/lock.ts';
import type { Problem } from '../catalog/problem.ts';
import { StopError } from '../errors.ts';
import { assertFolder, catalogFolderOf, notScanned } from '../pipeline/archive/archive.ts';
import { openKeywordList } from '../pipeline/archive/own-keyword-list.ts';
import { openPrompt } from '../pipeline/archive/own-prompt.ts';
import { readOwnTemplates } from '../pipeline/archive/own-templates.ts';
import type { Rebuilt } from '../pipeline/rebuild/rebuild.ts';
import { type CommandContext, type ExitCode, tell } from './command.ts';
import { changesOfRun, loginsOf, serviceAccess } from './context.ts';
import { isAgreed, textOf } from './options.ts';

/** The folders of the archive that the first argument names. @throws StopError `archive-missing` */
async function placesOf(context: CommandContext) {
  const [path = '.'] = context.arguments;
  await assertFolder(path);
  const root = resolve(path);
  return { root, folder: catalogFolderOf(root, textOf(context, 'catalog')) };
}

const refusal = {
  nothing: 'Nothing was changed',
  advice: 'Add --yes to go on without being asked.',
};

/** `proofsheet catalog restore`: lists the backups, or puts one in the place of the catalog. */
export async function restore(context: CommandContext): Promise<ExitCode> {
  const { folder } = await placesOf(context);
  const backups = listBackups(folder);
  const named = context.arguments[1];
  if (named === undefined) return list(context, folder, backups);
  const backup = backups.find(({ name, day }) => name === named || day === named);
  const advice = '`proofsheet catalog restore` without it lists those there are.';
  if (backup === undefined) throw new StopError('usage', `There is no backup ${named}.`, advice);
  const lock = lockCatalog(folder, 'proofsheet catalog restore');
  try {
    const now = contentsOf(join(folder, catalogFile));
    const then = contentsOf(join(backupFolder(folder), backup.name));
    for (const line of differences(now, then)) context.say(line);
    if (!(await isAgreed(context, `Go back to ${dayText(backup.day)}?`, refusal))) return 0;
    const { kept } = await restoreBackup(folder, backup.name, new Date());
    const restored = { restored: backup, before: now, after: then, kept };
    return tell(context, restored, restoredNotes(backup, kept));
  } finally {
    lock.release();
  }
}

/** `proofsheet catalog check`: looks through a catalog and changes nothing. Exit code 1 when something is wrong. */
export async function check(context: CommandContext): Promise<ExitCode> {
  const { root, folder } = await placesOf(context);
  if (lostCatalog(folder) === undefined && !existsSync(join(folder, catalogFile)))
    throw notScanned(context.arguments[0] ?? '.');
  const { checkCatalog } = await import('../catalog/check.ts');
  const problems = checkCatalog(folder, (path) => existsSync(join(root, path)));
  if (problems.length === 0) return tell(context, { problems }, ['The catalog is whole.']);
  const lines = problems.flatMap(({ what, rows, examples }) => [
    `${what}: ${counted(rows, 'time')}`,
    ...examples.map((example) => `  ${example}`),
  ]);
  tell(context, { problems }, [...lines, wayOut(problems)]);
  return 1;
}

function wayOut(problems: readonly Problem[]): string {
  return problems.every(({ kind }) => kind === 'files')
    ? '`proofsheet scan` takes note of photos that are gone or were moved.'
    : '`proofsheet catalog restore` goes back to a backup; `proofsheet catalog rebuild` makes a new catalog from what is left.';
}

/** `proofsheet catalog rebuild`: a new catalog from what is left. */
export async function rebuild(context: CommandContext): Promise<ExitCode> {
  const { root, folder } = await placesOf(context);
  if (!existsSync(folder)) throw notScanned(context.arguments[0] ?? '.');
  const lock = lockCatalog(folder, 'proofsheet catalog rebuild');
  try {
    const question = 'Make a new catalog from what is left? The old one is kept.';
    if (!(await isAgreed(context, question, refusal))) return 0;
    const settings = context.settings.read(changesOfRun(context.options['set']));
    const ground = {
      ...{ root, folder, rehearsal: false, settings },
      prompt: await openPrompt(settings['prompt.file']),
      keywordList: await openKeywordList({
        imported: context.settings.keywordListPath,
        ofArchive: settings['keywords.list'],
        root,
      }),
      templates: await readOwnTemplates(context.settings.templatesPath, settings['template.codes']),
      service: serviceAccess(context.settings, context.options['set']),
      logins: loginsOf(context.settings),
    };
    const { rebuildCatalog } = await import('../pipeline/rebuild/rebuild.ts');
    const rebuilt = await rebuildCatalog(ground, context.stages);
    tell(context, rebuilt, rebuiltNotes(rebuilt));
    return rebuilt.damaged.length > 0 || rebuilt.before.photos === undefined ? 1 : 0;
  } finally {
    lock.release();
  }
}

function rebuiltNotes({ before, after, damaged, kept, notes }: Rebuilt): readonly string[] {
  const lost = new Set(damaged.map((table) => whatIsIn[table] ?? table));
  return [
    ...notes,
    ...(Object.keys(words) as (keyof Contents)[]).map(
      (name) => `${words[name]}: ${before[name] ?? 'unreadable'} before, ${after[name] ?? 0} now`,
    ),
    before.photos === undefined &&
      'With the old catalog were lost: the bills, decisions that are in no sidecar, and the undo of what was written to photos and sidecars.',
    lost.size > 0 &&
      `Something was lost of: ${listed([...lost])}. Photos without text can be asked about again; what was embedded and is not counted above cannot be undone.`,
    kept !== undefined && `The old catalog is kept as ${kept}.`,
  ].filter((note) => note !== false);
}

/** The tables as people know them. */
const whatIsIn: Readonly<Record<string, string>> = {
  photo: 'photos',
  issue: 'issues',
  meta: 'what was learned about the service',
  run: 'agreements to send',
  request: 'requests',
  attempt: 'bills',
  batch: 'batches',
  suggestion: 'answers',
  review: 'texts and decisions',
  correction: 'places and dates set by hand',
  ignored_word: 'ignored words',
  step: 'steps to undo in the review',
  change: 'steps to undo in the review',
  draft: 'text in open editors',
  hosted_copy: 'previews on a server',
  fingerprint: 'how pictures look',
  sidecar: 'what sidecars said',
  raw_sidecar: 'what sidecars of raw files said',
  write_run: 'the dates of runs',
  sidecar_writing: 'the old contents of sidecars',
  embedding: 'the old values of photos',
};

function list(context: CommandContext, folder: string, backups: readonly Backup[]): ExitCode {
  const place = backupFolder(folder);
  const found = backups.map((one) => ({ ...one, ...contentsOf(join(place, one.name)) }));
  const lines = found.map(
    ({ day, bytes, photos = 0, accepted = 0 }) =>
      `${day}  ${byteText(bytes)}, ${counted(photos, 'photo')}, ${counted(accepted, 'accepted text')}`,
  );
  const none = ['There are no backups of this catalog.'];
  return tell(context, { backups: found }, found.length === 0 ? none : lines);
}

const words: Readonly<Record<keyof Contents, string>> = {
  photos: 'Photos',
  accepted: 'Accepted texts',
  batches: 'Batches',
  embedded: 'Photos whose embedding can be undone',
};

/** What the catalog has and the backup has, where that differs. */
function differences(now: Contents, then: Contents): readonly string[] {
  return (Object.keys(words) as (keyof Contents)[])
    .filter((name) => now[name] !== then[name])
    .map((name) => `${words[name]}: ${now[name] ?? 'unreadable'} now, ${then[name] ?? 0} then`);
}

function restoredNotes({ day }: Backup, kept: string | undefined): readonly string[] {
  return [
    `The catalog is what it was on ${dayText(day)}.`,
    ...(kept === undefined ? [] : [`The one before is kept as ${kept}.`]),
    'What was accepted, typed and embedded since is not in it. `proofsheet scan` finds what has changed in the photos, and `proofsheet submit` or `collect` takes over batches that were sent since.',
    'A photo that was embedded since keeps its text. Only the kept catalog can undo that: to do so, put it back.',
  ];
}
