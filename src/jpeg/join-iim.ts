/** Several IPTC blocks of one photo as if they were one. */
import type { Dataset } from './iim.ts';
import { type CharsetOf, inUtf8 } from './iim-charset.ts';

type Block = { readonly datasets: readonly Dataset[]; readonly charset: CharsetOf };

/**
 * Everything that the blocks say, that of the first one first. What two of them say alike is there once; where they
 * differ both values stay. Text is turned into UTF-8, because each block may be in characters of its own.
 */
export function joined(blocks: readonly Block[]): Block {
  const [first, ...more] = blocks;
  if (first === undefined) return { datasets: [], charset: { kind: 'ascii' } };
  if (more.length === 0) return first;
  const known = new Set<string>();
  const all = blocks.flatMap((block) => block.datasets.map((one) => inUtf8(one, block.charset)));
  const datasets = all.filter((dataset) => {
    const key = keyOf(dataset);
    const isNew = !known.has(key);
    known.add(key);
    return isNew;
  });
  return { datasets, charset: charsetOfAll(blocks) };
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
  if (kinds.has('known')) return { kind: 'known', charset: 'utf-8' };
  return { kind: 'ascii' };
}
