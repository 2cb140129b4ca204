/** What the agencies would say of a photo's text as it stands. */
import { getPhoto } from '../../catalog/photos.ts';
import { getReview } from '../../catalog/reviews.ts';
import type { Archive } from '../../pipeline/archive/archive.ts';
import { agencyTitle, agencyVerdicts } from '../../rules/agencies.ts';
import { titleOf } from '../../rules/title.ts';
import type { AgencyOpinion } from '../model/review-photo.ts';

/** None for a photo without text. */
export function agencyOpinions({ catalog }: Archive, photoId: number): readonly AgencyOpinion[] {
  const photo = getPhoto(catalog, photoId);
  const review = getReview(catalog, photoId);
  if (photo === undefined || review === undefined) return [];
  const { description, shortTitle, keywords, kept } = review;
  const text = { description, shortTitle, keywords, usage: photo.usage, keptNames: kept };
  const { title } = titleOf({ ...photo, description });
  return agencyVerdicts(text, photo).map(({ agency, reasons }) => {
    const theirs = agencyTitle(agency, text, photo);
    return { name: agency.name, reasons, ...(theirs === title ? {} : { title: theirs }) };
  });
}
