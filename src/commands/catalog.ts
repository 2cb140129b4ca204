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
import type { CommandContext, ExitCode } from './command.ts';
import { changesOfRun, loginsOf, serviceAccess } from './context.ts';

/** The folders of the archive that the first argument names. @throws StopError `archive-missing` */
async function placesOf({ arguments: [path = '.'], options }: CommandContext) {
  await assertFolder(path);
  const root = resolve(path);
  const given = options['catalog'];
  return { root, folder: catalogFolderOf(root, typeof given === 'string' ? given : undefined) };
}

/** @throws StopError `needs-confirmation` where nobody can be asked */
async function isAgreed(context: CommandContext, question: string): Promise<boolean> {
  if (context.options['yes'] === true) return true;
  if (!context.interactive)
    throw new StopError(
      'needs-confirmation',
      'Nothing was changed: there is no terminal to ask on.',
      'Add --yes to go on without being asked.',
    );
  if (await context.confirm(question)) return true;
  context.print('Nothing was changed.');
  return false;
}

/** `proofsheet catalog restore`: lists the backups, or puts one in the place of the catalog. */
export async function restore(context: CommandContext): Promise<ExitCode> {
  const { folder } = await placesOf(context);
  const backups = listBackups(folder);
  const named = context.arguments[1];
  if (named === undefined) return list(context, folder, backups);
  const backup = backups.find(({ name, day }) => name === named || day === named);
  if (backup === undefined)
    throw new StopError(
      'usage',
      `There is no backup ${named}.`,
      '`proofsheet catalog restore` without it lists those there are.',
    );
  const lock = lockCatalog(folder, 'proofsheet catalog restore');
  try {
    const now = contentsOf(join(folder, catalogFile));
    const then = contentsOf(join(backupFolder(folder), backup.name));
    for (const line of differences(now, then)) context.say(line);
    if (!(await isAgreed(context, `Go back to ${dayText(backup.day)}?`))) return 0;
    const { kept } = await restoreBackup(folder, backup.name, new Date());
    if (context.json) context.printJson({ restored: backup, before: now, after: then, kept });
    else for (const line of restoredNotes(backup, kept)) context.print(line);
    return 0;
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
  if (context.json) context.printJson({ problems });
  else if (problems.length === 0) context.print('The catalog is whole.');
  else {
    for (const { what, rows, examples } of problems) {
      context.print(`${what}: ${counted(rows, 'time')}`);
      for (const example of examples) context.print(`  ${example}`);
    }
    context.print(waysOut(problems));
  }
  return problems.length > 0 ? 1 : 0;
}

function waysOut(problems: readonly Problem[]): string {
  return problems.every(({ kind }) => kind === 'files')
    ? '`proofsheet scan` takes note of photos that are gone or were moved.'
    : '`proofsheet catalog restore` takes a backup back; `proofsheet catalog rebuild` makes a new catalog from what is left.';
}

/** `proofsheet catalog rebuild`: a new catalog from what is left. */
export async function rebuild(context: CommandContext): Promise<ExitCode> {
  const { root, folder } = await placesOf(context);
  if (!existsSync(folder)) throw notScanned(context.arguments[0] ?? '.');
  const lock = lockCatalog(folder, 'proofsheet catalog rebuild');
  try {
    if (!(await isAgreed(context, 'Make a new catalog from what is left? The old one is kept.')))
      return 0;
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
    if (context.json) context.printJson(rebuilt);
    else for (const line of rebuiltNotes(rebuilt)) context.print(line);
    return rebuilt.damaged.length > 0 || rebuilt.before.photos === undefined ? 1 : 0;
  } finally {
    lock.release();
  }
}

function rebuiltNotes({ before, after, damaged, kept, notes }: Rebuilt): readonly string[] {
  return [
    ...notes,
    ...(Object.keys(words) as (keyof Contents)[]).map(
      (name) => `${words[name]}: ${before[name] ?? 'unreadable'} before, ${after[name] ?? 0} now`,
    ),
    ...(before.photos === undefined
      ? [
          'With the old catalog were lost: the bills, decisions that are in no sidecar, and the undo of what was written to photos and sidecars.',
        ]
      : []),
    ...(damaged.length === 0
      ? []
      : [
          `Something was lost of: ${listed([...new Set(damaged.map((table) => whatIsIn[table] ?? table))])}. Photos without text can be asked about again; what was embedded and is not counted above cannot be undone.`,
        ]),
    ...(kept === undefined ? [] : [`The old catalog is kept as ${kept}.`]),
  ];
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
  hosted_copy: 'reduced copies on a server',
  fingerprint: 'how pictures look',
  sidecar: 'what sidecars said',
  raw_sidecar: 'what sidecars of raw files said',
  write_run: 'the dates of runs',
  sidecar_writing: 'the old contents of sidecars',
  embedding: 'the old values of photos',
};

function list(context: CommandContext, folder: string, backups: readonly Backup[]): ExitCode {
  const found = backups.map((backup) => ({
    ...backup,
    ...contentsOf(join(backupFolder(folder), backup.name)),
  }));
  if (context.json) context.printJson({ backups: found });
  else if (found.length === 0) context.print('There are no backups of this catalog.');
  else
    for (const { day, bytes, photos = 0, accepted = 0 } of found)
      context.print(
        `${day}  ${byteText(bytes)}, ${counted(photos, 'photo')}, ${counted(accepted, 'accepted text')}`,
      );
  return 0;
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
