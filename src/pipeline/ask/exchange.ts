/**
 * Batch files out, as plain files: for work done in the web interface, at Azure, by vLLM's run-batch on a cluster, or by
 * the user's own script. What comes back is read by import-results.ts.
 */
import { beginRun } from '../../catalog/ledger.ts';
import { markBatchSent } from '../../catalog/request-moves.ts';
import { waitingRequests } from '../../catalog/requests.ts';
import { pathInside } from '../../files/inside.ts';
import { makeFolder } from '../../files/make-folder.ts';
import type { StageContext } from '../archive/stage.ts';
import { type CutFile, cutBatch } from './batch-file.ts';
import { endHosting } from './hosting.ts';

type Exported = { readonly files: readonly string[]; readonly photos: number };

/** Writes everything that is prepared as batch files into `folder`. Their answers come by `importResults`. */
export function exportBatches(context: StageContext, folder: string): Promise<Exported> {
  return exportNow(context, folder).finally(() => endHosting(context.archive));
}

async function exportNow(context: StageContext, folder: string): Promise<Exported> {
  const { archive, clock } = context;
  const { catalog, settings } = archive;
  makeFolder(folder);
  const bytes = settings['batch.maxMegabytes'] * 1e6;
  const startedAt = clock.now().toISOString();
  const pathOf = (tag: string) => pathInside(folder, `${tag}.jsonl`);
  const cut: CutFile = {
    waiting: () => waitingRequests(catalog, 'ready'),
    pathOf,
    limits: {
      requests: settings['batch.maxRequests'],
      bytes,
      lineBytes: bytes,
      tokens: Number.POSITIVE_INFINITY,
    },
    way: 'file',
    runId: beginRun(catalog, { startedAt, dollars: null, budget: 0 }),
    dollarsFor: () => undefined,
  };
  const files: string[] = [];
  let photos = 0;
  for (;;) {
    const batch = await cutBatch(context, cut);
    if (batch === undefined) return { files, photos };
    markBatchSent(catalog, batch.id);
    const path = pathOf(batch.tag);
    files.push(path);
    photos += batch.requests;
    context.report({ stage: 'submit', done: photos, unit: 'photos', note: path });
  }
}
