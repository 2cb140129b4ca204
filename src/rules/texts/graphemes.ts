/** What a reader sees as letters (Unicode UAX 29, extended grapheme clusters). */

let segmenter: Intl.Segmenter | undefined;

/** The letters of `text`, one by one. Making the segmenter takes ten milliseconds: only when a text needs it. */
export function* graphemes(text: string): Generator<string> {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  for (const { segment } of segmenter.segment(text)) yield segment;
}
