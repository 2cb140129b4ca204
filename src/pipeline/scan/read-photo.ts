/** What one JPEG says about itself, from the head of the file alone. */
import { withFile } from '../../files/with-file.ts';
import { readExif } from '../../jpeg/exif.ts';
import { identityOf } from '../../jpeg/identity.ts';
import { iptcText, readIptc } from '../../jpeg/iptc.ts';
import { firstRead, type Head, readHeadOf } from '../../jpeg/read-head.ts';
import type { Broken } from '../../jpeg/segments.ts';
import { xmpPackets } from '../../jpeg/xmp-packets.ts';
import { allTextIn, type Metadata } from '../../metadata/metadata.ts';
import type { Camera, DateSource, ExistingText, Position, Size } from '../../photo.ts';
import { cutList, cutText } from '../../rules/foreign-text.ts';
import { withoutDefaults } from '../../rules/texts/camera-defaults.ts';
import { embeddedText, readXmp, type XmpContent, XmpError } from '../../xmp/index.ts';
import { positionInXmp, takenIn } from './when-and-where.ts';

/** Everything but the folders' meaning. */
export type PhotoContent = {
  readonly bytes: number;
  readonly mtime: string;
  readonly identity: string;
  readonly size: Size;
  readonly orientation: number;
  readonly takenOn?: string | undefined;
  readonly takenAt?: string | undefined;
  readonly takenSource?: DateSource | undefined;
  readonly camera?: Camera | undefined;
  readonly position?: Position | undefined;
  /** XMP and IPTC, reconciled. */
  readonly text: Metadata;
  readonly existing: ExistingText;
};

export type ReadPhoto =
  | {
      readonly kind: 'photo';
      readonly content: PhotoContent;
      /** Something could not be read by us; ExifTool may know better. */
      readonly odd: boolean;
    }
  | {
      readonly kind: 'broken';
      readonly why: Broken | 'empty';
      /** What it is instead of a JPEG, where that is known. */
      readonly is?: string | undefined;
      readonly bytes: number;
      readonly mtime: string;
    };

/**
 * Reads the head of the file at `path`. @throws the file system's error when it cannot be opened or read
 * @param language whose texts are read beside the English ones
 */
export async function readPhoto(path: string, now: Date, language?: string): Promise<ReadPhoto> {
  const room = spare.pop() ?? Buffer.allocUnsafeSlow(firstRead);
  try {
    return await readInto(room, path, now, language);
  } finally {
    spare.push(room);
  }
}

/** Room for heads, used again and again: nothing that is read out of one keeps its bytes. */
const spare: Buffer[] = [];

function readInto(room: Buffer, path: string, now: Date, language?: string): Promise<ReadPhoto> {
  return withFile(path, 'r', async (file, found) => {
    const read = await readHeadOf(file, found, room);
    const mtime = String(read.kind === 'head' ? read.head.mtime : read.mtime);
    if (read.kind === 'broken') {
      const why = read.fileBytes === 0 ? 'empty' : read.why;
      return { kind: 'broken', why, bytes: read.fileBytes, mtime };
    }
    return photoIn(path, read.head, mtime, await identityOf(file, read.head), now, language);
  });
}

function photoIn(
  path: string,
  head: Head,
  mtime: string,
  identity: string,
  now: Date,
  language: string | undefined,
): ReadPhoto {
  const { exif, odd: exifOdd } = exifOf(head);
  const { xmp, odd: xmpOdd } = xmpOf(head, language);
  const iptc = readIptc(head.segments, allTextIn(xmp ?? {}));
  const text = embeddedText(xmp, iptcText(iptc), iptc.digest);
  const orientation = exif.orientation ?? 1;
  return {
    kind: 'photo',
    odd:
      exifOdd ||
      xmpOdd ||
      iptc.damaged ||
      iptc.blocks.length > 1 ||
      iptc.oldRuns.length > 0 ||
      iptc.runs.some(({ rest }) => rest.length > 0),
    content: {
      bytes: head.fileBytes,
      mtime,
      identity,
      size: uprightSize(head.frame, orientation),
      orientation,
      text,
      existing: existingText(text, path, xmp),
      ...takenIn(exif, xmp, text, now),
      camera: exif.camera,
      position: exif.position ?? positionInXmp(xmp),
    },
  };
}

function exifOf(head: Head): ReturnType<typeof readExif> {
  const segment = head.segments.find(({ kind }) => kind === 'exif');
  return segment === undefined ? { exif: {}, odd: false } : readExif(segment.payload);
}

function xmpOf(
  head: Head,
  language: string | undefined,
): { xmp: XmpContent | undefined; odd: boolean } {
  const { packets, extended } = xmpPackets(head.segments);
  const [packet] = packets;
  if (packet === undefined) return { xmp: undefined, odd: extended };
  try {
    // Extended XMP holds depth maps and histories; our fields are always in the first packet.
    return { xmp: readXmp(packet, language), odd: packets.length > 1 };
  } catch (error) {
    if (!(error instanceof XmpError)) throw error;
    return { xmp: undefined, odd: true };
  }
}

/** Orientations 5 to 8 lie on their side (EXIF 2.32, section 4.6.4). */
function uprightSize({ width, height }: Size, orientation: number): Size {
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}

/** What a photo is marked with and who is in it, as `ExistingText` has it. */
type Marks = Pick<ExistingText, 'rating' | 'label' | 'colour' | 'pick' | 'people'>;

/** The part of embedded text that the review shows beside ours. */
export function existingText(
  text: Metadata,
  path: string,
  { rating, label, colour, pick, people }: Marks = {},
): ExistingText {
  const { headline, shortTitle, caption, keywords = [] } = withoutDefaults(text, path);
  const left = new Set([headline, shortTitle, caption]);
  const all = [text.headline, text.shortTitle, text.caption].filter((one) => one !== undefined);
  const found = [...new Set(all.filter((one) => !left.has(one)))];
  const defaults = found.length > 0 ? found : undefined;
  const cut = (one: string | undefined) => one && cutText(one);
  return {
    keywords: cutList(keywords),
    headline: cut(headline),
    shortTitle: cut(shortTitle),
    caption: cut(caption),
    translatedTitle: cut(text.translatedTitle),
    translatedCaption: cut(text.translatedCaption),
    rating: cut(rating),
    label: cut(label),
    colour,
    pick,
    people: people && cutList(people),
    modelReleaseId: cut(text.modelReleaseId),
    propertyReleaseId: cut(text.propertyReleaseId),
    defaults: defaults && cutList(defaults),
  };
}
