/** The CSV of an outlet, byte for byte in its dialect, in as many files as its limits ask for. */
import { type Options, stringify } from 'csv-stringify/sync';
import type { Place } from '../../photo.ts';
import { alpha2Of, countryCodeOf } from '../places/countries.ts';
import { oneLine } from '../texts/clean.ts';
import { dayBy } from './dateline-template.ts';
import { harmless } from './harmless.ts';
import type { MasterText, VariantText } from './master-text.ts';
import type { Dialect, Outlet } from './schema.ts';

/** A photo as a row of a CSV. */
export type CsvPhoto = {
  readonly name: string;
  readonly variant: VariantText;
  readonly master: Pick<MasterText, 'place' | 'takenOn' | 'usage'>;
};

/** A piece of a file, numbered from 1; pieces of one file follow one another. */
export type CsvPiece = { readonly file: number; readonly text: string; readonly rows: number };

const ends = { LF: '\n', CRLF: '\r\n' } as const;

/** Rows are put together before they are handed on, so that files are written in few steps. */
const pieceRows = 500;

/** The pieces of all files, in order; none without photos. @param photos each once */
export function* csvPieces(
  csv: NonNullable<Outlet['csv']>,
  photos: Iterable<CsvPhoto>,
): Generator<CsvPiece, void> {
  const [dialect] = csv.dialects;
  if (dialect === undefined) return;
  const write = writerOf(dialect);
  const end = ends[dialect.lineEnd];
  const [header = ''] = write([dialect.columns.map(({ name }) => name)], true);
  const head = `${dialect.bom ? '\uFEFF' : ''}${header}`;
  const last = dialect.finalLineEnd ? end : '';
  const most = { rows: csv.rows?.value ?? Number.POSITIVE_INFINITY, bytes: csv.bytes?.value };
  const now = { file: 0, rows: 0, bytes: 0 };
  for (const some of inPieces(photos)) {
    let text = '';
    let inPiece = 0;
    for (const line of write(
      some.map((photo) => cellsOf(dialect, photo)),
      false,
    )) {
      const row = end + line;
      const size = most.bytes === undefined ? 0 : Buffer.byteLength(row);
      const isFull =
        now.rows === most.rows || (most.bytes !== undefined && now.bytes + size > most.bytes);
      if (now.file === 0 || isFull) {
        if (now.file > 0) yield { file: now.file, text: text + last, rows: inPiece };
        now.file += 1;
        [now.rows, now.bytes] = [0, Buffer.byteLength(head + last)];
        [text, inPiece] = [head, 0];
      }
      text += row;
      now.rows += 1;
      now.bytes += size;
      inPiece += 1;
    }
    if (text !== '') yield { file: now.file, text, rows: inPiece };
  }
  if (now.file > 0 && last !== '') yield { file: now.file, text: last, rows: 0 };
}

function* inPieces<T>(items: Iterable<T>): Generator<readonly T[], void> {
  let some: T[] = [];
  for (const item of items) {
    some.push(item);
    if (some.length < pieceRows) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

function cellsOf({ columns, separator, yesNo }: Dialect, photo: CsvPhoto): string[] {
  const { master, name, variant } = photo;
  const { place, takenOn, usage } = master;
  return columns.map(({ form, from, value = '', words = yesNo }) => {
    const cells: Record<typeof from, () => string> = {
      filename: () => name,
      title: () => variant.title,
      description: () => variant.description || variant.title,
      keywords: () => variant.keywords.join(separator),
      city: () => place?.city ?? '',
      region: () => place?.region ?? '',
      country: () => place?.country ?? '',
      countryCode: () => twoLetters(place),
      date: () => dayBy(form ?? '{YEAR}-{MM}-{DD}', takenOn),
      editorial: () => words[usage === 'editorial' ? 0 : 1],
      constant: () => value,
    };
    return harmless(oneLine(cells[from]()));
  });
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
  return (rows: readonly (readonly string[])[], isHead: boolean) =>
    stringify(
      rows.map((cells) => [...cells]),
      isHead ? ofHead : ofRow,
    ).split('\n');
}
