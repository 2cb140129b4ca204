/** One sidecar merged, and what is wrong with the result. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  fields,
  type Merged,
  mergeXmp,
  readXmp,
  XmpError,
  type XmpText,
} from '../../src/xmp/index.ts';
import { restOf } from './rest.ts';

export type Tried = {
  readonly name: string;
  /** `merged`, or why not. */
  readonly outcome: string;
  /** The whole sentence of a refusal. */
  readonly refusal?: string;
  readonly files?: { readonly before: string; readonly after: string };
  readonly faults: string[];
};

/** Text with everything that has to be escaped, and as many keywords as agencies take. */
const text: XmpText = {
  headline: 'Istanbul, Turkey - May 14 2019: Ferries & gulls at "dusk" <below> the tower 😀',
  shortTitle: "Ferries at dusk, Haliç'te",
  caption: 'Two\nlines ]]> & more',
  keywords: ['ferry', 'R&D', '007', ...Array.from({ length: 47 }, (_, at) => `keyword ${at}`)],
  city: 'Istanbul',
  region: 'Marmara',
  country: 'Turkey',
  countryCode: 'TUR',
  dateCreated: '2019-05-14',
};
const options = { metadataDate: '2026-11-23T10:00:00+01:00' };

/** Merges a copy into `out` and compares. Their keywords are kept, as the stage does it. */
export async function tryMerge(name: string, bytes: Buffer, out: string): Promise<Tried> {
  try {
    const before = readXmp(bytes);
    const own = new Set(text.keywords);
    const wanted = {
      ...text,
      keywords: [...own, ...before.keywords.filter((keyword) => !own.has(keyword))],
    };
    const merged = mergeXmp(bytes, wanted, options);
    const files = await write(name, bytes, merged, out);
    return { name, outcome: 'merged', files, faults: faultsOf(bytes, merged, wanted) };
  } catch (error) {
    if (!(error instanceof XmpError))
      return { name, outcome: 'failed', faults: [`an error of another kind: ${String(error)}`] };
    return { name, outcome: `refused: ${error.code}`, refusal: error.message, faults: [] };
  }
}

async function write(name: string, bytes: Buffer, merged: Merged, out: string) {
  const files = { before: join(out, 'before', name), after: join(out, 'after', name) };
  for (const path of Object.values(files)) await mkdir(dirname(path), { recursive: true });
  await writeFile(files.before, bytes);
  await writeFile(files.after, merged.bytes);
  return files;
}

function faultsOf(bytes: Buffer, merged: Merged, wanted: XmpText): string[] {
  const was = restOf(decoded(bytes));
  const is = restOf(decoded(merged.bytes));
  const again = mergeXmp(merged.bytes, wanted, { metadataDate: '2030-01-01T00:00:00Z' });
  const says: Record<string, unknown> = { ...readXmp(merged.bytes) };
  const found: readonly (readonly [boolean, string])[] = [
    [was.text !== is.text, `bytes that are not ours changed ${firstDifference(was.text, is.text)}`],
    [
      JSON.stringify(was.inside) !== JSON.stringify(is.inside),
      `inside our properties: ${JSON.stringify(was.inside)} became ${JSON.stringify(is.inside)}`,
    ],
    [!was.paths.every((path) => is.paths.includes(path)), 'a keyword path is gone'],
    [!isPutBack(bytes, merged), 'taking our text out again does not give the rest as it was'],
    [again.bytes !== merged.bytes, 'merging twice is not the same as once'],
    ...Object.entries(wanted).map(
      ([field, value]) =>
        [
          JSON.stringify(says[field]) !== JSON.stringify(value),
          `${field} reads ${JSON.stringify(says[field])}`,
        ] as const,
    ),
  ];
  return found.flatMap(([isFault, what]) => (isFault ? [what] : []));
}

/** Whether the rest is as it was after the values from before are set again; that may be refused. */
function isPutBack(bytes: Buffer, merged: Merged): boolean {
  const none = Object.fromEntries(fields.map((field) => [field, field === 'keywords' ? [] : '']));
  try {
    const back = mergeXmp(merged.bytes, { ...none, ...readXmp(bytes) }, options);
    return restOf(decoded(back.bytes)).text === restOf(decoded(bytes)).text;
  } catch (error) {
    if (error instanceof XmpError) return true;
    throw error;
  }
}

/** Text of UTF-8 or UTF-16, with its byte order mark. */
function decoded(bytes: Uint8Array): string {
  const [first = 0, second = 0] = bytes;
  const isWide = first === 0 || second === 0 || first >= 0xfe;
  const isBig = first === 0 || first === 0xfe;
  const encoding = isWide ? (isBig ? 'utf-16be' : 'utf-16le') : 'utf-8';
  return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
}

function firstDifference(was: string, is: string): string {
  let at = 0;
  while (at < was.length && was[at] === is[at]) at++;
  const around = (text: string) => JSON.stringify(text.slice(Math.max(0, at - 20), at + 60));
  return `at character ${at} of the rest: ${around(was)} became ${around(is)}`;
}
