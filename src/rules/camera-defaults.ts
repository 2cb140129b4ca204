/** Texts that no person wrote: what cameras and programs put into empty fields, and names of files. */
import { type Metadata, mapMetadata } from '../metadata/metadata.ts';
import defaults from './data/camera-defaults.json' with { type: 'json' };

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
    texts.has(words.replace(/[\s.]+$/u, '')) ||
    defaults.beginnings.some((beginning) => words.startsWith(beginning))
  );
}

/** A name that a camera, telephone or drone gives: a known beginning and figures, or figures alone. */
const cameraName = new RegExp(
  [
    `_?(?:${defaults.fileNames.join('|')})[-_]?\\d{3,}(?:[-_.][a-z0-9]{1,12}){0,4}`,
    // Olympus and Panasonic: month, day, number. Kodak: folder, number. Canon, Leica: a letter and seven figures.
    '_?[plr][0-9a-c]\\d{6}',
    '\\d{3}[-_]\\d{4}',
    // A moment: 20190514_123456, 2019-05-14 12.34.56
    '(?:19|20)\\d\\d[-_.]?[01]\\d[-_.]?[0-3]\\d[-_ t][0-2]\\d[-_.]?\\d\\d[-_.]?\\d\\d\\d{0,4}',
    // A GUID
    '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  ]
    .map((pattern) => `(?:${pattern})`)
    .join('|')
    .replace(/^/, '^(?:')
    .replace(/$/, ')$'),
  'u',
);

const ending =
  /\.(?:jpe?g|tiff?|png|heic|heif|dng|nef|cr[23w]|arw|raf|orf|rw2|pef|webp|gif|mov|mp4|psd)$/u;

/**
 * Whether a text is only the name of a file: the photo's own, with or without its ending, or one that a camera gives.
 * @param path of the photo
 */
export function isFileName(text: string, path: string): boolean {
  const words = plain(text);
  if (words === '' || words.length > longest) return false;
  const name = plain(path.slice(path.lastIndexOf('/') + 1));
  const bare = words.replace(ending, '');
  // A photo named by hand may be named for what it shows: `harbor.jpg`.
  const isOwn = words === name || (bare === name.replace(ending, '') && /\d/u.test(bare));
  return isOwn || (bare !== words && !/\s/u.test(words)) || cameraName.test(bare);
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
