/** `proofsheet exclude`: leaves photos out of all stages, or lets them take part again; one step that can be undone. */
import { StopError } from '../errors.ts';
import type { Archive } from '../pipeline/archive/archive.ts';
import { apply } from '../pipeline/review/apply.ts';
import { selectPhotos } from '../pipeline/review/selection.ts';
import { type CommandContext, type ExitCode, tell } from './command.ts';
import { selectionIn } from './context.ts';

export async function run(context: CommandContext): Promise<ExitCode> {
  const selection = selectionIn(context);
  if (selection === undefined)
    throw new StopError(
      'usage',
      'Which photos are meant?',
      "Name them with --only 'Portugal/Lisbon/**' or --where 'rating:rejected'.",
    );
  const excluded = context.options['undo'] !== true;
  const work = async (archive: Archive) => {
    const { photoIds, words } = selectPhotos(archive, selection);
    context.say(`${words}.`);
    const done = apply(archive, photoIds, { kind: 'exclude', excluded });
    return tell(context, { excluded, changed: done.photoIds.length }, [`${done.message}.`]);
  };
  return context.inArchive(work, { choosesLater: true });
}
