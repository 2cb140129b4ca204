/** Asks other models, sizes or prompts about photos that are accepted, without touching the archive's texts. */
import { createHash } from 'node:crypto';
import { dollarText } from '../../amounts.ts';
import { choose } from '../../catalog/choice.ts';
import {
  type AcceptedPhoto,
  acceptedPhotos,
  putCompared,
  rowToCompare,
} from '../../catalog/compared.ts';
import { InterruptedError, StopError } from '../../errors.ts';
import { spreadOver } from '../../rules/compare/spread.ts';
import type { Archive } from '../archive/archive.ts';
import type { Progress, StageContext } from '../archive/stage.ts';
import { budgetExceeded } from '../ask/budget.ts';
import { collect } from '../ask/collect.ts';
import { estimateWaiting } from '../ask/estimate.ts';
import { prepare } from '../ask/prepare.ts';
import { submit } from '../ask/submit.ts';
import { type Compared, compareAnswers } from './results.ts';
import { openSide } from './side-archive.ts';
import { type VariantWish, variantsOf } from './variants.ts';

/** How many photos are compared unless a person says otherwise. */
export const usualPhotos = 30;

type Side = {
  readonly name: string;
  readonly archive: Archive;
  /** Photos that will be asked about; those with an answer, or on their way to one, are not. */
  readonly toAsk: number;
  /** What that is estimated at; undefined where no price is known. */
  readonly dollars: number | undefined;
};

/** Everything is prepared, and nothing sent. */
export type Comparison = {
  readonly photos: readonly AcceptedPhoto[];
  readonly sides: readonly Side[];
  /** Photos to be asked about, over all ways of asking. */
  readonly toAsk: number;
  /** Undefined where the price of one of them is not known. */
  readonly dollars: number | undefined;
  /** Has to be called when it is over. */
  close(): void;
};

/**
 * Chooses photos and prepares their requests for every way of asking. Costs nothing.
 * @param most photos
 * @throws StopError `usage`, `nothing-to-do` where no photo is accepted, `budget-exceeded`, and what preparing throws
 */
export async function planComparison(
  context: StageContext,
  wish: VariantWish,
  most = usualPhotos,
): Promise<Comparison> {
  const { archive, signal } = context;
  const variants = variantsOf(archive.settings, wish);
  const photos = chosenPhotos(archive, most);
  if (photos.length === 0)
    throw new StopError(
      'nothing-to-do',
      'No photo has an accepted title and accepted keywords to compare with.',
      'Accept some in the review first; thirty are enough.',
    );
  const sides: Side[] = [];
  const close = () => {
    for (const { archive: side } of sides) side.close();
  };
  try {
    for (const [index, variant] of variants.entries()) {
      const side = await openSide(archive, variant);
      sides.push({ name: variant.name, archive: side, toAsk: 0, dollars: 0 });
      putPhotos(archive, side, photos);
      await prepare(within(context, side, `${variant.name}, ${index + 1} of ${variants.length}`));
      if (signal.aborted) throw new InterruptedError();
      const { photos: toAsk, dollars } = estimateWaiting(side, context.clock.now());
      sides[index] = { name: variant.name, archive: side, toAsk, dollars };
    }
    const { budget } = archive.settings;
    const dollars = sumOf(sides);
    if (budget > 0 && dollars !== undefined && dollars > budget)
      throw budgetExceeded(dollars, budget);
    return { photos, sides, toAsk: sides.reduce((sum, one) => sum + one.toAsk, 0), dollars, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** The same ones every time, from as many places and of both usages as there are. */
function chosenPhotos({ catalog }: Archive, most: number): readonly AcceptedPhoto[] {
  const each = new Map(
    acceptedPhotos(catalog).map((photo) => [photo.identity ?? photo.path, photo]),
  );
  return spreadOver(
    [...each.values()],
    most,
    ({ usage, country, city }) => JSON.stringify([usage, country, city]),
    ({ identity, path }) =>
      createHash('sha256')
        .update(identity ?? path)
        .digest('hex'),
  );
}

/** The stages act on these photos alone, whatever else was compared before. */
function putPhotos({ catalog }: Archive, side: Archive, photos: readonly AcceptedPhoto[]): void {
  const ids = photos.flatMap(({ id }) => {
    const row = rowToCompare(catalog, id);
    return row === undefined ? [] : [putCompared(side.catalog, row)];
  });
  choose(side.catalog, ids);
}

function sumOf(sides: readonly Side[]): number | undefined {
  return sides.reduce<number | undefined>(
    (sum, { dollars }) => (sum === undefined || dollars === undefined ? undefined : sum + dollars),
    0,
  );
}

/** The context of a stage of one way of asking, which says whose progress it is. */
function within(context: StageContext, archive: Archive, name: string): StageContext {
  return {
    ...context,
    archive,
    report: (progress: Progress) =>
      context.report({
        ...progress,
        note: progress.note === undefined ? name : `${name}: ${progress.note}`,
      }),
  };
}

/**
 * Sends what was planned, waits for the answers, and measures them. Calling it is the consent to the estimate. What was
 * interrupted goes on with the next comparison of the same ways of asking, and nothing is asked twice.
 */
export async function runComparison(
  context: StageContext,
  { photos, sides }: Comparison,
): Promise<readonly Compared[]> {
  const each = sides.map(({ name, archive }, index) => ({
    stages: within(context, archive, `${name}, ${index + 1} of ${sides.length}`),
    side: { name, model: archive.settings.model, catalog: archive.catalog },
  }));
  // All are sent before any is waited for: the service works on them side by side.
  for (const [index, { stages }] of each.entries())
    if ((sides[index]?.toAsk ?? 0) > 0) await submit(stages);
  for (const { stages } of each) await collect(stages, { wait: true });
  if (context.signal.aborted) throw new InterruptedError();
  return compareAnswers(
    context.archive,
    photos,
    each.map(({ side }) => side),
  );
}

/** `about $0.04`. */
export function priceOfComparison({ dollars }: Pick<Comparison, 'dollars'>): string {
  return dollars === undefined ? 'at a price that is not known' : `about ${dollarText(dollars)}`;
}
