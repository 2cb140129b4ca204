/** `proofsheet submit`: sends what was prepared. On a terminal it asks first; elsewhere calling it is the consent. */

import { counted } from '../amounts.ts';
import { StopError } from '../errors.ts';
import type { Archive } from '../pipeline/archive/archive.ts';
import { type CommandContext, type CommandDefinition, type ExitCode, finish } from './command.ts';
import { printFacts } from './print-facts.ts';

export const submitCommand: CommandDefinition = {
  name: 'submit',
  summary: 'send what was prepared to the model',
  usage: '[archive]',
  options: [
    ['--limit <photos>', 'send only so many photos, the first of the archive'],
    ['--yes', 'do not ask'],
  ],
  run,
};

async function run(context: CommandContext): Promise<ExitCode> {
  const limit = limitOf(context.options['limit']);
  const { submit } = await import('../pipeline/ask/submit.ts');
  const archive = await context.open();
  try {
    if (!(await agreed(context, archive, limit))) {
      context.say('Nothing was sent.');
      return 0;
    }
    const summary = await submit(context.stages(archive), limit === undefined ? {} : { limit });
    return finish(context, summary);
  } finally {
    archive.close();
  }
}

function limitOf(given: unknown): number | undefined {
  if (given === undefined) return undefined;
  const limit = Number(given);
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new StopError('usage', `--limit cannot be ${String(given)}.`, 'Give a number of photos.');
}

/** Shows the estimate and asks, where there is somebody to ask. */
async function agreed(
  context: CommandContext,
  archive: Archive,
  limit: number | undefined,
): Promise<boolean> {
  if (!context.interactive || context.options['yes'] === true) return true;
  const { submitFacts } = await import('../pipeline/ask/describe-submit.ts');
  const { estimateWaiting } = await import('../pipeline/ask/estimate.ts');
  const estimate = estimateWaiting(archive, new Date());
  if (estimate.photos === 0) return true;
  await printFacts(context.say, ...submitFacts(archive, estimate));
  const photos = Math.min(limit ?? estimate.photos, estimate.photos);
  return context.confirm(`Send ${counted(photos, 'photo')} to ${estimate.model}?`);
}
