/** Saying beside the progress of a stage what is waited for just now. */
import type { Progress, StageContext } from '../archive/stage.ts';

export type Telling = {
  /** Says what is waited for; without a note it is over, and the progress stands as it was before. */
  readonly tell: (note?: string) => void;
};

/** The context of a stage, remembering how far it has come. */
export function telling(
  context: StageContext,
  stage: 'submit' | 'collect',
): StageContext & Telling {
  let last: Progress = { stage, done: 0, unit: 'photos' };
  return {
    ...context,
    report(progress) {
      last = progress;
      context.report(progress);
    },
    tell: (note) => context.report(note === undefined ? last : { ...last, note }),
  };
}
