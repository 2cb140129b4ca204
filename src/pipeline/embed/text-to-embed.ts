/** What a photo should say: its accepted text, settled with its sidecar, in the fields that the settings name. */
import { basename } from 'node:path';
import { type ApprovedText, approvedText } from '../../catalog/approved.ts';
import { embeddedEarlier } from '../../catalog/journal.ts';
import { pictureIdentity } from '../../catalog/photos.ts';
import { rehearsalCode } from '../../catalog/review-to-write.ts';
import { getReview } from '../../catalog/reviews.ts';
import { type FieldName, fieldNames, fieldTable } from '../../metadata/fields.ts';
import { dayIn, type Metadata, metadataFrom, textsOf } from '../../metadata/metadata.ts';
import type { Issue, Photo } from '../../photo.ts';
import { toCountryCode } from '../../rules/places/countries.ts';
import type { Settings } from '../../settings.ts';
import { type Archive, linksOf } from '../archive/archive.ts';
import { rightsOf } from '../archive/rights.ts';
import { withdrawnFrom } from '../archive/withdrawn.ts';
import { treesOf } from '../review/own-list.ts';
import type { Locator } from '../sidecars/locate.ts';
import { compareSidecar, overruled } from '../sidecars/merge.ts';
import { conflictIssue, issueFrom } from '../sidecars/problem.ts';
import type { EmbedOptions } from './plan-embed.ts';
import { policiesOf } from './policy.ts';
import type { Problem } from './problem.ts';

export type TextToEmbed = {
  /** Of the accepted text; to be handed to `markWritten`. */
  readonly version: number;
  readonly text: Metadata;
  readonly options: EmbedOptions;
  /** The fields where what another program wrote in the sidecar goes before the accepted text. */
  readonly fromSidecar: readonly FieldName[];
};

const rehearsal: Problem = {
  code: rehearsalCode,
  message:
    'Its text was made up in a rehearsal, which knows nothing of the picture. Ask a model for a text, or embed this one all the same: on the screen, or with --embed-rehearsal.',
};

/** Undefined where no text is accepted; a problem where the photo must wait. */
export async function textToEmbed(
  archive: Archive,
  photo: Photo,
  locate: Locator,
  takesRehearsal: boolean,
): Promise<TextToEmbed | Problem | undefined> {
  const approved = approvedText(archive.catalog, photo.id);
  if (approved === undefined) return undefined;
  if (approved.source === 'rehearsal' && !takesRehearsal) return rehearsal;
  const settled = await settledText(archive, photo, approved, locate);
  if ('issue' in settled) return settled.issue;
  const text = inProfile(settled.text, archive.settings);
  return {
    version: approved.version,
    text,
    options: embedOptions(archive, photo, approved, text),
    fromSidecar: settled.fromSidecar,
  };
}

export type SettledText =
  | Pick<TextToEmbed, 'text' | 'fromSidecar'>
  /** Both sides changed a field, or the sidecar cannot be read. The photo must wait. */
  | { readonly issue: Issue };

/**
 * Our accepted text with what other programs have changed in the sidecar since we wrote it; where there is no sidecar,
 * our text alone.
 */
export async function settledText(
  archive: Archive,
  photo: Photo,
  approved: ApprovedText,
  locate: Locator,
): Promise<SettledText> {
  let path = photo.path;
  try {
    const place = await locate(photo);
    path = place.path;
    const { merge } = await compareSidecar(archive, photo, approved, place);
    if (merge.conflicts.length === 0) return { text: merge.text, fromSidecar: overruled(merge) };
    return { issue: { ...conflictIssue(basename(place.path), merge.conflicts), stage: 'embed' } };
  } catch (error) {
    return { issue: { ...issueFrom(error, path), stage: 'embed' } };
  }
}

/** The fields that are written at all. */
export function embeddedFields(settings: Settings): readonly FieldName[] {
  if (settings['embed.profile'] === 'headline') return ['headline', 'keywords'];
  const isTranslated = settings['title.language'] !== '';
  return fieldNames.filter((field) => isTranslated || fieldTable[field].type !== 'translation');
}

/** IPTC has days alone, and country codes of three letters. */
function inProfile(text: Metadata, settings: Settings): Metadata {
  const fields = embeddedFields(settings);
  return metadataFrom((field) => {
    const value = fields.includes(field) ? text[field] : undefined;
    if (typeof value !== 'string') return value;
    if (field === 'countryCode') return toCountryCode(value);
    return fieldTable[field].type === 'date' ? dayIn(value) : value;
  });
}

function embedOptions(
  archive: Archive,
  photo: Photo,
  approved: ApprovedText,
  text: Metadata,
): EmbedOptions {
  const { catalog, settings } = archive;
  const { pathsOf, isMade } = treesOf(archive);
  const earlier = embeddedEarlier(catalog, photo.id);
  const rights = rightsOf(archive, photo);
  return {
    trees: pathsOf && isMade ? { pathsOf, embedded: textsOf(earlier.last.keywords) } : undefined,
    links: linksOf(archive, 'embed'),
    signed: settings['embed.signed'],
    // A file that was never read as a photo has no identity, and matches none.
    identity: pictureIdentity(catalog, photo.id) ?? '',
    earlier,
    policies: policiesOf(settings, [...approved.byHand, ...rights.replace]),
    withdrawn: withdrawnFrom(text, earlier.last, rights, embeddedFields(settings)),
    seen: getReview(catalog, photo.id)?.existingKeywords ?? [],
  };
}
