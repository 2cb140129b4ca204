/** New sidecars. The layout is Adobe's, one element per line: some readers need the white space. */
import type { Metadata } from '../metadata/metadata.ts';
import { englishBeside } from './english-beside.ts';
import { cleanText, encodeAttribute, encodeText } from './escape.ts';
import { newKeywordTrees, type PathsOf } from './keyword-trees.ts';
import { type Hand, propertyMarkup } from './markup.ts';
import {
  metadataDate,
  metaNamespace,
  rdf,
  sidecarForExtension,
  usualPrefixes,
} from './namespaces.ts';
import { valuesToWrite, wantedOf } from './wanted.ts';

export type CreateOptions = {
  /** For xmp:MetadataDate: ISO 8601 with offset, `2026-11-23T10:00:00+01:00`. */
  readonly metadataDate: string;
  /** For x:xmptk: the program that makes the file. */
  readonly tool?: string;
  /** For photoshop:SidecarForExtension, where several files of one name could claim it: `JPG`. */
  readonly sidecarForExtension?: string;
  /** Where keywords stand in a tree of the user's, for the keyword lists of Lightroom and digiKam; no such lists without. */
  readonly pathsOf?: PathsOf | undefined;
};

/**
 * The bytes of a new sidecar in UTF-8 (XMP specification part 1, section 7; part 3, section 1, for files of
 * their own). Fields that are absent or empty are left out.
 */
export function createXmp(text: Metadata, options: CreateOptions): Buffer {
  const wanted = wantedOf(text);
  const written = valuesToWrite([
    [metadataDate, options.metadataDate],
    [sidecarForExtension, options.sidecarForExtension],
    ...englishBeside(undefined, wanted),
    ...wanted,
    ...newKeywordTrees(
      text.keywords?.map(cleanText),
      { pathsOf: options.pathsOf, isMade: true },
      () => false,
    ),
  ]);
  const lines = written.map(({ property, parts }) =>
    propertyMarkup(hand, '\n   ', property, parts),
  );
  const names = written.flatMap(({ property, parts }) => [
    property,
    ...parts.map(({ member }) => member),
  ]);
  const spoken = new Set(names.map((name) => name?.uri));
  const declarations = [...usualPrefixes]
    .filter(([uri]) => uri !== rdf('').uri && spoken.has(uri))
    .map(([uri, prefix]) => `    xmlns:${prefix}="${uri}"`);
  const packet = [
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    `<x:xmpmeta xmlns:x="${metaNamespace}" x:xmptk="${encodeAttribute(options.tool ?? 'proofsheet')}">`,
    ` <rdf:RDF xmlns:rdf="${rdf('').uri}">`,
    '  <rdf:Description rdf:about=""',
    `${declarations.join('\n')}>${lines.join('')}`,
    '  </rdf:Description>',
    ' </rdf:RDF>',
    '</x:xmpmeta>',
    '<?xpacket end="w"?>',
    '',
  ];
  return Buffer.from(packet.join('\n'), 'utf8');
}

/** Adobe's own: a space for each level, and the usual prefixes. */
const hand: Hand = {
  encode: encodeText,
  indent: ' ',
  prefix: (uri) => usualPrefixes.get(uri) ?? '',
};
