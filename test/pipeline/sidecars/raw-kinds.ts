/**
 * Sidecars of raw files in the manner of the programs that write them. Each is put together here, by what those programs
 * write: how they lay it out, what they keep in it that is nobody else's, and in which encoding.
 */

export type RawKind = {
  readonly what: string;
  readonly bytes: Buffer;
  /** What has to stand in it afterwards, byte for byte, in this order. */
  readonly foreign: readonly Buffer[];
};

type Form = {
  readonly encoding?: 'utf8' | 'utf16le' | 'utf16be';
  readonly mark?: boolean;
  readonly newline?: '\n' | '\r\n' | '\r';
  readonly before?: string;
  readonly after?: string;
  /** Whether x:xmpmeta is around it, and of which toolkit. */
  readonly meta?: string | false;
};

const spaces = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  dc: 'http://purl.org/dc/elements/1.1/',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  tiff: 'http://ns.adobe.com/tiff/1.0/',
  exif: 'http://ns.adobe.com/exif/1.0/',
  aux: 'http://ns.adobe.com/exif/1.0/aux/',
  crs: 'http://ns.adobe.com/camera-raw-settings/1.0/',
  xmpMM: 'http://ns.adobe.com/xap/1.0/mm/',
  stEvt: 'http://ns.adobe.com/xap/1.0/sType/ResourceEvent#',
  lr: 'http://ns.adobe.com/lightroom/1.0/',
  darktable: 'http://darktable.sf.net/',
  digiKam: 'http://www.digikam.org/ns/1.0/',
  MicrosoftPhoto: 'http://ns.microsoft.com/photo/1.0/',
  photomechanic: 'http://ns.camerabits.com/photomechanic/1.0/',
  dxo: 'http://ns.dxo.com/photolab/1.0/',
  on1: 'http://ns.on1.com/on1/1.0/',
  Iptc4xmpCore: 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/',
  iX: 'http://ns.adobe.com/iX/1.0/',
} as const;
type Space = keyof typeof spaces;

function encoded(text: string, encoding: Form['encoding'] = 'utf8'): Buffer {
  if (encoding === 'utf8') return Buffer.from(text);
  const bytes = Buffer.from(text, 'utf16le');
  return encoding === 'utf16le' ? bytes : bytes.swap16();
}

/** One sidecar. @param parts what is nobody else's, in its order, with what is ours or common between as plain text */
function kind(
  what: string,
  used: readonly Space[],
  parts: readonly (string | { readonly keep: string })[],
  form: Form = {},
): RawKind {
  const { encoding, mark = false, newline = '\n', before = '', after = '', meta } = form;
  const lines = (text: string) => text.replaceAll('\n', newline);
  const declared = ['rdf' as const, ...used]
    .map((prefix) => `xmlns:${prefix}="${spaces[prefix]}"`)
    .slice(1)
    .map((one) => `\n    ${one}`)
    .join('');
  const body = parts.map((part) => (typeof part === 'string' ? part : part.keep)).join('');
  const rdf = `<rdf:RDF xmlns:rdf="${spaces.rdf}">\n  <rdf:Description rdf:about=""${declared}${body}\n </rdf:RDF>`;
  const toolkit = meta ?? 'Adobe XMP Core 7.0-c000 1.000000, 0000/00/00-00:00:00        ';
  const whole =
    meta === false
      ? rdf
      : `<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="${toolkit}">\n ${rdf}\n</x:xmpmeta>`;
  const text = lines(`${before}${whole}${after}`);
  return {
    what,
    bytes: encoded(`${mark ? '\ufeff' : ''}${text}`, encoding),
    foreign: parts
      .filter((part) => typeof part !== 'string')
      .map(({ keep }) => encoded(lines(keep), encoding)),
  };
}

const keep = (text: string) => ({ keep: text });
const packet = {
  before: `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n`,
  after: `\n${`${' '.repeat(100)}\n`.repeat(20)}<?xpacket end="w"?>`,
};

const settings = Array.from(
  { length: 160 },
  (_, index) => `\n   crs:Setting${index}="${index % 7 === 0 ? '+0.55' : index}"`,
).join('');
const curve = `
   <crs:ToneCurvePV2012>
    <rdf:Seq>
     <rdf:li>0, 0</rdf:li>
     <rdf:li>64, 56</rdf:li>
     <rdf:li>255, 255</rdf:li>
    </rdf:Seq>
   </crs:ToneCurvePV2012>`;
