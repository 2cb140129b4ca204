/** What would be sent, word for word, and what it costs. */
import { countReady } from '../../catalog/photos.ts';
import { countUnsent } from '../../catalog/unsent.ts';
import type { Archive } from '../../pipeline/archive/archive.ts';
import { missingKey, recipeOf } from '../../pipeline/ask/asking.ts';
import { estimateWaiting, warningsOf } from '../../pipeline/ask/estimate.ts';
import {
  askedAgain,
  destinationOf,
  instructions,
  notSent,
  sampleRequests,
} from '../../pipeline/ask/sample.ts';
import { splitWaiting } from '../../pipeline/ask/split.ts';
import type { SendFacts } from '../model/stage-facts.ts';

/** The facts of the submit screen. */
export function sendFacts(archive: Archive): SendFacts {
  const { catalog, settings } = archive;
  const estimate = estimateWaiting(archive, new Date());
  const split = splitWaiting(archive, estimate);
  return {
    instructions,
    samples: sampleRequests(archive),
    ...(settings['preview.delivery'] === 'folder'
      ? { pictureAddress: settings['preview.baseUrl'] }
      : {}),
    destination: destinationOf(archive),
    notSent,
    model: estimate.model,
    way: estimate.way,
    toPrepare: countReady(catalog, 'prepare'),
    photos: estimate.photos,
    released: countUnsent(catalog, recipeOf(archive)).released,
    again: askedAgain(archive),
    uploadBytes: estimate.uploadBytes,
    tokensIn: estimate.tokensIn,
    tokensOut: estimate.tokensOut,
    dollars: estimate.dollars,
    pictureShare: estimate.pictureShare,
    budget: settings.budget,
    alternatives: estimate.alternatives,
    ...(split === undefined ? {} : { split }),
    warnings: warningsOf(estimate),
    ...(missingKey(archive) === undefined
      ? {}
      : { refused: 'No API key yet: `proofsheet config key` takes one' }),
  };
}
