/** Giving batches up: their requests wait again. */
import { batchesIn, type StoredBatch, updateBatch } from '../../catalog/batches.ts';
import { releaseBatch, requestsAsking, withdrawReleased } from '../../catalog/requests.ts';
import type { Failure } from '../../openai/failures.ts';
import type { Archive } from '../archive/archive.ts';
import { learnFileSize } from './file-size.ts';
import { takeFailure } from './take-in.ts';

/** Takes requests out of files that have not become batches: they are to be asked live now. */
export function dissolveUnsent(archive: Archive): void {
  for (const batch of batchesIn(archive.catalog, 'written', 'uploaded'))
    dissolve(archive, batch, {});
}

export type DissolveOptions = {
  /** The service found the file too large: cut smaller ones from now on. */
  readonly smaller?: boolean;
  /** Take back the consent for everything, because nothing may be sent until something has been changed. */
  readonly withdraw?: boolean;
  /** Take back the consent for its requests alone. */
  readonly revertSidecar?: boolean;
  /** Counts as a batch that came back without answers, for this reason. */
  readonly failure?: Failure;
};

/** Gives a batch up that the service did not work on; its requests wait again and are cut anew. */
export function dissolve(
  archive: Archive,
  batch: StoredBatch,
  { smaller = false, withdraw = false, revertSidecar = false, failure }: DissolveOptions,
): StoredBatch {
  const { catalog } = archive;
  return catalog.transaction(() => {
    if (smaller) learnFileSize(catalog, batch.bytes);
    if (failure === undefined)
      releaseBatch(catalog, batch.id, withdraw || revertSidecar ? 'ready' : 'released');
    else
      for (const request of requestsAsking(catalog, batch.id))
        takeFailure(archive, request, failure, 'batch');
    if (withdraw) withdrawReleased(catalog);
    return updateBatch(catalog, batch.id, { state: 'dissolved' });
  });
}
