/** What every table of the review's keys is made of. */
import type { Session } from '../../app/session.ts';
import type { Command, Context, Group } from '../../keys/command.ts';
import { askAboutHidden } from './hidden-selection.ts';
import type { Review } from './review.ts';

/** A key of the review, without what its whole table has in common. */
export type ReviewCommand = Pick<Command<Session>, 'title' | 'words' | 'keys' | 'hint'> & {
  readonly run: (review: Review) => void;
  /** Where it holds, when that is not where the rest of its table does. */
  readonly context?: Context;
  /** Needs no photo under the cursor. */
  readonly always?: true;
  /** Acts on the selected photos, if there are any. */
  readonly onSelection?: true;
  /** Why it cannot be done just now, beside what holds for all. */
  readonly refused?: (review: Review) => string | undefined;
};

/** Groups whose commands change photos. */
const changing: ReadonlySet<Group> = new Set<Group>(['Decide', 'Edit', 'Keywords', 'Many at once']);

/** Makes commands of a table by name. Those that change photos wait for each other. */
export function reviewCommands(
  group: Group,
  context: Context,
  table: Readonly<Record<string, ReviewCommand>>,
): readonly Command<Session>[] {
  return Object.entries(table).map(([id, { run, always, onSelection, refused, ...command }]) => ({
    id,
    group,
    context,
    ...command,
    run: ({ review }) => {
      if (onSelection === true) askAboutHidden(review, () => run(review));
      else run(review);
    },
    refused: ({ review }) =>
      (changing.has(group) ? review.refusedWhileBusy() : undefined) ??
      (always === true ? undefined : review.refusedWithoutPhoto()) ??
      refused?.(review),
  }));
}
