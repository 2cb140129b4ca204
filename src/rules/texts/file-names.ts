/** Names of picture files, as cameras, phones, messengers and agencies give them: no title, and no keyword. */
import { fileName } from '../../photo.ts';
import defaults from '../data/camera-defaults.json' with { type: 'json' };

const ending =
  '\\.(?:jpe?g|jpe|jfif|png|gif|webp|tiff?|hei[cf]|avif|bmp|psd|raw|cr[23w]|nef|arw|dng|orf|rw2|raf|xmp)';

/** What stands before the number in such names. */
const maker = `_?(?:${defaults.fileNames.join('|')})`;

/** What programs add: the number of a copy, what was done to it. */
const behind =
  '(?:[ _~-]{0,3}\\(?(?:\\d{1,9}|copy|edit(?:ed)?|final|small|web|large|hdr|pano|bw|crop(?:ped)?|wa\\d{1,6}|burst\\d{0,9}|cover|portrait|night|mp|v\\d|[a-z])\\)?){0,4}';

const camera = [
  `${maker}[ _-]{0,2}\\d{3,}${behind}`,
  '_?[a-z]\\d{6,8}',
  '\\d{3}[-_]\\d{4}',
  '_?[plr][\\da-c]\\d{6}',
  '(?:19|20)\\d\\d[-_.]?[01]\\d[-_.]?[0-3]\\d[-_ t][0-2]\\d[-_.]?\\d\\d[-_.]?\\d\\d\\d{0,4}',
  `(?:[a-z]{2,6}[ _-])?(?:19|20)\\d{6}[ _-]\\d{4,9}${behind}`,
  '(?:whatsapp image|screen ?shot|photo|image|scan)[ _-](?:19|20)\\d\\d[ _.-]\\d\\d[ _.-]\\d\\d\\b[\\w .()-]{0,40}',
  '[\\da-f]{8}-(?:[\\da-f]{4}-){3}[\\da-f]{12}',
  '(?=[a-z]*\\d)(?=\\d*[a-f])[\\da-f]{16,64}',
].join('|');
const announced = /^(?:(?:photo|image|picture|file ?name|file|title|name)\s*[:#]?\s+)?/iu;
const wholeName = new RegExp(
  `^(?:(?:${camera})(?:${ending})?|(?:.{0,120}\\s)?[^\\s\\d_-]{1,60}${ending}|\\S{1,120}${ending})[.]?$`,
  'iu',
);

/** Whether a text is the name of a picture's file and nothing else: its own, or one that any camera gives. */
export function isFileName(text: string, path?: string): boolean {
  return (
    namesIn(text).some((one) => wholeName.test(one)) ||
    (path !== undefined && isNameOfFile(text, path))
  );
}

/** Whether a text is the name of the file at this path and nothing else. */
export function isNameOfFile(text: string, path: string): boolean {
  return namesIn(text).some((one) => isNameOf(one, path));
}

/** What may be a name: the text without quotation marks and brackets, and without what announces one. */
function namesIn(text: string): readonly string[] {
  const bare = text
    .trim()
    .replace(/^["'([]+/u, '')
    .replace(/(?<!["')\]])["')\]]+$/u, '');
  const name = bare.replace(announced, '');
  return name === bare ? [bare] : [bare, name];
}

/**
 * Whether a text is the name of this file. A name of plain words may be a title by accident; one with numbers, or written
 * as files are, is not.
 */
function isNameOf(text: string, path: string): boolean {
  const stem = withoutEnding(fileName(path));
  if (words(stem) !== words(withoutEnding(text))) return false;
  return /\d/u.test(stem) || /^\S[^\s_-]*[_-]\S+$/u.test(text);
}

function withoutEnding(name: string): string {
  return name.replace(/\.[a-z\d]{2,5}$/iu, '');
}

function words(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_-]+/gu, ' ')
    .trim();
}

const inText = new RegExp(
  `(?:\\s{0,9}[-–—:|,(\\[]{1,9})?\\s{0,9}(?<![\\w.])(?:[\\w-]{1,80}${ending}|${maker}[_-]?\\d{3,}[\\w-]{0,40})(?![\\w.])(?:\\s{0,9}[)\\]:|,–—-]{1,9}(?=\\s|$))?\\s*`,
  'giu',
);

/** A text without names of picture files in it: `Ferries at dusk (DSC_0815.jpg)`. */
export function withoutFileNames(text: string): string {
  if (!/\d{3}|\.\p{L}/u.test(text)) return text;
  const rest = text.replace(inText, ' ').trim();
  return rest === text.trim() ? text : rest;
}
