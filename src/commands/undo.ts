/** `proofsheet undo`: makes photos and sidecars what they were before, byte for byte. */

import { relative, resolve, sep } from 'node:path';
import { counted, momentText } from '../amounts.ts';
import { undoableRuns } from '../catalog/journal.ts';
import { StopError } from '../errors.ts';
import type { Archive } from '../pipeline/archive/archive.ts';
import { newPhotoFinder } from '../pipeline/archive/find-photo.ts';
import { undo } from '../pipeline/embed/undo.ts';
import { type CommandContext, type ExitCode, finish, tell } from './command.ts';
import { allOf, textOf } from './options.ts';

export function run(context: CommandContext): Promise<ExitCode> {
  return context.inArchive(async (archive) => {
    if (context.options['list'] === true) return list(context, archive);
    return finish(context, await undo(context.stages(archive), optionsOf(context, archive)));
  });
}

function list(context: CommandContext, archive: Archive): ExitCode {
  const runs = undoableRuns(archive.catalog, 1000);
  const lines = runs.map(({ id, at, photos, stage }) => {
    const what = counted(photos, stage === 'embed' ? 'photo' : 'sidecar');
    return `run ${id}  ${momentText(new Date(at))}  ${what}`;
  });
  return tell(context, { runs }, runs.length === 0 ? ['There is nothing to undo.'] : lines);
}

function optionsOf(context: CommandContext, archive: Archive) {
  const number = textOf(context, 'run');
  const photos = allOf(context, 'photo');
  if (photos.length > 0) return { photoIds: photos.map((path) => photoId(archive, path)) };
  if (number === undefined) return {};
  if (/^\d+$/.test(number)) return { run: Number(number) };
  throw new StopError('usage', `--run cannot be ${number}.`, 'See `proofsheet undo --list`.');
}

function photoId(archive: Archive, path: string): number {
  const inside = relative(archive.root, resolve(archive.root, path)).split(sep).join('/');
  const id = newPhotoFinder(archive.catalog)(inside)?.id;
  if (id !== undefined) return id;
  throw new StopError(
    'usage',
    `${path} is not a photo of this archive.`,
    'Give its path inside the archive, for example Turkey/Istanbul/editorial/IMG_1.jpg.',
  );
}
