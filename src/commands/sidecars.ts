/** `proofsheet sidecars`: writes the .xmp files, or looks at them. */

import { listIssues } from '../catalog/issues.ts';
import { StopError } from '../errors.ts';
import type { Archive } from '../pipeline/archive/archive.ts';
import { importSidecars } from '../pipeline/sidecars/import.ts';
import { answerForRaw, type RawAnswer } from '../pipeline/sidecars/raw-files.ts';
import { diffLines, reportSidecars, type SidecarState } from '../pipeline/sidecars/report.ts';
import { writeSidecars } from '../pipeline/sidecars/sidecars.ts';
import { type CommandContext, type ExitCode, finish } from './command.ts';
import { issueLines } from './issue-lines.ts';

const tasks = ['diff', 'check', 'import'] as const;

export async function run(context: CommandContext): Promise<ExitCode> {
  const { options } = context;
  const [task, other] = tasks.filter((name) => options[name] === true);
  const keep = keepFrom(options);
  const raw = answerFrom(options);
  if (other !== undefined || (task !== undefined && keep !== undefined))
    throw new StopError(
      'usage',
      '--diff, --check, --import, --ours and --theirs do not go together.',
      'Use one of them, or none to write the sidecars.',
    );
  return context.inArchive(async (archive) => {
    if (raw !== undefined) answerForRaw(archive, raw);
    if (task === 'import') return finish(context, await importSidecars(context.stages(archive)));
    if (task !== undefined) return report(context, archive, task);
    const summary = await writeSidecars(context.stages(archive), {
      writeRehearsal: options['writeRehearsal'] === true,
      keep,
    });
    if (!context.json)
      for (const line of issueLines(listIssues(archive.catalog, { stage: 'sidecars' })))
        context.print(line);
    return finish(context, summary);
  });
}

function keepFrom(options: CommandContext['options']): 'ours' | 'theirs' | undefined {
  const { ours, theirs } = options;
  if (ours === true && theirs === true)
    throw new StopError('usage', '--ours and --theirs exclude each other.', 'Use one of them.');
  return ours === true ? 'ours' : theirs === true ? 'theirs' : undefined;
}

function answerFrom({ raw }: CommandContext['options']): RawAnswer | undefined {
  if (raw === undefined || raw === 'pair' || raw === 'never') return raw;
  throw new StopError('usage', `--raw cannot be ${raw}.`, 'Use --raw pair or --raw never.');
}

/** Prints a line (or a JSON object) per sidecar as it is looked at. Exit code 1 when something is not as it should be. */
async function report(
  context: CommandContext,
  archive: Archive,
  task: 'diff' | 'check',
): Promise<ExitCode> {
  const counts = new Map<SidecarState, number>();
  const { signal, clock } = context.stages(archive);
  for await (const one of reportSidecars(archive, clock.now(), signal)) {
    counts.set(one.state, (counts.get(one.state) ?? 0) + 1);
    if (one.state === 'current') continue;
    if (context.json) context.printJson(one);
    else {
      context.print(`${one.path}: ${one.issue?.message ?? `${one.name} ${words[one.state]}`}`);
      if (task === 'diff')
        for (const { sign, text } of one.changes.flatMap(diffLines))
          context.print(`  ${sign} ${text}`);
    }
  }
  const held = (counts.get('conflict') ?? 0) + (counts.get('issue') ?? 0);
  context.say(
    counts.size === 0
      ? 'No photo has accepted text yet.'
      : [...counts].map(([state, count]) => `${count} ${summed[state]}`).join(', '),
  );
  return held > 0 || (task === 'check' && counts.size > (counts.has('current') ? 1 : 0)) ? 1 : 0;
}

const words = {
  current: 'is up to date',
  missing: 'does not exist yet',
  stale: 'does not say what was accepted',
  'changed-elsewhere': 'was changed by another program',
  conflict: 'was changed by another program in the same field',
  rejected: 'still has the text of a rejected photo',
  issue: 'has an issue',
} as const;

const summed: Readonly<Record<SidecarState, string>> = {
  current: 'up to date',
  missing: 'missing',
  stale: 'out of date',
  'changed-elsewhere': 'changed by another program',
  conflict: 'in conflict',
  rejected: 'of rejected photos',
  issue: 'with an issue',
};
