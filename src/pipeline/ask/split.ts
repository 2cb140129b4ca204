/** How what waits to be sent will be cut into batches, before it is. */
import type { Archive } from '../archive/archive.ts';
import type { Estimate } from './estimate.ts';
import { mostFileBytes, partTokens, queueLimit, queueRoom } from './limits.ts';
import { isProbeDue } from './probe-due.ts';

export type Split = {
  readonly batches: number;
  /** Photos in each but the last; about, because photos differ. */
  readonly photosEach: number;
  /** How many of them the service's queue takes at once. */
  readonly atOnce: number;
  /** One photo is asked live before, as a test. */
  readonly probe: boolean;
};

/**
 * Goes by the mean of what waits, so that nothing has to be read; undefined when nothing waits, or when it is not asked
 * in batches.
 */
export function splitWaiting(archive: Archive, estimate: Estimate): Split | undefined {
  const { catalog, settings } = archive;
  const { photos, tokensIn, uploadBytes, way } = estimate;
  if (photos === 0 || way !== 'batch') return undefined;
  const probe = isProbeDue(archive);
  const inBatches = Math.max(0, photos - (probe ? 1 : 0));
  const queue = queueLimit(catalog, settings, settings.model);
  const tokens = tokensIn / photos;
  const most = Math.min(
    settings['batch.maxRequests'],
    mostFileBytes(catalog, settings) / (uploadBytes / photos),
    partTokens(queue) / tokens,
  );
  const photosEach = Math.max(1, Math.min(inBatches, Math.floor(most)));
  return {
    batches: Math.ceil(inBatches / photosEach),
    photosEach,
    atOnce: Math.max(1, Math.floor(queueRoom(queue) / (photosEach * tokens))),
    probe,
  };
}
