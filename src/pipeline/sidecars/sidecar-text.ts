/** What we want the sidecar of a photo to say. */
import type { ApprovedText } from '../../catalog/approved.ts';
import { type FieldName, isTemplateField, type OwnField } from '../../metadata/fields.ts';
import { type Metadata, metadataFrom, type Value } from '../../metadata/metadata.ts';
import { translated } from '../../metadata/translation.ts';
import type { Photo } from '../../photo.ts';
import { titleOf } from '../../rules/texts/title.ts';

/** What the text of a photo is settled with. */
type Settling = {
  /** What the photo itself says because of us. */
  readonly embedded: Metadata;
  /** The fields where our text is written only if there is none yet. */
  readonly fill: ReadonlySet<FieldName>;
  /** The language that is written beside English; undefined where none is. */
  readonly language: string | undefined;
  /** What the photo itself says in that language. */
  readonly inPhoto: Metadata;
};

/**
 * What we want a sidecar to say; fields that are absent stay as they are in the file. The caption repeats the title
 * unless somebody wrote one. Where a field is only filled and the photo itself has a text of somebody else in it, the
 * sidecar says the same as the photo.
 */
export function sidecarText(
  photo: Photo,
  approved: ApprovedText,
  { embedded, fill, language, inPhoto }: Settling,
): Metadata {
  const { title, shortTitle, caption, keywords } = approved;
  const { place, takenAt, takenOn, existing } = photo;
  const settled = (
    field: OwnField,
    inFile: Partial<Record<OwnField, Value | undefined>>,
    our: string | undefined,
  ) => {
    const theirs = inFile[field] === embedded[field] ? undefined : inFile[field];
    return our !== undefined && fill.has(field) ? (theirs ?? our) : our;
  };
  const inSecond = secondTitle(photo, approved, language);
  const fields: Readonly<Record<OwnField, Value | undefined>> = {
    headline: settled('headline', existing, title),
    shortTitle: settled('shortTitle', existing, shortTitle),
    caption: settled('caption', existing, caption ?? title),
    keywords,
    translatedTitle: settled('translatedTitle', inPhoto, inSecond),
    translatedCaption: settled('translatedCaption', inPhoto, inSecond),
    city: place?.city,
    country: place?.country,
    region: place?.region,
    countryCode: place?.countryCode,
    dateCreated: takenAt ?? takenOn,
  };
  return metadataFrom((field) =>
    isTemplateField(field) ? approved.further?.[field] : fields[field],
  );
}

/** The title in the second language, with its dateline, as the value of a field. */
function secondTitle(
  photo: Photo,
  { further }: ApprovedText,
  language: string | undefined,
): string | undefined {
  const description = language === undefined ? undefined : further?.[`title_${language}`];
  if (language === undefined || description === undefined) return undefined;
  const { title } = titleOf({ ...photo, description, language });
  return title === '' ? undefined : translated(language, title);
}
