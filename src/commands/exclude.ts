/** `proofsheet exclude`: leaves photos out of all stages, or lets them take part again; one step that can be undone. */
import { StopError } from '../errors.ts';
import { apply } from '../pipeline/review/apply.ts';
import { selectPhotos } from '../pipeline/review/selection.ts';
import type { CommandContext, ExitCode } from './command.ts';
import { selectionIn } from './context.ts';

export async function run(context: CommandContext): Promise<ExitCode> {
  const selection = selectionIn(context.options);
  if (selection === undefined)
    throw new StopError(
      'usage',
      'Which photos are meant?',
      "Name them with --only 'Portugal/Lisbon/**' or --where 'rating:rejected'.",
    );
  const excluded = context.options['undo'] !== true;
  const work = async (
    archive: Parameters<typeof selectPhotos>[0] & Parameters<typeof apply>[0],
  ) => {
    const { photoIds, words } = selectPhotos(archive, selection);
    context.say(`${words}.`);
    const done = apply(archive, photoIds, { kind: 'exclude', excluded });
    if (context.json) context.printJson({ excluded, changed: done.photoIds.length });
    else context.print(`${done.message}.`);
    return 0 as const;
  };
  return context.inArchive(work, { choosesLater: true });
}
