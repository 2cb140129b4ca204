/** What leaves the machine, word for word, so that it can be shown before anything is sent. */
import { counted } from '../../amounts.ts';
import { photoName } from '../../catalog/photo-names.ts';
import { readyPhotos } from '../../catalog/photos.ts';
import { unsentHints, unsentRequests } from '../../catalog/unsent.ts';
import { instructionsWith, promptLines } from '../../openai/prompt.ts';
import type { Photo, Size } from '../../photo.ts';
import { previewSize } from '../../preview/size.ts';
import type { Archive } from '../archive/archive.ts';
import { previewOptions } from '../archive/previews.ts';
import { type Beside, type Fact, type FactGroups, factList } from '../archive/stage-view.ts';
import { askedOf } from './asked.ts';
import { factsIn, factsOf } from './make-request.ts';

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
    return unsent.map((request) => ({
      photoId: request.photoId,
      path: request.path,
      words: promptLines(factsIn(request)),
      pixels: { width: request.width, height: request.height },
      again: request.redo === 1,
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
    words: promptLines(factsOf(archive, photo)),
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

/** What never leaves the machine. The address of a picture in a folder of the user's has the photo's own path in it. */
export function notSent({ settings }: Archive): readonly string[] {
  return [
    'the original picture',
    'the GPS position',
    ...(settings['preview.delivery'] === 'folder' ? [] : ['the file name']),
    'EXIF, camera and serial numbers',
  ];
}

/** Where requests go, and what does not go with them. */
export function destinationFacts(archive: Archive): readonly Fact[] {
  return [
    { label: 'Goes to', value: `${archive.settings.model} at ${destinationOf(archive)}` },
    { label: 'Stays here', value: notSent(archive).join(', ') },
  ];
}

/** What goes out, where to, and what does not; `requestText` is all of it. */
export function sentFacts(archive: Archive, sample: SampleRequest | undefined): readonly Fact[] {
  if (sample === undefined) return [];
  return [
    ...destinationFacts(archive),
    { label: 'Picture', value: pictureText(archive, sample) },
    { label: 'Words', value: wordRows(sample).join('; ') },
  ];
}

/** One request as the model sees it: the picture, and the words beside it. */
export function besideSample(archive: Archive, sample: SampleRequest): Beside {
  return {
    photoIds: [sample.photoId],
    facts: [
      [
        {
          text: `What the model sees of ${photoName(archive.catalog, sample.path)}`,
          tone: 'strong',
        },
        { text: pictureText(archive, sample), tone: 'quiet' },
        ...wordRows(sample).map((text) => ({ text })),
      ],
    ],
  };
}

function wordRows({ words }: SampleRequest): string[] {
  return words.split('\n').filter((row) => row.trim() !== '');
}

/** What should be known before pictures are uploaded. */
export function deliveryWarnings({ settings }: Archive): string[] {
  if (settings['preview.delivery'] !== 'ftp') return [];
  return [
    `FTP sends your password and the pictures to ${settings['preview.host']} unprotected: everybody on the way can read them. Use ftps or sftp if the server has one of them.`,
  ];
}

/** The words of the requests as they are sent, for reading. */
export function requestText(archive: Archive, samples: readonly SampleRequest[]): FactGroups {
  const shown = samples.filter(({ again }) => again).length;
  const more = askedAgain(archive).photos - shown;
  return [
    ...samples.map((sample) =>
      factList(
        {
          text: `About ${photoName(archive.catalog, sample.path)}`,
          tone: 'strong',
          note: sample.again ? 'asked again' : undefined,
        },
        { text: sample.words },
        { text: `The picture: ${pictureText(archive, sample)}` },
      ),
    ),
    factList(
      more > 0 && { text: `${counted(more, 'more is', 'more are')} asked again.`, tone: 'quiet' },
    ),
    factList(
      { text: 'Instructions, the same for every photo', tone: 'strong' },
      { text: instructionsWith(archive.prompt(), askedOf(archive)) },
    ),
    factList({ text: 'What stays here', tone: 'strong' }, { text: notSent(archive).join('\n') }),
  ];
}

function pictureText({ settings }: Archive, { pixels }: SampleRequest): string {
  const delivery = settings['preview.delivery'];
  const address = settings['preview.baseUrl'];
  const places = {
    inline: 'inside the request',
    folder: `from ${address}, where you put it`,
    uploaded: `from ${address}, where it is uploaded to ${settings['preview.host']} until its answer is here`,
  };
  const place = places[delivery === 'inline' || delivery === 'folder' ? delivery : 'uploaded'];
  return `${pixels.width} x ${pixels.height} pixels, a JPEG without EXIF or GPS, ${place}`;
}
