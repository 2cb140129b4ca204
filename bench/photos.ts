/** JPEGs as cameras and Lightroom write them, as far as their metadata go; the picture is only bytes. */
import {
  cameraFacts,
  type Entry,
  exif,
  iptc,
  jpeg,
  packet,
  picture,
  segment,
  type Value,
  version,
  xmp,
} from '../test/fixtures/jpeg/build.ts';

/** Bytes behind the start of scan. A scan looks at three places of it, ExifTool with -fast2 at none. */
const pictureBytes = 1_200_000;

const keywords = Array.from({ length: 12 }, (_, index) => `keyword number ${index + 1}`);
const edits = Array.from(
  { length: 12 },
  (_, index) =>
    `<rdf:li rdf:parseType="Resource"><other:action>saved</other:action><other:when>2019-05-1${index % 10}T18:30:12+03:00</other:when></rdf:li>`,
).join('\n');
const profile = segment(0xe2, 'ICC_PROFILE\0', Buffer.from([1, 1]), Buffer.alloc(3144, 7));

/** A maker note of 24 KB, and a preview in a segment of its own, as a camera leaves them. */
const cameraOriginal = (time: string): Buffer[] => {
  const details = (cameraFacts.details ?? []).map(
    ([tag, type, value]): Entry =>
      tag === 0x9003
        ? [tag, type, `2019:05:14 ${time}`]
        : tag === 0x927c
          ? [tag, type, Buffer.alloc(24_000, 'maker note ')]
          : [tag, type, value],
  );
  return [exif({ ...cameraFacts, details })];
};

const exported = (time: string): Buffer[] => [
  ...cameraOriginal(time),
  iptc([
    version,
    [2, 105, 'Ferries cross the Bosphorus at dusk'],
    ...keywords.map((word): Value => [2, 25, word]),
  ]),
  xmp(
    packet(
      'photoshop:Headline="Ferries cross the Bosphorus at dusk" xmp:Rating="4"',
      `<dc:subject><rdf:Bag>${keywords.map((word) => `<rdf:li>${word}</rdf:li>`).join('')}</rdf:Bag></dc:subject><other:history><rdf:Seq>${edits}</rdf:Seq></other:history>`,
    ),
  ),
  profile,
];

/** Photo number `index`: every second one as the camera left it, the others exported, each with pixels of its own. */
export async function photoMaker(): Promise<(index: number) => Buffer> {
  const base = await picture();
  const rest = Buffer.alloc(pictureBytes, 0x5a);
  return (index) => {
    const time = `18:${String(index % 60).padStart(2, '0')}:${String((index * 7) % 60).padStart(2, '0')}`;
    const segments = index % 2 === 0 ? cameraOriginal(time) : exported(time);
    const own = Buffer.from(`picture ${index} `.repeat(8), 'latin1');
    // In front of the end of the picture, so that it counts as its data.
    return Buffer.concat([jpeg(base.subarray(0, -2), segments), own, rest, base.subarray(-2)]);
  };
}
