/** What embedding needs of XMP, from the part that reads and merges sidecars. */
import type { FieldText } from '../../exiftool/fields.ts';
import { embeddedText, mergeXmp, readXmp, type XmpText } from '../../xmp/index.ts';
import type { XmpTools } from './photo-state.ts';

const names = [
  'headline',
  'shortTitle',
  'caption',
  'keywords',
  'city',
  'region',
  'country',
  'countryCode',
  'dateCreated',
] as const satisfies readonly (keyof XmpText & keyof FieldText)[];

/** Our fields of a text, without what else was read with them; empty ones are absent. */
function ours(text: XmpText): FieldText {
  const entries = names.map((name) => [name, text[name]] as const);
  return Object.fromEntries(entries.filter(([, value]) => value?.length)) as FieldText;
}

export const xmpTools: XmpTools = {
  read: (packet) => ours(readXmp(packet)),
  set: (packet, changes) => mergeXmp(packet, changes, { keywordLists: 'leave' }).bytes,
  reconcile: (xmp, iptc, digest) => ours(embeddedText(xmp, iptc, digest)),
};
