/** Making the inverted index of `search` (terms.ts): a segment at a time, in pieces between which keys are answered. */
import type { Catalog } from './catalog.ts';
import { separator } from './search.ts';
import { Sql } from './sql.ts';
import { chunkSize, type IndexedField } from './terms.ts';
import { indexedFields, segmentBits } from './triggers.ts';

/** Photos of a segment that may be outside the index: looking through them takes a millisecond. */
const mostOutside = 500;

const segmentSize = 1 << segmentBits;
const allFields = new Sql(indexedFields.join(', '));

/** Photos between two pauses. */
const inARow = 100;

type SearchRow = Readonly<Record<IndexedField, string | number>> & { readonly photo_id: number };

/** Lets others have their turn; false where all is to end. */
type Pause = () => Promise<boolean>;

/**
 * Takes photos into the index where many of a segment are outside it. What changes meanwhile stays outside, and what is given up
 * at a pause is done anew the next time. The catalog is written at the end of each segment alone.
 */
export async function makeTerms(catalog: Catalog, pause: Pause): Promise<void> {
  const segments = catalog.ids`
    SELECT photo_id >> ${segmentBits} AS id FROM outside_terms GROUP BY 1 HAVING count(*) > ${mostOutside}`;
  for (const segment of segments) if (!(await makeSegment(catalog, segment, pause))) return;
}

async function makeSegment(catalog: Catalog, segment: number, pause: Pause): Promise<boolean> {
  const fields = indexedFields.map((field) => new FieldTerms(field));
  const first = segment << segmentBits;
  const end = first + segmentSize;
  catalog.run`UPDATE outside_terms SET taken = 1 WHERE photo_id >= ${first} AND photo_id < ${end}`;
  for (let from = first; ; ) {
    if (!(await pause())) return false;
    const rows = catalog.all<SearchRow>`
      SELECT photo_id, ${allFields} FROM search
      WHERE photo_id >= ${from} AND photo_id < ${end} ORDER BY photo_id LIMIT ${inARow}`;
    for (const row of rows)
      for (const field of fields) field.add(String(row[field.name]), row.photo_id - first);
    from = (rows.at(-1)?.photo_id ?? end) + 1;
    if (rows.length < inARow) break;
  }
  const packed: Packed[] = [];
  for (const field of fields) {
    if (!(await pause())) return false;
    packed.push(field.pack());
  }
  store(catalog, segment, packed);
  return true;
}

/** NUL ends a text for LIKE, and stands between terms here. */
function termsIn(field: IndexedField, text: string): readonly string[] {
  const whole = text.split('\0', 1)[0] ?? '';
  if (field === 'title') return whole.split(/\s+/).filter((word) => word !== '');
  if (field === 'keywords') return whole.split(separator).filter((keyword) => keyword !== '');
  return [whole];
}

type Packed = {
  readonly field: IndexedField;
  readonly terms: Uint8Array;
  readonly photos: Uint16Array<ArrayBuffer>;
};

/** The terms of one field in a segment, with their photos in the order in which they come. */
class FieldTerms {
  readonly name: IndexedField;
  readonly #terms = new Map<string, number>();
  /** By term: its photos so far, and the last of them. */
  readonly #counts: number[] = [];
  readonly #lastPhotos: number[] = [];
  /** A term and a photo each, 15 bits of them the photo. */
  #pairs = new Float64Array(1024);
  #length = 0;

  constructor(name: IndexedField) {
    this.name = name;
  }

  add(text: string, photo: number): void {
    for (const term of termsIn(this.name, text)) {
      const number = this.#terms.get(term) ?? this.#newTerm(term);
      if (this.#lastPhotos[number] === photo) continue;
      this.#lastPhotos[number] = photo;
      this.#counts[number] = (this.#counts[number] ?? 0) + 1;
      if (this.#length === this.#pairs.length) this.#grow();
      this.#pairs[this.#length++] = number * segmentSize + photo;
    }
  }

  #newTerm(term: string): number {
    const number = this.#terms.size;
    // A copy: what split() gives keeps the whole text that it is from.
    this.#terms.set(Buffer.from(term).toString(), number);
    return number;
  }

  #grow(): void {
    const larger = new Float64Array(this.#pairs.length * 2);
    larger.set(this.#pairs);
    this.#pairs = larger;
  }

  /** As terms.ts reads them. */
  pack(): Packed {
    const count = this.#terms.size;
    const numbers = new Uint32Array(1 + count * 2);
    numbers[0] = count;
    let textEnd = 0;
    for (const [term, number] of this.#terms) {
      textEnd += Buffer.byteLength(term) + 1;
      numbers[1 + number] = textEnd;
    }
    const places = new Uint32Array(count);
    let photoEnd = 0;
    for (let number = 0; number < count; number++) {
      places[number] = photoEnd;
      photoEnd += this.#counts[number] ?? 0;
      numbers[1 + count + number] = photoEnd;
    }
    const photos = new Uint16Array(this.#length);
    for (const pair of this.#pairs.subarray(0, this.#length)) {
      const number = Math.floor(pair / segmentSize);
      const place = places[number] ?? 0;
      photos[place] = pair % segmentSize;
      places[number] = place + 1;
    }
    const text = Buffer.from(`\0${[...this.#terms.keys()].map((term) => `${term}\0`).join('')}`);
    return { field: this.name, terms: Buffer.concat([Buffer.from(numbers.buffer), text]), photos };
  }
}

function store(catalog: Catalog, segment: number, packed: readonly Packed[]): void {
  const first = segment << segmentBits;
  catalog.transaction(() => {
    for (const table of ['term_segment', 'term_photos'])
      catalog.run(`DELETE FROM ${table} WHERE segment = ?`, segment);
    for (const { field, terms, photos } of packed) {
      catalog.insert('term_segment', { segment, field, terms });
      for (let chunk = 0; chunk * chunkSize < photos.length; chunk++) {
        const some = photos.subarray(chunk * chunkSize, (chunk + 1) * chunkSize);
        const bytes = new Uint8Array(some.buffer, some.byteOffset, some.byteLength);
        catalog.insert('term_photos', { segment, field, chunk, photos: bytes });
      }
    }
    catalog.run`
      DELETE FROM outside_terms WHERE taken = 1 AND photo_id >= ${first} AND photo_id < ${first + segmentSize}`;
  });
}
