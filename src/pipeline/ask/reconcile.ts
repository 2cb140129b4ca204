/**
 * After a start: what may have happened at the service without our knowing. A crash between a call and writing down
 * its result leaves an upload or a batch that only the service knows; both carry our names, so they are found again.
 */
import {
  batchesIn,
  insertBatch,
  type StoredBatch,
  updateBatchDurably,
} from '../../catalog/batches.ts';
import { loseOpenAttempts } from '../../catalog/ledger.ts';
import { getMeta, setMeta } from '../../catalog/meta.ts';
import { archiveTag, requestByCustomId, type StoredRequest } from '../../catalog/requests.ts';
import { StopError } from '../../errors.ts';
import { readLines } from '../../files/lines.ts';
import { ServiceError } from '../../openai/failures.ts';
import { hasEnded, type RemoteBatch } from '../../openai/service.ts';
import type { Archive } from '../archive.ts';
import type { Asking } from './asking.ts';
import { noteRemote } from './follow.ts';
import { removeOrphanFiles } from './orphans.ts';
import { patiently } from './patience.ts';
import { batchFile } from './places.ts';

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
  returnLostLive(asking);
  await removeOrphanFiles(asking.archive);
  const remotes = await ownBatches(asking);
  for (const batch of batchesIn(asking.archive.catalog, 'creating'))
    await settleCreating(asking, batch, remotes, notes);
  for (const batch of batchesIn(asking.archive.catalog, 'written'))
    await settleUpload(asking, batch);
  await adoptForgotten(asking, remotes, notes);
  return notes;
}

/** Archives whose last process has been cleared up after; what is under way since then is our own. */
const settled = new WeakSet<Archive>();

/** Live requests that were under way when the last process ended are asked again. */
function returnLostLive(asking: Asking): void {
  const { catalog } = asking.archive;
  if (settled.has(asking.archive)) return;
  settled.add(asking.archive);
  catalog.transaction(() => {
    loseOpenAttempts(catalog);
    catalog.run(
      "UPDATE request SET state = 'released' WHERE state = 'asking' AND batch_id IS NULL",
    );
  });
}

/** The first call of a run: a service that is not there should be said soon. */
const firstContact = ({ context }: Asking) => ({ ...context, tries: 3 });

/** The batches at the service that carry this archive's name, by part. Servers without batches have none. */
async function ownBatches(asking: Asking): Promise<Map<string, RemoteBatch[]>> {
  const { service, context, archive } = asking;
  const tag = archiveTag(archive.catalog);
  const found = new Map<string, RemoteBatch[]>();
  if (
    asking.settings.engine === 'live' &&
    batchesIn(archive.catalog, 'creating', 'open').length === 0
  )
    return found;
  await patiently(async () => {
    found.clear();
    const oldest = context.clock.now().getTime() - longestKept;
    for await (const remote of service.list(context.signal)) {
      if (remote.createdAt < oldest) break;
      const { archive: owner, part } = remote.metadata;
      if (owner !== tag || part === undefined) continue;
      found.set(part, [...(found.get(part) ?? []), remote]);
    }
  }, firstContact(asking));
  return found;
}

/** Whether the service made the batch that was asked for when the process ended. */
async function settleCreating(
  asking: Asking,
  batch: StoredBatch,
  remotes: ReadonlyMap<string, readonly RemoteBatch[]>,
  notes: string[],
): Promise<void> {
  const made = (remotes.get(batch.tag) ?? [])
    .filter((remote) => Number(remote.metadata['try']) === batch.tries)
    .sort((a, b) => a.createdAt - b.createdAt);
  const [first, ...twins] = made;
  if (first === undefined) {
    updateBatchDurably(asking.archive.catalog, batch.id, { state: 'uploaded' });
    return;
  }
  notes.push(`Found the batch ${first.id} that was being created when the last run ended.`);
  await noteRemote(asking, batch, first);
  for (const twin of twins) {
    if (hasEnded(twin.status) || twin.status === 'cancelling') continue;
    notes.push(`Cancelled ${twin.id}, which was created twice.`);
    await patiently(() => asking.service.cancel(twin.id, asking.context.signal), asking.context);
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
    if (error instanceof ServiceError) return undefined;
    if (error instanceof StopError && error.code === 'service-unreachable') return undefined;
    throw error;
  }
}

/** Parts that were looked into and are about nothing that waits, so that they are not downloaded at every start. */
const strangersKey = 'asking.strangers';

/**
 * Batches that carry this archive's name and are not in its catalog: it was restored from a backup. Their requests
 * are known by their names, which are made from what they ask.
 */
async function adoptForgotten(
  asking: Asking,
  remotes: ReadonlyMap<string, readonly RemoteBatch[]>,
  notes: string[],
): Promise<void> {
  const { catalog } = asking.archive;
  const strangers = new Set(getMeta<string[]>(catalog, strangersKey));
  for (const [tag, found] of remotes) {
    const known = catalog.count('SELECT count(*) FROM batch WHERE tag = ?', tag) > 0;
    const remote = found.find(({ status }) => status !== 'failed');
    if (known || strangers.has(tag) || remote === undefined) continue;
    const requests = await requestsIn(asking, remote, tag);
    const waiting = requests.filter(({ state }) => state === 'ready' || state === 'released');
    if (waiting.length === 0) {
      strangers.add(tag);
      setMeta(catalog, strangersKey, [...strangers]);
      continue;
    }
    const batch = insertBatch(
      catalog,
      {
        runId: null,
        tag,
        way: 'service',
        state: 'open',
        model: waiting[0]?.model ?? asking.manner.model,
        bytes: 0,
        inputTokens: waiting.reduce((sum, row) => sum + row.textTokens + row.imageTokens, 0),
        dollars: null,
        writtenAt: new Date(remote.createdAt).toISOString(),
      },
      waiting.map(({ id }) => id),
    );
    await noteRemote(asking, batch, remote);
    notes.push(
      `Took over the batch ${remote.id} with ${waiting.length} photos, which the catalog had forgotten.`,
    );
  }
}

/** The requests of ours that a batch at the service is about, from its input file. */
async function requestsIn(
  asking: Asking,
  remote: RemoteBatch,
  tag: string,
): Promise<StoredRequest[]> {
  const { service, context, archive } = asking;
  const path = batchFile(archive, tag);
  try {
    await patiently(() => service.download(remote.inputFile, path, context.signal), context);
  } catch (error) {
    if (error instanceof ServiceError) return [];
    throw error;
  }
  const requests: StoredRequest[] = [];
  for await (const line of readLines(path)) {
    const { custom_id: customId } = JSON.parse(line) as { custom_id: string };
    const request = requestByCustomId(archive.catalog, customId);
    if (request !== undefined) requests.push(request);
  }
  return requests;
}
