/** Proof that a written copy says what it should and differs from the photo in nothing else. */

import { type Dataset, valuesOf } from '../../jpeg/iim.ts';
import { type Charset, decode, isText } from '../../jpeg/iim-charset.ts';
import { fieldOf, type Iptc, iptcText, readIptc, staleDigest } from '../../jpeg/iptc.ts';
import { encodeResources, isIptc, type ResourceRun } from '../../jpeg/photoshop.ts';
import type { Head } from '../../jpeg/read-head.ts';
import type { Segment } from '../../jpeg/segments.ts';
import { isKept } from '../../jpeg/undo-patch.ts';
import { xmpPackets } from '../../jpeg/xmp-packets.ts';
import { type FieldName, fieldTable } from '../../metadata/fields.ts';
import { fieldsIn, type Metadata, sameValue } from '../../metadata/metadata.ts';
import { languageIn } from '../../metadata/second-language.ts';
import { fitToIptc } from './fit-text.ts';
import { readPacketFields } from './packet-fields.ts';
import type { PhotoState } from './photo-state.ts';
import type { EmbedPlan } from './plan-embed.ts';
import type { WrittenWhole } from './write-with-exiftool.ts';

/** What the heads alone show: what is wrong, if anything, and whether they prove the XMP. */
export type HeadProof = { readonly problem?: string | undefined; readonly xmpProved: boolean };

/** Compares the heads. Nothing is taken on ExifTool's word: our own reader finds every difference. */
export function proveHead(
  { state, changes, digest }: Pick<EmbedPlan, 'state' | 'changes' | 'digest'>,
  copy: Head,
  whole: WrittenWhole,
): HeadProof {
  const iptc = readIptc(copy.segments);
  const xmp = proveXmp(state, copy, changes, whole);
  const problem =
    sameSegments(state.head, copy) ??
    sameResources(state.iptc.runs, iptc.runs) ??
    sameResources(state.iptc.oldRuns, iptc.oldRuns) ??
    proveIptc(state.iptc, iptc, { changes, digest }, whole) ??
    xmp.problem;
  return { xmpProved: xmp.xmpProved, problem };
}

/** Segments without metadata of ours must be the same, in the same order. */
function sameSegments(old: Head, copy: Head): string | undefined {
  return areSame(old.segments.filter(isKept), copy.segments.filter(isKept), isSameSegment)
    ? undefined
    : 'other segments of the file changed';
}

function isSameSegment(one: Segment, other: Segment): boolean {
  return one.marker === other.marker && one.payload.equals(other.payload);
}

/** Whether two lists hold the same, in the same order. */
function areSame<T>(
  some: readonly T[],
  others: readonly T[],
  isSame: (one: T, other: T) => boolean,
): boolean {
  return (
    some.length === others.length &&
    some.every((one, at) => {
      const other = others[at];
      return other !== undefined && isSame(one, other);
    })
  );
}

function sameResources(
  old: readonly ResourceRun[],
  copy: readonly ResourceRun[],
): string | undefined {
  return bytesBeside(old).equals(bytesBeside(copy))
    ? undefined
    : 'Photoshop resources beside the IPTC changed';
}

/** The resources that are not IPTC, and what stands behind the readable ones. */
function bytesBeside(runs: readonly ResourceRun[]): Buffer {
  const others = runs.flatMap(({ resources }) => resources).filter((one) => !isIptc(one));
  return Buffer.concat([encodeResources(others), ...runs.map(({ rest }) => rest)]);
}

function proveIptc(
  old: Iptc,
  copy: Iptc,
  { changes, digest }: Pick<EmbedPlan, 'changes' | 'digest'>,
  { block }: WrittenWhole,
): string | undefined {
  const [written] = copy.blocks;
  if (written === undefined || copy.blocks.length > 1 || copy.damaged || !copy.inOrder)
    return 'its IPTC does not read back';
  const isDigestRight = digest === undefined ? copy.digest === 'matches' : keeps(copy, digest);
  if (!isDigestRight) return 'its IPTC digest is not as it should be';
  if (old.charset.kind !== 'unknown' && !declaresUtf8(copy))
    return 'its IPTC does not declare UTF-8';
  const text = iptcText({ datasets: copy.datasets, charset: utf8 });
  const wanted = fitToIptc(changes);
  const wrong = fieldsIn(wanted).find((field) => !sameValue(field, text[field], wanted[field]));
  if (wrong !== undefined) return `the IPTC field ${wrong} does not read back as written`;
  if (block !== undefined && !written.equals(block)) return 'its IPTC is not what was written';
  return sameDatasets(old, copy, changes, block !== undefined)
    ? undefined
    : 'IPTC fields that are not ours changed';
}

