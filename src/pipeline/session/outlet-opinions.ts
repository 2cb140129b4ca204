/** What each outlet would get of a photo's text, beside the reasons why others would refuse it. */
import type { Catalog } from '../../catalog/catalog.ts';
import { deliveriesOf } from '../../catalog/deliveries.ts';
import { deriveVariant, type Variant } from '../../rules/outlets/variant.ts';
import { titleOf } from '../../rules/texts/title.ts';
import { mistakeLine, type Outlets } from '../archive/own-outlets.ts';
import type { PhotoDoc } from '../review/doc.ts';

export type OutletOpinion = Pick<Variant, 'done' | 'notes' | 'refusals'> & {
  readonly name: string;
  /** `delivered as IMG2041.jpg`; absent where nothing was made for it. */
  readonly delivery?: string | undefined;
  /** The texts that it would get, where they are others than the photo's own. */
  readonly texts: readonly string[];
};

export type OutletOpinions = {
  /** None of a photo without a text. */
  readonly opinions: readonly OutletOpinion[];
  /** What is wrong in the user's own outlets. */
  readonly mistakes: readonly string[];
};

export function outletOpinions(
  catalog: Catalog,
  { all, mistakes }: Outlets,
  doc: PhotoDoc | undefined,
): OutletOpinions {
  const wrong = mistakes.map(mistakeLine);
  if (doc === undefined || !doc.hasText) return { opinions: [], mistakes: wrong };
  const { photo, review } = doc;
  const { title, text: description } = titleOf({ ...photo, description: review.description });
  const { caption, keywords, shortTitle } = review;
  const master = { ...photo, caption, description, keywords, shortTitle };
  const deliveries = deliveriesOf(catalog, photo.id);
  const opinions = all.map((outlet) => {
    const { done, notes, refusals, ...variant } = deriveVariant(outlet, master);
    const texts = [...new Set([variant.title, variant.description])];
    return {
      ...{ name: outlet.name, done, notes, refusals },
      delivery: deliveryText(deliveries.get(outlet.id)),
      texts: texts.filter((text) => text !== '' && text !== title),
    };
  });
  return { opinions, mistakes: wrong };
}

type Became = ReturnType<typeof deliveriesOf> extends ReadonlyMap<string, infer Row> ? Row : never;

function deliveryText(became: Became | undefined): string | undefined {
  if (became === undefined) return undefined;
  const { name, reason, state } = became;
  const why = reason === null ? '' : `: ${reason}`;
  return `${state} as ${name}${why}`;
}
