/** All stages in one go, as `run` and the headless rehearsal do it. */
import type { Archive } from './archive/archive.ts';
import type { StageContext, StageSummary } from './archive/stage.ts';
import { runs } from './stages.ts';

export type RunAllOptions = {
  /** Which suggestions are accepted without a person: those that no check complains of, or all. */
  readonly accept: 'clean' | 'all';
  /** Write text of a rehearsal beside photos that are not the sample. */
  readonly writeRehearsal: boolean;
  /** Embed text of a rehearsal in photos that are not the sample. */
  readonly embedRehearsal: boolean;
  /** Called when every photo is known, for choosing among them. */
  readonly scanned?: ((archive: Archive) => void) | undefined;
};

type Step = (context: StageContext, options: RunAllOptions) => Promise<StageSummary>;

const steps: readonly Step[] = [
  async (context, { scanned }) => {
    const summary = await runs.scan(context, false);
    scanned?.(context.archive);
    return summary;
  },
  (context) => runs.prepare(context, false),
  (context) => runs.submit(context, false),
  (context) => runs.collect(context, false),
  async (context, { accept }) =>
    (await import('./review/accept.ts')).acceptSuggestions(context, accept),
  (context, { writeRehearsal }) => runs.sidecars(context, writeRehearsal),
  (context, { embedRehearsal }) => runs.embed(context, embedRehearsal),
  (context) => runs.deliver(context, false),
];

/** Runs every stage in turn and yields how each ended. A stage with nothing to do says so and costs nothing. */
export async function* runAll(
  context: StageContext,
  options: RunAllOptions,
): AsyncGenerator<StageSummary> {
  for (const step of steps) {
    context.signal.throwIfAborted();
    yield await step(context, options);
  }
}
