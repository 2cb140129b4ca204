/** What pictures of other kinds than JPEG say about themselves, by ExifTool. */
import type { Pool } from '../../exiftool/pool.ts';
import { readTags, type Tags, tagsFor, valueIn } from '../../exiftool/read.ts';
import { typeOfFile } from '../../files/file-type.ts';
import { type PictureKind, pictureKind } from '../../files/picture-kinds.ts';
import { sampledIdentity } from '../../files/sampled-identity.ts';
import { withFile } from '../../files/with-file.ts';
import { textOfBlock } from '../../jpeg/iptc.ts';
import { fieldNames } from '../../metadata/fields.ts';
import { allTextIn, type Metadata, metadataFrom } from '../../metadata/metadata.ts';
import type { Size } from '../../photo.ts';
import { readXmp, type XmpContent, XmpError } from '../../xmp/index.ts';
import { existingText, type ReadPhoto } from './read-photo.ts';
import { positionInXmp, takenIn } from './when-and-where.ts';

const tag = {
  size: 'Composite:ImageSize',
  orientation: 'IFD0:Orientation',
  make: 'IFD0:Make',
  model: 'IFD0:Model',
  original: 'ExifIFD:DateTimeOriginal',
  subSeconds: 'ExifIFD:SubSecTimeOriginal',
  digitized: 'ExifIFD:CreateDate',
  latitude: 'Composite:GPSLatitude',
  longitude: 'Composite:GPSLongitude',
  rating: 'XMP-xmp:Rating',
  label: 'XMP-xmp:Label',
} as const;

/** The packet and the block as they stand in the file. */
const packetTag = 'XMP:XMP';
const blockTag = 'IPTC:IPTC';
/** Bytes of a packet; longer ones hold masks and histories, and ExifTool's own reading has to do. */
const longestPacket = 4_000_000;

/** What `typeOfFile` says of files of a kind; raw files begin in too many ways to be told. */
const beginnings: Readonly<Partial<Record<PictureKind, readonly [is: RegExp, not: string]>>> = {
  tiff: [/TIFF/, 'not a TIFF picture'],
  png: [/PNG/, 'not a PNG picture'],
  webp: [/WebP/, 'not a WebP picture'],
  heic: [/HEIC|AVIF/, 'not a HEIC picture'],
  avif: [/AVIF|HEIC/, 'not an AVIF picture'],
};

/** Of raw files, these are something else, whatever their names say. */
const noRaw = /JPEG|PNG|GIF|WebP|PDF|ZIP|web page|LFS|zeros|Photoshop|BMP/;

/** Reads a picture of another kind. @throws ProcessLostError, or the file system's error */
export async function readOther(pool: Pool, path: string, now: Date): Promise<ReadPhoto> {
  const { bytes, mtime, identity } = await withFile(path, 'r', async (file) => {
    const { size, mtimeNs } = await file.stat({ bigint: true });
    return { bytes: Number(size), mtime: String(mtimeNs), identity: await sampledIdentity(file) };
  });
  const broken = (why: 'empty' | 'not-a-jpeg' | 'strange-structure', is?: string): ReadPhoto => ({
    ...{ kind: 'broken', why, is, bytes, mtime },
  });
  if (bytes === 0) return broken('empty');
  const is = await typeOfFile(path);
  const kind = pictureKind(path) ?? 'raw';
  const [sign, otherwise] = beginnings[kind] ?? [];
  const isRight = sign === undefined ? !noRaw.test(is ?? '') : sign.test(is ?? '');
  if (!isRight) return broken('not-a-jpeg', is ?? otherwise);
  const wanted = [packetTag, blockTag, ...Object.values(tag), ...fieldNames.flatMap(tagsFor)];
  const tags = await readTags(pool, path, wanted, ['-b']);
  const orientation = orientationIn(tags);
  const size = sizeIn(tags, orientation);
  if (size === undefined) return broken('strange-structure');
  const text = textInTags(tags);
  const xmp = xmpIn(tags);
  const said = (name: keyof typeof tag) => textIn(tags, tag[name]);
  const exif = {
    dateTimeOriginal: said('original'),
    subSeconds: said('subSeconds'),
    dateTimeDigitized: said('digitized'),
  };
  const [make = '', model = ''] = [said('make'), said('model')];
  return {
    kind: 'photo',
    odd: false,
    content: {
      ...{ bytes, mtime, identity, size, orientation, text },
      existing: existingText(text, path, xmp ?? { rating: said('rating'), label: said('label') }),
      ...takenIn(exif, xmp, text, now),
      camera: make + model === '' ? undefined : { make, model },
      position: positionIn(tags) ?? positionInXmp(xmp),
    },
  };
}

/**
 * The fields: out of XMP, out of IPTC, then out of EXIF. IPTC we read ourselves, because ExifTool takes every charset that is
 * not declared for Latin-1.
 */
function textInTags(tags: Tags): Metadata {
  const inXmp = metadataFrom((field) => valueIn(tags, field, tagsFor(field).slice(0, 1)));
  const block = bytesIn(tags, blockTag);
  const iptc = block && textOfBlock(block, allTextIn(inXmp));
  return metadataFrom((field) => {
    const among = tagsFor(field).filter((one) => iptc === undefined || !one.startsWith('IPTC:'));
    return inXmp[field] ?? iptc?.[field] ?? valueIn(tags, field, among);
  });
}

/** Binary values come in base64. */
function bytesIn(tags: Tags, name: string): Buffer | undefined {
  const value = tags[name];
  if (typeof value !== 'string') return undefined;
  return value.startsWith('base64:')
    ? Buffer.from(value.slice('base64:'.length), 'base64')
    : Buffer.from(value);
}

/** People, marks, times and positions as in JPEGs, of which ExifTool would have other forms. */
function xmpIn(tags: Tags): XmpContent | undefined {
  const packet = bytesIn(tags, packetTag);
  if (packet === undefined || packet.length > longestPacket) return undefined;
  try {
    return readXmp(packet);
  } catch (error) {
    if (!(error instanceof XmpError)) throw error;
    return undefined;
  }
}

function textIn(tags: Tags, name: string): string | undefined {
  const value = tags[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : undefined;
}

function orientationIn(tags: Tags): number {
  const value = Number(textIn(tags, tag.orientation));
  return Number.isInteger(value) && value >= 1 && value <= 8 ? value : 1;
}

/** As a viewer shows it. */
function sizeIn(tags: Tags, orientation: number): Size | undefined {
  const [width = 0, height = 0] = (textIn(tags, tag.size) ?? '').split(/[ x]/).map(Number);
  const isSize = [width, height].every((side) => Number.isSafeInteger(side) && side > 0);
  if (!isSize) return undefined;
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}

function positionIn(tags: Tags) {
  const latitude = Number.parseFloat(textIn(tags, tag.latitude) ?? '');
  const longitude = Number.parseFloat(textIn(tags, tag.longitude) ?? '');
  const isOnGlobe = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return isOnGlobe && (latitude !== 0 || longitude !== 0) ? { latitude, longitude } : undefined;
}
