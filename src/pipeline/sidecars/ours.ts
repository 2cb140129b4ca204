/** What we want a sidecar to say about a photo. */
import type { ApprovedText } from '../../catalog/approved.ts';
import type { FieldText } from '../../exiftool/fields.ts';
import type { Photo } from '../../photo.ts';
import type { Settings } from '../../settings.ts';
import type { Field, XmpText } from '../../xmp/index.ts';

/**
 * The fields for a photo. Those that are absent stay as they are in the file. The caption is the title again, unless
 * a person wrote one or the photo has one already that is not `embedded`, ours from before.
 */
export function oursFor(
  photo: Photo,
  approved: ApprovedText,
  { caption: embedded }: Pick<FieldText, 'caption'>,
): XmpText {
  const { title, shortTitle, keywords } = approved;
  const { place, takenAt, takenOn, existing } = photo;
  const theirs = existing.caption === embedded ? undefined : existing.caption;
  const fields: Readonly<Record<Field, string | readonly string[] | undefined>> = {
    headline: title,
    shortTitle,
    caption: approved.caption ?? (title === undefined ? undefined : (theirs ?? title)),
    keywords,
    city: place?.city,
    country: place?.country,
    region: place?.region,
    countryCode: place?.countryCode,
    dateCreated: takenAt ?? takenOn,
  };
  const present = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(present) as XmpText;
}

const policies = {
  headline: 'embed.headline',
  shortTitle: 'embed.shortTitle',
  caption: 'embed.caption',
  city: 'embed.place',
  country: 'embed.place',
  region: 'embed.place',
  countryCode: 'embed.place',
  dateCreated: 'embed.place',
} as const satisfies Partial<Record<Field, keyof Settings>>;

/**
 * The fields that are only filled, by the same settings as embedding. What a person wrote is theirs to set.
 */
export function fieldsToFill(
  settings: Settings,
  { byHand }: Pick<ApprovedText, 'byHand'>,
): ReadonlySet<Field> {
  const filled = Object.entries(policies).filter(
    ([field, setting]) => settings[setting] === 'fill' && !byHand.some((one) => one === field),
  );
  return new Set(filled.map(([field]) => field as Field));
}
