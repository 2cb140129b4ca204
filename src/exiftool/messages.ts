/** The few things that ExifTool tells only in words, as of version 13.59. */

export type Meaning =
  /** The copy could not be written: a full disk, a quota, a failing disk. ExifTool does not say which. */
  'cannot-write';

const meanings: readonly { readonly pattern: RegExp; readonly meaning: Meaning }[] = [
  { pattern: /^Error (?:writing|closing|opening|creating)\b/i, meaning: 'cannot-write' },
];

/** What an error of ExifTool means to us, if anything. */
export function meaningOf(message: string): Meaning | undefined {
  return meanings.find(({ pattern }) => pattern.test(message))?.meaning;
}
