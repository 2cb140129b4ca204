/** What a photo says about itself when its XMP and its IPTC disagree. */
import { countBytes, type IptcField, iptcByteLimits } from '../rules/limits.ts';
import { type Field, fields } from './namespaces.ts';
import type { XmpText } from './read.ts';

/**
 * The IPTCDigest that Photoshop and others leave beside the IPTC data: the MD5 of the data as they were when XMP was
 * last brought in line with them.
 */
export type DigestState = 'absent' | 'matches' | 'stale';

const iptcNames: Partial<Record<Field, IptcField>> = {
  headline: 'Headline',
  shortTitle: 'ObjectName',
  caption: 'Caption-Abstract',
  city: 'City',
  region: 'Province-State',
  country: 'Country-PrimaryLocationName',
};

/**
 * Chooses per field, as the Metadata Working Group's guidelines have it (version 2.0, section 5, and as ExifTool's MWG
 * module reads them): XMP holds, unless the digest is stale, which means that a program that knows only IPTC has
 * written since. What only one of the two has is taken from it. IPTC that is merely the beginning of the XMP, cut at
 * its limit of bytes, never holds.
 */
export function embeddedText(
  xmp: XmpText | undefined,
  iptc: XmpText | undefined,
  digest: DigestState,
): XmpText {
  const [first, second] = digest === 'stale' ? [iptc, xmp] : [xmp, iptc];
  const chosen = fields.flatMap((field): [Field, string | readonly string[]][] => {
    const values = [first?.[field], second?.[field]].filter((value) => value?.length);
    const [value] = values;
    if (value === undefined) return [];
    const isBeginning = wasCut(field, iptc?.[field], xmp?.[field]);
    return [[field, isBeginning && xmp?.[field] !== undefined ? xmp[field] : value]];
  });
  return Object.fromEntries(chosen) as XmpText;
}

/** Whether the IPTC value is what is left of the XMP value at IPTC's limit of bytes. */
function wasCut(
  field: Field,
  iptc: string | readonly string[] | undefined,
  xmp: string | readonly string[] | undefined,
): boolean {
  if (iptc === undefined || xmp === undefined || iptc.length === 0) return false;
  if (typeof iptc === 'string' || typeof xmp === 'string')
    return isCutText(String(iptc), String(xmp), iptcNames[field]);
  return (
    iptc.length === xmp.length &&
    iptc.every((keyword, at) => {
      const whole = xmp[at] ?? '';
      return keyword === whole || isCutText(keyword, whole, 'Keywords');
    })
  );
}

/** The last letter may have been left out because its bytes did not fit. */
const largestLetter = 4;

function isCutText(cut: string, whole: string, name: IptcField | undefined): boolean {
  if (name === undefined || cut === whole || !whole.startsWith(cut)) return false;
  return countBytes(cut) > iptcByteLimits[name] - largestLetter;
}
