/** The CSV of an outlet, byte for byte in its dialect, in as many files as its limits ask for. */
import { type Options, stringify } from 'csv-stringify/sync';
import type { Place } from '../../photo.ts';
import { alpha2Of, countryCodeOf } from '../places/countries.ts';
import { oneLine } from '../texts/clean.ts';
import { dayBy } from './dateline-template.ts';
import { harmless } from './harmless.ts';
import type { MasterText, ReleaseKind, VariantText } from './master-text.ts';
import { type OutletCategories, outletCategories } from './outlet-categories.ts';
import type { Dialect, Outlet } from './schema.ts';

/** A photo as a row of a CSV. */
export type CsvPhoto = {
  readonly name: string;
  readonly variant: VariantText;
  readonly master: Pick<MasterText, 'further' | 'place' | 'releases' | 'takenOn' | 'usage'>;
};

/** A piece of a file, numbered from 1; pieces of one file follow one another. */
export type CsvPiece = { readonly file: number; readonly text: string; readonly rows: number };

type Column = Dialect['columns'][number];

const ends = { LF: '\n', CRLF: '\r\n' } as const;

/** Rows are put together before they are handed on, so that files are written in few steps. */
const pieceRows = 500;

/** The files of an outlet's CSV, made of photos that are handed in one by one, each once. */
export class CsvFiles {
  readonly #write: ReturnType<typeof writerOf>;
  readonly #cells: (photo: CsvPhoto) => string[];
  readonly #most: { readonly rows: number; readonly bytes: number };
  readonly #end: string;
  /** What begins every file, and what ends it. */
  readonly #head: string;
  readonly #last: string;
  #rows: string[][] = [];
  /** The file that is being made, and what is in it so far. */
  readonly #now = { file: 0, rows: 0, bytes: 0 };

  /** @param categories of the outlet, where it takes any */
  constructor(
    { bytes, dialects: [dialect], rows }: NonNullable<Outlet['csv']>,
    categories?: Outlet['categories'],
  ) {
    if (dialect === undefined) throw new Error('a CSV has at least one dialect');
    this.#write = writerOf(dialect);
    this.#cells = cellsOf(dialect, categories?.value);
    this.#most = { rows: rows?.value ?? Infinity, bytes: bytes?.value ?? Infinity };
    this.#end = ends[dialect.lineEnd];
    const [header = ''] = this.#write([dialect.columns.map(({ name }) => name)], true);
    this.#head = `${dialect.bom ? '\uFEFF' : ''}${header}`;
    this.#last = dialect.finalLineEnd ? this.#end : '';
  }

  /** The pieces that are complete with this photo, in order. */
  add(photo: CsvPhoto): readonly CsvPiece[] {
    this.#rows.push(this.#cells(photo));
    return this.#rows.length < pieceRows ? [] : this.#pieces();
  }

  /** The last pieces; none without photos. */
  end(): readonly CsvPiece[] {
    const pieces = this.#rows.length === 0 ? [] : this.#pieces();
    const { file } = this.#now;
    if (file > 0 && this.#last !== '') pieces.push({ file, text: this.#last, rows: 0 });
    return pieces;
  }

  #pieces(): CsvPiece[] {
    const [now, most] = [this.#now, this.#most];
    const pieces: CsvPiece[] = [];
    let piece = { text: '', rows: 0 };
    for (const line of this.#write(this.#rows, false)) {
      const row = this.#end + line;
      const size = most.bytes === Infinity ? 0 : Buffer.byteLength(row);
      if (now.file === 0 || now.rows === most.rows || now.bytes + size > most.bytes) {
        if (now.file > 0) pieces.push({ file: now.file, ...piece, text: piece.text + this.#last });
        now.file += 1;
        [now.rows, now.bytes] = [0, Buffer.byteLength(this.#head + this.#last)];
        piece = { text: this.#head, rows: 0 };
      }
      piece.text += row;
      piece.rows += 1;
      now.rows += 1;
      now.bytes += size;
    }
    this.#rows = [];
    return [...pieces, { file: now.file, ...piece }];
  }
}

type Cell = (photo: CsvPhoto) => string;

/** The cells of a photo's row, which no spreadsheet runs and which have no line end. */
function cellsOf(
  dialect: Dialect,
  categories: OutletCategories | undefined,
): (photo: CsvPhoto) => string[] {
  const cells = dialect.columns.map((column) => cellOf(column, dialect, categories));
  return (photo) => cells.map((cell) => harmless(oneLine(cell(photo))));
}

function cellOf(
  { form, from, place, value = '', words }: Column,
  { separator, yesNo }: Dialect,
  categories: OutletCategories | undefined,
): Cell {
  const [yes, no] = words ?? yesNo;
  const names = (all: readonly string[]) => (all.length === 0 ? value : all.join(separator));
  const cells: Record<typeof from, Cell> = {
    filename: ({ name }) => name,
    title: ({ variant }) => variant.title,
    description: ({ variant }) => variant.description || variant.title,
    keywords: ({ variant }) => variant.keywords.join(separator),
    city: ({ master }) => master.place?.city ?? '',
    region: ({ master }) => master.place?.region ?? '',
    country: ({ master }) => master.place?.country ?? '',
    countryCode: ({ master }) => twoLetters(master.place),
    date: ({ master }) => dayBy(form ?? '{YEAR}-{MM}-{DD}', master.takenOn),
    editorial: ({ master }) => (master.usage === 'editorial' ? yes : no),
    releases: ({ master }) =>
      names([...releasedIn(master, 'model'), ...releasedIn(master, 'property')]),
    modelReleases: ({ master }) => names(releasedIn(master, 'model')),
    propertyReleases: ({ master }) => names(releasedIn(master, 'property')),
    hasModelRelease: ({ master }) => (releasedIn(master, 'model').length > 0 ? yes : value),
    hasPropertyRelease: ({ master }) => (releasedIn(master, 'property').length > 0 ? yes : value),
    categories({ master }) {
      const all = outletCategories(categories, master.further);
      return (place === undefined ? all.join(categories?.separator) : all[place - 1]) || value;
    },
    constant: () => value,
  };
  return cells[from];
}

function releasedIn({ releases }: CsvPhoto['master'], kind: ReleaseKind): readonly string[] {
  return releases?.[kind] ?? [];
}

function twoLetters(place: Place | undefined): string {
  const code = place && (place.countryCode ?? countryCodeOf(place.country));
  return (code && alpha2Of(code)) ?? '';
}

/** Writes rows as lines, without their ends. */
function writerOf({ columns, delimiter, quote, quoted, quoteHeader }: Dialect) {
  const isAll = quoted === 'all';
  const always = columns.map(({ name }) => !isAll && quoted.includes(name));
  const options: Options = {
    ...{ delimiter, quote, escape: quote, eof: false },
    // A cell with the sign of another dialect in it is quoted, so that no spreadsheet sees two cells.
    quoted_match: /[,;\t]|^\s|\s$/u,
  };
  const inQuotes = { quoted: true, quoted_empty: true };
  const cast = (value: string, { column }: { readonly column?: number | string | undefined }) =>
    always[Number(column)] === true ? { value, ...inQuotes } : value;
  const ofRow: Options = {
    ...options,
    ...(isAll ? inQuotes : {}),
    ...(always.includes(true) ? { cast: { string: cast } } : {}),
  };
  const ofHead: Options = { ...options, quoted: quoteHeader };
  // No cell has a line end in it, so that the lines are the rows.
  return (rows: string[][], isHead: boolean) =>
    stringify(rows, isHead ? ofHead : ofRow).split('\n');
}
