/**
 * After a start: what may have happened at the service without our knowing. A crash between a call and writing down
 * its result leaves an upload or a batch that only the service knows; both carry our names, so they are found again.
 */
import {
  batchesIn,
  isBatchTag,
  type StoredBatch,
  updateBatchDurably,
} from '../../catalog/batches.ts';
import { archiveTag } from '../../catalog/requests.ts';
import { StopError } from '../../errors.ts';
import { ServiceError } from '../../openai/failures.ts';
import { hasEnded, type RemoteBatch } from '../../openai/service.ts';
import type { Archive } from '../archive/archive.ts';
import { adoptForgotten } from './adopt.ts';
import type { Asking } from './asking.ts';
import { noteRemote } from './follow.ts';
import { removeOrphanFiles } from './orphans.ts';
import { isPassing, patiently } from './patience.ts';

/** The service keeps the files of a batch for 30 days; older batches have nothing to give. */
const longestKept = 31 * 86_400_000;

/** What each batch carries at the service, so that it can be recognised. */
export function metadataOf(asking: Asking, batch: StoredBatch): Record<string, string> {
  return {
    tool: 'proofsheet',
    archive: archiveTag(asking.archive.catalog),
    run: String(batch.runId ?? ''),
    part: batch.tag,
    try: String(batch.tries),
  };
}

/** Brings the catalog and the service together. Returns sentences for the user. */
export async function reconcile(asking: Asking): Promise<string[]> {
  const notes: string[] = [];
  await removeOrphanFiles(asking.archive);
  const remotes = await ownBatches(asking);
  for (const batch of batchesIn(asking.archive.catalog, 'creating', 'uploaded'))
    if (batch.tries > 0) await settleCreating(asking, batch, remotes, notes);
  await cancelTwins(asking, remotes, notes);
  for (const batch of batchesIn(asking.archive.catalog, 'written'))
    await settleUpload(asking, batch);
  await adoptForgotten(asking, remotes, notes);
  return notes;
}

/** The first call of a run: a service that is not there should be said soon. */
const firstContact = ({ context }: Asking) => ({ ...context, tries: 3 });

/** The batches at the service that carry this archive's name, by part. */
export type Remotes = ReadonlyMap<string, readonly RemoteBatch[]>;

/** Lists them. Servers without batches have none. */
async function ownBatches(asking: Asking): Promise<Remotes> {
  const { service, context, archive } = asking;
  const tag = archiveTag(archive.catalog);
  const found = new Map<string, RemoteBatch[]>();
  if (
    asking.settings.engine === 'live' &&
    batchesIn(archive.catalog, 'creating', 'open').length === 0
  )
    return found;
  const list = async () => {
    found.clear();
    // By the clock of the service: ours may be wrong.
    let newest: number | undefined;
    for await (const remote of service.list(context.signal)) {
      newest ??= remote.createdAt;
      if (remote.createdAt < newest - longestKept) break;
      const { archive: owner, part } = remote.metadata;
      if (owner !== tag || !isBatchTag(archive.catalog, part)) continue;
      found.set(part, [...(found.get(part) ?? []), remote]);
    }
  };
  await patiently(list, firstContact(asking)).catch((error: unknown) => {
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
 * Whether the service made a batch that was asked for: the process ended before the answer, or its list was late and
 * the batch seemed not to have been made. One that failed was never carried out.
 */
async function settleCreating(
  asking: Asking,
  batch: StoredBatch,
  remotes: Remotes,
  notes: string[],
): Promise<void> {
  const made = (remotes.get(batch.tag) ?? []).toSorted((a, b) => a.createdAt - b.createdAt);
  const refused = made.find((remote) => Number(remote.metadata['try']) === batch.tries);
  const first =
    made.find(
      ({ status }) => status !== 'failed' && status !== 'cancelling' && status !== 'cancelled',
    ) ??
    made.find(({ status }) => status !== 'failed') ??
    (batch.state === 'creating' ? refused : undefined);
  if (first !== undefined) {
    notes.push(`Found the batch ${first.id} that was being created when the last run ended.`);
    await noteRemote(asking, batch, first);
  } else if (batch.state === 'creating') {
    updateBatchDurably(asking.archive.catalog, batch.id, { state: 'uploaded' });
  }
}

/** Batches that were created twice for one file: the one that is not ours is cancelled while it can be. */
async function cancelTwins(asking: Asking, remotes: Remotes, notes: string[]): Promise<void> {
  const { archive, service, context } = asking;
  for (const batch of batchesIn(archive.catalog, 'open', 'collected'))
    for (const twin of remotes.get(batch.tag) ?? []) {
      const running = !hasEnded(twin.status) && twin.status !== 'cancelling';
      if (twin.id === batch.remoteId || !running) continue;
      notes.push(`Cancelled ${twin.id}, which was created twice.`);
      await patiently(() => service.cancel(twin.id, context.signal), context);
    }
}

/**
 * Looks whether a file that was being uploaded arrived whole; then it need not go up again.
 * @returns the batch with its input file, or undefined if it did not arrive
 */
export async function settleUpload(
  asking: Asking,
  batch: StoredBatch,
): Promise<StoredBatch | undefined> {
  const { service, context, archive } = asking;
  const name = `${batch.tag}.jsonl`;
  try {
    const arrived = await patiently(async () => {
      for await (const file of service.listFiles(context.signal))
        if (file.name === name && file.bytes === batch.bytes) return file.id;
      return undefined;
    }, firstContact(asking));
    if (arrived === undefined) return undefined;
    const change = { state: 'uploaded', inputFile: arrived } as const;
    return updateBatchDurably(archive.catalog, batch.id, change);
  } catch (error) {
    // A service that does not list files, or not now; the upload is made again.
    const cause = error instanceof StopError ? error.cause : error;
    if (cause instanceof ServiceError && (cause === error || isPassing(cause.failure)))
      return undefined;
    throw error;
  }
}
