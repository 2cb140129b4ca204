/** `proofsheet run`: the whole road without the screen, for those who trust the checks. */
import { StopError } from '../errors.ts';
import type { Archive } from '../pipeline/archive/archive.ts';
import type { StageSummary } from '../pipeline/archive/stage.ts';
import type { RunAllOptions } from '../pipeline/run-all.ts';
import { type CommandContext, type CommandDefinition, type ExitCode, notesOf } from './command.ts';
import { issueLines } from './issue-lines.ts';

/** They let text of a rehearsal out of the sample; embedding it means writing it into sidecars as well. */
export const rehearsalFlags = [
  ['--write-rehearsal', 'write text of a rehearsal beside real photos'],
  ['--embed-rehearsal', 'the same, and embed it in them'],
] as const;

export function rehearsalOptions({ writeRehearsal, embedRehearsal }: CommandContext['options']) {
  return {
    writeRehearsal: writeRehearsal === true || embedRehearsal === true,
    embedRehearsal: embedRehearsal === true,
  };
}

export const runCommand: CommandDefinition = {
  name: 'run',
  summary: 'walk the whole road: scan, ask, accept what has no problems, sidecars, embed',
  usage: '[archive]',
  options: [
    ['--yes', 'needed: this sends pictures, spends money and writes to your photos'],
    ['--accept <which>', 'clean (neither problems nor unsure names; the default) or all'],
    ...rehearsalFlags,
  ],
  run,
};

async function run(context: CommandContext): Promise<ExitCode> {
  const { accept = 'clean', yes } = context.options;
  if (accept !== 'clean' && accept !== 'all')
    throw new StopError('usage', `--accept cannot be ${accept}.`, 'Use clean or all.');
  if (yes !== true)
    throw new StopError(
      'needs-confirmation',
      '`run` sends pictures to the service, spends money and writes to your photos.',
      'Say --yes if that is what you want, or walk the stages one by one with `proofsheet`.',
    );
  const archive = await context.open({ scans: true });
  try {
    return await walkAndPrint(context, archive, {
      accept,
      ...rehearsalOptions(context.options),
    });
  } finally {
    archive.close();
  }
}

/** Walks the road and prints how each stage ended. */
export async function walkAndPrint(
  context: CommandContext,
  archive: Archive,
  options: RunAllOptions,
): Promise<ExitCode> {
  const { runAll } = await import('../pipeline/run-all.ts');
  const { listIssues } = await import('../catalog/photos.ts');
  const summaries: StageSummary[] = [];
  for await (const summary of runAll(context.stages(archive), options)) {
    summaries.push(summary);
    if (!context.json) for (const note of notesOf(summary)) context.print(note);
  }
  const issues = listIssues(archive.catalog, { blocking: true });
  if (context.json) context.printJson({ stages: summaries, issues });
  else for (const line of issueLines(issues)) context.print(line);
  return issues.length > 0 ? 1 : 0;
}
