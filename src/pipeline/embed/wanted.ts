/** What a photo should say, by the profile and policies of the settings. */
import type { ApprovedText } from '../../catalog/approved.ts';
import { pictureIdentity } from '../../catalog/photos.ts';
import { type FieldName, fieldNames, fieldTable } from '../../metadata/fields.ts';
import { dayIn, type Metadata, metadataFrom } from '../../metadata/metadata.ts';
import type { Photo } from '../../photo.ts';
import { toCountryCode } from '../../rules/countries.ts';
import type { Settings } from '../../settings.ts';
import type { Archive } from '../archive/archive.ts';
import type { EmbedOptions } from './plan-embed.ts';
import { policiesOf } from './policy.ts';
import { earlierIn } from './rows.ts';

/** The fields that are written at all. */
export function fieldsOf(settings: Settings): readonly FieldName[] {
  return settings['embed.profile'] === 'headline' ? ['headline', 'keywords'] : fieldNames;
}

/** The fields of a profile out of the text that a sidecar would get: IPTC has days alone, and codes of three letters. */
export function wantedText(text: Metadata, settings: Settings): Metadata {
  const fields = fieldsOf(settings);
  return metadataFrom((field) => {
    const value = fields.includes(field) ? text[field] : undefined;
    if (typeof value !== 'string') return value;
    if (field === 'countryCode') return toCountryCode(value);
    return fieldTable[field].type === 'date' ? dayIn(value) : value;
  });
}

/** How to embed one photo. */
export function embedOptions(
  { catalog, settings }: Archive,
  photo: Photo,
  approved: ApprovedText,
): EmbedOptions {
  return {
    links: settings['embed.links'],
    signed: settings['embed.signed'],
    // A file that was never read as a photo has no identity, and matches none.
    identity: pictureIdentity(catalog, photo.id) ?? '',
    earlier: earlierIn(catalog, photo.id),
    policies: policiesOf(settings, approved.byHand),
  };
}
