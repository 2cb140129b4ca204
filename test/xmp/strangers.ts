/**
 * Sidecars of raw files as strangers' programs leave them: any mixture of what some program writes of its own, of how our
 * properties may stand in it, of how names are declared, of what is around it, and of how it is encoded.
 */
import fc from 'fast-check';

const uris = {
  dc: 'http://purl.org/dc/elements/1.1/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  Iptc4xmpCore: 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/',
  crs: 'http://ns.adobe.com/camera-raw-settings/1.0/',
  xmpMM: 'http://ns.adobe.com/xap/1.0/mm/',
  stEvt: 'http://ns.adobe.com/xap/1.0/sType/ResourceEvent#',
  stRef: 'http://ns.adobe.com/xap/1.0/sType/ResourceRef#',
  lr: 'http://ns.adobe.com/lightroom/1.0/',
  darktable: 'http://darktable.sf.net/',
  digiKam: 'http://www.digikam.org/ns/1.0/',
  MicrosoftPhoto: 'http://ns.microsoft.com/photo/1.0/',
  acdsee: 'http://ns.acdsee.com/iptc/1.0/',
  mediapro: 'http://ns.iview-multimedia.com/mediapro/1.0/',
  photomechanic: 'http://ns.camerabits.com/photomechanic/1.0/',
  'mwg-rs': 'http://www.metadataworkinggroup.com/schemas/regions/',
  stArea: 'http://ns.adobe.com/xmp/sType/Area#',
  exif: 'http://ns.adobe.com/exif/1.0/',
  own: 'http://example.com/own/1.0/',
} as const;
type Prefix = keyof typeof uris;

const curve = (name: string) =>
  `<crs:${name}>\n <rdf:Seq>\n  <rdf:li>0, 0</rdf:li>\n  <rdf:li>128, 121</rdf:li>\n  <rdf:li>255, 255</rdf:li>\n </rdf:Seq>\n</crs:${name}>`;

/** What programs write that is nobody else's, as elements; `{n}` is a number of each sidecar's own. */
const theirs = {
  settings: '<crs:Version>15.3</crs:Version>\n<crs:Exposure2012>+0.{n}</crs:Exposure2012>',
  curves: `${curve('ToneCurvePV2012')}\n${curve('ToneCurvePV2012Red')}`,
  look: '<crs:Look>\n <rdf:Description\n  crs:Name="Adobe Color"\n  crs:Amount="1">\n <crs:Group>\n  <rdf:Alt>\n   <rdf:li xml:lang="x-default">Profiles</rdf:li>\n  </rdf:Alt>\n </crs:Group>\n <crs:Parameters>\n  <rdf:Description\n   crs:Version="15.0"\n   crs:LookTable="E1095149FDB39D7A057BAB208837E2E1">\n  <crs:ToneCurvePV2012>\n   <rdf:Seq>\n    <rdf:li>0, 0</rdf:li>\n   </rdf:Seq>\n  </crs:ToneCurvePV2012>\n  </rdf:Description>\n </crs:Parameters>\n </rdf:Description>\n</crs:Look>',
  masks: `<crs:MaskGroupBasedCorrections>\n <rdf:Seq>\n  <rdf:li>\n   <rdf:Description\n    crs:What="Correction"\n    crs:CorrectionName="Mask &lt;{n}&gt;">\n   <crs:CorrectionMasks>\n    <rdf:Seq>\n     <rdf:li\n      crs:What="Mask/Image"\n      crs:MaskDigest="${'0F'.repeat(600)}"/>\n    </rdf:Seq>\n   </crs:CorrectionMasks>\n   </rdf:Description>\n  </rdf:li>\n </rdf:Seq>\n</crs:MaskGroupBasedCorrections>`,
  history:
    '<xmpMM:DocumentID>xmp.did:{n}</xmpMM:DocumentID>\n<xmpMM:DerivedFrom rdf:parseType="Resource">\n <stRef:documentID>{n}</stRef:documentID>\n</xmpMM:DerivedFrom>\n<xmpMM:History>\n <rdf:Seq>\n  <rdf:li\n   stEvt:action="saved"\n   stEvt:changed="/metadata"/>\n  <rdf:li rdf:parseType="Resource">\n   <stEvt:action>derived</stEvt:action>\n  </rdf:li>\n </rdf:Seq>\n</xmpMM:History>',
  darktable:
    '<darktable:history_end>{n}</darktable:history_end>\n<darktable:masks_history>\n <rdf:Seq/>\n</darktable:masks_history>\n<darktable:history>\n <rdf:Seq>\n  <rdf:li\n   darktable:num="0"\n   darktable:operation="rawprepare"\n   darktable:params="gz04eJx1kQ=="/>\n </rdf:Seq>\n</darktable:history>',
  digiKam:
    '<digiKam:PickLabel>3</digiKam:PickLabel>\n<digiKam:CaptionsAuthorNames>\n <rdf:Alt>\n  <rdf:li xml:lang="x-default">me {n}</rdf:li>\n </rdf:Alt>\n</digiKam:CaptionsAuthorNames>',
  windows:
    '<MicrosoftPhoto:LastKeywordXMP>\n <rdf:Bag>\n  <rdf:li>kept</rdf:li>\n </rdf:Bag>\n</MicrosoftPhoto:LastKeywordXMP>',
  acdsee:
    '<acdsee:caption>A {n}</acdsee:caption>\n<acdsee:categories>&lt;Categories&gt;&lt;/Categories&gt;</acdsee:categories>',
  iView:
    '<mediapro:People>\n <rdf:Bag>\n  <rdf:li>Somebody</rdf:li>\n </rdf:Bag>\n</mediapro:People>',
  mechanic:
    '<photomechanic:Prefs>1:2:3:{n}</photomechanic:Prefs>\n<photomechanic:ColorClass>2</photomechanic:ColorClass>',
  faces:
    '<mwg-rs:Regions rdf:parseType="Resource">\n <mwg-rs:RegionList>\n  <rdf:Bag>\n   <rdf:li>\n    <rdf:Description\n     mwg-rs:Name="Ada"\n     mwg-rs:Type="Face">\n    <mwg-rs:Area\n     stArea:x="0.5"\n     stArea:y="0.5"/>\n    </rdf:Description>\n   </rdf:li>\n  </rdf:Bag>\n </mwg-rs:RegionList>\n</mwg-rs:Regions>',
  creator:
    '<dc:creator>\n <rdf:Seq>\n  <rdf:li>A. Person</rdf:li>\n </rdf:Seq>\n</dc:creator>\n<dc:rights>\n <rdf:Alt>\n  <rdf:li xml:lang="x-default">© {n}</rdf:li>\n </rdf:Alt>\n</dc:rights>',
  extension: '<photoshop:SidecarForExtension>NEF</photoshop:SidecarForExtension>',
  camera:
    '<exif:FNumber>28/10</exif:FNumber>\n<exif:ISOSpeedRatings>\n <rdf:Seq>\n  <rdf:li>{n}</rdf:li>\n </rdf:Seq>\n</exif:ISOSpeedRatings>',
  unknown:
    '<own:a><![CDATA[<&> ]] {n}]]></own:a>\n<!-- kept {n} -->\n<own:b rdf:parseType="Resource">\n <own:subject>not ours</own:subject>\n</own:b>\n<own:c rdf:resource="http://example.com/?a=1&amp;b=2"/>',
} as const;

