/** The size of a picture from its first bytes, in the formats that vision models take. */
import { parseStructure } from '../jpeg/segments.ts';
import type { Size } from '../photo.ts';

export type PictureHead = {
  readonly format: 'jpeg' | 'png' | 'gif' | 'webp';
  readonly size: Size;
};

/** @returns undefined when the bytes are none of the formats, or too damaged to have a size */
export function pictureHead(bytes: Buffer): PictureHead | undefined {
  const start = bytes.toString('latin1', 0, 16);
  if (start.startsWith('\xff\xd8\xff')) return jpegHead(bytes);
  if (start.startsWith('\x89PNG\r\n\x1a\n') && bytes.length >= 24)
    return head('png', bytes.readUInt32BE(16), bytes.readUInt32BE(20));
  if (/^GIF8[79]a/.test(start) && bytes.length >= 10)
    return head('gif', bytes.readUInt16LE(6), bytes.readUInt16LE(8));
  if (/^RIFF.{4}WEBPVP8/s.test(start) && bytes.length >= 30) return webpHead(bytes);
  return undefined;
}

function jpegHead(bytes: Buffer): PictureHead | undefined {
  const parsed = parseStructure(bytes, bytes.length);
  if (parsed.kind !== 'structure') return undefined;
  return head('jpeg', parsed.structure.frame.width, parsed.structure.frame.height);
}

/** The three kinds of WebP keep their size in three ways (developers.google.com/speed/webp, container specification). */
function webpHead(bytes: Buffer): PictureHead | undefined {
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8X':
      return head('webp', bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1);
    case 'VP8L': {
      const packed = bytes.readUInt32LE(21);
      return head('webp', (packed & 0x3fff) + 1, ((packed >> 14) & 0x3fff) + 1);
    }
    default:
      return head('webp', bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff);
  }
}

function head(
  format: PictureHead['format'],
  width: number,
  height: number,
): PictureHead | undefined {
  return width > 0 && height > 0 ? { format, size: { width, height } } : undefined;
}
