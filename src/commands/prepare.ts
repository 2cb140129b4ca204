/** `proofsheet prepare`: previews and requests for every scanned photo, and what asking will cost. Sends nothing. */
import { costFacts } from '../pipeline/ask/describe-submit.ts';
import { estimateWaiting } from '../pipeline/ask/estimate.ts';
import { prepare } from '../pipeline/ask/prepare.ts';
import { requestText, sampleRequests } from '../pipeline/ask/sample.ts';
import { type CommandContext, type ExitCode, finish, printFacts } from './command.ts';

export function run(context: CommandContext): Promise<ExitCode> {
  return context.inArchive(async (archive) => {
    const stages = context.stages(archive);
    const summary = await prepare(stages);
    const estimate = estimateWaiting(archive, stages.clock.now());
    const code = finish(context, summary, { estimate });
    if (context.json) return code;
    printFacts(context.print, costFacts(archive, estimate));
    const samples = context.options['sample'] === true ? sampleRequests(archive).slice(0, 1) : [];
    if (samples.length > 0) printFacts(context.print, ...requestText(archive, samples));
    return code;
  });
}
