/** What a photo says about itself when its XMP and its IPTC disagree. */
import type { FieldName } from '../metadata/fields.ts';
import { byteLimit, fieldTable } from '../metadata/fields.ts';
import type { Metadata } from '../metadata/metadata.ts';
import { metadataFrom, textsOf, type Value } from '../metadata/metadata.ts';
import { countBytes } from '../rules/texts/limits.ts';

/**
 * The IPTCDigest that Photoshop and others leave beside the IPTC data: the MD5 of the data as they were when XMP was
 * last brought in line with them.
 */
export type DigestState = 'absent' | 'matches' | 'stale';

/**
 * Chooses per field, as the Metadata Working Group's guidelines have it (version 2.0, section 5, and as ExifTool's MWG
 * module reads them): XMP holds, unless the digest is stale, which means that a program that knows only IPTC has
 * written since. What only one of the two has is taken from it. IPTC that is merely the beginning of the XMP, cut at
 * its limit of bytes, never holds.
 */
export function embeddedText(
  xmp: Metadata | undefined,
  iptc: Metadata | undefined,
  digest: DigestState,
): Metadata {
  const [first, second] = digest === 'stale' ? [iptc, xmp] : [xmp, iptc];
  return metadataFrom((field) => {
    const [value] = [first?.[field], second?.[field]].filter((one) => one?.length);
    return wasCut(field, iptc?.[field], xmp?.[field]) ? xmp?.[field] : value;
  });
}

/** Whether the IPTC value is what is left of the XMP value at IPTC's limit of bytes. */
function wasCut(field: FieldName, iptc: Value | undefined, xmp: Value | undefined): boolean {
  const [cut, whole] = [textsOf(iptc), textsOf(xmp)];
  const limit = fieldTable[field].type === 'date' ? Number.POSITIVE_INFINITY : byteLimit(field);
  return (
    cut.length > 0 &&
    cut.length === whole.length &&
    cut.every((text, at) => text === whole[at] || isBeginning(text, whole[at] ?? '', limit))
  );
}

/** The last letter may have been left out because its bytes did not fit. */
const largestLetter = 4;

function isBeginning(cut: string, whole: string, limit: number): boolean {
  return limit > largestLetter && whole.startsWith(cut) && countBytes(cut) > limit - largestLetter;
}
