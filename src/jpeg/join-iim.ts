/** Several IPTC blocks of one photo as if they were one. */
import type { Dataset } from './iim.ts';
import { type CharsetOf, decode, isText } from './iim-charset.ts';

type Block = { readonly datasets: readonly Dataset[]; readonly charset: CharsetOf };

/**
 * Everything that the blocks say, that of the first one first. What two of them say alike is there once; where they
 * differ both values stay. Text is turned into UTF-8, because each block may be in characters of its own.
 */
export function joined(blocks: readonly Block[]): Block {
  const [first, ...more] = blocks;
  if (first === undefined) return { datasets: [], charset: { kind: 'ascii', declaredUtf8: false } };
  if (more.length === 0) return first;
  const known = new Set<string>();
  const datasets = blocks.flatMap(inUtf8).filter((dataset) => {
    const key = keyOf(dataset);
    const isNew = !known.has(key);
    known.add(key);
    return isNew;
  });
  return { datasets, charset: charsetOfAll(blocks) };
}

/** The text of a dataset stays as it is where its characters are not known. */
function inUtf8({ datasets, charset }: Block): Dataset[] {
  return datasets.map((one) =>
    charset.kind === 'known' && isText(one)
      ? { ...one, value: Buffer.from(decode(one.value, charset.charset), 'utf8') }
      : one,
  );
}

/** Declarations and version numbers are said once for all of it. */
function keyOf({ record, number, value }: Dataset): string {
  const isOnce = number === 0 || (record === 1 && number === 90);
  return `${record}:${number} ${isOnce ? '' : value.toString('latin1')}`;
}

function charsetOfAll(blocks: readonly Block[]): CharsetOf {
  const kinds = new Set(blocks.map(({ charset }) => charset.kind));
  if (kinds.has('unknown')) return { kind: 'unknown' };
  if (kinds.has('broken-utf8')) return { kind: 'broken-utf8' };
  if (kinds.has('known')) return { kind: 'known', charset: 'utf-8', declared: true };
  return { kind: 'ascii', declaredUtf8: false };
}
