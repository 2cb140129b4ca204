/** What we want a sidecar to say about a photo. */
import type { ApprovedText } from '../../catalog/approved.ts';
import { type FieldName, fieldNames, fieldTable } from '../../metadata/fields.ts';
import { type Metadata, metadataFrom, type Value } from '../../metadata/metadata.ts';
import type { Photo } from '../../photo.ts';
import type { Settings } from '../../settings.ts';

/**
 * The fields of a photo; those that are absent stay as they are in the file. The caption repeats the title, unless
 * somebody wrote one, or the photo already has one that is not the `embedded` one, which is ours from before.
 */
export function sidecarText(
  photo: Photo,
  approved: ApprovedText,
  { caption: embedded }: Pick<Metadata, 'caption'>,
): Metadata {
  const { title, shortTitle, keywords } = approved;
  const { place, takenAt, takenOn, existing } = photo;
  const theirs = existing.caption === embedded ? undefined : existing.caption;
  const fields: Readonly<Record<FieldName, Value | undefined>> = {
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
  return metadataFrom((field) => fields[field]);
}

/**
 * The fields that are only filled, by the same settings as embedding. What a person wrote is always
 * set, and lists are merged, whatever the settings say.
 */
export function fieldsToFill(
  settings: Settings,
  { byHand }: Pick<ApprovedText, 'byHand'>,
): ReadonlySet<FieldName> {
  const isFilled = (field: FieldName) => {
    const { type, policy } = fieldTable[field];
    return type !== 'list' && settings[`embed.${policy}`] === 'fill';
  };
  return new Set(
    fieldNames.filter((field) => isFilled(field) && !byHand.some((one) => one === field)),
  );
}
