/** Distances on the globe, which counts as a ball. */
import type { Position } from '../../photo.ts';

const earthRadius = 6371;
/** From one parallel to the next. */
export const kilometresOfDegree = (earthRadius * Math.PI) / 180;

/** Kilometres between two positions, along a great circle. */
export function kilometresBetween(one: Position, other: Position): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const half = (a: number, b: number) => Math.sin(radians(b - a) / 2) ** 2;
  const across = Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude));
  const chord = half(one.latitude, other.latitude) + across * half(one.longitude, other.longitude);
  return 2 * earthRadius * Math.asin(Math.sqrt(Math.min(1, chord)));
}
