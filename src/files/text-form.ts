/**
 * What a file from outside is, by its first bytes: text in one of the encodings that programs write, or something else
 * that can be named. Signatures as in the `magic` files of file(1); byte order marks as in the Unicode Standard, 23.8.
 */

/** An encoding as `TextDecoder` calls it, which also drops the byte order mark; or what the file is instead. */
export type TextForm =
  | { readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' }
  | { readonly isInstead: string; readonly advice: string };

/** Bytes that are enough to tell. */
export const headBytes = 4096;

const unpack = 'Unpack it, and give the file inside.';
const saveAsText = 'Save it as plain text in UTF-8, and give that.';
const otherFile = 'Give the text file instead.';

/** Beginnings of files, as Latin-1; the first that fits counts. */
const signatures: readonly (readonly [begins: string, what: string, advice: string])[] = [
  ['\x1f\x8b', 'compressed with gzip', unpack],
  ['PK\x03\x04', 'a ZIP archive', unpack],
  ['PK\x05\x06', 'a ZIP archive', unpack],
  ['BZh', 'compressed with bzip2', unpack],
  ['\xfd7zXZ', 'compressed with xz', unpack],
  ['\x28\xb5\x2f\xfd', 'compressed with zstd', unpack],
  ['7z\xbc\xaf', 'a 7-Zip archive', unpack],
  ['Rar!', 'a RAR archive', unpack],
  ['\xd0\xcf\x11\xe0', 'an office document', saveAsText],
  ['{\\rtf', 'a rich text document', saveAsText],
  ['%PDF', 'a PDF document', saveAsText],
  ['\xff\xd8\xff', 'a picture', otherFile],
  ['\x89PNG', 'a picture', otherFile],
  ['RIFF', 'a picture or a recording', otherFile],
  ['SQLite format 3', 'a database', otherFile],
  ['\xff\xfe\0\0', 'text in UTF-32', saveAsText],
  ['\0\0\xfe\xff', 'text in UTF-32', saveAsText],
];

/** Parts of an office document, whose names stand 30 bytes behind the beginning of the archive that it is. */
const officeParts = /^(?:\[Content_Types\]|_rels|docProps|mimetype|word\/|xl\/)/;

/** @param head the first `headBytes` of a file, or all of it */
export function textFormOf(head: Buffer): TextForm {
  if (head.every((byte) => byte === 0))
    return {
      isInstead: head.length === 0 ? 'empty' : 'nothing but zero bytes',
      advice: 'Write something into it; if it comes from elsewhere, fetch it again.',
    };
  const begins = head.toString('latin1');
  const found = signatures.find(([signature]) => begins.startsWith(signature));
  if (found?.[1] === 'a ZIP archive' && officeParts.test(begins.slice(30)))
    return { isInstead: 'an office document', advice: saveAsText };
  if (found !== undefined) return { isInstead: found[1], advice: found[2] };
  const encoding = encodingOf(head);
  const page = pageIn(new TextDecoder(encoding).decode(head));
  return page ?? { encoding };
}

/** A text whose form nobody has asked for yet, without its byte order mark. */
export function decodedText(bytes: Buffer): string {
  return new TextDecoder(encodingOf(bytes.subarray(0, headBytes))).decode(bytes);
}

function encodingOf(head: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  // Without a mark: in UTF-16 every other byte of Latin text is zero.
  const zeros = (rest: number) => head.filter((byte, at) => byte === 0 && at % 2 === rest).length;
  const [even, odd] = [zeros(0), zeros(1)];
  const most = head.length / 2;
  if (odd > most * 0.4 && even < most * 0.1) return 'utf-16le';
  if (even > most * 0.4 && odd < most * 0.1) return 'utf-16be';
  return 'utf-8';
}

/** A web page or a storage service's error in XML, saved in place of the file. */
function pageIn(text: string): TextForm | undefined {
  const begins = /^[\s\0]*<(!doctype html|html|head|body|\?xml|error\b)/i.exec(text)?.[1];
  if (begins === undefined) return undefined;
  const title = /<(title|message|code)\b[^>]{0,200}>([^<]{1,200})</i.exec(text)?.[2]?.trim();
  const what = /^(?:\?xml|error)/i.test(begins) ? 'an XML document' : 'a web page';
  return {
    isInstead: title === undefined ? what : `${what} (“${title.replace(/\s+/g, ' ')}”)`,
    advice:
      'What was downloaded is not the file itself; sign in where it lies, and download it again.',
  };
}
