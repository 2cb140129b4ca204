/** Keywords that follow the place of a photo. */
import type { Place } from '../../photo.ts';
import { sameTerm } from '../keywords/terms.ts';

/** The keywords with the names of one place where those of another were; the same list where it had none of them. */
export function withPlaceExchanged(
  keywords: readonly string[],
  old: Place | undefined,
  now: Place,
): readonly string[] {
  return exchanged(exchanged(keywords, old?.country, now.country), old?.city, now.city);
}

function exchanged(keywords: readonly string[], old: string | undefined, now: string) {
  if (old === undefined || old === '' || sameTerm(old, now)) return keywords;
  if (!keywords.some((keyword) => sameTerm(keyword, old))) return keywords;
  const isThere = now === '' || keywords.some((keyword) => sameTerm(keyword, now));
  return isThere
    ? keywords.filter((keyword) => !sameTerm(keyword, old))
    : keywords.map((keyword) => (sameTerm(keyword, old) ? now : keyword));
}
