/** New sidecars. The layout is Adobe's, one element per line: some readers need the white space. */
import type { Metadata } from '../metadata/metadata.ts';
import { cleanText, encodeAttribute, encodeText } from './escape.ts';
import {
  fields,
  metadataDate,
  metaNamespace,
  type Property,
  properties,
  rdf,
  sidecarForExtension,
  usualPrefixes,
} from './namespaces.ts';

export type CreateOptions = {
  /** For xmp:MetadataDate: ISO 8601 with offset, `2026-11-23T10:00:00+01:00`. */
  readonly metadataDate: string;
  /** For x:xmptk: the program that makes the file. */
  readonly tool?: string;
  /** For photoshop:SidecarForExtension, where several files of one name could claim it: `JPG`. */
  readonly sidecarForExtension?: string;
};

/**
 * The bytes of a new sidecar in UTF-8 (XMP specification part 1, section 7; part 3, section 1, for files of
 * their own). Fields that are absent or empty are left out.
 */
export function createXmp(text: Metadata, options: CreateOptions): Buffer {
  const written: [Property, string | readonly string[] | undefined][] = [
    [metadataDate, options.metadataDate],
    [sidecarForExtension, options.sidecarForExtension],
    ...fields.map((field): [Property, string | readonly string[] | undefined] => [
      properties[field],
      text[field],
    ]),
  ];
  const lines = written.flatMap(([property, value]) => linesOf(property, value));
  const declarations = [...usualPrefixes]
    .filter(([uri]) => uri !== rdf('').uri && written.some(([one]) => one.uri === uri))
    .map(([uri, prefix]) => `    xmlns:${prefix}="${uri}"`);
  const packet = [
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    `<x:xmpmeta xmlns:x="${metaNamespace}" x:xmptk="${encodeAttribute(options.tool ?? 'proofsheet')}">`,
    ` <rdf:RDF xmlns:rdf="${rdf('').uri}">`,
    '  <rdf:Description rdf:about=""',
    `${declarations.join('\n')}>`,
    ...lines,
    '  </rdf:Description>',
    ' </rdf:RDF>',
    '</x:xmpmeta>',
    '<?xpacket end="w"?>',
    '',
  ];
  return Buffer.from(packet.join('\n'), 'utf8');
}

function linesOf(property: Property, value: string | readonly string[] | undefined): string[] {
  const texts = (typeof value === 'string' ? [value] : (value ?? []))
    .map(cleanText)
    .filter((text) => text !== '');
  const [first] = texts;
  if (first === undefined) return [];
  const name = `${usualPrefixes.get(property.uri)}:${property.local}`;
  if (property.form === 'text') return [`   <${name}>${encodeText(first)}</${name}>`];
  const container = property.form === 'list' ? 'rdf:Bag' : 'rdf:Alt';
  const item = property.form === 'list' ? 'rdf:li' : 'rdf:li xml:lang="x-default"';
  return [
    `   <${name}>`,
    `    <${container}>`,
    ...texts.map((text) => `     <${item}>${encodeText(text)}</rdf:li>`),
    `    </${container}>`,
    `   </${name}>`,
  ];
}
