/**
 * How many tokens a picture costs, by OpenAI's published rules (guides/images-vision, "Calculating costs"),
 * which agree with what live requests were billed to within one token.
 */
import type { Size } from '../photo.ts';
import type { ImageRule, PatchLevel } from './models.ts';

export type Detail = 'low' | 'high';

const patchSide = 32;
const tileSide = 512;

/** The tokens of a picture of `size` pixels. */
export function imageTokens(size: Size, detail: Detail, rule: ImageRule): number {
  if (rule.kind === 'patches') return Math.ceil(patchesOf(size, rule[detail]) * rule.factor);
  return detail === 'low' ? rule.base : rule.base + rule.tile * tilesOf(size);
}

function patchesOf(size: Size, level: PatchLevel): number {
  const fitted = fitWithin(size, level.maxEdge);
  const patches = Math.ceil(fitted.width / patchSide) * Math.ceil(fitted.height / patchSide);
  if (level.budget === undefined || patches <= level.budget) return patches;
  const shrink = Math.sqrt((patchSide ** 2 * level.budget) / (fitted.width * fitted.height));
  const wide = (fitted.width * shrink) / patchSide;
  const high = (fitted.height * shrink) / patchSide;
  const whole = shrink * Math.min(Math.floor(wide) / wide, Math.floor(high) / high);
  const width = Math.floor(fitted.width * whole);
  const height = Math.floor(fitted.height * whole);
  return Math.min(level.budget, Math.ceil(width / patchSide) * Math.ceil(height / patchSide));
}

function tilesOf(size: Size): number {
  const fitted = fitWithin(size, 2048);
  const short = Math.min(fitted.width, fitted.height);
  const scale = short > 768 ? 768 / short : 1;
  return (
    Math.ceil(Math.floor(fitted.width * scale) / tileSide) *
    Math.ceil(Math.floor(fitted.height * scale) / tileSide)
  );
}

/** Fits into a square of `edge` pixels; never enlarges. */
function fitWithin(size: Size, edge: number): Size {
  const scale = Math.min(1, edge / Math.max(size.width, size.height));
  return {
    width: Math.max(1, Math.round(size.width * scale)),
    height: Math.max(1, Math.round(size.height * scale)),
  };
}
