/** The places of the screen: the stages and the summary behind them. Pure. */
import type { Stage } from '../photo.ts';
import type { Overview } from '../pipeline/stages.ts';

export type Route = Stage | 'summary';

/** Where there is something to do: the review if it waits, else the first stage with work, else what is held back. */
export function firstRoute({ photos, stages }: Overview): Route {
  if (photos === 0) return 'scan';
  const waiting = stages.filter((stage) => stage.waiting > 0);
  const review = waiting.find(({ stage }) => stage === 'review');
  const held = stages.find((stage) => stage.held > 0);
  return (review ?? waiting[0] ?? held)?.stage ?? 'summary';
}

/** Stages for which more photos wait than before. */
export function withMoreWaiting(before: Overview, now: Overview): Stage[] {
  const known = new Map(before.stages.map(({ stage, waiting }) => [stage, waiting]));
  return now.stages.flatMap(({ stage, waiting }) =>
    waiting > (known.get(stage) ?? 0) ? [stage] : [],
  );
}
