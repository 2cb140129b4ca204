/**
 * The models that the stand-in claims to have, and what each of them accepts. Written apart from the table that
 * proofsheet estimates with, so that an error in one of them shows as a bill that differs from the estimate.
 */

/** How pictures are counted: see image-tokens.ts. */
export type ImageFamily =
  | 'patches-cheap-low'
  | 'patches-wide-high'
  | 'patches-6000'
  | 'patches-large-low'
  | 'patches-no-detail'
  | 'tiles';

export type ServiceModel = {
  readonly id: string;
  /** The dated version that answers say. */
  readonly snapshot: string;
  readonly images: ImageFamily;
  /** Tokens per patch, or base and tile. */
  readonly perPatch: number;
  readonly base: number;
  readonly tile: number;
  /** Values of `reasoning_effort`; empty where the parameter is unknown. */
  readonly efforts: readonly string[];
  /** What happens when the request does not say. */
  readonly defaultEffort: string;
};

const withNone = ['none', 'low', 'medium', 'high', 'xhigh'];
const withMinimal = ['minimal', 'low', 'medium', 'high'];

type Row = readonly [
  ids: readonly string[],
  images: ImageFamily,
  numbers: readonly [number] | readonly [number, number],
  efforts: readonly string[],
  defaultEffort: string,
];

const rows: readonly Row[] = [
  [
    ['gpt-6-luna', 'gpt-6-sol', 'gpt-6.1-terra', 'gpt-6.1-sol'],
    'patches-cheap-low',
    [1.2],
    withNone,
    'medium',
  ],
  [
    ['gpt-5.6-luna', 'gpt-5.6-terra', 'gpt-5.6-sol'],
    'patches-cheap-low',
    [1.2],
    withNone,
    'medium',
  ],
  [['gpt-6-astra'], 'patches-wide-high', [1.2], withNone, 'medium'],
  [['gpt-5.5'], 'patches-6000', [1.2], withNone, 'medium'],
  [['gpt-5.4', 'gpt-5.4-mini', 'gpt-5.4-nano'], 'patches-large-low', [1.2], withNone, 'none'],
  [['gpt-5.2'], 'patches-no-detail', [1.2], withNone, 'none'],
  [['gpt-4.1-mini'], 'patches-no-detail', [1.62], [], 'none'],
  [['gpt-5-mini'], 'patches-no-detail', [1.2], withMinimal, 'medium'],
  [['gpt-5-nano'], 'patches-no-detail', [1.5], withMinimal, 'medium'],
  [['gpt-5.1'], 'tiles', [70, 140], withNone, 'none'],
  [['gpt-5'], 'tiles', [70, 140], withMinimal, 'medium'],
  [['o3'], 'tiles', [75, 150], ['low', 'medium', 'high'], 'medium'],
  [['gpt-4o', 'gpt-4.1'], 'tiles', [85, 170], [], 'none'],
  [['gpt-4o-mini'], 'tiles', [2833, 5667], [], 'none'],
];

const snapshots: Readonly<Record<string, string>> = {
  'gpt-6-luna': 'gpt-6-luna-2026-09-22',
};

function model(id: string, [, images, numbers, efforts, defaultEffort]: Row): ServiceModel {
  const [first, tile = 0] = numbers;
  return {
    id,
    snapshot: snapshots[id] ?? id,
    images,
    perPatch: first,
    base: first,
    tile,
    efforts,
    defaultEffort,
  };
}

const known = new Map(rows.flatMap((row) => row[0].map((id) => [id, model(id, row)] as const)));

/** All ids, in the order of the table. */
export const knownModelIds: readonly string[] = [...known.keys()];

const newestRow: Row = [[], 'patches-cheap-low', [1.2], withNone, 'medium'];

/**
 * A model by its id or dated version, if it is among `offered`. One that is offered but not in the table (a local or
 * fine-tuned one) behaves like the newest.
 */
export function serviceModel(id: string, offered: readonly string[]): ServiceModel | undefined {
  const plain = id.replace(/-\d{4}-\d{2}-\d{2}$/, '');
  const name = [id, plain].find((candidate) => offered.includes(candidate));
  if (name === undefined) return undefined;
  return known.get(name) ?? model(name, newestRow);
}
