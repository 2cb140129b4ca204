/** `proofsheet compare`: asks other models about accepted photos, and prints how far they agree with what was accepted. */
import { counted } from '../amounts.ts';
import { StopError } from '../errors.ts';
import type { Archive } from '../pipeline/archive/archive.ts';
import {
  type Comparison,
  planComparison,
  priceOfComparison,
  runComparison,
  usualPhotos,
} from '../pipeline/compare/compare.ts';
import { comparedFacts, comparedJson, plannedFacts } from '../pipeline/compare/describe.ts';
import { type Compared, comparedBefore } from '../pipeline/compare/results.ts';
import { printedFacts } from '../ui/stages/fact-lines.ts';
import { type CommandContext, type ExitCode, printFacts, tell } from './command.ts';
import { listOf, numberOf } from './options.ts';

export function run(context: CommandContext): Promise<ExitCode> {
  const wish = {
    models: listOf(context, 'models'),
    sizes: listOf(context, 'sizes'),
    prompts: listOf(context, 'prompts'),
    efforts: listOf(context, 'efforts'),
  };
  const isNamed = Object.values(wish).some((values) => values.length > 0);
  return context.inArchive(async (archive) => {
    if (!isNamed) return tellBefore(context, await comparedBefore(archive));
    const stages = context.stages(archive);
    const photos = numberOf(context, 'photos', [1, 1000], photosAdvice) ?? usualPhotos;
    const comparison = await planComparison(stages, wish, photos);
    try {
      if (!(await isAgreed(context, archive, comparison))) {
        context.say('Nothing was sent.');
        return 0;
      }
      const all = await runComparison(stages, comparison);
      tellCompared(context, all);
      return all.some(({ isOwn, answered, photos }) => !isOwn && answered < photos) ? 1 : 0;
    } finally {
      comparison.close();
    }
  });
}

const photosAdvice = 'Give a number of photos from 1 to 1,000; thirty say enough.';

/** Shows what is asked and what it costs, and asks, where anything is left to be paid for. */
async function isAgreed(
  { say, interactive, options, confirm }: CommandContext,
  archive: Archive,
  comparison: Comparison,
): Promise<boolean> {
  const { toAsk } = comparison;
  if (toAsk === 0) return true;
  printFacts(say, ...plannedFacts(archive, comparison));
  if (options['yes'] === true) return true;
  const price = priceOfComparison(comparison);
  if (interactive) return confirm(`Ask ${counted(toAsk, 'time')}, ${price}?`);
  throw new StopError(
    'needs-confirmation',
    `Nothing was sent. It would ask ${counted(toAsk, 'time')}, ${price}.`,
    'Add --yes if that is what you want.',
  );
}

function tellCompared(context: CommandContext, all: readonly Compared[]): ExitCode {
  return tell(context, { compared: comparedJson(all) }, printedFacts(comparedFacts(all)));
}

function tellBefore(context: CommandContext, all: readonly Compared[]): ExitCode {
  if (all.length > 0 || context.json) return tellCompared(context, all);
  throw new StopError(
    'nothing-to-do',
    'Nothing has been compared in this archive yet.',
    'Name models, sizes, prompts or efforts, for example `proofsheet compare --models gpt-6.1-terra ~/Photos`.',
  );
}
