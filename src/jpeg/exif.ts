/** What we take from EXIF (CIPA DC-008, section 4.6): when, where, with what, and which way up. */
import type { Camera, Position } from '../photo.ts';
import {
  asciiText,
  numberOf,
  openTiff,
  rationalsOf,
  readDirectory,
  type Tiff,
  type TiffEntry,
} from './tiff.ts';

export type Exif = {
  /** As written, for example `2019:05:14 18:30:12`. */
  readonly dateTimeOriginal?: string | undefined;
  readonly subSeconds?: string | undefined;
  /** EXIF DateTimeDigitized, which programs call CreateDate: of a scan, not of what was scanned. */
  readonly dateTimeDigitized?: string | undefined;
  readonly subSecondsDigitized?: string | undefined;
  /** As written, for example `+03:00`. */
  readonly offset?: string | undefined;
  readonly position?: Position | undefined;
  /** 1 to 8. */
  readonly orientation?: number | undefined;
  readonly camera?: Camera | undefined;
  readonly software?: string | undefined;
};

export type ReadExif = {
  readonly exif: Exif;
  /** Something in it could not be read; another reader may know better. */
  readonly odd: boolean;
};

const signature = 6;
const tags = {
  make: 0x010f,
  model: 0x0110,
  orientation: 0x0112,
  software: 0x0131,
  exifDirectory: 0x8769,
  gpsDirectory: 0x8825,
  dateTimeOriginal: 0x9003,
  dateTimeDigitized: 0x9004,
  offsetTime: 0x9010,
  offsetTimeOriginal: 0x9011,
  subSecTimeOriginal: 0x9291,
  subSecTimeDigitized: 0x9292,
} as const;
const gps = { latitudeRef: 1, latitude: 2, longitudeRef: 3, longitude: 4 } as const;
const wanted = new Set<number>([...Object.values(tags), ...Object.values(gps)]);

type Directory = ReadonlyMap<number, TiffEntry>;
const nothing: Directory = new Map();

/** Reads the payload of an EXIF segment, signature included. */
export function readExif(payload: Buffer): ReadExif {
  const tiff = openTiff(payload.subarray(signature));
  if (tiff === undefined) return { exif: {}, odd: true };
  let odd = false;
  const directory = (at: number | undefined): Directory => {
    if (at === undefined) return nothing;
    const entries = readDirectory(tiff, at, (tag) => {
      odd ||= wanted.has(tag);
    });
    odd ||= entries === undefined;
    return entries ?? nothing;
  };
  const main = directory(tiff.first);
  const details = directory(numberOf(tiff, main.get(tags.exifDirectory)));
  const place = directory(numberOf(tiff, main.get(tags.gpsDirectory)));
  return { exif: exifOf(tiff, main, details, place), odd };
}

function exifOf(tiff: Tiff, main: Directory, details: Directory, place: Directory): Exif {
  const text = (directory: Directory, tag: number) => present(asciiText(tiff, directory.get(tag)));
  const make = text(main, tags.make);
  const model = text(main, tags.model);
  const orientation = numberOf(tiff, main.get(tags.orientation)) ?? 0;
  return {
    dateTimeOriginal: text(details, tags.dateTimeOriginal),
    subSeconds: text(details, tags.subSecTimeOriginal),
    dateTimeDigitized: text(details, tags.dateTimeDigitized),
    subSecondsDigitized: text(details, tags.subSecTimeDigitized),
    offset: text(details, tags.offsetTimeOriginal) ?? text(details, tags.offsetTime),
    position: positionOf(tiff, place),
    orientation: orientation >= 1 && orientation <= 8 ? orientation : undefined,
    camera: (make ?? model) === undefined ? undefined : { make: make ?? '', model: model ?? '' },
    software: text(main, tags.software),
  };
}

/** Without a hemisphere it could be the wrong one, so that counts as no position; so does 0, 0, which cameras write before they know. */
function positionOf(tiff: Tiff, place: Directory): Position | undefined {
  const degrees = (axis: 'latitude' | 'longitude', hemispheres: 'NS' | 'EW', most: number) =>
    degreesOf(tiff, place.get(gps[axis]), place.get(gps[`${axis}Ref`]), hemispheres, most);
  const [latitude, longitude] = [degrees('latitude', 'NS', 90), degrees('longitude', 'EW', 180)];
  if (latitude === undefined || longitude === undefined) return undefined;
  return latitude === 0 && longitude === 0 ? undefined : { latitude, longitude };
}

function degreesOf(
  tiff: Tiff,
  value: TiffEntry | undefined,
  ref: TiffEntry | undefined,
  hemispheres: 'NS' | 'EW',
  most: number,
): number | undefined {
  const [degrees, minutes = 0, seconds = 0] = rationalsOf(tiff, value) ?? [];
  const [positive, negative] = hemispheres;
  const hemisphere = asciiText(tiff, ref)?.trim().toUpperCase();
  if (degrees === undefined || (hemisphere !== positive && hemisphere !== negative))
    return undefined;
  // Seconds are often left out as 0/0.
  const angle = degrees + minutes / 60 + (Number.isNaN(seconds) ? 0 : seconds) / 3600;
  if (!(angle <= most)) return undefined;
  return hemisphere === negative ? -angle : angle;
}

function present(text: string | undefined): string | undefined {
  return text?.trim() || undefined;
}
