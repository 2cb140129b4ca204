/** `proofsheet collect`: takes in what the batches have answered, and sends what waits for room. */
import { type CommandContext, type CommandDefinition, type ExitCode, finish } from './command.ts';
import { printFacts } from './print-facts.ts';

export const collectCommand: CommandDefinition = {
  name: 'collect',
  summary: 'take in the answers',
  usage: '[archive]',
  options: [['--wait', 'stay until everything has been answered; closing is always safe']],
  run,
};

async function run(context: CommandContext): Promise<ExitCode> {
  const { collect } = await import('../pipeline/ask/collect.ts');
  const { batchViews } = await import('../pipeline/ask/watch.ts');
  const { modelFacts, moneyFacts, moneyOf } = await import('../pipeline/ask/money.ts');
  const archive = await context.open();
  try {
    const stages = context.stages(archive);
    const summary = await collect(stages, { wait: context.options['wait'] === true });
    const batches = batchViews(archive, stages.clock.now());
    const money = moneyOf(archive);
    const code = finish(context, summary, { batches, money });
    if (!context.json) await printFacts(context.print, moneyFacts(money), modelFacts(money));
    return code;
  } finally {
    archive.close();
  }
}
