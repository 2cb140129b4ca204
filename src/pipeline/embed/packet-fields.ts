/** Our fields in the XMP packet of a photo. Both throw XmpError for a packet that cannot be read or changed safely. */
import { type Metadata, metadataFrom } from '../../metadata/metadata.ts';
import { mergeXmp, readXmp } from '../../xmp/index.ts';

/** Fields that are empty are absent. */
export function readPacketFields(packet: Uint8Array): Metadata {
  const content = readXmp(packet);
  return metadataFrom((field) => content[field]);
}

/** The packet with the fields set and everything else byte for byte as it was. */
export function setPacketFields(packet: Uint8Array, changes: Metadata): Uint8Array {
  return mergeXmp(packet, changes, { keywordLists: 'leave' }).bytes;
}
