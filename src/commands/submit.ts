/** `proofsheet submit`: sends what was prepared. On a terminal it asks first; elsewhere calling it is the consent. */
import { counted } from '../amounts.ts';
import type { Archive } from '../pipeline/archive/archive.ts';
import { submitFacts } from '../pipeline/ask/describe-submit.ts';
import { estimateWaiting } from '../pipeline/ask/estimate.ts';
import { deliveryWarnings } from '../pipeline/ask/sample.ts';
import { submit } from '../pipeline/ask/submit.ts';
import { type CommandContext, type ExitCode, finish, printFacts } from './command.ts';
import { numberOf } from './options.ts';

export function run(context: CommandContext): Promise<ExitCode> {
  const limit = numberOf(
    context,
    'limit',
    [1, Number.POSITIVE_INFINITY],
    'Give a number of photos.',
  );
  return context.inArchive(async (archive) => {
    if (await isAgreed(context, archive, limit))
      return finish(context, await submit(context.stages(archive), { limit }));
    context.say('Nothing was sent.');
    return 0;
  });
}

/** Shows what is sent and what it costs and asks, where there is somebody to ask. */
async function isAgreed(
  context: CommandContext,
  archive: Archive,
  limit: number | undefined,
): Promise<boolean> {
  if (!context.interactive || context.options['yes'] === true) {
    for (const warning of deliveryWarnings(archive)) context.say(warning);
    return true;
  }
  const estimate = estimateWaiting(archive, new Date());
  if (estimate.photos === 0) return true;
  printFacts(context.say, ...submitFacts(archive, estimate));
  const photos = Math.min(limit ?? estimate.photos, estimate.photos);
  return context.confirm(`Send ${counted(photos, 'photo')} to ${estimate.model}?`);
}
