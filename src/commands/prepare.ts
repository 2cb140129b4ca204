/** `proofsheet prepare`: previews and requests for every scanned photo, and what asking will cost. Sends nothing. */
import { type CommandContext, type CommandDefinition, type ExitCode, finish } from './command.ts';
import { printFacts } from './print-facts.ts';

export const prepareCommand: CommandDefinition = {
  name: 'prepare',
  summary: 'make previews and requests, and show what asking will cost',
  usage: '[archive]',
  options: [['--sample', 'also print what would be sent for the first photo, word for word']],
  run,
};

async function run(context: CommandContext): Promise<ExitCode> {
  const { prepare } = await import('../pipeline/ask/prepare.ts');
  const { costFacts } = await import('../pipeline/ask/describe-submit.ts');
  const { estimateWaiting } = await import('../pipeline/ask/estimate.ts');
  const { requestText, sampleRequests } = await import('../pipeline/ask/sample.ts');
  const archive = await context.open();
  try {
    const stages = context.stages(archive);
    const summary = await prepare(stages);
    const estimate = estimateWaiting(archive, stages.clock.now());
    const code = finish(context, summary, { estimate });
    if (context.json) return code;
    await printFacts(context.print, costFacts(archive, estimate));
    const samples = context.options['sample'] === true ? sampleRequests(archive).slice(0, 1) : [];
    if (samples.length > 0) await printFacts(context.print, ...requestText(archive, samples));
    return code;
  } finally {
    archive.close();
  }
}
