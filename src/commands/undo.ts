/** `proofsheet undo`: takes embedded text out again, byte for byte. */

import { relative, resolve, sep } from 'node:path';
import { counted } from '../amounts.ts';
import { StopError } from '../errors.ts';
import { type CommandContext, type CommandDefinition, type ExitCode, finish } from './command.ts';

export const undoCommand: CommandDefinition = {
  name: 'undo',
  summary: 'make embedded photos what they were before, byte for byte',
  usage: '[archive]',
  options: [
    ['--run <number>', 'undo this run instead of the last one'],
    ['--photo <path>', 'undo only this photo; may be repeated', 'repeated'],
    ['--list', 'list the runs that can be undone'],
  ],
  run,
};

async function run(context: CommandContext): Promise<ExitCode> {
  const { undo } = await import('../pipeline/embed/undo.ts');
  const archive = await context.open();
  try {
    if (context.options['list'] === true) return await list(context, archive);
    const options = optionsOf(context, archive);
    return finish(context, await undo(context.stages(archive), options));
  } finally {
    archive.close();
  }
}

type Archive = Awaited<ReturnType<CommandContext['open']>>;

async function list(context: CommandContext, archive: Archive): Promise<ExitCode> {
  const { undoableRuns } = await import('../catalog/journal.ts');
  const { momentText } = await import('../amounts.ts');
  const runs = undoableRuns(archive.catalog, 1000);
  if (context.json) context.printJson({ runs });
  else if (runs.length === 0) context.print('There is nothing to undo.');
  else
    for (const { id, at, photos } of runs)
      context.print(`run ${id}  ${momentText(new Date(at))}  ${counted(photos, 'photo')}`);
  return 0;
}

function optionsOf(context: CommandContext, archive: Archive) {
  const { run: number, photo } = context.options;
  if (Array.isArray(photo) && photo.length > 0)
    return { photoIds: photo.map((path) => photoId(archive, String(path))) };
  if (typeof number !== 'string') return {};
  if (/^\d+$/.test(number)) return { run: Number(number) };
  throw new StopError('usage', `--run cannot be ${number}.`, 'See `proofsheet undo --list`.');
}

function photoId(archive: Archive, path: string): number {
  const inside = relative(archive.root, resolve(archive.root, path)).split(sep).join('/');
  const row = archive.catalog.get<{ id: number }>(
    'SELECT id FROM photo WHERE path = ? ORDER BY missing, id DESC',
    inside,
  );
  if (row !== undefined) return row.id;
  throw new StopError(
    'usage',
    `${path} is not a photo of this archive.`,
    'Give its path inside the archive, for example Turkey/Istanbul/editorial/IMG_1.jpg.',
  );
}
