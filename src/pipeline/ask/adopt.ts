/** Batches of this archive that its catalog does not know, taken over so that they are not paid for twice. */

import { counted } from '../../amounts.ts';
import { insertBatch } from '../../catalog/batches.ts';
import { getMeta, setMeta } from '../../catalog/meta.ts';
import { requestByCustomId, type StoredRequest } from '../../catalog/requests.ts';
import { readLines } from '../../files/lines.ts';
import type { RemoteBatch } from '../../openai/service.ts';
import type { Asking } from './asking.ts';
import { customIdIn } from './batch-file.ts';
import { downloadOne } from './download.ts';
import { noteRemote } from './follow.ts';
import { answerFile, batchFile } from './places.ts';
import type { Remotes } from './reconcile.ts';

/** Parts that were looked into and are about nothing that waits, so that they are not downloaded at every start. */
const strangersKey = 'asking.strangers';

/**
 * Batches that carry this archive's name and are not in its catalog: it was restored from a backup. Their requests
 * are known by their names, which are made from what they ask.
 */
export async function adoptForgotten(
  asking: Asking,
  remotes: Remotes,
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
      `Took over the batch ${remote.id} with ${counted(waiting.length, 'photo')}, which the catalog had forgotten.`,
    );
  }
}

/** The requests of ours that a batch at the service is about, from its input file, or its results where that is gone. */
async function requestsIn(
  asking: Asking,
  remote: RemoteBatch,
  tag: string,
): Promise<StoredRequest[]> {
  const { archive } = asking;
  const note = `looking into the batch ${remote.id}`;
  const fetched = async (id: string | undefined, path: string) =>
    id !== undefined && (await downloadOne(asking, id, path, note)) ? [path] : [];
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
