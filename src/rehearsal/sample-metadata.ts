/** What cameras and earlier programs leave in a JPEG, put into a picture that has nothing yet: EXIF, IPTC and XMP. */
import { type Dataset, encodeIim } from '../jpeg/iim.ts';
import { encodeResources, iptcResource, photoshopSegments } from '../jpeg/photoshop.ts';
import { parseStructure, segmentOf } from '../jpeg/segments.ts';
import type { Position } from '../photo.ts';

/** A photo of the sample archive, as sample/photos.json has it. */
export type SamplePhoto = {
  /** Relative to the archive; the picture has the same name. */
  readonly path: string;
  /** `YYYY-MM-DDTHH:MM:SS` by the camera's clock; a camera that forgot its clock writes none. */
  readonly taken?: string | undefined;
  readonly subSeconds?: string | undefined;
  readonly offset?: string | undefined;
  readonly camera: { readonly make: string; readonly model: string; readonly lens: string };
  /** Exposure time in seconds, as a fraction; focal length in mm. */
  readonly exposure: {
    readonly iso: number;
    readonly aperture: number;
    readonly time: string;
    readonly length: number;
  };
  /** Stored lying, to be shown upright by EXIF orientation 6. */
  readonly turned?: boolean | undefined;
  readonly position?: Position | undefined;
  readonly iptc?: EarlierIptc | undefined;
  /** An XMP packet, line by line. */
  readonly xmp?: readonly string[] | undefined;
};

/** IPTC that an earlier program left in the file. */
type EarlierIptc = {
  readonly charset: 'latin1' | 'utf8';
  readonly headline?: string | undefined;
  readonly caption?: string | undefined;
  readonly keywords: readonly string[];
};

/** `picture` with everything that `photo` is said to hold, behind its JFIF segment. */
export async function withMetadata(picture: Buffer, photo: SamplePhoto): Promise<Buffer> {
  const { segments, frame } = structureOf(picture);
  const start = segments.find(({ kind }) => kind === 'jfif')?.end ?? 2;
  return Buffer.concat([
    picture.subarray(0, start),
    await exifSegment(photo, frame),
    ...(photo.iptc === undefined ? [] : iptcSegments(photo.iptc)),
    ...(photo.xmp === undefined ? [] : [segmentOf('xmp', Buffer.from(photo.xmp.join('\n')))]),
    picture.subarray(start),
  ]);
}

function structureOf(jpeg: Buffer) {
  const parsed = parseStructure(jpeg, jpeg.length);
  if (parsed.kind !== 'structure') throw new Error('A sample picture is not a JPEG.');
  return parsed.structure;
}

/** sharp writes EXIF only while it encodes, and the pictures are to stay as they are: a blank one lends its segment. */
async function exifSegment(
  photo: SamplePhoto,
  size: { readonly width: number; readonly height: number },
): Promise<Buffer> {
  const { default: sharp } = await import('sharp');
  const blank = sharp({ create: { ...size, channels: 3, background: '#000' } });
  const jpeg = await blank
    .withExif(exifOf(photo))
    .withMetadata({ orientation: photo.turned === true ? 6 : 1 })
    .jpeg()
    .toBuffer();
  const segment = structureOf(jpeg).segments.find(({ kind }) => kind === 'exif');
  if (segment === undefined) throw new Error('sharp has written no EXIF.');
  return jpeg.subarray(segment.start, segment.end);
}

type Directory = Record<string, string>;

/** EXIF in the form that sharp takes: IFD0, the Exif IFD as IFD2, the GPS IFD as IFD3. */
function exifOf(photo: SamplePhoto): { IFD0: Directory; IFD2: Directory; IFD3: Directory } {
  const { camera, exposure, taken, offset, subSeconds, position } = photo;
  const date = taken?.replace('T', ' ').replaceAll('-', ':');
  return {
    IFD0: given({ Make: camera.make, Model: camera.model, DateTime: date }),
    IFD2: given({
      DateTimeOriginal: date,
      DateTimeDigitized: date,
      OffsetTimeOriginal: offset,
      SubSecTimeOriginal: subSeconds,
      LensModel: camera.lens,
      ISOSpeedRatings: String(exposure.iso),
      FNumber: `${Math.round(exposure.aperture * 10)}/10`,
      ExposureTime: exposure.time,
      FocalLength: `${exposure.length}/1`,
    }),
    IFD3: position === undefined ? {} : gpsOf(position),
  };
}

function given(tags: Record<string, string | undefined>): Directory {
  const entries = Object.entries(tags).filter(
    (tag): tag is [string, string] => tag[1] !== undefined,
  );
  return Object.fromEntries(entries);
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
/** Dataset 1:90 with the escape sequence for UTF-8. */
const utf8: Dataset = { record: 1, number: 90, value: Buffer.from('\u001b%G', 'latin1') };

/** Latin-1 text goes without a word about its character set, as older programs write it. */
function iptcSegments({ charset, headline, caption, keywords }: EarlierIptc): Buffer[] {
  const field = (dataset: number, value: string | undefined): Dataset[] =>
    value === undefined ? [] : [{ record: 2, number: dataset, value: Buffer.from(value, charset) }];
  const data = encodeIim([
    ...(charset === 'utf8' ? [utf8] : []),
    ...keywords.flatMap((keyword) => field(number.keyword, keyword)),
    ...field(number.headline, headline),
    ...field(number.caption, caption),
  ]);
  const name = Buffer.alloc(2);
  return photoshopSegments(encodeResources([{ type: '8BIM', id: iptcResource, name, data }]));
}