/** How a list or a text of ours may stand there; `old` is what it says. */
const lists: Readonly<Record<string, string>> = {
  bag: '<{p}>\n <rdf:Bag>\n  <rdf:li>old one</rdf:li>\n  <rdf:li>old &amp; two</rdf:li>\n </rdf:Bag>\n</{p}>',
  sequence: '<{p}><rdf:Seq><rdf:li>old one</rdf:li><rdf:li>old two</rdf:li></rdf:Seq></{p}>',
  'one line': '<{p}><rdf:Bag><rdf:li>old one</rdf:li></rdf:Bag></{p}>',
  plain: '<{p}>old one</{p}>',
  'empty bag': '<{p}><rdf:Bag/></{p}>',
  'empty element': '<{p}/>',
  'data and entities':
    '<{p}><rdf:Bag><rdf:li><![CDATA[old <one>]]></rdf:li><rdf:li>&#x6f;ld&#32;two</rdf:li></rdf:Bag></{p}>',
  comment: '<{p}><!-- kept --><rdf:Bag><rdf:li>old one</rdf:li><!-- kept too --></rdf:Bag></{p}>',
  languages: '<{p}><rdf:Bag><rdf:li xml:lang="en">old one</rdf:li></rdf:Bag></{p}>',
  '@': 'old one',
};
const texts: Readonly<Record<string, string>> = {
  '@': 'old &quot;words&quot; &#x26; more',
  element: '<{p}>old words</{p}>',
  'empty element': '<{p}></{p}>',
  'data and entities': '<{p}><![CDATA[old <words>]]> &amp; &#233;</{p}>',
  value: '<{p} rdf:parseType="Resource"><rdf:value>old words</rdf:value></{p}>',
};
const alternatives: Readonly<Record<string, string>> = {
  ...{ plain: '<{p}>old words</{p}>', '@': 'old words', 'empty element': '<{p}/>' },
  usual:
    '<{p}>\n <rdf:Alt>\n  <rdf:li xml:lang="x-default">old words</rdf:li>\n </rdf:Alt>\n</{p}>',
  more: '<{p}><rdf:Alt><rdf:li xml:lang="x-default">old</rdf:li><rdf:li xml:lang="de-DE">alt</rdf:li><rdf:li xml:lang="pt">velho</rdf:li></rdf:Alt></{p}>',
  'no default': '<{p}><rdf:Alt><rdf:li xml:lang="en-US">old words</rdf:li></rdf:Alt></{p}>',
  capitals: '<{p}><rdf:Alt><rdf:li xml:lang="X-Default">old words</rdf:li></rdf:Alt></{p}>',
  'no language': '<{p}><rdf:Alt><rdf:li>old words</rdf:li></rdf:Alt></{p}>',
  bag: '<{p}><rdf:Bag><rdf:li>old words</rdf:li></rdf:Bag></{p}>',
  empty: '<{p}><rdf:Alt/></{p}>',
};
const properties = {
  'dc:subject': lists,
  'dc:title': alternatives,
  'dc:description': alternatives,
  'photoshop:Headline': texts,
  'photoshop:City': texts,
  'Iptc4xmpCore:CountryCode': texts,
  'xmp:MetadataDate': { '@': '2024-01-01T00:00:00Z', element: '<{p}>2024-01-01</{p}>' },
} as const;
type Property = keyof typeof properties;

