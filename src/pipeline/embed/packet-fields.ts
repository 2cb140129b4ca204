/** Our fields in the XMP packet of a photo. Both throw XmpError for a packet that cannot be read or changed safely. */
import { type Metadata, metadataFrom } from '../../metadata/metadata.ts';
import { mergeXmp, type PathsOf, readXmp } from '../../xmp/index.ts';

/** Where keywords stand in the user's tree, and those that the photo got from us before. */
export type KeywordTrees = { readonly pathsOf: PathsOf; readonly embedded: readonly string[] };

/** Fields that are empty are absent. @param language whose texts are read beside the default ones */
export function readPacketFields(packet: Uint8Array, language: string | undefined): Metadata {
  const content = readXmp(packet, language);
  return metadataFrom((field) => content[field]);
}

/** The packet with the fields set, and with the lists of keyword paths that are wanted; everything else byte for byte as it was. */
export function setPacketFields(
  packet: Uint8Array,
  {
    changes,
    trees,
    language,
  }: {
    readonly changes: Metadata;
    readonly trees?: KeywordTrees | undefined;
    readonly language?: string | undefined;
  },
): Uint8Array {
  if (trees === undefined)
    return mergeXmp(packet, changes, { keywordLists: 'leave' }, language).bytes;
  const { pathsOf, embedded: retired } = trees;
  const options = { keywordLists: 'make', pathsOf, retired } as const;
  return mergeXmp(packet, changes, options, language).bytes;
}
