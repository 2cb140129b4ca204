/** Which files are pictures, and of what kind, by their endings: the one table of them. */

import { parse } from 'node:path';
import { caseless } from '../caseless.ts';

/** The kinds of pictures that can be photos of an archive. */
export type PictureKind = 'jpeg' | 'raw' | 'tiff' | 'png' | 'webp' | 'heic' | 'avif';

const words = (text: string) => text.split(' ');

const endings: Readonly<Record<PictureKind, readonly string[]>> = {
  jpeg: words('jpg jpeg'),
  /** Files of cameras as they come from the sensor: all that ExifTool reads (its fileTypeLookup), and rarer ones. */
  raw: words(
    '3fr ari arq arw bay cap ciff cr2 cr3 crw cs1 dcr dng eip erf fff gpr iiq k25 kdc lri mdc mef mos mrw nef nrw orf ori pef ptx raf raw rw2 rwl rwz sr2 srf srw x3f',
  ),
  tiff: words('tif tiff'),
  png: ['png'],
  webp: ['webp'],
  heic: words('heic heif hif'),
  avif: ['avif'],
};

/** Pictures and films that are never photos here, but may have a sidecar of the same name. */
const others = new Set(words('avi bmp crm gif jfif jif jp2 jpe jxl mov mp4 psb psd'));

const kinds = new Map(
  Object.entries(endings).flatMap(([kind, names]) =>
    names.map((name) => [name, kind as PictureKind] as const),
  ),
);

/** The ending of a file name in small letters, without its dot. */
export function endingOf(name: string): string {
  return parse(name).ext.slice(1).toLowerCase();
}

/** The kind that a file's name says; undefined for what is never a photo. */
export function pictureKind(name: string): PictureKind | undefined {
  return kinds.get(endingOf(name));
}

export const isRaw = (name: string): boolean => pictureKind(name) === 'raw';

/** Whether a file is a picture or a film by its name, whether or not it can be a photo. */
export function isPicture(name: string): boolean {
  return pictureKind(name) !== undefined || others.has(endingOf(name));
}

/** Which pictures are photos of an archive. */
export type Formats = 'jpeg' | 'all';

/** What a file that is no JPEG is in its folder: one more file of the photo whose JPEG has the same name, or a photo itself. */
export type Part = 'pair' | 'photo' | 'neither';

/** Tells of the pictures of a folder that are no JPEGs what they are. @param jpegs the names of its JPEGs */
export function partsBeside(jpegs: readonly string[], formats: Formats): (name: string) => Part {
  const stem = (name: string) => caseless(parse(name).name);
  const stems = new Set(jpegs.map(stem));
  return (name) => {
    if (pictureKind(name) === undefined) return 'neither';
    if (stems.has(stem(name))) return 'pair';
    return formats === 'all' ? 'photo' : 'neither';
  };
}

/** `NEF`, for people; undefined for a JPEG, and for what is no picture by its name. */
export function otherKindOf(name: string): string | undefined {
  return [undefined, 'jpeg'].includes(pictureKind(name)) ? undefined : endingOf(name).toUpperCase();
}

/** Whether text can be embedded in a photo. */
export const isJpegName = (name: string): boolean => pictureKind(name) === 'jpeg';
