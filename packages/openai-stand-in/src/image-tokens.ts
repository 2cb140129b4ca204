/** How many tokens a picture is billed at, by the service's published rules (guides/images-vision). */
import type { Size } from './model.ts';
import type { ImageRule, PatchLevels } from './models.ts';

export const details = ['low', 'high', 'original', 'auto'] as const;
type Detail = (typeof details)[number];

/** A picture is fitted into a square of `edge` pixels, then shrunk until it has no more than `patches`. */
type Level = { readonly edge: number; readonly patches?: number };

const asItIs: Level = { edge: 65_535 };
const normal: Level = { edge: 2048, patches: 2500 };
const large: Level = { edge: 2048, patches: 6144 };
const small: Level = { edge: 512 };
const to6000: Level = { edge: 6000, patches: 10_000 };
const wide: Level = { edge: 65_535, patches: 2500 };

const levels: Readonly<Record<PatchLevels, Readonly<Record<Detail, Level>>>> = {
  'cheap-low': { low: small, high: normal, original: asItIs, auto: asItIs },
  'wide-high': { low: small, high: wide, original: asItIs, auto: asItIs },
  'to-6000': { low: small, high: normal, original: to6000, auto: to6000 },
  'large-low': { low: large, high: normal, original: to6000, auto: normal },
  'no-detail': { low: large, high: large, original: large, auto: large },
};

/** A picture of more patches than this is refused. */
export const mostPatches = 30_000;

/** The tokens of a picture; Infinity when it has more patches than the service takes. */
export function billedImageTokens(
  size: Size,
  detail: Detail,
  { images }: { readonly images: ImageRule },
): number {
  if (images.by === 'tiles') return tileTokens(size, detail, images);
  const { edge, patches: most } = levels[images.levels][detail];
  const { width, height } = fitInto(size, edge);
  const whole = count(width, height);
  const patches = most === undefined || whole <= most ? whole : shrunkPatches(width, height, most);
  return patches > mostPatches ? Number.POSITIVE_INFINITY : Math.ceil(patches * images.factor);
}

function count(width: number, height: number): number {
  return Math.ceil(width / 32) * Math.ceil(height / 32);
}

/** Scales so that the budget holds, then a little more so that one side is whole patches. */
function shrunkPatches(width: number, height: number, budget: number): number {
  const scale = Math.sqrt((1024 * budget) / (width * height));
  const across = (width * scale) / 32;
  const down = (height * scale) / 32;
  const exact = scale * Math.min(Math.floor(across) / across, Math.floor(down) / down);
  return Math.min(budget, count(Math.floor(width * exact), Math.floor(height * exact)));
}

function tileTokens(
  size: Size,
  detail: Detail,
  { base, tile }: ImageRule & { readonly by: 'tiles' },
): number {
  if (detail === 'low') return base;
  const fitted = fitInto(size, 2048);
  const shrink = Math.min(1, 768 / Math.min(fitted.width, fitted.height));
  const across = Math.ceil(Math.floor(fitted.width * shrink) / 512);
  const down = Math.ceil(Math.floor(fitted.height * shrink) / 512);
  return base + tile * across * down;
}

function fitInto({ width, height }: Size, edge: number): Size {
  const scale = Math.min(1, edge / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}
