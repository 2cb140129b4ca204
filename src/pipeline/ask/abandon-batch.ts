/** Giving batches up that the service did not work on: their requests wait again, and are cut anew. */
import { batchesIn, type StoredBatch, updateBatch } from '../../catalog/batches.ts';
import { sendBatchBack, withdrawReleased } from '../../catalog/request-moves.ts';
import { requestsAsking } from '../../catalog/requests.ts';
import type { Failure } from '../../openai/failures.ts';
import type { Archive } from '../archive/archive.ts';
import { applyFailure } from './apply-result.ts';

/** What becomes of the requests of a batch that is given up. */
export type Afterwards =
  /** They are sent again without another consent. */
  | 'send again'
  /** They wait until the user agrees anew. */
  | 'ask the user'
  /** So does everything else, because nothing may be sent until something has been changed. */
  | 'send nothing more'
  /** It counts as a batch that came back without answers. */
  | Failure;

export function abandonBatch(
  archive: Archive,
  batch: StoredBatch,
  afterwards: Afterwards,
): StoredBatch {
  const { catalog } = archive;
  return catalog.transaction(() => {
    if (typeof afterwards === 'object')
      for (const request of requestsAsking(catalog, batch.id))
        applyFailure(archive, request, afterwards, 'batch');
    else sendBatchBack(catalog, batch.id, afterwards === 'send again' ? 'released' : 'ready');
    if (afterwards === 'send nothing more') withdrawReleased(catalog);
    return updateBatch(catalog, batch.id, { state: 'abandoned' });
  });
}

/** Takes requests out of files that have not become batches: they are to be asked live now. */
export function abandonUnsent(archive: Archive): void {
  for (const batch of batchesIn(archive.catalog, 'written', 'uploaded'))
    abandonBatch(archive, batch, 'send again');
}
