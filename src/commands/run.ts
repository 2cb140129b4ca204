/** `proofsheet run`: all stages without the screen, for those who trust the checks. */

import { listIssues } from '../catalog/issues.ts';
import { StopError } from '../errors.ts';
import type { Archive } from '../pipeline/archive/archive.ts';
import type { StageSummary } from '../pipeline/archive/stage.ts';
import { type RunAllOptions, runAll } from '../pipeline/run-all.ts';
import { type CommandContext, type ExitCode, notesOf, tell } from './command.ts';
import { oneNamed } from './did-you-mean.ts';
import { issueLines } from './issue-lines.ts';
import { textOf } from './options.ts';

/** Embedding text of a rehearsal in real photos means writing it into their sidecars as well. */
export function rehearsalOptions({ writeRehearsal, embedRehearsal }: CommandContext['options']) {
  return {
    writeRehearsal: writeRehearsal === true || embedRehearsal === true,
    embedRehearsal: embedRehearsal === true,
  };
}

export async function run(context: CommandContext): Promise<ExitCode> {
  const given = textOf(context, 'accept') ?? 'clean';
  const accept = oneNamed(given, ['clean', 'all'] as const, {
    message: `--accept cannot be ${given}.`,
    advice: 'Use clean or all.',
  });
  if (context.options['yes'] !== true)
    throw new StopError(
      'needs-confirmation',
      '`run` sends pictures to the service, spends money and writes to your photos.',
      'Add --yes if that is what you want, or run the stages one by one with `proofsheet`.',
    );
  const options = { accept, ...rehearsalOptions(context.options) } as const;
  const chosen = { ...options, scanned: context.choose };
  return context.inArchive((archive) => runAndPrint(context, archive, chosen), {
    scans: true,
    choosesLater: true,
  });
}

/** Runs every stage and prints how each ended. */
export async function runAndPrint(
  context: CommandContext,
  archive: Archive,
  options: RunAllOptions,
): Promise<ExitCode> {
  const summaries: StageSummary[] = [];
  for await (const summary of runAll(context.stages(archive), options)) {
    summaries.push(summary);
    if (!context.json) for (const note of notesOf(summary)) context.print(note);
  }
  const issues = listIssues(archive.catalog, { blocking: true });
  tell(context, { stages: summaries, issues }, issueLines(issues));
  return issues.length > 0 ? 1 : 0;
}
