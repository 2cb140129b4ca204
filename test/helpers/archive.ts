/** Small archives for tests, drawn by code: every picture differs, every one has a date and a camera. */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';

export type ArchiveShape = {
  /** How many photos; they are dealt to the folders in turn. */
  readonly photos: number;
  readonly folders?: readonly string[];
  /** Longest side in pixels. */
  readonly edge?: number;
  /** Between two photos; a minute, unless given. */
  readonly seconds?: number;
};

const usualFolders = [
  'Turkey/Istanbul/editorial',
  'Turkey/Istanbul/commercial',
  'Portugal/Porto/editorial',
  'Japan/Kyoto/commercial',
];

/** A new archive in a temporary folder. Photo N is `photo-N.jpg`, taken N minutes (or so) after 14 May 2019, 10:00. */
export async function makeArchive(shape: ArchiveShape): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'proofsheet-archive-'));
  const folders = shape.folders ?? usualFolders;
  for (const folder of folders) await mkdir(join(root, folder), { recursive: true });
  for (let index = 0; index < shape.photos; index++) {
    const folder = folders[index % folders.length] ?? '';
    const name = `photo-${String(index).padStart(4, '0')}.jpg`;
    await writeFile(
      join(root, folder, name),
      await picture(index, shape.edge ?? 96, shape.seconds),
    );
  }
  return root;
}

const drawn = new Map<string, Promise<Buffer>>();

/** A picture of sky, sun and ground whose colours and shapes follow from its number; each is drawn once. */
export function picture(index: number, edge: number, seconds = 60): Promise<Buffer> {
  const key = `${index} ${edge} ${seconds}`;
  const known = drawn.get(key) ?? draw(index, edge, seconds);
  drawn.set(key, known);
  return known;
}

async function draw(index: number, edge: number, seconds: number): Promise<Buffer> {
  const hue = (index * 47) % 360;
  const horizon = 40 + (index % 30);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${edge}" height="${Math.round(edge / 1.5)}" viewBox="0 0 150 100">
    <rect width="150" height="100" fill="hsl(${hue} 60% 70%)"/>
    <circle cx="${10 + ((index * 13) % 130)}" cy="${10 + (index % 25)}" r="${4 + (index % 9)}" fill="hsl(${(hue + 40) % 360} 90% 85%)"/>
    <rect y="${horizon}" width="150" height="100" fill="hsl(${(hue + 180) % 360} 40% ${20 + (index % 40)}%)"/>
  </svg>`;
  return sharp(Buffer.from(svg))
    .withExif({
      IFD0: { Make: 'Canon', Model: 'EOS R6' },
      IFD2: { DateTimeOriginal: exifDate(index * seconds) },
    })
    .jpeg({ quality: 85 })
    .toBuffer();
}

function exifDate(seconds: number): string {
  const time = new Date(Date.UTC(2019, 4, 14, 10, 0, seconds));
  return time.toISOString().slice(0, 19).replace('T', ' ').replaceAll('-', ':');
}
