/** `proofsheet batch`: the batches themselves: list, cancel, give up, and plain files out and in. */

import { resolve } from 'node:path';
import { StopError } from '../errors.ts';
import type { Archive } from '../pipeline/archive/archive.ts';
import { cancelBatches, forgetBatch } from '../pipeline/ask/cancel.ts';
import { batchFacts } from '../pipeline/ask/describe-collect.ts';
import { exportBatches } from '../pipeline/ask/exchange.ts';
import { importResults } from '../pipeline/ask/import-results.ts';
import { batchViews } from '../pipeline/ask/watch.ts';
import { type CommandContext, type ExitCode, finish, printFacts } from './command.ts';

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
  const option = context.options['archive'];
  const last = argument === undefined ? undefined : context.arguments[argument];
  if (typeof option === 'string' && last !== undefined)
    throw new StopError(
      'usage',
      `The archive is named twice: ${option} and ${last}.`,
      'Leave out one of them.',
    );
  const archive = typeof option === 'string' ? option : (last ?? '.');
  return context.inArchive(work, { archive, readOnly });
}

export function list(context: CommandContext): Promise<ExitCode> {
  const work = async (archive: Archive): Promise<ExitCode> => {
    const now = new Date();
    const batches = batchViews(archive, now);
    if (context.json) context.printJson({ batches });
    else if (batches.length === 0) context.print('There are no batches.');
    else printFacts(context.print, ...batchFacts({ archive, now, key }, batches));
    return 0;
  };
  return withArchive(context, 0, work, true);
}

/** The remedy for a batch that is stuck. */
const key = () => '`proofsheet batch cancel NUMBER --resend`';

function printed(context: CommandContext, notes: readonly string[]): ExitCode {
  if (context.json) context.printJson({ notes });
  else for (const note of notes) context.print(note);
  return 0;
}

export function cancel(context: CommandContext): Promise<ExitCode> {
  return withArchive(context, 1, async (archive) => {
    return printed(
      context,
      await cancelBatches(context.stages(archive), context.arguments[0] ?? '', {
        resend: context.options['resend'] === true,
      }),
    );
  });
}

export function forget(context: CommandContext): Promise<ExitCode> {
  return withArchive(context, 1, async (archive) => {
    return printed(context, forgetBatch(context.stages(archive), context.arguments[0] ?? ''));
  });
}

export function exportFiles(context: CommandContext): Promise<ExitCode> {
  return withArchive(context, 1, async (archive): Promise<ExitCode> => {
    const folder = resolve(context.arguments[0] ?? '.');
    const exported = await exportBatches(context.stages(archive), folder);
    if (context.json) {
      context.printJson(exported);
      return 0;
    }
    for (const file of exported.files) context.print(file);
    context.print(
      exported.photos === 0
        ? 'Nothing is prepared; run `proofsheet prepare` first.'
        : `Photos: ${exported.photos}, files: ${exported.files.length}. Read the results with \`proofsheet batch import FILE...\`.`,
    );
    return 0;
  });
}

export function importFiles(context: CommandContext): Promise<ExitCode> {
  return withArchive(context, undefined, async (archive) => {
    const files = context.arguments.map((file) => resolve(file));
    return finish(context, await importResults(context.stages(archive), files));
  });
}
