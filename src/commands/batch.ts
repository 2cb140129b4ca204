/** `proofsheet batch`: the batches themselves: list, cancel, give up, and plain files out and in. */

import { resolve } from 'node:path';
import { StopError } from '../errors.ts';
import type { Archive } from '../pipeline/archive/archive.ts';
import { cancelBatches, forgetBatch } from '../pipeline/ask/cancel.ts';
import { batchFacts } from '../pipeline/ask/describe-collect.ts';
import { exportBatches } from '../pipeline/ask/exchange.ts';
import { importResults } from '../pipeline/ask/import-results.ts';
import { batchViews } from '../pipeline/ask/watch.ts';
import { printedFacts } from '../ui/stages/fact-lines.ts';
import { type CommandContext, type ExitCode, finish, tell } from './command.ts';
import { textOf } from './options.ts';

/**
 * Opens the archive that `--archive` or the last argument names.
 * @param argument which argument may name it; with none, only `--archive` does
 */
async function withArchive<T>(
  context: CommandContext,
  argument: number | undefined,
  work: (archive: Archive) => Promise<T>,
  readOnly = false,
): Promise<T> {
  const option = textOf(context, 'archive');
  const last = argument === undefined ? undefined : context.arguments[argument];
  if (option !== undefined && last !== undefined)
    throw new StopError(
      'usage',
      `The archive is named twice: ${option} and ${last}.`,
      'Leave out one of them.',
    );
  return context.inArchive(work, { archive: option ?? last ?? '.', readOnly });
}

export function list(context: CommandContext): Promise<ExitCode> {
  const work = async (archive: Archive): Promise<ExitCode> => {
    const now = new Date();
    const batches = batchViews(archive, now);
    if (batches.length === 0) return tell(context, { batches }, ['There are no batches.']);
    return tell(context, { batches }, printedFacts(batchFacts({ archive, now, key }, batches)));
  };
  return withArchive(context, 0, work, true);
}

/** The remedy for a batch that is stuck. */
const key = () => '`proofsheet batch cancel NUMBER --resend`';

export function cancel(context: CommandContext): Promise<ExitCode> {
  const [batch = ''] = context.arguments;
  const resend = context.options['resend'] === true;
  return withArchive(context, 1, async (archive) => {
    const notes = await cancelBatches(context.stages(archive), batch, { resend });
    return tell(context, { notes }, notes);
  });
}

export function forget(context: CommandContext): Promise<ExitCode> {
  return withArchive(context, 1, async (archive) => {
    const notes = forgetBatch(context.stages(archive), context.arguments[0] ?? '');
    return tell(context, { notes }, notes);
  });
}

export function exportFiles(context: CommandContext): Promise<ExitCode> {
  return withArchive(context, 1, async (archive) => {
    const folder = resolve(context.arguments[0] ?? '.');
    const exported = await exportBatches(context.stages(archive), folder);
    const { files, photos } = exported;
    const summary =
      photos === 0
        ? 'Nothing is prepared; run `proofsheet prepare` first.'
        : `Photos: ${photos}, files: ${files.length}. Read the results with \`proofsheet batch import FILE...\`.`;
    return tell(context, exported, [...files, summary]);
  });
}

export function importFiles(context: CommandContext): Promise<ExitCode> {
  return withArchive(context, undefined, async (archive) => {
    const files = context.arguments.map((file) => resolve(file));
    return finish(context, await importResults(context.stages(archive), files));
  });
}
