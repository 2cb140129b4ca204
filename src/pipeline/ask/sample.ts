/** What leaves the machine, word for word, so that it can be shown before anything is sent. */
import { readyPhotos } from '../../catalog/photos.ts';
import { unsentHints, unsentRequests } from '../../catalog/unsent.ts';
import { type Facts, factLines, instructions } from '../../openai/prompt.ts';
import type { Photo, Size } from '../../photo.ts';
import { previewSize } from '../../preview/size.ts';
import type { Archive } from '../archive/archive.ts';
import { factsOf } from './facts.ts';
import { previewOptions } from './places.ts';

/** What is said with every photo. */
export { instructions };

/** The request of one photo without its picture and the instructions, which are the same for all. */
export type SampleRequest = {
  readonly photoId: number;
  readonly path: string;
  /** The words beside the picture. */
  readonly words: string;
  /** Of the picture. */
  readonly pixels: Size;
  /** The photo has text and is asked again. */
  readonly again: boolean;
};

/** Photos asked again whose words can be read before they are sent. */
const mostAgain = 50;

/** The first request that would be sent and those of photos asked again; before there is one, what the first would be. */
export function sampleRequests(archive: Archive): SampleRequest[] {
  const unsent = unsentRequests(archive.catalog, mostAgain);
  if (unsent.length > 0)
    return unsent.map(({ photoId, path, facts, width, height, redo }) => ({
      photoId,
      path,
      words: factLines(JSON.parse(facts) as Facts),
      pixels: { width, height },
      again: redo === 1,
    }));
  return readyPhotos(archive.catalog, 'prepare', '', 1).map((photo) =>
    plannedRequest(archive, photo),
  );
}

/** The request that would be made for a photo. */
function plannedRequest(archive: Archive, photo: Photo): SampleRequest {
  return {
    photoId: photo.id,
    path: photo.path,
    words: factLines(factsOf(photo, archive.settings)),
    pixels: previewSize(photo.size, previewOptions(archive).edge),
    again: false,
  };
}

/** Photos that are asked again with the next batch, and the hints that go with them, the most frequent first. */
export function askedAgain({ catalog }: Archive): { photos: number; hints: string[] } {
  const all = unsentHints(catalog);
  return {
    photos: all.reduce((sum, { photos }) => sum + photos, 0),
    hints: all.map(({ hint }) => hint).filter((hint) => hint !== ''),
  };
}

/** The address that requests go to. */
export function destinationOf({ service }: Archive): string {
  return service.baseURL ?? 'https://api.openai.com/v1';
}

/** What never leaves the machine. */
export const notSent: readonly string[] = [
  'the original picture',
  'the GPS position',
  'the file name',
  'EXIF, camera and serial numbers',
];
