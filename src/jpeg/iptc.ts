/** What the IPTC of a photo says, in plain text, wherever in the head it stands. */
import { hash } from 'node:crypto';
import { type FieldName, fieldNames, fieldTable } from '../metadata/fields.ts';
import { fromParts, type Metadata, metadataFrom } from '../metadata/metadata.ts';
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
 * @param xmpText text in known characters that may say the same, to tell an undeclared charset by
 */
export function readIptc(segments: readonly Segment[], xmpText = ''): Iptc {
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
    ...joined(parsed.map(({ datasets }) => ({ datasets, charset: charsetOf(datasets, xmpText) }))),
  };
}

function digestOf(runs: readonly ResourceRun[], block: Buffer | undefined): Iptc['digest'] {
  const digest = resourcesWithId(runs, iptcDigestResource)[0];
  // A digest of zeros says that there was no IPTC; programs leave it in files without any.
  if (digest === undefined || block === undefined || digest.every((byte) => byte === 0))
    return 'absent';
  return digest.equals(iptcDigest(block)) ? 'matches' : 'stale';
}

/** The digest beside IPTC that has changed since; undefined where there is none. */
export function staleDigest({ runs, digest }: Pick<Iptc, 'runs' | 'digest'>): Buffer | undefined {
  return digest === 'stale' ? resourcesWithId(runs, iptcDigestResource)[0] : undefined;
}

/** The digest of an IPTC block. */
export function iptcDigest(block: Buffer): Buffer {
  return hash('md5', block, 'buffer');
}

/** The text of a dataset's value; undefined where the charset is not known and it matters. */
function iptcValue(value: Buffer, charset: CharsetOf): string | undefined {
  if (charset.kind === 'known') return decode(value, charset.charset);
  if (charset.kind === 'unknown' && value.some((byte) => byte >= 0x80)) return undefined;
  return decode(value, 'utf-8');
}

/** Our fields. Empty ones are absent; what cannot be decoded is left out. */
export function iptcText({ datasets, charset }: Pick<Iptc, 'datasets' | 'charset'>): Metadata {
  return metadataFrom((field) => {
    const { iim, type } = fieldTable[field];
    if (iim === undefined) return undefined;
    const texts = valuesOf(datasets, iim.record, iim.dataset)
      .flatMap((value) => iptcValue(value, charset) ?? [])
      .filter((text) => text.trim() !== '');
    const [first] = texts;
    return type === 'date' && first !== undefined ? dayOf(first) : fromParts(field, texts);
  });
}

/** The fields of a block that stands alone. @param xmpText as for `readIptc` */
export function textOfBlock(block: Buffer, xmpText: string): Metadata {
  const { datasets } = parseIim(block);
  return iptcText({ datasets, charset: charsetOf(datasets, xmpText) });
}

/** IIM 4.2, 2:55: CCYYMMDD, with zeros for what is not known. */
function dayOf(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(text.trim()) ?? [];
  return year === undefined ? undefined : `${year}-${month}-${day}`;
}

/** The field that a dataset is of, if it is one of ours. */
export function fieldOf({ record, number }: Dataset): FieldName | undefined {
  return fieldNames.find((field) => {
    const { iim } = fieldTable[field];
    return iim?.record === record && iim.dataset === number;
  });
}