const look = `
   <crs:Look>
    <rdf:Description
     crs:Name="Adobe Color"
     crs:Amount="1"
     crs:UUID="B952C231111CD8E0ECCF14B86BAA7077">
    <crs:Group>
     <rdf:Alt>
      <rdf:li xml:lang="x-default">Profiles</rdf:li>
     </rdf:Alt>
    </crs:Group>
    </rdf:Description>
   </crs:Look>`;
const masks = (length: number) => `
   <crs:MaskGroupBasedCorrections>
    <rdf:Seq>
     <rdf:li>
      <rdf:Description
       crs:What="Correction"
       crs:CorrectionName="Mask &lt;1&gt; &amp; more"
       crs:LocalExposure2012="-0.15">
      <crs:CorrectionMasks>
       <rdf:Seq>
        <rdf:li
         crs:What="Mask/Image"
         crs:MaskDigest="${'0123456789ABCDEF'.repeat(Math.ceil(length / 16))}"/>
       </rdf:Seq>
      </crs:CorrectionMasks>
      </rdf:Description>
     </rdf:li>
    </rdf:Seq>
   </crs:MaskGroupBasedCorrections>`;
const history = (length: number) => `
   <xmpMM:History>
    <rdf:Seq>${Array.from(
      { length },
      (_, index) => `
     <rdf:li
      stEvt:action="saved"
      stEvt:instanceID="xmp.iid:${index}"
      stEvt:when="2024-05-01T10:${String(index % 60).padStart(2, '0')}:00+02:00"
      stEvt:softwareAgent="Adobe Photoshop Lightroom Classic 13.2 (Macintosh)"
      stEvt:changed="/metadata"/>`,
    ).join('')}
    </rdf:Seq>
   </xmpMM:History>`;
const bag = (name: string, words: readonly string[], list = 'Bag') => `
   <${name}>
    <rdf:${list}>${words.map((word) => `\n     <rdf:li>${word}</rdf:li>`).join('')}
    </rdf:${list}>
   </${name}>`;
const alternative = (name: string, text: string, more = '') => `
   <${name}>
    <rdf:Alt>
     <rdf:li xml:lang="x-default">${text}</rdf:li>${more}
    </rdf:Alt>
   </${name}>`;
const close = '\n  </rdf:Description>';
const adobe: readonly Space[] = [
  'xmp',
  'tiff',
  'exif',
  'dc',
  'aux',
  'photoshop',
  'xmpMM',
  'stEvt',
  'crs',
];
const lens = `
   tiff:Make="NIKON CORPORATION"
   tiff:Model="NIKON D750"
   exif:ExposureTime="1/250"
   aux:Lens="24.0-70.0 mm f/2.8"
   photoshop:SidecarForExtension="NEF"`;
const dates = `
   xmp:ModifyDate="2024-05-01T10:00:00.35"
   xmp:MetadataDate="2024-05-02T10:00:00+02:00"`;
const elements = settings
  .trim()
  .split('\n   ')
  .map((one) => one.replace(/^([^=]+)="([^"]*)"$/, '\n   <$1>$2</$1>'))
  .join('');

const lightroom = (what: string, form?: Form, extra = '') =>
  kind(
    what,
    adobe,
    [
      keep(lens),
      dates,
      keep(settings),
      '>',
      keep(curve),
      keep(look),
      extra,
      keep(history(12)),
      close,
    ],
    form,
  );

