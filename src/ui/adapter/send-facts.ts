/** What would be sent, word for word, and what it costs. */
import { countReady, getPhoto, readyPhotos } from '../../catalog/photos.ts';
import type { Photo } from '../../photo.ts';
import type { Archive } from '../../pipeline/archive.ts';
import { missingKey } from '../../pipeline/ask/asking.ts';
import { estimateWaiting, warningsOf } from '../../pipeline/ask/estimate.ts';
import { notSent, sampleRequest } from '../../pipeline/ask/sample.ts';
import type { SendFacts } from '../model/stage-facts.ts';

/** The facts of the prepare and submit screens. */
export async function sendFacts(archive: Archive): Promise<SendFacts> {
  const estimate = estimateWaiting(archive, new Date());
  const photo = samplePhoto(archive);
  const sample = photo === undefined ? undefined : sampleRequest(archive, photo);
  return {
    ...(photo !== undefined && sample !== undefined
      ? { sample: { photoId: photo.id, name: nameOf(photo), ...sample } }
      : {}),
    destination: sample?.destination ?? archive.service.baseURL ?? 'https://api.openai.com/v1',
    notSent,
    model: estimate.model,
    way: estimate.way,
    toPrepare: countReady(archive.catalog, 'prepare'),
    photos: estimate.photos,
    uploadBytes: estimate.uploadBytes,
    tokensIn: estimate.tokensIn,
    tokensOut: estimate.tokensOut,
    dollars: estimate.dollars,
    pictureShare: estimate.pictureShare,
    budget: archive.settings.budget,
    alternatives: estimate.alternatives,
    warnings: warningsOf(estimate),
    ...(missingKey(archive) === undefined
      ? {}
      : { refused: 'No API key yet: `proofsheet config key` takes one' }),
  };
}

/** The first photo that would be sent, or that waits to be prepared. */
function samplePhoto({ catalog }: Archive): Photo | undefined {
  const waiting = catalog.get<{ photo_id: number }>(
    "SELECT photo_id FROM request WHERE state IN ('ready', 'released') ORDER BY id LIMIT 1",
  );
  if (waiting !== undefined) return getPhoto(catalog, waiting.photo_id);
  return readyPhotos(catalog, 'prepare', '', 1)[0];
}

const nameOf = ({ path }: Photo) => path.slice(path.lastIndexOf('/') + 1);