const formOf = (property: Property) =>
  fc.option(fc.constantFrom(...Object.keys(properties[property])), { nil: undefined, freq: 2 });

const drawn = fc.record({
  number: fc.integer({ min: 10, max: 99 }),
  theirs: fc.uniqueArray(fc.constantFrom(...(Object.keys(theirs) as (keyof typeof theirs)[])), {
    maxLength: 6,
  }),
  forms: fc.record({
    'dc:subject': formOf('dc:subject'),
    'dc:title': formOf('dc:title'),
    'dc:description': formOf('dc:description'),
    'photoshop:Headline': formOf('photoshop:Headline'),
    'photoshop:City': formOf('photoshop:City'),
    'Iptc4xmpCore:CountryCode': formOf('Iptc4xmpCore:CountryCode'),
    'xmp:MetadataDate': formOf('xmp:MetadataDate'),
  }),
  /** A property that stands in two descriptions. */
  twice: fc.constantFrom<Property | undefined>(
    ...[undefined, undefined, undefined, undefined, undefined, undefined],
    ...(['dc:subject', 'dc:title', 'photoshop:City'] as const),
  ),
  parts: fc.integer({ min: 1, max: 3 }),
  about: fc.constantFrom<readonly string[]>(
    ['', ''],
    ['', ''],
    ['uuid:1', 'uuid:1'],
    ['', 'uuid:2'],
  ),
  declared: fc.constantFrom('root', 'description', 'property'),
  /** Other prefixes than the usual ones, or none at all for the properties of a namespace. */
  prefixes: fc.constantFrom('usual', 'usual', 'numbered', 'none'),
  quote: fc.constantFrom('"', '"', "'"),
  around: fc.constantFrom('meta', 'packet', 'read-only', 'bare', 'declaration', 'old', 'comments'),
  newline: fc.constantFrom('\n', '\n', '\r\n', '\r', ''),
  indent: fc.constantFrom(' ', '\t', '   ', ''),
  encoding: fc.constantFrom('utf8', 'utf8', 'utf8 mark', 'utf16le mark', 'utf16be mark', 'utf16le'),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

export type Stranger = { readonly drawn: Drawn; readonly text: string; readonly bytes: Buffer };

export const strangers: fc.Arbitrary<Stranger> = drawn.map((one) => {
  const text = textOf(one);
  return { drawn: one, text, bytes: encoded(text, one.encoding) };
});

function encoded(text: string, encoding: string): Buffer {
  const marked = encoding.endsWith('mark') ? `\ufeff${text}` : text;
  if (encoding.startsWith('utf8')) return Buffer.from(marked);
  const bytes = Buffer.from(marked, 'utf16le');
  return encoding.startsWith('utf16be') ? bytes.swap16() : bytes;
}

const outside: Readonly<Record<Drawn['around'], readonly [before: string, after: string]>> = {
  meta: ['<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 6.0.0">\n', '\n</x:xmpmeta>\n'],
  packet: [
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n',
    `\n</x:xmpmeta>\n${`${' '.repeat(100)}\n`.repeat(4)}<?xpacket end="w"?>`,
  ],
  'read-only': [
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n',
    '\n</x:xmpmeta>\n<?xpacket end="r"?>',
  ],
  bare: ['', '\n'],
  declaration: [
    '<?xml version="1.0" encoding="UTF-8"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n',
    '\n</x:xmpmeta>',
  ],
  old: ['<x:xapmeta xmlns:x="adobe:ns:meta/" x:xaptk="XMP toolkit 2.8">\n', '\n</x:xapmeta>\n'],
  comments: [
    '<!-- kept -->\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n',
    '\n</x:xmpmeta>\n<!-- kept, too -->\n\n',
  ],
};

function textOf(one: Drawn): string {
  const { parts, about, quote, declared, newline, indent, around, twice, encoding } = one;
  const names = prefixesOf(one);
  const attributes = Array.from({ length: parts }, () => [] as string[]);
  const elements = Array.from({ length: parts }, () => [] as string[]);
  for (const [index, name] of one.theirs.entries())
    elements[index % parts]?.push(theirs[name].replaceAll('{n}', String(one.number)));
  for (const [index, property] of (Object.keys(properties) as Property[]).entries()) {
    const form = one.forms[property];
    if (form === undefined) continue;
    const written = (properties[property] as Readonly<Record<string, string>>)[form] ?? '';
    if (form === '@') attributes[index % parts]?.push(`${property}="${written}"`);
    else elements[index % parts]?.unshift(written.replaceAll('{p}', property));
    if (twice === property && parts > 1 && form !== '@')
      elements[(index + 1) % parts]?.push(written.replaceAll('{p}', property));
  }
  const used = (text: string) =>
    (Object.keys(uris) as Prefix[]).filter((prefix) =>
      new RegExp(`[\\s</]${prefix}:`, 'u').test(text),
    );
  const declare = (prefixes: readonly Prefix[]) =>
    prefixes.map((prefix) => `\n xmlns:${names[prefix]}="${uris[prefix]}"`).join('');
  const all = used(
    `${attributes
      .flat()
      .map((text) => ` ${text}`)
      .join('')}${elements.flat().join('')}`,
  );
  const descriptions = attributes.map((some, index) => {
    const inner = elements[index] ?? [];
    const head = some.map((text) => `\n ${text}`).join('');
    const needed = declared === 'property' ? used(head) : used(`${head}${inner.join('')}`);
    const spaces = declared === 'root' ? '' : declare(needed);
    const start = `<rdf:Description rdf:about="${about[Math.min(index, 1)]}"${spaces}${head}`;
    const body = inner.map((text) => {
      const whole = declared === 'property' ? inlined(text, used, declare) : text;
      return `\n${whole}`;
    });
    return inner.length === 0 ? `${start}/>` : `${start}>${body.join('')}\n</rdf:Description>`;
  });
  const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"${declared === 'root' ? declare(all) : ''}>\n${descriptions.join('\n')}\n</rdf:RDF>`;
  const [before, after] = outside[around];
  const renamed = withPrefixes(rdf, names, one);
  const quoted = quote === '"' ? renamed : renamed.replaceAll(/="([^"']*)"/g, `='$1'`);
  const declaration = encoding.startsWith('utf16') ? before.replace('UTF-8', 'UTF-16') : before;
  return `${declaration}${quoted.replaceAll(/\n */g, (gap) => `\n${indent.repeat(gap.length)}`)}${after}`.replaceAll(
    '\n',
    newline === '' ? ' ' : newline,
  );
}

/** Declares what an element needs in its own start tag, as some libraries do. */
function inlined(
  text: string,
  used: (text: string) => readonly Prefix[],
  declare: (prefixes: readonly Prefix[]) => string,
): string {
  return text.replaceAll(/^<([a-zA-Z0-9-]+:\w+)/gm, (start, _name, at: number) => {
    const rest = text.slice(at);
    return `${start}${declare(used(rest))}`;
  });
}

function prefixesOf({ prefixes }: Drawn): Readonly<Record<Prefix, string>> {
  const all = (Object.keys(uris) as Prefix[]).map(
    (prefix, index) => [prefix, prefixes === 'numbered' ? `x${index}` : prefix] as const,
  );
  return Object.fromEntries(all) as Record<Prefix, string>;
}

/** With other prefixes in the tags, whose texts hold nothing that looks like one. */
function withPrefixes(
  text: string,
  names: Readonly<Record<Prefix, string>>,
  { prefixes }: Drawn,
): string {
  const known = (Object.keys(uris) as Prefix[]).toSorted((one, other) => other.length - one.length);
  const plain = known.reduce(
    (all, prefix) =>
      names[prefix] === prefix
        ? all
        : all.replaceAll(
            new RegExp(`([\\s</])${prefix}:(?=[A-Za-z])`, 'gu'),
            `$1${names[prefix]}:`,
          ),
    text,
  );
  return prefixes === 'none'
    ? plain.replaceAll(/<dc:(\w+)/g, `<$1 xmlns="${uris.dc}"`).replaceAll(/<\/dc:(\w+)/g, '</$1')
    : plain;
}
