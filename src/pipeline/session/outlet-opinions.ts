/** What each outlet would get of a photo's text, beside the reasons why others would refuse it. */
import { type AtOutlet, atOutlets } from '../../catalog/at-outlet.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { deliveriesOf } from '../../catalog/deliveries.ts';
import { releasesOf } from '../../catalog/releases.ts';
import { mistakeLine } from '../../rules/mistakes.ts';
import type { MasterText, Releases, VariantText } from '../../rules/outlets/master-text.ts';
import { ownVariant } from '../../rules/outlets/own-variant.ts';
import type { Outlet } from '../../rules/outlets/schema.ts';
import type { Variant } from '../../rules/outlets/variant.ts';
import { titleOf } from '../../rules/texts/title.ts';
import type { Outlets } from '../archive/own-outlets.ts';
import { variantFor } from '../archive/variant-for.ts';
import type { PhotoDoc } from '../review/doc.ts';

export type OutletOpinion = Pick<Variant, 'done' | 'notes' | 'refusals'> & {
  readonly outlet: Outlet;
  /** What it gets. */
  readonly variant: VariantText;
  /** What a person has said of the photo there. */
  readonly said: AtOutlet | undefined;
  /** Why it would refuse another text. */
  readonly judge: (text: VariantText) => readonly string[];
  /** `delivered as IMG2041.jpg`; absent where nothing was made for it. */
  readonly delivery?: string | undefined;
  /** The texts that it would get, where they are others than the photo's own. */
  readonly texts: readonly string[];
};

export type OutletOpinions = {
  /** None of a photo without a text. */
  readonly opinions: readonly OutletOpinion[];
  readonly releases: Releases | undefined;
  /** What is wrong in the user's own outlets. */
  readonly mistakes: readonly string[];
};

export function outletOpinions(
  catalog: Catalog,
  { all, mistakes }: Outlets,
  doc: PhotoDoc | undefined,
): OutletOpinions {
  const wrong = mistakes.map(mistakeLine);
  if (doc === undefined || !doc.hasText)
    return { opinions: [], releases: undefined, mistakes: wrong };
  const { photo, review } = doc;
  const { title, text: description } = titleOf({ ...photo, description: review.description });
  const { caption, further, keywords, shortTitle } = review;
  const master: MasterText = { ...photo, caption, description, further, keywords, shortTitle };
  const deliveries = deliveriesOf(catalog, photo.id);
  const saidAt = atOutlets(catalog, [photo.id]).get(photo.id);
  const opinions = all.map((outlet) => {
    const said = saidAt?.get(outlet.id);
    const { done, notes, refusals, ...variant } = variantFor(outlet, master, said, photo.path);
    const texts = [...new Set([variant.title, variant.description])];
    return {
      ...{ outlet, variant, said, done, notes, refusals },
      judge: (text: VariantText) => ownVariant(outlet, master, text).refusals,
      delivery: deliveryText(deliveries.get(outlet.id)),
      texts: texts.filter((text) => text !== '' && text !== title),
    };
  });
  return { opinions, releases: releasesOf(catalog, [photo.id]).get(photo.id), mistakes: wrong };
}

type Became = ReturnType<typeof deliveriesOf> extends ReadonlyMap<string, infer Row> ? Row : never;

function deliveryText(became: Became | undefined): string | undefined {
  if (became === undefined) return undefined;
  const { name, reason, state } = became;
  const why = reason === null ? '' : `: ${reason}`;
  return `${state} as ${name}${why}`;
}
