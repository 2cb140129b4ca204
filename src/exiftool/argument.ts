/**
 * What may be handed to ExifTool. It reads its arguments from a pipe, a line each, so a name with a line break would be
 * two arguments, and what follows could be options; some other characters mean something to it or to Perl.
 */
import { isAbsolute, toNamespacedPath } from 'node:path';

/** A file that cannot be read because of its name, by ExifTool or at all. The message is a sentence about its name, with what to do. */
export class NameRefusedError extends Error {
  override readonly name = 'NameRefusedError';
  /** A code of issues. */
  readonly code: 'name-has-line-break' | 'name-refused';

  constructor(code: NameRefusedError['code'], why: string) {
    super(`Its name, or the name of a folder, ${why}. Rename it, then scan again.`);
    this.code = code;
  }
}

/** Characters that end an argument, whatever it is. */
const endings = /[\0\r\n]/;
/** The first ends a command; Perl runs what ends with the second; the third stands for bytes that are not UTF-8. */
const refusals: readonly (readonly [RegExp, NameRefusedError['code'], string])[] = [
  [endings, 'name-has-line-break', 'has a line break'],
  [/\|\s*$/, 'name-refused', 'ends with a vertical bar'],
  [/\ufffd|\p{Surrogate}/u, 'name-refused', 'has characters that are not UTF-8'],
];

/** Why ExifTool cannot be given the file at an absolute path; undefined when it can. */
export function whyRefused(path: string): NameRefusedError | undefined {
  const found = refusals.find(([sign]) => sign.test(path));
  if (found !== undefined) return refused(found[1], found[2]);
  // Relative, a name could begin like an option, a comment or an argument file.
  return isAbsolute(path) ? undefined : refused('name-refused', 'is not a whole path');
}

function refused(code: NameRefusedError['code'], why: string): NameRefusedError {
  return new NameRefusedError(code, `${why}, which ExifTool cannot handle`);
}

/**
 * The lines of a command. @throws NameRefusedError for the file; Error for options that nobody may have put together so
 */
export function argumentLines(options: readonly string[], file?: string): string[] {
  const odd = options.find((option) => endings.test(option) || /^(?:#|\s|$)/.test(option));
  if (odd !== undefined) throw new Error(`Not an option of ExifTool: ${JSON.stringify(odd)}`);
  if (file === undefined) return [...options];
  const why = whyRefused(file);
  if (why !== undefined) throw why;
  // Windows takes the names of devices (CON.jpg) and paths over 260 characters in this form alone.
  return [...options, toNamespacedPath(file)];
}
