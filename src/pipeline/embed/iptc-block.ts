/**
 * A whole IPTC block, for photos whose old text is not in UTF-8 or whose records are out of order: ExifTool would
 * declare UTF-8 and keep the old bytes, which would break every umlaut in fields that are not ours.
 */

import { type Dataset, encodeIim } from '../../jpeg/iim.ts';
import { inUtf8 } from '../../jpeg/iim-charset.ts';
import { fieldOf, type Iptc } from '../../jpeg/iptc.ts';
import { fieldNames, fieldTable } from '../../metadata/fields.ts';
import { type Metadata, partsOf } from '../../metadata/metadata.ts';

const declaration: Dataset = { record: 1, number: 90, value: Buffer.from('\u001B%G', 'latin1') };
/** Both records begin with the version of the standard, 4 (IIM 4.2, 1:00 and 2:00). */
const versions: readonly Dataset[] = [1, 2].map((record) => ({
  record,
  number: 0,
  value: Buffer.from([0, 4]),
}));

/**
 * The block of a photo with `changes` set: every other dataset says what it said, in UTF-8.
 * Values that outgrow IPTC's byte limits stay whole: cutting them would lose text that is not ours.
 */
export function iptcBlock(iptc: Iptc, changes: Metadata): Buffer {
  const isReplaced = (dataset: Dataset) => {
    const field = fieldOf(dataset);
    return field !== undefined && changes[field] !== undefined;
  };
  // Where the charset is unknown, its declaration stays; our own text is then ASCII.
  const isDeclaredAnew = iptc.charset.kind !== 'unknown';
  const isUtf8 = iptc.charset.kind === 'known' && iptc.charset.charset === 'utf-8';
  const kept = iptc.datasets
    .filter((one) => !isReplaced(one))
    .filter(({ record, number }) => !isDeclaredAnew || record !== 1 || number !== 90)
    .map((one) => (isUtf8 ? one : inUtf8(one, iptc.charset)));
  const missing = versions.filter(
    ({ record }) => !kept.some((one) => one.record === record && one.number === 0),
  );
  // Within a record the order is free, but the version comes first.
  const declared = isDeclaredAnew ? [declaration] : [];
  const all = [...missing, ...kept, ...declared, ...datasetsOf(changes)];
  return encodeIim(all.sort((one, other) => rank(one) - rank(other)));
}

function rank({ record, number }: Dataset): number {
  return record * 2 + (number === 0 ? 0 : 1);
}

function datasetsOf(changes: Metadata): Dataset[] {
  return fieldNames.flatMap((field) => {
    const { iim, type } = fieldTable[field];
    if (iim === undefined) return [];
    return partsOf(field, changes[field]).map((text) => ({
      record: iim.record,
      number: iim.dataset,
      value: Buffer.from(type === 'date' ? text.replaceAll('-', '') : text, 'utf8'),
    }));
  });
}
