/** Photos that were made to do harm by what their bytes say. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  cameraFacts,
  exif,
  extendedXmp,
  iptc,
  jpeg,
  packet,
  photoshop,
  picture,
  resource,
  segment,
  tiffHeader,
  xmp,
} from '../../../test/fixtures/jpeg/build.ts';
import { steering } from '../replies.ts';
import { file, type Row } from './row.ts';

/** A photo with these segments. */
const photo = (segments: () => readonly Buffer[]) =>
  file(async () => jpeg(await picture({ seed: 7 }), segments()));

const latin = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

/** The picture with another size in its header. */
async function claiming(width: number, height: number, progressive: boolean): Promise<Buffer> {
  const bytes = Buffer.from(await picture({ progressive }));
  const at = bytes.indexOf(Buffer.from([0xff, progressive ? 0xc2 : 0xc0]));
  bytes.writeUInt16BE(height, at + 5);
  bytes.writeUInt16BE(width, at + 7);
  return bytes;
}

/** An EXIF directory whose next directory is itself, with values of four gigabytes. */
function loopingExif(): Buffer {
  const entries = Buffer.alloc(2 + 3 * 12 + 4);
  entries.writeUInt16BE(3, 0);
  for (const [index, tag] of [0x010e, 0x8769, 0x8825].entries()) {
    entries.writeUInt16BE(tag, 2 + index * 12);
    entries.writeUInt16BE(index === 0 ? 2 : 4, 4 + index * 12);
    entries.writeUInt32BE(index === 0 ? 0xffffffff : 1, 6 + index * 12);
    entries.writeUInt32BE(8, 10 + index * 12);
  }
  entries.writeUInt32BE(8, 2 + 3 * 12);
  return segment(0xe1, 'Exif\0\0', tiffHeader(false), entries);
}

const steeringExif = exif({
  ...cameraFacts,
  main: [
    [0x010e, 'ascii', latin(steering)],
    [0x010f, 'ascii', latin(`Canon${steering}`)],
    [0x0110, 'ascii', latin(steering)],
    [0x013b, 'ascii', latin(steering)],
    [0x8298, 'ascii', latin(steering)],
  ],
  details: [[0x9003, 'ascii', latin(`2019:05:14 ${steering}`)]],
});

const steeringIptc = iptc([
  [1, 90, '\u001B%G'],
  [2, 105, latin(steering)],
  [2, 5, latin(steering)],
  [2, 90, latin(`Istanbul${steering}`)],
  [2, 101, latin(`Turkey${steering}`)],
  [2, 120, latin(steering)],
  [2, 25, latin(`word${steering}`)],
]);

const escaped = [...steering].map((one) => `&#${one.codePointAt(0)};`).join('');
const steeringXmp = xmp(
  packet(
    `photoshop:Headline="${escaped}" photoshop:City="Istanbul${escaped}" photoshop:Country="${escaped}"`,
    `<dc:subject><rdf:Bag><rdf:li>word${escaped}</rdf:li></rdf:Bag></dc:subject>`,
  ),
);

