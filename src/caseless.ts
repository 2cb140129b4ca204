/** A name or a keyword, for telling whether another one is the same but for its case and the way its accents are stored. */
export function caseless(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
