/**
 * Content credentials (C2PA technical specification 2.1, A.3): signed statements about where a picture comes from, in
 * JUMBF boxes (ISO 19566-5) over APP11 segments. The signature covers the metadata of the file too, so whoever changes
 * those without being asked to sign again makes the photo look tampered with.
 */
import type { Segment } from './segments.ts';

const marker = 0xeb;
/** `JP`, two numbers, the superbox and its description, in which `c2pa` is the beginning of the type. */
const descriptionBytes = 64;

/** Whether a head contains a store of signed statements. */
export function hasContentCredentials(segments: readonly Segment[]): boolean {
  return segments.some(
    (segment) =>
      segment.marker === marker &&
      segment.payload.toString('latin1', 0, 2) === 'JP' &&
      segment.payload.subarray(0, descriptionBytes).includes('c2pa'),
  );
}
