/** What a photo should say, by the profile and policies of the settings. */
import type { ApprovedText } from '../../catalog/approved.ts';
import { pictureIdentity } from '../../catalog/photos.ts';
import { allFields, type FieldName, type FieldText } from '../../exiftool/fields.ts';
import type { Photo } from '../../photo.ts';
import { toCountryCode } from '../../rules/countries.ts';
import type { Settings } from '../../settings.ts';
import type { XmpText } from '../../xmp/index.ts';
import type { Archive } from '../archive/archive.ts';
import type { EmbedOptions } from './look.ts';
import type { Policies, Policy } from './policy.ts';
import { earlierIn } from './rows.ts';

/** The fields that are written at all. */
export function fieldsOf(settings: Settings): readonly FieldName[] {
  return settings['embed.profile'] === 'headline' ? ['headline', 'keywords'] : allFields;
}

/** The fields of a profile out of the text that a sidecar would get. */
export function wantedText(text: XmpText, settings: Settings): FieldText {
  const { dateCreated, countryCode, ...rest } = text;
  const code = countryCode === undefined ? undefined : toCountryCode(countryCode);
  const all: FieldText = {
    ...rest,
    ...(code !== undefined ? { countryCode: code } : {}),
    ...(dateCreated !== undefined ? { dateCreated: dateCreated.slice(0, 10) } : {}),
  };
  const fields = fieldsOf(settings);
  return Object.fromEntries(
    fields.map((field) => [field, all[field]]).filter(([, value]) => value?.length),
  ) as FieldText;
}

/** What happens to each field where the photo has a value. */
export function policiesOf(settings: Settings): Policies {
  const place: Policy = settings['embed.place'];
  return {
    headline: settings['embed.headline'],
    keywords: settings['embed.keywords'],
    shortTitle: settings['embed.shortTitle'],
    caption: settings['embed.caption'],
    city: place,
    region: place,
    country: place,
    countryCode: place,
    dateCreated: place,
  };
}

/** How to embed one photo; what a person wrote is theirs to set. */
export function embedOptions(
  { catalog, settings }: Archive,
  photo: Photo,
  approved: ApprovedText,
): EmbedOptions {
  const policies = policiesOf(settings);
  return {
    links: settings['embed.links'],
    signed: settings['embed.signed'],
    // A file that was never read as a photo has no identity, and matches none.
    identity: pictureIdentity(catalog, photo.id) ?? '',
    earlier: earlierIn(catalog, photo.id),
    policies: {
      ...policies,
      ...Object.fromEntries(approved.byHand.map((field) => [field, 'replace' as const])),
    },
  };
}
