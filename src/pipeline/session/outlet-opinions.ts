/** What each outlet would get of a photo's text, beside the reasons why others would refuse it. */
import { deriveVariant, type Variant } from '../../rules/outlets/variant.ts';
import { titleOf } from '../../rules/texts/title.ts';
import { mistakeLine, type Outlets } from '../archive/own-outlets.ts';
import type { PhotoDoc } from '../review/doc.ts';

export type OutletOpinion = Pick<Variant, 'done' | 'notes' | 'refusals'> & {
  readonly name: string;
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
  { all, mistakes }: Outlets,
  doc: PhotoDoc | undefined,
): OutletOpinions {
  const wrong = mistakes.map(mistakeLine);
  if (doc === undefined || !doc.hasText) return { opinions: [], mistakes: wrong };
  const { photo, review } = doc;
  const { title, text: description } = titleOf({ ...photo, description: review.description });
  const { caption, keywords, shortTitle } = review;
  const master = { ...photo, caption, description, keywords, shortTitle };
  const opinions = all.map((outlet) => {
    const { done, notes, refusals, ...variant } = deriveVariant(outlet, master);
    const texts = [...new Set([variant.title, variant.description])];
    return {
      ...{ name: outlet.name, done, notes, refusals },
      texts: texts.filter((text) => text !== '' && text !== title),
    };
  });
  return { opinions, mistakes: wrong };
}
