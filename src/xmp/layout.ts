/** How a file is laid out: its line ends and indentation, so that what is added looks like what is there. */
import type { Packet } from './packet.ts';
import { elementsOf, type XmlElement } from './tree.ts';

/** A line end and the white space that begins the next line. */
export type Lead = string;

function lineEndOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

/** The line end and indentation in front of an offset; undefined when something else stands there. */
function leadBefore(text: string, offset: number): Lead | undefined {
  let at = offset;
  while (at > 0 && (text[at - 1] === ' ' || text[at - 1] === '\t')) at--;
  if (text[at - 1] === '\n') at -= text[at - 2] === '\r' ? 2 : 1;
  else if (text[at - 1] === '\r') at -= 1;
  else return undefined;
  return text.slice(at, offset);
}

/** Where the white space in front of an offset begins. */
export function blankBefore(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && /[ \t\r\n]/.test(text[at - 1] ?? '')) at--;
  return at;
}

/** The lead for a new element inside `parent`: that of the last one there, or one level deeper than the parent. */
export function leadInside(packet: Packet, parent: XmlElement): Lead {
  const last = elementsOf(parent).at(-1);
  const known = last === undefined ? undefined : leadBefore(packet.text, last.start);
  return known ?? leadOf(packet, parent) + indentOf(packet);
}

/** The lead of an element that exists. */
export function leadOf(packet: Packet, element: XmlElement): Lead {
  return leadBefore(packet.text, element.start) ?? lineEndOf(packet.text);
}

/** One level of indentation, as between rdf:RDF and the first description. */
export function indentOf(packet: Packet): string {
  const outer = leadBefore(packet.text, packet.rdf.start);
  const child = elementsOf(packet.rdf)[0];
  const inner = child === undefined ? undefined : leadBefore(packet.text, child.start);
  if (outer !== undefined && inner?.startsWith(outer) && inner.length > outer.length)
    return inner.slice(outer.length);
  return inner?.includes('\t') === true ? '\t' : ' ';
}
