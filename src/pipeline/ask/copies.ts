/** What preparing makes: the small copies, how much room they take, and what is ready by now. */
import { availableParallelism } from 'node:os';
import { type ReadyTotals, readyTotals } from '../../catalog/photos.ts';
import { totalsOf } from '../../catalog/requests.ts';
import { countUnsent } from '../../catalog/unsent.ts';
import type { Archive } from '../archive/archive.ts';
import { recipeOf } from './asking.ts';
import { sampleRequests } from './sample.ts';

export type CopyFacts = {
  /** Photos that have no copy yet. */
  readonly toMake: ReadyTotals;
  /** Unsent ones whose copy was made with other settings. */
  readonly outdated: number;
  /** Of the longer side, in pixels. */
  readonly edge: number;
  /** Of the JPEG, 1 to 100. */
  readonly quality: number;
  /** Of one copy; of those that are made, as soon as there are some. */
  readonly bytesEach: number;
  /** How long making them takes here, about. */
  readonly seconds: number;
  /** What is made and not sent. */
  readonly made: { readonly photos: number; readonly bytes: number };
  /** Bytes that copies may take in all; the oldest go when there are more. */
  readonly roomBytes: number;
  /** The photo that is shown as an example. */
  readonly samplePhotoId?: number;
};

/** Bytes of a pixel of a JPEG at the usual quality, before there is anything to measure. */
const bytesPerPixel = 0.2;
/** Reading a JPEG and making it small takes one core so long. */
const secondsPerMegapixel = 0.004;
const secondsPerPhoto = 0.02;

export function copyFacts(archive: Archive): CopyFacts {
  const { catalog, settings } = archive;
  const toMake = readyTotals(catalog, 'prepare');
  const unsent = totalsOf(catalog, ['ready', 'released']);
  const edge = settings['preview.edge'];
  const [sample] = sampleRequests(archive);
  const pixels = sample === undefined ? 0 : sample.pixels.width * sample.pixels.height;
  const work = (toMake.pixels / 1e6) * secondsPerMegapixel + toMake.photos * secondsPerPhoto;
  return {
    toMake,
    outdated: countUnsent(catalog, recipeOf(archive)).outdated,
    edge,
    quality: settings['preview.quality'],
    bytesEach: Math.round(
      unsent.requests === 0 ? pixels * bytesPerPixel : unsent.bytes / unsent.requests,
    ),
    seconds: work / availableParallelism(),
    made: { photos: unsent.requests, bytes: unsent.bytes },
    roomBytes: settings['preview.cacheMegabytes'] * 1e6,
    ...(sample === undefined ? {} : { samplePhotoId: sample.photoId }),
  };
}
