/**
 * The models that the stand-in claims to have, and what each of them accepts. Written apart from the table that
 * proofsheet estimates with, so that an error in one of them shows as a bill that differs from the estimate.
 */

export type ServiceModel = {
  readonly id: string;
  /** The dated version that answers name. */
  readonly snapshot: string;
  /** How pictures are counted: see image-tokens.ts. */
  readonly images: ImageRule;
  /** Values of `reasoning_effort`; empty where the parameter is unknown. */
  readonly efforts: readonly string[];
  /** What happens when the request does not say. */
  readonly defaultEffort: string;
};

export type ImageRule =
  | { readonly by: 'patches'; readonly levels: PatchLevels; readonly factor: number }
  | { readonly by: 'tiles'; readonly base: number; readonly tile: number };

export type PatchLevels = 'cheap-low' | 'wide-high' | 'to-6000' | 'large-low' | 'no-detail';

const newest = ['none', 'low', 'medium', 'high', 'xhigh'];
const minimal = ['minimal', 'low', 'medium', 'high'];

const patches = (levels: PatchLevels, factor = 1.2) => ({ by: 'patches', levels, factor }) as const;
const tiles = (base: number, tile: number) => ({ by: 'tiles', base, tile }) as const;

type Row = readonly [ids: string, images: ImageRule, efforts: readonly string[], usual: string];

const latest: Row = [
  'gpt-6-luna gpt-6-sol gpt-6.1-terra gpt-6.1-sol gpt-5.6-luna gpt-5.6-terra gpt-5.6-sol',
  patches('cheap-low'),
  [...newest, 'max'],
  'medium',
];

const rows: readonly Row[] = [
  latest,
  ['gpt-6-astra', patches('wide-high'), newest, 'medium'],
  ['gpt-5.5', patches('to-6000'), newest, 'medium'],
  ['gpt-5.4 gpt-5.4-mini gpt-5.4-nano', patches('large-low'), newest, 'none'],
  ['gpt-5.2', patches('no-detail'), newest, 'none'],
  ['gpt-4.1-mini', patches('no-detail', 1.62), [], 'none'],
  ['gpt-5-mini', patches('no-detail'), minimal, 'medium'],
  ['gpt-5-nano', patches('no-detail', 1.5), minimal, 'medium'],
  ['gpt-5.1', tiles(70, 140), newest, 'none'],
  ['gpt-5', tiles(70, 140), minimal, 'medium'],
  ['o3', tiles(75, 150), ['low', 'medium', 'high'], 'medium'],
  ['gpt-4o gpt-4.1', tiles(85, 170), [], 'none'],
  ['gpt-4o-mini', tiles(2833, 5667), [], 'none'],
];

const snapshots: Readonly<Record<string, string>> = { 'gpt-6-luna': 'gpt-6-luna-2026-09-22' };

function model(id: string, [, images, efforts, defaultEffort]: Row): ServiceModel {
  return { id, snapshot: snapshots[id] ?? id, images, efforts, defaultEffort };
}

const known = new Map(
  rows.flatMap((row) => row[0].split(' ').map((id) => [id, model(id, row)] as const)),
);

/** All ids, in the order of the table. */
export const knownModelIds: readonly string[] = [...known.keys()];

/**
 * A model by its id or dated version, if it is among `offered`. One that is offered but not in the table (a local or
 * fine-tuned one) behaves like the newest.
 */
export function serviceModel(id: string, offered: readonly string[]): ServiceModel | undefined {
  const plain = id.replace(/-\d{4}-\d{2}-\d{2}$/, '');
  const name = [id, plain].find((candidate) => offered.includes(candidate));
  return name === undefined ? undefined : (known.get(name) ?? model(name, latest));
}
