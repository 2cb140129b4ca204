/**
 * After a start: what may have happened at the service without our knowing. A crash between a call and writing down
 * its result leaves an upload or a batch that only the service knows; a catalog restored from a backup has forgotten
 * batches. All carry our names, so they are found again and nothing is paid for twice.
 */
import { counted } from '../../amounts.ts';
import { batchesIn, insertBatch, isKnownTag, updateBatchDurably } from '../../catalog/batches.ts';
import { getMeta, setMeta } from '../../catalog/meta.ts';
import { requestByCustomId, type StoredRequest } from '../../catalog/requests.ts';
import { readLines } from '../../files/lines.ts';
import { hasEnded, type RemoteBatch } from '../../openai/service.ts';
import { downloadFile } from './answers.ts';
import type { Asker } from './asker.ts';
import { customIdIn, tokensIn } from './batch-file.ts';
import { answerFile, batchFile, removeOrphanFiles } from './batch-folder.ts';
import { noteRemote, settleMade } from './batches.ts';
import { arrivedFile, type RemoteBatches, remoteBatches } from './remote-batches.ts';
import { withRetries } from './retry.ts';

/** Brings the catalog and the service together. Returns sentences for the user. */
export async function recoverBatches(asker: Asker): Promise<string[]> {
  const { catalog } = asker.archive;
  const notes: string[] = [];
  await removeOrphanFiles(asker.archive);
  const remotes = await remoteBatches(asker);
  for (const batch of batchesIn(catalog, 'creating', 'uploaded')) {
    if (batch.tries === 0) continue;
    const { state, remoteId } = await settleMade(asker, batch, remotes);
    if (state === 'open')
      notes.push(`Found the batch ${remoteId} that was being created when the last run ended.`);
  }
  await cancelDuplicates(asker, remotes, notes);
  for (const batch of batchesIn(catalog, 'written')) {
    const inputFile = await arrivedFile(asker, batch);
    if (inputFile !== undefined)
      updateBatchDurably(catalog, batch.id, { state: 'uploaded', inputFile });
  }
  await adoptForgotten(asker, remotes, notes);
  return notes;
}

/** Batches that were created twice for one file: the one that is not ours is cancelled while it can be. */
async function cancelDuplicates(
  asker: Asker,
  remotes: RemoteBatches,
  notes: string[],
): Promise<void> {
  const { archive, service } = asker;
  for (const batch of batchesIn(archive.catalog, 'open', 'collected'))
    for (const duplicate of remotes.get(batch.tag) ?? []) {
      const isRunning = !hasEnded(duplicate.status) && duplicate.status !== 'cancelling';
      if (duplicate.id === batch.remoteId || !isRunning) continue;
      notes.push(`Cancelled ${duplicate.id}, which was created twice.`);
      await withRetries(() => service.cancel(duplicate.id, asker.signal), asker);
    }
}

/** Batches that were looked into and are about nothing that waits, so that they are not downloaded at every start. */
const unrelatedBatchesKey = 'asking.unrelatedBatches';

/** Takes over batches that are not in the catalog. Their requests are known by their names, which are made from what they ask. */
async function adoptForgotten(
  asker: Asker,
  remotes: RemoteBatches,
  notes: string[],
): Promise<void> {
  const { catalog } = asker.archive;
  const unrelated = new Set(getMeta<string[]>(catalog, unrelatedBatchesKey));
  for (const [tag, found] of remotes) {
    const remote = found.find(({ status }) => status !== 'failed');
    if (remote === undefined || unrelated.has(tag) || isKnownTag(catalog, tag)) continue;
    const requests = await requestsIn(asker, remote, tag);
    const waiting = requests.filter(({ state }) => state === 'ready' || state === 'released');
    if (waiting.length === 0) {
      unrelated.add(tag);
      setMeta(catalog, unrelatedBatchesKey, [...unrelated]);
      continue;
    }
    const batch = insertBatch(
      catalog,
      {
        runId: null,
        tag,
        way: 'service',
        state: 'open',
        model: waiting[0]?.model ?? asker.profile.model,
        bytes: 0,
        inputTokens: waiting.reduce((sum, request) => sum + tokensIn(request), 0),
        dollars: null,
        writtenAt: new Date(remote.createdAt ?? asker.clock.now()).toISOString(),
      },
      waiting.map(({ id }) => id),
    );
    await noteRemote(asker, batch, remote);
    notes.push(
      `Took over the batch ${remote.id} with ${counted(waiting.length, 'photo')}, which the catalog had forgotten.`,
    );
  }
}

/** The requests of ours that a batch at the service is about, from its input file, or its results where that is gone. */
async function requestsIn(
  asker: Asker,
  remote: RemoteBatch,
  tag: string,
): Promise<StoredRequest[]> {
  const { archive } = asker;
  const note = `looking into the batch ${remote.id}`;
  const fetched = async (id: string | undefined, path: string) =>
    id !== undefined && (await downloadFile(asker, id, path, note)) ? [path] : [];
  const input = await fetched(remote.inputFile, batchFile(archive, tag));
  const files =
    input.length > 0
      ? input
      : [
          ...(await fetched(remote.outputFile, answerFile(archive, tag, 'output'))),
          ...(await fetched(remote.errorFile, answerFile(archive, tag, 'error'))),
        ];
  const requests = new Map<number, StoredRequest>();
  for (const path of files)
    for await (const line of readLines(path)) {
      const request = requestByCustomId(archive.catalog, customIdIn(line) ?? '');
      if (request !== undefined) requests.set(request.id, request);
    }
  return [...requests.values()];
}
