/** What the service has of this archive: batches by the name in their metadata, and uploaded files by their own. */
import { batchesIn, isBatchTag, type StoredBatch } from '../../catalog/batches.ts';
import { archiveTag } from '../../catalog/requests.ts';
import { StopError } from '../../errors.ts';
import { bounds } from '../../openai/bounds.ts';
import { ServiceError } from '../../openai/failures.ts';
import type { RemoteBatch } from '../../openai/service.ts';
import type { Archive } from '../archive/archive.ts';
import type { Asker } from './asker.ts';
import { failureIn, isPassing, withRetries } from './retry.ts';

/** By our name for the batch; more than one where it was created twice. */
export type RemoteBatches = ReadonlyMap<string, readonly RemoteBatch[]>;

/** The service keeps the files of a batch for 30 days; older batches have nothing to give. */
const longestKept = 31 * 86_400_000;

/** So many of them in a row are no wrong dates. */
const enoughOld = 100;

/** What each batch carries at the service, so that it can be recognised. */
export function metadataOf(asker: Asker, batch: StoredBatch): Record<string, string> {
  return {
    tool: 'proofsheet',
    archive: archiveTag(asker.archive.catalog),
    run: String(batch.runId ?? ''),
    part: batch.tag,
    try: String(batch.tries),
  };
}

/** The first call of a run: a service that is not there should be said soon. */
const firstContact = (asker: Asker) => ({ ...asker, tries: bounds.firstTries });

/**
 * Lists the batches that carry this archive's name. Servers without batches have none.
 * @throws StopError when the service cannot say; that is not the same as having none
 */
export async function remoteBatches(asker: Asker): Promise<RemoteBatches> {
  const { service, archive, settings } = asker;
  const { catalog } = archive;
  const found = new Map<string, RemoteBatch[]>();
  if (settings.engine !== 'batch' && batchesIn(catalog, 'creating', 'open').length === 0)
    return found;
  const owner = archiveTag(catalog);
  const list = async () => {
    found.clear();
    // By the clock of the service or by ours, whichever is behind: either may be wrong.
    let newest = asker.clock.now().getTime();
    let listed = 0;
    let old = 0;
    for await (const remote of service.list(asker.signal)) {
      const { createdAt = newest } = remote;
      if (listed++ === 0) newest = Math.min(newest, createdAt);
      old = createdAt < newest - longestKept ? old + 1 : 0;
      if (old >= enoughOld) break;
      const { archive: of, part } = remote.metadata;
      if (of === owner && isBatchTag(catalog, part))
        found.set(part, [...(found.get(part) ?? []), remote]);
    }
  };
  await withRetries(list, firstContact(asker)).catch((error: unknown) => {
    throw error instanceof ServiceError && error.failure.kind === 'gone'
      ? withoutBatches(archive, error)
      : error;
  });
  return found;
}

function withoutBatches({ service }: Archive, cause: ServiceError): StopError {
  return new StopError(
    'request-refused',
    `The service${service.baseURL === undefined ? '' : ` at ${service.baseURL}`} offers no batches: ${cause.failure.message}`,
    'Ask it one by one with `proofsheet config set engine live`. Nothing was sent.',
    { cause },
  );
}

/**
 * The batch that the service made of a file of ours although its reply is not known here: the oldest that can still give
 * answers. One that failed was never carried out, unless it is the very one that was asked for.
 */
export function madeFor(batch: StoredBatch, remotes: RemoteBatches): RemoteBatch | undefined {
  const made = (remotes.get(batch.tag) ?? []).toSorted(byAge);
  const given = made.filter(({ status }) => status !== 'failed');
  const isAsked = ({ metadata }: RemoteBatch) =>
    batch.state === 'creating' && Number(metadata['try']) === batch.tries;
  return (
    given.find(({ status }) => status !== 'cancelling' && status !== 'cancelled') ??
    given[0] ??
    made.find(isAsked)
  );
}

const byAge = (a: RemoteBatch, b: RemoteBatch) => (a.createdAt ?? 0) - (b.createdAt ?? 0);

/** The service's id of a file that was being uploaded, if it arrived whole; then it need not go up again. */
export async function arrivedFile(asker: Asker, batch: StoredBatch): Promise<string | undefined> {
  const name = `${batch.tag}.jsonl`;
  try {
    return await withRetries(async () => {
      for await (const file of asker.service.listFiles(asker.signal))
        if (file.name === name && file.bytes === batch.bytes) return file.id;
      return undefined;
    }, firstContact(asker));
  } catch (error) {
    // A service that does not list files, or not now; the upload is made again.
    const failure = failureIn(error);
    if (failure !== undefined && (error instanceof ServiceError || isPassing(failure)))
      return undefined;
    throw error;
  }
}
