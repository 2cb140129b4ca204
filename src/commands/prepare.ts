/** `proofsheet prepare`: previews and requests for every scanned photo, and what asking will cost. Sends nothing. */
import { type CommandContext, type CommandDefinition, type ExitCode, finish } from './command.ts';

export const prepareCommand: CommandDefinition = {
  name: 'prepare',
  summary: 'make previews and requests, and show what asking will cost',
  usage: '[archive]',
  options: [['--sample', 'also print what would be sent for the first photo, word for word']],
  run,
};

async function run(context: CommandContext): Promise<ExitCode> {
  const { prepare } = await import('../pipeline/ask/prepare.ts');
  const { estimateWaiting } = await import('../pipeline/ask/estimate.ts');
  const archive = await context.open();
  try {
    const stages = context.stages(archive);
    const summary = await prepare(stages);
    const estimate = estimateWaiting(archive, stages.clock.now());
    if (context.options['sample'] === true && !context.json) await printSample(context, archive);
    return finish(context, summary, { estimate });
  } finally {
    archive.close();
  }
}

async function printSample(
  context: CommandContext,
  archive: Awaited<ReturnType<CommandContext['open']>>,
): Promise<void> {
  const { destinationOf, instructions, notSent, sampleRequests } = await import(
    '../pipeline/ask/sample.ts'
  );
  const [sample] = sampleRequests(archive);
  if (sample === undefined) return;
  context.print(`To ${destinationOf(archive)}, for ${sample.path}:`);
  context.print('');
  for (const line of instructions.split('\n')) context.print(line);
  context.print('');
  for (const line of sample.words.split('\n')) context.print(line);
  const { width, height } = sample.pixels;
  context.print(`[the picture, ${width} x ${height} pixels, without any metadata]`);
  context.print('');
  context.print(`Not sent: ${notSent.join(', ')}.`);
  context.print('');
}