function keeps(copy: Iptc, digest: Buffer): boolean {
  return staleDigest(copy)?.equals(digest) === true;
}

const utf8 = { kind: 'known', charset: 'utf-8' } as const;

function declaresUtf8({ datasets }: Iptc): boolean {
  return valuesOf(datasets, 1, 90).at(-1)?.toString('latin1') === '\u001B%G';
}

/**
 * Byte for byte, in the same order; only the declaration and the version numbers may be new. In a whole block, where
 * records were put in order and text was re-encoded, the texts must be the same.
 */
function sameDatasets(old: Iptc, copy: Iptc, changes: Metadata, isBlock: boolean): boolean {
  const had = new Set(old.datasets.map(({ record, number }) => `${record}:${number}`));
  const isOther = (one: Dataset) => {
    const field = fieldOf(one);
    if (field !== undefined && changes[field] !== undefined) return false;
    return !(one.record === 1 && one.number === 90);
  };
  const isNewVersion = ({ record, number }: Dataset) => number === 0 && !had.has(`${record}:0`);
  // Text in an unknown charset is kept as bytes, in a whole block too.
  const charset = isBlock && old.charset.kind === 'known' ? old.charset.charset : undefined;
  const before = old.datasets.filter(isOther).map((one) => lineOf(one, charset));
  const after = copy.datasets
    .filter((one) => isOther(one) && !isNewVersion(one))
    .map((one) => lineOf(one, charset === undefined ? undefined : 'utf-8'));
  if (isBlock) for (const lines of [before, after]) lines.sort();
  return before.length === after.length && before.every((line, at) => line === after[at]);
}

function lineOf(dataset: Dataset, charset: Charset | undefined): string {
  const { record, number, value } = dataset;
  const isDecoded = charset !== undefined && isText(dataset);
  return `${record}:${number} ${isDecoded ? decode(value, charset) : value.toString('latin1')}`;
}

function proveXmp(
  state: PhotoState,
  copy: Head,
  changes: Metadata,
  { packets: wanted }: WrittenWhole,
): HeadProof {
  const { packets } = xmpPackets(copy.segments);
  const failed = (problem: string): HeadProof => ({ problem, xmpProved: false });
  if (packets.length === 0) return failed('its XMP does not read back');
  // XMP that ExifTool rewrote is compared elsewhere; XMP that it created must be ours alone.
  const isNew = state.packets.length === 0 && !state.oddXmp;
  if (wanted === undefined && !isNew) return { xmpProved: false };
  if (packets.length !== Math.max(1, wanted?.length ?? 1)) return failed('its XMP was split');
  if (!areSame(extensionsOf(state.head), extensionsOf(copy), isSameSegment))
    return failed('its extended XMP changed');
  const isHeld = packets.every((written, at) => holds(written, wanted?.[at] ?? written));
  if (!isHeld) return failed('its XMP is not what was written');
  const texts = readAll(packets, languageIn(changes));
  if (texts === undefined) return failed('its XMP does not read back');
  const wrong = texts
    .flatMap((text) => {
      const expected = [...fieldsIn(changes), ...(isNew ? fieldsIn(text) : [])];
      return expected.filter(
        (field) =>
          !sameValue(field, text[field], changes[field]) &&
          !isOnlyTranslated(field, text, changes, state.present.xmp),
      );
    })
    .at(0);
  return wrong === undefined
    ? { xmpProved: true }
    : failed(`the XMP field ${wrong} does not read back as written`);
}

/** Of a text that was taken away, other languages' texts stand in for it. */
function isOnlyTranslated(
  field: FieldName,
  text: Metadata,
  changes: Metadata,
  before: Metadata,
): boolean {
  const isTakenAway = changes[field] === '' && fieldTable[field].type === 'alternative';
  return isTakenAway && !sameValue(field, text[field], before[field]);
}

function readAll(packets: readonly Buffer[], language: string | undefined) {
  try {
    return packets.map((packet) => readPacketFields(packet, language));
  } catch {
    return undefined;
  }
}

const extensionsOf = ({ segments }: Head) =>
  segments.filter(({ kind }) => kind === 'xmp-extension');

/** ExifTool may put the wrapper of a packet around XMP that had none. */
function holds(written: Buffer, packet: Uint8Array): boolean {
  const at = written.indexOf(packet);
  if (at === -1) return false;
  const around = Buffer.concat([written.subarray(0, at), written.subarray(at + packet.length)]);
  return /^(?:\s*<\?xpacket [^>]*\?>\s*(?:<\?xpacket [^>]*\?>\s*)?)?$/.test(
    around.toString('utf8'),
  );
}
