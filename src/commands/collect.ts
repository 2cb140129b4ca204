/** `proofsheet collect`: takes in what the batches have answered, and sends what waits for room. */
import { collect } from '../pipeline/ask/collect.ts';
import { modelFacts, moneyFacts, moneyOf } from '../pipeline/ask/money.ts';
import { batchViews } from '../pipeline/ask/watch.ts';
import { type CommandContext, type ExitCode, finish, printFacts } from './command.ts';

export function run(context: CommandContext): Promise<ExitCode> {
  return context.inArchive(async (archive) => {
    const stages = context.stages(archive);
    const summary = await collect(stages, { wait: context.options['wait'] === true });
    const batches = batchViews(archive, stages.clock.now());
    const money = moneyOf(archive);
    const code = finish(context, summary, { batches, money });
    if (!context.json) printFacts(context.print, moneyFacts(money), modelFacts(money));
    return code;
  });
}
