/** What the IPTC of a photo says, in plain text, wherever in the head it stands. */
import { createHash } from 'node:crypto';
import { type Dataset, parseIim, valuesOf } from './iim.ts';
import { type CharsetOf, charsetOf, decode } from './iim-charset.ts';
import { joined } from './join-iim.ts';
import {
  iptcDigestResource,
  iptcResource,
  oldResources,
  type ResourceRun,
  resourceRuns,
  resourcesWithId,
} from './photoshop.ts';
import type { Segment } from './segments.ts';

/** The fields we read and write. */
export type IptcText = {
  readonly headline?: string;
  readonly shortTitle?: string;
  readonly caption?: string;
  readonly keywords?: readonly string[];
  readonly city?: string;
  readonly region?: string;
  readonly country?: string;
  readonly countryCode?: string;
  /** `YYYYMMDD` as IPTC has it, turned into `YYYY-MM-DD`. */
  readonly dateCreated?: string;
};

export type IptcField = keyof IptcText;

/** Dataset numbers in record 2 (IIM 4.2, chapter 6). */
export const iptcNumbers: Readonly<Record<IptcField, number>> = {
  shortTitle: 5,
  keywords: 25,
  dateCreated: 55,
  city: 90,
  region: 95,
  countryCode: 100,
  country: 101,
  headline: 105,
  caption: 120,
};
const iptcFields = Object.keys(iptcNumbers) as IptcField[];

export type Iptc = {
  readonly runs: readonly ResourceRun[];
  /** Resources in segments of Photoshop 2.5. */
  readonly oldRuns: readonly ResourceRun[];
  /** The bytes of each IPTC block: one, unless something is odd. */
  readonly blocks: readonly Buffer[];
  /** Of several blocks all that they say: what stands in the first one goes first, and what is the same is there once. */
  readonly datasets: readonly Dataset[];
  readonly inOrder: boolean;
  /** A block cannot be read to its end. */
  readonly damaged: boolean;
  readonly charset: CharsetOf;
  /** Compares the digest that programs leave beside IPTC with the IPTC there is (see `embeddedText` in src/xmp). */
  readonly digest: 'absent' | 'matches' | 'stale';
};

/**
 * Reads the IPTC of a head.
 * @param twin text in known characters that may say the same, to tell an undeclared charset by
 */
export function readIptc(segments: readonly Segment[], twin = ''): Iptc {
  const runs = resourceRuns(segments);
  const oldRuns = segments.filter(({ kind }) => kind === 'photoshop-old').map(oldResources);
  const blocks = resourcesWithId([...runs, ...oldRuns], iptcResource);
  const parsed = blocks.map(parseIim);
  return {
    runs,
    oldRuns,
    blocks,
    inOrder: parsed.every((one) => one.inOrder),
    damaged: parsed.some((one) => one.damaged),
    digest: digestOf(runs, blocks[0]),
    ...joined(parsed.map(({ datasets }) => ({ datasets, charset: charsetOf(datasets, twin) }))),
  };
}

function digestOf(runs: readonly ResourceRun[], block: Buffer | undefined): Iptc['digest'] {
  const digest = resourcesWithId(runs, iptcDigestResource)[0];
  // A digest of zeros says that there was no IPTC; programs leave it in files without any.
  if (digest === undefined || block === undefined || digest.every((byte) => byte === 0))
    return 'absent';
  return digest.equals(iptcDigest(block)) ? 'matches' : 'stale';
}

/** The digest of an IPTC block. */
export function iptcDigest(block: Buffer): Buffer {
  return createHash('md5').update(block).digest();
}

/** The text of a dataset's value; undefined where the charset is not known and it matters. */
function iptcValue(value: Buffer, charset: CharsetOf): string | undefined {
  if (charset.kind === 'known') return decode(value, charset.charset);
  if (charset.kind === 'unknown' && value.some((byte) => byte >= 0x80)) return undefined;
  return decode(value, 'utf-8');
}

/** Our fields. Empty ones are absent; what cannot be decoded is left out. */
export function iptcText({ datasets, charset }: Pick<Iptc, 'datasets' | 'charset'>): IptcText {
  const texts = (number: number) =>
    valuesOf(datasets, 2, number)
      .map((value) => iptcValue(value, charset))
      .filter((text) => text !== undefined && text.trim() !== '');
  const entries = iptcFields.flatMap(
    (field): [IptcField, string | readonly string[] | undefined][] => {
      const [first, ...more] = texts(iptcNumbers[field]);
      if (first === undefined) return [];
      if (field === 'keywords') return [[field, [first, ...more] as string[]]];
      return [[field, field === 'dateCreated' ? dayOf(first) : first]];
    },
  );
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as IptcText;
}

/** IIM 4.2, 2:55: CCYYMMDD, with zeros for what is not known. */
function dayOf(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(text.trim()) ?? [];
  return year === undefined ? undefined : `${year}-${month}-${day}`;
}

/** Whether a dataset is one of our fields'. */
export function fieldOf({ record, number }: Dataset): IptcField | undefined {
  return record === 2 ? iptcFields.find((field) => iptcNumbers[field] === number) : undefined;
}
