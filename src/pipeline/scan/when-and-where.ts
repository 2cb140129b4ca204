/** When and where a picture was taken, by all that its file and its sidecar say, in the order in which that is believed. */
import { type CaptureTime, takenFrom } from '../../jpeg/capture-date.ts';
import type { Exif } from '../../jpeg/exif.ts';
import type { Metadata } from '../../metadata/metadata.ts';
import type { DateSource, Position } from '../../photo.ts';
import type { XmpContent } from '../../xmp/index.ts';

export type Taken = CaptureTime & { readonly takenSource: DateSource };

/**
 * EXIF DateTimeOriginal, the same in XMP, the creation date of XMP or IPTC; where there is none of these, EXIF
 * DateTimeDigitized or xmp:CreateDate, which is only when the file was made.
 */
export function takenIn(
  exif: Exif,
  xmp: XmpContent | undefined,
  { dateCreated }: Metadata,
  now: Date,
): Taken | undefined {
  const original =
    takenFrom(exif.dateTimeOriginal, now, exif.subSeconds) ??
    takenFrom(xmp?.dateTimeOriginal, now) ??
    takenFrom(dateCreated, now);
  if (original !== undefined) return { ...original, takenSource: 'original' };
  const made =
    takenFrom(exif.dateTimeDigitized, now, exif.subSecondsDigitized) ??
    takenFrom(xmp?.createDate, now);
  return made && { ...made, takenSource: 'made' };
}

/** The position in a packet; without a hemisphere, at 0, 0 or off the globe it counts as none. */
export function positionInXmp(xmp: XmpContent | undefined): Position | undefined {
  const latitude = degreesIn(xmp?.latitude, 'NS', 90);
  const longitude = degreesIn(xmp?.longitude, 'EW', 180);
  if (latitude === undefined || longitude === undefined) return undefined;
  return latitude === 0 && longitude === 0 ? undefined : { latitude, longitude };
}

const coordinate =
  /^\s*(\d{1,3}(?:\.\d{1,12})?)(?:,(\d{1,2}(?:\.\d{1,12})?))?(?:,(\d{1,2}(?:\.\d{1,12})?))?\s*([NSEW])\s*$/i;

/** Degrees of `41,8.94N` (XMP specification part 2, section 1.2.7.4, GPSCoordinate). */
function degreesIn(
  text: string | undefined,
  hemispheres: 'NS' | 'EW',
  most: number,
): number | undefined {
  const [, degrees, minutes = '0', seconds = '0', letter = ''] = coordinate.exec(text ?? '') ?? [];
  const hemisphere = letter.toUpperCase();
  if (degrees === undefined || !hemispheres.includes(hemisphere)) return undefined;
  const angle = Number(degrees) + Number(minutes) / 60 + Number(seconds) / 3600;
  if (angle > most) return undefined;
  return hemisphere === hemispheres[1] ? -angle : angle;
}
