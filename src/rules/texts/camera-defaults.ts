/** Texts that no person wrote: what cameras and programs put into empty fields. */
import { type Metadata, mapMetadata } from '../../metadata/metadata.ts';
import defaults from '../data/camera-defaults.json' with { type: 'json' };
import { isFileName } from './file-names.ts';

const texts = new Set(defaults.texts);

/** Longer texts are somebody's own, and not looked at closely. */
const longest = 200;

/** Small letters, one space between words, without the NULs and charset prefixes of EXIF comments. */
function plain(text: string): string {
  return text
    .slice(0, longest + 1)
    .replace(/^(?:ASCII|UNICODE|JIS)(?=\0)/u, '')
    .replace(/[\0\s]+/gu, ' ')
    .trim()
    .toLowerCase();
}

/** `OLYMPUS DIGITAL CAMERA`, `SONY DSC`, `Processed with VSCO with f2 preset`, `DCIM\100GOPRO`, blanks alone. */
export function isCameraDefault(text: string): boolean {
  const words = plain(text);
  if (words.length > longest) return false;
  return (
    words === '' ||
    texts.has(words.replace(/(?<![\s.])[\s.]+$/u, '')) ||
    defaults.beginnings.some((beginning) => words.startsWith(beginning))
  );
}

const titles = new Set(['headline', 'shortTitle', 'caption']);

/** The text of a photo or sidecar without titles and captions that no person wrote, which count as empty. */
export function withoutDefaults(text: Metadata, path: string): Metadata {
  return mapMetadata(text, (value, field) =>
    titles.has(field) && typeof value === 'string' && isDefault(value, path) ? undefined : value,
  );
}

function isDefault(text: string, path: string): boolean {
  return isCameraDefault(text) || isFileName(text, path);
}
