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
import { type CommandContext, type ExitCode, printFacts } from './command.ts';

export function run(context: CommandContext): Promise<ExitCode> {
  const wish = {
    models: listIn(context, 'models'),
    sizes: listIn(context, 'sizes'),
    prompts: listIn(context, 'prompts'),
    efforts: listIn(context, 'efforts'),
  };
  const isNamed = Object.values(wish).some((values) => values.length > 0);
  return context.inArchive(async (archive) => {
    if (!isNamed) return tellBefore(context, await comparedBefore(archive));
    const stages = context.stages(archive);
    const comparison = await planComparison(stages, wish, photosIn(context.options['photos']));
    try {
      if (!(await isAgreed(context, archive, comparison))) {
        context.say('Nothing was sent.');
        return 0;
      }
      const all = await runComparison(stages, comparison);
      tell(context, all);
      return all.some(({ isOwn, answered, photos }) => !isOwn && answered < photos) ? 1 : 0;
    } finally {
      comparison.close();
    }
  });
}

function listIn({ options }: CommandContext, name: string): readonly string[] {
  const given = options[name];
  return typeof given === 'string' ? given.split(',').map((one) => one.trim()) : [];
}

function photosIn(given: unknown): number {
  const photos = given === undefined ? usualPhotos : Number(given);
  if (Number.isInteger(photos) && photos > 0 && photos <= 1000) return photos;
  throw new StopError(
    'usage',
    `--photos cannot be ${String(given)}.`,
    'Give a number of photos from 1 to 1,000; thirty say enough.',
  );
}

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
  if (interactive)
    return confirm(`Ask ${counted(toAsk, 'time')}, ${priceOfComparison(comparison)}?`);
  throw new StopError(
    'needs-confirmation',
    `Nothing was sent: asking costs ${priceOfComparison(comparison)}.`,
    'Add --yes if that is what you want.',
  );
}

function tell(context: CommandContext, all: readonly Compared[]): ExitCode {
  if (context.json) context.printJson({ compared: comparedJson(all) });
  else printFacts(context.print, ...comparedFacts(all));
  return 0;
}

function tellBefore(context: CommandContext, all: readonly Compared[]): ExitCode {
  if (all.length > 0 || context.json) return tell(context, all);
  throw new StopError(
    'nothing-to-do',
    'Nothing has been compared in this archive yet.',
    'Name models, sizes, prompts or efforts, for example `proofsheet compare --models gpt-6.1-terra ~/Photos`.',
  );
}
