/** `proofsheet batch`: the batches themselves: list, cancel, give up, and plain files out and in. */

import { resolve } from 'node:path';
import { StopError } from '../errors.ts';
import type { Archive } from '../pipeline/archive/archive.ts';
import { type CommandContext, type CommandDefinition, type ExitCode, finish } from './command.ts';
import { printFacts } from './print-facts.ts';

const ofArchive = ['--archive <folder>', 'the archive; the current folder unless given'] as const;

export const batchCommand: CommandDefinition = {
  name: 'batch',
  summary: 'list and cancel batches; write them as files and read results from files',
  commands: [
    {
      name: 'list',
      summary: 'list the batches, newest first',
      usage: '[archive]',
      options: [ofArchive],
      run: list,
    },
    {
      name: 'cancel',
      summary: 'cancel a batch, or all; what it has answered is kept',
      usage: '<batch> [archive]',
      options: [ofArchive, ['--resend', 'send its unanswered photos again with the next collect']],
      run: cancel,
    },
    {
      name: 'forget',
      summary: 'give up a batch that the service does not know any more',
      usage: '<batch> [archive]',
      options: [ofArchive],
      run: forget,
    },
    {
      name: 'export',
      summary: 'write what was prepared as batch files for another engine, and send nothing',
      usage: '<folder> [archive]',
      options: [ofArchive],
      run: exportFiles,
    },
    {
      name: 'import',
      summary: 'read result files made anywhere, and task files that explain their ids',
      usage: '<files...>',
      options: [ofArchive],
      run: importFiles,
    },
  ],
};

type Opening = {
  /** Which argument may name the archive; with none, only `--archive` does. */
  readonly argument?: number;
  readonly readOnly?: boolean;
};

/** Opens the archive that `--archive` or the last argument names. */
async function withArchive<T>(
  context: CommandContext,
  { argument, readOnly = false }: Opening,
  work: (archive: Archive) => Promise<T> | T,
): Promise<T> {
  const option = context.options['archive'];
  const last = argument === undefined ? undefined : context.arguments[argument];
  if (typeof option === 'string' && last !== undefined)
    throw new StopError(
      'usage',
      `The archive is named twice: ${option} and ${last}.`,
      'Leave out one of them.',
    );
  const named = typeof option === 'string' ? option : (last ?? '.');
  const archive = await context.open({ archive: named, readOnly });
  try {
    return await work(archive);
  } finally {
    archive.close();
  }
}

function list(context: CommandContext): Promise<ExitCode> {
  return withArchive(
    context,
    { argument: 0, readOnly: true },
    async (archive): Promise<ExitCode> => {
      const { batchFacts } = await import('../pipeline/ask/describe-collect.ts');
      const { batchViews } = await import('../pipeline/ask/watch.ts');
      const now = new Date();
      const batches = batchViews(archive, now);
      if (context.json) context.printJson({ batches });
      else if (batches.length === 0) context.print('There are no batches.');
      else await printFacts(context.print, ...batchFacts({ archive, now, key }, batches));
      return 0;
    },
  );
}

/** The remedy for a batch that is stuck. */
const key = () => '`proofsheet batch cancel NUMBER --resend`';

function printed(context: CommandContext, notes: readonly string[]): ExitCode {
  if (context.json) context.printJson({ notes });
  else for (const note of notes) context.print(note);
  return 0;
}

function cancel(context: CommandContext): Promise<ExitCode> {
  return withArchive(context, { argument: 1 }, async (archive) => {
    const { cancelBatches } = await import('../pipeline/ask/cancel.ts');
    return printed(
      context,
      await cancelBatches(context.stages(archive), context.arguments[0] ?? '', {
        resend: context.options['resend'] === true,
      }),
    );
  });
}

function forget(context: CommandContext): Promise<ExitCode> {
  return withArchive(context, { argument: 1 }, async (archive) => {
    const { forgetBatch } = await import('../pipeline/ask/cancel.ts');
    return printed(context, forgetBatch(context.stages(archive), context.arguments[0] ?? ''));
  });
}

function exportFiles(context: CommandContext): Promise<ExitCode> {
  return withArchive(context, { argument: 1 }, async (archive): Promise<ExitCode> => {
    const { exportBatches } = await import('../pipeline/ask/exchange.ts');
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

function importFiles(context: CommandContext): Promise<ExitCode> {
  return withArchive(context, {}, async (archive) => {
    const { importResults } = await import('../pipeline/ask/exchange.ts');
    const files = context.arguments.map((file) => resolve(file));
    return finish(context, await importResults(context.stages(archive), files));
  });
}
