/** What a sidecar says beside our text: other values of our fields, and values that only other programs set. */

import { approvedOf } from '../../catalog/approved.ts';
import type { Review } from '../../catalog/reviews.ts';
import { wordFor } from '../../metadata/fields.ts';
import type { Photo } from '../../photo.ts';
import { type Field, folded, type XmpContent, type XmpText } from '../../xmp/index.ts';
import { sidecarText } from './sidecar-text.ts';
import type { SidecarView } from './view.ts';

export type Beside = {
  readonly label: string;
  readonly value: string;
  /** Our text, where there is one in the same place. */
  readonly ours?: string;
  /** A word or two, which may share a row with others. */
  readonly brief: boolean;
  /** It goes before our text, also when embedding. */
  readonly holds?: true;
};

/**
 * In the order of the review: texts, keywords, then what is only in the sidecar. What we wrote ourselves is left out,
 * also where our text has changed since.
 */
export function besideOurs(
  photo: Photo,
  review: Review | undefined,
  {
    content: said,
    written,
    embedded,
    holding,
  }: Pick<SidecarView, 'content' | 'written' | 'embedded' | 'holding'>,
): Beside[] {
  const ours = textOf(photo, review, embedded);
  const holds = (field: Field, shown: readonly Beside[]) =>
    shown.map((one): Beside => (holding.includes(field) ? { ...one, holds: true } : one));
  const text = (field: Exclude<Field, 'keywords'>) => {
    const isOurs = said[field] === ours[field] || said[field] === written[field];
    return holds(field, beside(wordFor(field), isOurs ? '' : said[field], ours[field]));
  };
  const ourKeywords = [...(ours.keywords ?? []), ...(written.keywords ?? [])];
  return [
    ...text('headline'),
    ...text('shortTitle'),
    ...text('caption'),
    ...holds('keywords', beside('keywords', keywordsBeside(ourKeywords, said.keywords))),
    ...beside('rating', said.rating, undefined, true),
    ...beside('label', said.label, undefined, true),
    ...beside('place', placeBeside(ours, written, said), placeIn(ours), true),
    ...beside('hierarchy', pathsIn(said), undefined, true),
  ];
}

function beside(label: string, value = '', ours = '', brief = false): Beside[] {
  return value === '' ? [] : [{ label, value, ...(ours === '' ? {} : { ours }), brief }];
}

/** Our text, accepted or not. */
function textOf(
  photo: Photo,
  review: Review | undefined,
  embedded: SidecarView['embedded'],
): XmpText {
  if (review === undefined) return {};
  const verdicts = { verdict: 'accepted', titleVerdict: 'accepted', keywordsVerdict: 'accepted' };
  const approved = approvedOf(photo, { ...review, ...verdicts } as Review);
  return approved === undefined ? {} : sidecarText(photo, approved, embedded);
}

/** `+ harbour, boat`: those that we neither have nor had. */
function keywordsBeside(ours: readonly string[], theirs: readonly string[]): string {
  const known = new Set(ours.map(folded));
  const more = theirs.filter((keyword) => !known.has(folded(keyword)));
  return more.length === 0 ? '' : `+ ${more.join(', ')}`;
}

const placeFields: readonly Exclude<Field, 'keywords'>[] = [
  'city',
  'region',
  'country',
  'countryCode',
];

function placeBeside(ours: XmpText, written: XmpText, said: XmpContent): string {
  const isOther = placeFields.some(
    (field) => ![undefined, '', ours[field], written[field]].includes(said[field]),
  );
  return isOther ? placeIn(said) : '';
}

function placeIn(text: XmpText): string {
  return placeFields.flatMap((field) => text[field] ?? []).join(', ');
}

/** Only those of several levels: the others are keywords that were shown already. */
function pathsIn({ hierarchicalKeywords }: XmpContent): string {
  return hierarchicalKeywords.filter((path) => path.includes('|')).join(', ');
}
