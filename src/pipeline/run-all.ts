/** The whole road in one go, as `run` and the headless rehearsal walk it. */
import type { StageContext, StageSummary } from './archive/stage.ts';

export type RoadOptions = {
  /** Which suggestions are accepted without a person: those that no check complains of, or all. */
  readonly accept: 'clean' | 'all';
  /** Write text of a rehearsal beside photos that are not the sample. */
  readonly writeRehearsal: boolean;
  /** Embed text of a rehearsal in photos that are not the sample. */
  readonly embedRehearsal: boolean;
};

type Step = (context: StageContext, options: RoadOptions) => Promise<StageSummary>;

/** Stages are loaded when their turn comes: each brings a heavy library of its own. */
const steps: readonly Step[] = [
  async (context) => (await import('./scan/scan.ts')).scan(context),
  async (context) => (await import('./ask/prepare.ts')).prepare(context),
  async (context) => (await import('./ask/submit.ts')).submit(context),
  async (context) => (await import('./ask/collect.ts')).collect(context, { wait: true }),
  async (context, { accept }) =>
    (await import('./review/accept.ts')).acceptSuggestions(context, accept),
  async (context, { writeRehearsal }) =>
    (await import('./sidecars/sidecars.ts')).writeSidecars(context, { writeRehearsal }),
  async (context, { embedRehearsal }) =>
    (await import('./embed/embed.ts')).embed(context, { embedRehearsal }),
];

/** Walks every stage in turn and yields how each ended. A stage with nothing to do says so and costs nothing. */
export async function* walkRoad(
  context: StageContext,
  options: RoadOptions,
): AsyncGenerator<StageSummary> {
  for (const step of steps) {
    context.signal.throwIfAborted();
    yield await step(context, options);
  }
}
