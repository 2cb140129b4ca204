/** What embedding needs of XMP, from the part that reads and merges sidecars. */
import { type Metadata, metadataFrom } from '../../metadata/metadata.ts';
import { embeddedText, mergeXmp, readXmp } from '../../xmp/index.ts';
import type { XmpTools } from './photo-state.ts';

/** Our fields of a text, without what else was read with them; empty ones are absent. */
function ours(text: Metadata): Metadata {
  return metadataFrom((field) => text[field]);
}

export const xmpTools: XmpTools = {
  read: (packet) => ours(readXmp(packet)),
  set: (packet, changes) => mergeXmp(packet, changes, { keywordLists: 'leave' }).bytes,
  reconcile: (xmp, iptc, digest) => ours(embeddedText(xmp, iptc, digest)),
};