export const rawKinds: readonly RawKind[] = [
  lightroom('Lightroom Classic: attributes, no packet'),
  lightroom('Lightroom Classic, with keywords', {}, bag('dc:subject', ['Italy', 'canal'])),
  lightroom(
    'Lightroom Classic, with a title and a caption',
    {},
    alternative('dc:title', 'Mine') +
      alternative(
        'dc:description',
        'My words',
        '\n     <rdf:li xml:lang="de-DE">Meine Worte</rdf:li>',
      ),
  ),
  lightroom('Lightroom on Windows: CRLF', { newline: '\r\n' }),
  lightroom('an old Mac: CR', { newline: '\r' }),
  lightroom('a byte order mark', { mark: true }),
  lightroom('UTF-16 little endian with a mark', { encoding: 'utf16le', mark: true }),
  lightroom('UTF-16 big endian with a mark', { encoding: 'utf16be', mark: true }),
  lightroom('UTF-16 little endian without a mark', { encoding: 'utf16le' }),
  lightroom('a packet with padding', packet),
  lightroom('a packet with padding, CRLF', { ...packet, newline: '\r\n' }),
  lightroom('an XML declaration', { before: '<?xml version="1.0" encoding="UTF-8"?>\n' }),
  lightroom('a packet in UTF-16', { ...packet, encoding: 'utf16le', mark: true }),
  lightroom('without x:xmpmeta', { meta: false }),
  lightroom('without x:xmpmeta, in a packet', { ...packet, meta: false }),
  lightroom('a comment before and behind', {
    before: '<!-- kept -->\n',
    after: '\n<!-- kept, too -->\n',
  }),
  lightroom('line breaks at the end', { after: '\n\n\n' }),
  lightroom('a read-only packet', { ...packet, after: '\n<?xpacket end="r"?>' }),
  kind(
    'Camera Raw, CS2: x:xapmeta and settings as elements',
    ['crs', 'xmp', 'photoshop'],
    ['>', keep(elements), keep(curve), close],
    packet,
  ),
  kind('Camera Raw: many settings and no text', adobe, [
    keep(lens),
    keep(settings),
    keep(settings.replaceAll('Setting', 'Other')),
    '/>',
  ]),
  kind('Camera Raw: masks of 200 kB', adobe, [
    keep(lens),
    dates,
    keep(settings),
    '>',
    keep(masks(200_000)),
    close,
  ]),
  kind('Camera Raw: a history of 2,000 steps', adobe, [
    keep(lens),
    dates,
    '>',
    keep(history(2000)),
    close,
  ]),
  kind('Lightroom: a megabyte of masks', adobe, [
    keep(lens),
    dates,
    '>',
    keep(masks(1_000_000)),
    close,
  ]),
  kind(
    'Lightroom: hierarchical keywords',
    [...adobe, 'lr'],
    [
      keep(lens),
      dates,
      keep(settings),
      '>',
      bag('dc:subject', ['Venice', 'Places', 'Italy']),
      bag('lr:hierarchicalSubject', ['Places|Italy|Venice']),
      close,
    ],
  ),
  kind('Lightroom: a label and stars', adobe, [
    keep('\n   xmp:Rating="4"\n   xmp:Label="Rot"'),
    dates,
    keep(settings),
    '/>',
  ]),
  kind('Lightroom: rejected', adobe, [keep('\n   xmp:Rating="-1"'), dates, '/>']),
  kind(
    'Bridge: rating and history',
    adobe,
    [
      keep('\n   xmp:Rating="3"\n   xmp:Label="Select"'),
      dates,
      '>',
      keep(history(2)),
      alternative('dc:title', 'DSC1.NEF'),
      close,
    ],
    packet,
  ),
  kind(
    'Bridge: location fields',
    [...adobe, 'Iptc4xmpCore'],
    [
      dates,
      '\n   photoshop:City="Wien"\n   photoshop:Country="Österreich"',
      keep('\n   Iptc4xmpCore:Scene="011100"'),
      '/>',
    ],
    packet,
  ),
  kind('Bridge: an empty headline and an empty bag', adobe, [
    dates,
    '\n   photoshop:Headline="">\n   <dc:subject>\n    <rdf:Bag/>\n   </dc:subject>',
    keep(look),
    close,
  ]),
  kind(
    'Capture One: elements, one description',
    ['photoshop', 'dc', 'xmp', 'Iptc4xmpCore', 'lr', 'exif'],
    [
      keep('\n   xmp:Rating="5"\n   xmp:Label="Green"'),
      '>',
      bag('dc:subject', ['boat']),
      bag('lr:hierarchicalSubject', ['boat']),
      keep('\n   <exif:GPSMapDatum>WGS-84</exif:GPSMapDatum>'),
      close,
    ],
    { meta: 'XMP Core 5.5.0' },
  ),
  kind(
    'Capture One: no text at all',
    ['photoshop', 'xmp'],
    [keep('\n   xmp:Rating="0"\n   xmp:Label=""'), '/>'],
    { meta: 'XMP Core 6.0.0' },
  ),
  kind(
    'Capture One on Windows',
    ['photoshop', 'dc', 'xmp'],
    [keep('\n   xmp:Rating="2"'), '>', alternative('dc:description', ''), close],
    { meta: 'XMP Core 5.5.0', newline: '\r\n', mark: true },
  ),
  kind(
    'darktable: history and masks',
    ['exif', 'xmp', 'xmpMM', 'darktable', 'dc', 'lr'],
    [
      keep(
        '\n   exif:DateTimeOriginal="2023:07:01 12:00:00.000"\n   xmp:Rating="1"\n   xmpMM:DerivedFrom="DSC1.NEF"\n   darktable:xmp_version="5"\n   darktable:raw_params="0"\n   darktable:auto_presets_applied="1"\n   darktable:history_end="2"\n   darktable:iop_order_version="4"',
      ),
      '>',
      keep(`
   <darktable:masks_history>
    <rdf:Seq>
     <rdf:li
      darktable:mask_num="0"
      darktable:mask_points="gz04eJx1kQ0AAAEIA6+/abcde=="/>
    </rdf:Seq>
   </darktable:masks_history>
   <darktable:history>
    <rdf:Seq>
     <rdf:li
      darktable:num="0"
      darktable:operation="rawprepare"
      darktable:enabled="1"
      darktable:params="00000000000000000000000000000000"/>
    </rdf:Seq>
   </darktable:history>`),
      close,
    ],
    { meta: 'XMP Core 4.4.0-Exiv2', before: '<?xml version="1.0" encoding="UTF-8"?>\n' },
  ),
  kind(
    'darktable: tags',
    ['xmp', 'darktable', 'dc', 'lr'],
    [
      keep('\n   darktable:xmp_version="5"'),
      '>',
      keep(`
   <darktable:colorlabels>
    <rdf:Seq>
     <rdf:li>3</rdf:li>
    </rdf:Seq>
   </darktable:colorlabels>`),
      bag('dc:subject', ['places', 'Lisbon'], 'Seq'),
      bag('lr:hierarchicalSubject', ['places|Lisbon'], 'Seq'),
      close,
    ],
    { meta: 'XMP Core 4.4.0-Exiv2', before: '<?xml version="1.0" encoding="UTF-8"?>\n' },
  ),
  kind(
    'darktable: empty lists',
    ['xmp', 'darktable'],
    [
      keep('\n   darktable:xmp_version="4"'),
      '>',
      keep('\n   <darktable:masks_history>\n    <rdf:Seq/>\n   </darktable:masks_history>'),
      close,
    ],
    { meta: 'XMP Core 4.4.0-Exiv2' },
  ),
  kind(
    'digiKam',
    ['digiKam', 'dc', 'lr', 'MicrosoftPhoto', 'xmp'],
    [
      keep(
        '\n   digiKam:PickLabel="3"\n   digiKam:ColorLabel="1"\n   MicrosoftPhoto:Rating="75"\n   xmp:Rating="4"',
      ),
      '>',
      bag('digiKam:TagsList', ['Places/Porto'], 'Seq'),
      bag('dc:subject', ['Porto']),
      keep(`
   <digiKam:CaptionsAuthorNames>
    <rdf:Alt>
     <rdf:li xml:lang="x-default">me</rdf:li>
    </rdf:Alt>
   </digiKam:CaptionsAuthorNames>`),
      close,
    ],
    { meta: 'XMP Core 4.4.0-Exiv2', before: '<?xml version="1.0" encoding="UTF-8"?>\n' },
  ),
  kind(
    'digiKam, with a caption in three languages',
    ['digiKam', 'dc'],
    [
      keep('\n   digiKam:PickLabel="0"'),
      '>',
      alternative(
        'dc:description',
        'One',
        '\n     <rdf:li xml:lang="fr">Un</rdf:li>\n     <rdf:li xml:lang="pt-PT">Um</rdf:li>',
      ),
      close,
    ],
  ),
  kind(
    'ON1: attributes of its own',
    ['xmp', 'on1', 'dc'],
    [
      keep('\n   on1:Version="17"\n   xmp:Rating="2"\n   on1:Settings="eyJhIjoxfQ=="'),
      '>',
      bag('dc:subject', ['on1']),
      close,
    ],
    { meta: 'XMP Core 5.6.0' },
  ),
  kind(
    'ON1: structures',
    ['xmp', 'on1'],
    [
      '>',
      keep(
        '\n   <on1:photo rdf:parseType="Resource">\n    <on1:guid>a</on1:guid>\n    <on1:list><rdf:Seq><rdf:li rdf:parseType="Resource"><on1:x>1</on1:x></rdf:li></rdf:Seq></on1:list>\n   </on1:photo>',
      ),
      close,
    ],
  ),
  kind(
    'Photo Mechanic',
    ['photomechanic', 'photoshop', 'dc', 'xmp'],
    [
      keep(
        '\n   photomechanic:ColorClass="2"\n   photomechanic:Tagged="True"\n   photomechanic:Prefs="1:2:3:004242"\n   photomechanic:PMVersion="PM6"',
      ),
      '\n   photoshop:City="Roma"',
      keep('\n   xmp:Rating="0"'),
      '>',
      bag('dc:creator', ['A. Person'], 'Seq'),
      close,
    ],
    packet,
  ),
  kind(
    'Photo Mechanic, caption and headline',
    ['photomechanic', 'photoshop', 'dc'],
    [
      keep('\n   photomechanic:ColorClass="0"'),
      '\n   photoshop:Headline="Old headline"',
      '>',
      alternative('dc:description', 'Old caption'),
      close,
    ],
    packet,
  ),
  kind(
    'DxO PhotoLab',
    ['dxo', 'xmp', 'dc', 'lr'],
    [
      keep('\n   xmp:Rating="3"\n   dxo:Flag="pick"'),
      '>',
      bag('dc:subject', ['dxo']),
      bag('lr:hierarchicalSubject', ['dxo']),
      close,
    ],
    { meta: 'DxO PhotoLab 7' },
  ),
  kind(
    'DxO PhotoLab: tabs',
    ['dxo', 'xmp'],
    ['\n\t\t>\n\t\t', keep('<dxo:a>\t1\t</dxo:a>\n\t\t<xmp:Rating>3</xmp:Rating>'), close],
  ),
  kind('RawTherapee', ['xmp', 'dc'], [keep('\n   xmp:Rating="1"'), '/>'], {
    meta: 'XMP Core 4.4.0-Exiv2',
    before: '<?xml version="1.0" encoding="UTF-8"?>\n',
  }),
  kind(
    'single quotes',
    ['xmp', 'crs'],
    [keep("\n   crs:Quoted='a \"b\" c'\n   crs:Entity='&#xE9;&lt;'"), ' />'],
  ),
  kind(
    'several descriptions',
    ['xmp'],
    [
      keep('\n   xmp:Rating="1"'),
      '/>',
      keep(`\n  <rdf:Description rdf:about="" xmlns:crs="${spaces.crs}" crs:Version="15.0"/>`),
      `\n  <rdf:Description xmlns:dc="${spaces.dc}" rdf:about="">`,
      keep('<dc:creator><rdf:Seq><rdf:li>me</rdf:li></rdf:Seq></dc:creator>'),
      '</rdf:Description>',
    ],
    { meta: 'Image::ExifTool 12.40' },
  ),
  kind('an empty description', ['xmp'], ['/>']),
  kind(
    'CDATA and comments between settings',
    ['crs', 'dc'],
    [
      '>',
      keep('\n   <!-- one --><crs:A><![CDATA[<&>]]></crs:A><!-- two -->'),
      bag('dc:subject', ['a']),
      close,
    ],
  ),
  kind(
    'one long line',
    ['xmp', 'crs', 'dc'],
    [
      ' xmp:Rating="1"',
      keep(settings.replaceAll('\n   ', ' ')),
      '><dc:subject><rdf:Bag><rdf:li>x</rdf:li></rdf:Bag></dc:subject></rdf:Description>',
    ],
  ),
  kind('Lightroom with Cyrillic and Arabic', adobe, [
    dates,
    '>',
    bag('dc:subject', ['Москва', 'مدينة', '😀']),
    keep(look),
    close,
  ]),
];
