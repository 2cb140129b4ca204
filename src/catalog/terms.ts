/**
 * The inverted index of `search`: which terms a field has, and which photos have each. A term is a word of a title, or
 * the whole of another field; a keyword is a whole one. Photos are numbered by id, and 32,768 of them make a segment, which is
 * made anew when enough of its photos have changed (make-terms.ts); the others are looked for in `search` itself.
 */
import type { Catalog } from './catalog.ts';
import { type indexedFields, segmentBits } from './triggers.ts';

export type IndexedField = (typeof indexedFields)[number];

/** Photos in a chunk: few enough that a rare term costs little reading. */
export const chunkSize = 16_384;

/** What a term must be. `part`: it contains this text; `whole`: it is this text; neither is empty. */
export type TermTest =
  | { readonly part: string }
  | { readonly whole: string }
  | { readonly is: (term: string) => boolean };

/** The terms of a field in one segment. The photos of all terms stand in one row, those of a term behind those of the one before. */
type Terms = {
  /** In UTF-8, NUL before the first and after each. */
  readonly text: Buffer;
  /** By term: where it ends in the text, and where its photos end. */
  readonly ends: Uint32Array;
  readonly photoEnds: Uint32Array;
};

/** The segments that there are, in order; none in a small archive, or before the index was first made. */
export function segmentsOf(catalog: Catalog): number[] {
  return catalog.ids`SELECT segment AS id FROM term_segment WHERE field = 'usage' ORDER BY segment`;
}

/** Marks with 1, by id, the photos that have a term in the field that passes; none outside the index. */
export function markWith(
  catalog: Catalog,
  field: IndexedField,
  test: TermTest,
  marks: Uint8Array,
): void {
  for (const segment of segmentsOf(catalog)) {
    const terms = termsOf(catalog, segment, field);
    if (terms !== undefined) markInSegment(catalog, { segment, field, terms }, test, marks);
  }
}

function termsOf(catalog: Catalog, segment: number, field: IndexedField): Terms | undefined {
  const row = catalog.get<{ terms: Uint8Array<ArrayBuffer> }>`
    SELECT terms FROM term_segment WHERE segment = ${segment} AND field = ${field}`;
  if (row === undefined) return undefined;
  const bytes = aligned(row.terms);
  const [count = 0] = bytes.length < 4 ? [] : numbersIn(bytes, 0, 1);
  const textAt = 4 + count * 8;
  if (textAt > bytes.length) return undefined;
  return {
    ends: numbersIn(bytes, 4, count),
    photoEnds: numbersIn(bytes, 4 + count * 4, count),
    text: Buffer.from(bytes.buffer, bytes.byteOffset + textAt, bytes.length - textAt),
  };
}

/** At a place where numbers can be read. */
function aligned(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
}

const numbersIn = (bytes: Uint8Array<ArrayBuffer>, at: number, count: number) =>
  new Uint32Array(bytes.buffer, bytes.byteOffset + at, count);

type OneField = {
  readonly segment: number;
  readonly field: IndexedField;
  readonly terms: Terms;
};

function markInSegment(
  catalog: Catalog,
  { segment, field, terms }: OneField,
  test: TermTest,
  marks: Uint8Array,
): void {
  const inSegment = marks.subarray(segment << segmentBits);
  let number = -1;
  let photos = new Uint16Array();
  for (const at of matching(terms, test)) {
    const end = terms.photoEnds[at] ?? 0;
    let place = at === 0 ? 0 : (terms.photoEnds[at - 1] ?? 0);
    while (place < end) {
      const wanted = Math.floor(place / chunkSize);
      if (wanted !== number) photos = chunkOf(catalog, segment, field, wanted);
      number = wanted;
      const before = number * chunkSize;
      const last = Math.min(end - before, photos.length);
      for (let one = place - before; one < last; one++) inSegment[photos[one] ?? 0] = 1;
      place = before + chunkSize;
    }
  }
}

function chunkOf(
  catalog: Catalog,
  segment: number,
  field: string,
  chunk: number,
): Uint16Array<ArrayBuffer> {
  const row = catalog.get<{ photos: Uint8Array<ArrayBuffer> }>`
    SELECT photos FROM term_photos WHERE segment = ${segment} AND field = ${field} AND chunk = ${chunk}`;
  const bytes = aligned(row?.photos ?? new Uint8Array());
  return new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1);
}

/** The numbers of the terms that pass, in order. */
function* matching({ text, ends }: Terms, test: TermTest): Generator<number, void> {
  if ('is' in test) {
    for (const [at, end] of ends.entries())
      if (test.is(text.toString('utf8', (ends[at - 1] ?? 0) + 1, end))) yield at;
    return;
  }
  const wanted = Buffer.from('part' in test ? test.part : `\0${test.whole}\0`);
  let from = 0;
  for (let at = 0; at < ends.length; at++) {
    const found = text.indexOf(wanted, from);
    if (found === -1) return;
    while ((ends[at] ?? text.length) <= found + 1 && at < ends.length) at++;
    yield at;
    // The end of this term is the beginning of the next.
    from = ends[at] ?? text.length;
  }
}
