/** What leaves the machine for one photo, word for word, so that it can be shown before anything is sent. */
import { factLines, instructions } from '../../openai/prompt.ts';
import type { Photo, Size } from '../../photo.ts';
import { previewSize } from '../../preview/size.ts';
import type { Archive } from '../archive.ts';
import { factsOf } from './facts.ts';
import { previewOptions } from './places.ts';

export type SampleRequest = {
  readonly instructions: string;
  /** The words beside the picture. */
  readonly words: string;
  /** Of the picture. */
  readonly pixels: Size;
  /** Where it goes. */
  readonly destination: string;
  /** Where the picture goes when it is not part of the request. */
  readonly pictureAddress?: string;
};

/** The request for a photo without its picture. */
export function sampleRequest(archive: Archive, photo: Photo): SampleRequest {
  const { settings, service } = archive;
  return {
    instructions,
    words: factLines(factsOf(photo, settings)),
    pixels: previewSize(photo.size, previewOptions(archive).edge),
    destination: service.baseURL ?? 'https://api.openai.com/v1',
    ...(settings['preview.delivery'] === 'folder'
      ? { pictureAddress: settings['preview.baseUrl'] }
      : {}),
  };
}

/** What never leaves it. */
export const notSent: readonly string[] = [
  'the original picture',
  'the GPS position',
  'the file name',
  'EXIF, camera and serial numbers',
];
