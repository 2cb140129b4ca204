/**
 * The sample archive: drawn photos, in folders as photographers keep them, with EXIF, GPS and the oddities of real
 * archives (a burst, pictures stored lying, one without a date, two without GPS, old IPTC in Latin-1, keywords that are not
 * English).
 */
import { existsSync } from 'node:fs';
import { readFile, utimes } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { makeFolder } from '../files/make-folder.ts';
import { replaceFile } from '../files/replace.ts';
import { readSampleMarker, type SampleMarker, sampleMarkerPath } from '../files/sample-marker.ts';
import data from './sample/photos.json' with { type: 'json' };
import { type SamplePhoto, withMetadata } from './sample-metadata.ts';

export type SampleSummary = {
  readonly folder: string;
  /** In the archive. */
  readonly photos: number;
  /** Made just now; 0 if the archive was there already. */
  readonly made: number;
};

const cameras: Readonly<Record<string, SamplePhoto['camera']>> = data.cameras;
const samplePhotos = data.photos.map(
  ({ camera, ...photo }) => ({ ...photo, camera: cameras[camera] }) as SamplePhoto,
);
/** The pictures, as `npm run draw-sample` drew them. The build puts them beside the bundle. */
const pictures = join(import.meta.dirname, 'sample');
/** When the photo without a date was last changed. */
const undated = '2019-05-17T12:00:00';

/**
 * Makes the sample archive in `folder`, which is made if need be. A finished one is left as it is, whatever has
 * become of its photos; an interrupted one is finished. The same bytes every time.
 * @param photos how many, spread over all folders; all of them unless given
 * @throws the file system's error
 */
export async function makeSampleArchive(
  folder: string,
  photos = samplePhotos.length,
): Promise<SampleSummary> {
  const marker = await readSampleMarker(folder);
  const wanted = chosen(marker?.photos ?? photos);
  if (marker?.complete === true) return { folder, photos: wanted.length, made: 0 };
  await mark(folder, { sample: true, photos: wanted.length, complete: false });
  const missing = wanted.filter(({ path }) => !existsSync(join(folder, path)));
  for (const photo of missing) await make(join(folder, photo.path), photo);
  await mark(folder, { sample: true, photos: wanted.length, complete: true });
  return { folder, photos: wanted.length, made: missing.length };
}

function chosen(photos: number): readonly SamplePhoto[] {
  const places = Array.from({ length: photos }, (_, index) =>
    Math.floor((index * samplePhotos.length) / photos),
  );
  return samplePhotos.filter((_, index) => places.includes(index));
}

async function mark(folder: string, marker: SampleMarker): Promise<void> {
  const path = sampleMarkerPath(folder);
  makeFolder(dirname(path));
  await replaceFile(path, `${JSON.stringify(marker, null, 2)}\n`);
}

async function make(file: string, photo: SamplePhoto): Promise<void> {
  makeFolder(dirname(file));
  const picture = await readFile(join(pictures, basename(photo.path)));
  await replaceFile(file, await withMetadata(picture, photo));
  const taken = new Date(`${photo.taken ?? undated}Z`);
  await utimes(file, taken, taken);
}