export const photos: readonly Row[] = [
  [
    'size',
    'a header that claims 65,500 x 65,500 pixels',
    file(() => claiming(65_500, 65_500, false)),
  ],
  ['size-progressive', 'the same, progressive', file(() => claiming(65_500, 65_500, true))],
  ['size-zero', 'a header that claims no pixels', file(() => claiming(0, 0, false))],
  ['size-line', 'a header that claims 65,500 x 1 pixels', file(() => claiming(65_500, 1, true))],
  [
    'many-large',
    'twenty progressive pictures of 12,000 x 9,000 pixels by their headers',
    async (folder) => {
      for (let index = 0; index < 20; index++)
        writeFileSync(
          join(folder, `large-${index}.jpg`),
          await claiming(12_000, 9000 - index, true),
        );
    },
  ],
  ['exif-steering', 'EXIF that steers a terminal', photo(() => [steeringExif])],
  ['iptc-steering', 'IPTC that does', photo(() => [exif(cameraFacts), steeringIptc])],
  ['xmp-steering', 'XMP that does', photo(() => [exif(cameraFacts), steeringXmp])],
  [
    'all-steering',
    'all three, twice',
    photo(() => [steeringExif, steeringIptc, steeringXmp, steeringIptc, steeringXmp]),
  ],
  [
    'exif-loop',
    'EXIF that leads back to itself and has texts of four gigabytes',
    photo(() => [loopingExif()]),
  ],
  [
    'iptc-lengths',
    'IPTC whose lengths lead out of its block',
    photo(() => [
      photoshop(resource(0x0404, Buffer.from([0x1c, 2, 105, 0x7f, 0xff, 65]))),
      photoshop(resource(0x0404, Buffer.from([0x1c, 2, 25, 0x80, 4, 0xff, 0xff, 0xff, 0xff]))),
    ]),
  ],
  [
    'iptc-many',
    'thousands of IPTC keywords in six blocks',
    photo(() => [
      ...Array.from({ length: 6 }, () =>
        iptc(Array.from({ length: 4000 }, (_, index) => [2, 25, `k${index}`] as const)),
      ),
    ]),
  ],
  [
    'photoshop-lengths',
    'a Photoshop resource of four gigabytes',
    photo(() => [
      photoshop(Buffer.from([0x38, 0x42, 0x49, 0x4d, 4, 4, 0, 0, 0xff, 0xff, 0xff, 0xff])),
    ]),
  ],
  [
    'xmp-bomb',
    'XMP with entities of entities',
    photo(() => [
      xmp(
        `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, level) => `<!ENTITY ${'b'.repeat(level + 1)} "${(level === 0 ? '&a;' : `&${'b'.repeat(level)};`).repeat(10)}">`).join('')}]>${packet('photoshop:Headline="&bbbbbbbbb;"')}`,
      ),
    ]),
  ],
  [
    'xmp-extended',
    'extended XMP that claims four gigabytes',
    photo(() => [
      xmp(
        packet(
          `xmlns:xmpNote="http://ns.adobe.com/xmp/note/" xmpNote:HasExtendedXMP="${'A'.repeat(32)}"`,
        ),
      ),
      segment(
        0xe1,
        'http://ns.adobe.com/xmp/extension/\0',
        'A'.repeat(32),
        Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0]),
      ),
    ]),
  ],
  [
    'xmp-extended-long',
    'extended XMP of eight megabytes',
    photo(() => [
      xmp(
        packet(
          `xmlns:xmpNote="http://ns.adobe.com/xmp/note/" xmpNote:HasExtendedXMP="${'B'.repeat(32)}"`,
        ),
      ),
      ...extendedXmp(
        packet(
          '',
          `<dc:subject><rdf:Bag>${'<rdf:li>word</rdf:li>'.repeat(380_000)}</rdf:Bag></dc:subject>`,
          'none',
        ),
        'B'.repeat(32),
        60_000,
      ),
    ]),
  ],
  [
    'segments',
    '200,000 empty segments',
    photo(() => [...Array.from({ length: 200_000 }, () => segment(0xfe))]),
  ],
  [
    'segments-long',
    'forty megabytes of comments',
    photo(() => [...Array.from({ length: 620 }, () => segment(0xfe, Buffer.alloc(65_000, 'x')))]),
  ],
  [
    'padding',
    'twenty million bytes of 0xFF between segments',
    file(async () => {
      const bytes = await picture();
      return Buffer.concat([
        bytes.subarray(0, 2),
        Buffer.alloc(20_000_000, 0xff),
        bytes.subarray(2),
      ]);
    }),
  ],
  [
    'icc',
    'a colour profile of noise',
    photo(() => [segment(0xe2, 'ICC_PROFILE\0', Buffer.from([1, 1]), Buffer.alloc(60_000, 0xa5))]),
  ],
  [
    'cut',
    'a photo that breaks off in its header',
    file(async () => (await picture()).subarray(0, 200)),
  ],
  [
    'cut-later',
    'a photo that breaks off in its picture',
    file(async () => (await picture()).subarray(0, -300)),
  ],
  ['start', 'the first two bytes of a JPEG', file(() => Buffer.from([0xff, 0xd8]))],
  ['empty', 'no byte', file(() => '')],
];
