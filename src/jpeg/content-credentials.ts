/**
 * Content credentials (C2PA technical specification 2.1, A.3 and 11.5): signed statements about where a picture comes from,
 * in JUMBF boxes (ISO 19566-5) over APP11 segments, or at an address that the XMP gives. The signature covers the metadata of
 * the file too, so whoever changes those without being asked to sign again makes the photo look tampered with.
 */
import type { Segment } from './segments.ts';
import { xmpPackets } from './xmp-packets.ts';

const marker = 0xeb;
/** `JP`, two numbers, the superbox and its description, in which `c2pa` is the beginning of the type. */
const descriptionBytes = 64;

/** Whether a head contains a store of signed statements, or leads to one. */
export function hasContentCredentials(segments: readonly Segment[]): boolean {
  return hasStore(segments) || xmpPackets(segments).packets.some(leadsToStore);
}

/** Whether the packet has dcterms:provenance with an address; museums write there who owned a picture. */
function leadsToStore(packet: Buffer): boolean {
  const text = packet.toString('latin1');
  const addresses = text.matchAll(
    /[<\s]([\w.-]+):provenance(?:\s+[\w.-]+:resource)?\s*(?:=\s*["']|>)\s*https?:/g,
  );
  return [...addresses].some(([, prefix]) =>
    ['"', "'"].some((quote) => text.includes(`xmlns:${prefix}=${quote}http://purl.org/dc/terms/`)),
  );
}

function hasStore(segments: readonly Segment[]): boolean {
  return segments.some(
    (segment) =>
      segment.marker === marker &&
      segment.payload.toString('latin1', 0, 2) === 'JP' &&
      segment.payload.subarray(0, descriptionBytes).includes('c2pa'),
  );
}
