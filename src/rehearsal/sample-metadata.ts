/** What cameras and earlier programs leave in a JPEG: EXIF for sharp to write, and an IPTC block. */
import { type Dataset, encodeIim } from '../jpeg/iim.ts';
import { parseStructure } from '../jpeg/segments.ts';
import type { Position } from '../photo.ts';
import type { EarlierText, Shot } from './sample-shot.ts';

type Directory = Record<string, string>;

/** EXIF in the form that sharp takes: IFD0, the Exif IFD as IFD2, the GPS IFD as IFD3. */
export function exifOf(shot: Shot): { IFD0: Directory; IFD2: Directory; IFD3: Directory } {
  const { camera, taken, exposure } = shot;
  const [iso, aperture, time, length] = exposure;
  const date = taken?.replace('T', ' ').replaceAll('-', ':');
  const zone = shot.offset !== undefined && date !== undefined ? shot.offset : undefined;
  return {
    IFD0: {
      Make: camera.make,
      Model: camera.model,
      Orientation: shot.format === 'turned' ? '6' : '1',
      ...(date !== undefined && { DateTime: date }),
    },
    IFD2: {
      ...(date !== undefined && { DateTimeOriginal: date, DateTimeDigitized: date }),
      ...(zone !== undefined && { OffsetTimeOriginal: zone }),
      ...(shot.subSeconds !== undefined && { SubSecTimeOriginal: shot.subSeconds }),
      LensModel: camera.lens,
      ISOSpeedRatings: String(iso),
      FNumber: `${Math.round(aperture * 10)}/10`,
      ExposureTime: time,
      FocalLength: `${length}/1`,
    },
    IFD3: shot.position === undefined ? {} : gpsOf(shot.position),
  };
}

function gpsOf({ latitude, longitude }: Position): Directory {
  return {
    GPSVersionID: '2 3 0 0',
    GPSLatitudeRef: latitude < 0 ? 'S' : 'N',
    GPSLatitude: degrees(Math.abs(latitude)),
    GPSLongitudeRef: longitude < 0 ? 'W' : 'E',
    GPSLongitude: degrees(Math.abs(longitude)),
  };
}

/** Degrees, minutes and hundredths of seconds as EXIF's three fractions. */
function degrees(value: number): string {
  const hundredths = Math.round(value * 360_000);
  const minutes = Math.floor(hundredths / 6000);
  return `${Math.floor(minutes / 60)}/1 ${minutes % 60}/1 ${hundredths % 6000}/100`;
}

/** Numbers of datasets in record 2 (IPTC-IIM 4.2, chapter 6). */
const number = { headline: 105, caption: 120, keyword: 25 } as const;

/**
 * `jpeg` with the text in an IPTC block behind its EXIF. Latin-1 text goes without a word about its character set, as
 * older programs write it.
 */
export function withEarlierText(jpeg: Buffer, text: EarlierText): Buffer {
  const encoded = (value: string) => Buffer.from(value, text.charset);
  const field = (dataset: number, value: string | undefined): Dataset[] =>
    value === undefined ? [] : [{ record: 2, number: dataset, value: encoded(value) }];
  const utf8 = { record: 1, number: 90, value: Buffer.from('\u001b%G', 'latin1') };
  const block = encodeIim([
    ...(text.charset === 'utf8' ? [utf8] : []),
    ...text.keywords.flatMap((keyword) => field(number.keyword, keyword)),
    ...field(number.headline, text.headline),
    ...field(number.caption, text.caption),
  ]);
  const at = endOfExif(jpeg);
  return Buffer.concat([jpeg.subarray(0, at), photoshopSegment(block), jpeg.subarray(at)]);
}

function endOfExif(jpeg: Buffer): number {
  const parsed = parseStructure(jpeg, jpeg.length);
  if (parsed.kind !== 'structure') throw new Error('A sample picture is no JPEG.');
  const before = parsed.structure.segments.filter(({ kind }) => kind === 'jfif' || kind === 'exif');
  return before.at(-1)?.end ?? 2;
}

/** An APP13 segment with one image resource, 0x0404: IPTC (Photoshop File Formats, "Image Resource Blocks"). */
function photoshopSegment(block: Buffer): Buffer {
  const head = Buffer.from(
    'Photoshop 3.0\u00008BIM\u0004\u0004\u0000\u0000\u0000\u0000\u0000\u0000',
    'latin1',
  );
  head.writeUInt32BE(block.length, head.length - 4);
  const padding = Buffer.alloc(block.length % 2);
  const marker = Buffer.from([0xff, 0xed, 0, 0]);
  marker.writeUInt16BE(2 + head.length + block.length + padding.length, 2);
  return Buffer.concat([marker, head, block, padding]);
}
