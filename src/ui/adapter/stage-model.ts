/** The stages as the screen sees them, over the pipeline and the catalog. */

import { overviewOf } from '../../catalog/overview.ts';
import { getPhoto, listIssues } from '../../catalog/photos.ts';
import { countEdited, countReviews } from '../../catalog/reviews.ts';
import type { Stage } from '../../photo.ts';
import type { Archive } from '../../pipeline/archive.ts';
import { tryAgain } from '../../pipeline/ask/upkeep.ts';
import { batchViews } from '../../pipeline/ask/watch.ts';
import { systemClock } from '../../pipeline/clock.ts';
import { moneyOf } from '../../pipeline/money.ts';
import { reviewTime } from '../../pipeline/review/time.ts';
import { scanFacts } from '../../pipeline/scan/facts.ts';
import type { StageContext, StageSummary } from '../../pipeline/stage.ts';
import type { Running, StageModel } from '../model/stages.ts';
import { sendFacts } from './send-facts.ts';

type Run = (context: StageContext) => Promise<StageSummary>;

/** Loaded when first run: each stage brings a heavy library of its own. */
const runs: Readonly<Record<Exclude<Stage, 'review'>, Run>> = {
  scan: async (context) => (await import('../../pipeline/scan.ts')).scan(context),
  prepare: async (context) => (await import('../../pipeline/prepare.ts')).prepare(context),
  submit: async (context) => (await import('../../pipeline/submit.ts')).submit(context),
  collect: async (context) =>
    (await import('../../pipeline/collect.ts')).collect(context, { wait: true }),
  sidecars: async (context) => (await import('../../pipeline/sidecars.ts')).writeSidecars(context),
  embed: async (context) => (await import('../../pipeline/embed.ts')).embed(context),
};

/** The stages of an open archive. */
export function stageModel(archive: Archive): StageModel {
  const { catalog } = archive;
  const contextOf = (report: (progress: Running) => void, signal: AbortSignal): StageContext => ({
    archive,
    signal,
    report,
    clock: systemClock,
  });
  return {
    counts: () => overviewOf(catalog),
    money: () => moneyOf(archive),
    held: (stage, limit) => listIssues(catalog, { stage, limit, blocking: true }),
    retryHeld: (stage) => tryAgain(archive, stage),
    scanFacts: () => scanFacts(archive),
    sendFacts: () => sendFacts(archive),
    batches: async () => batchViews(archive, new Date()),
    async cancelBatch(number, resend, signal) {
      const { cancelBatches } = await import('../../pipeline/cancel.ts');
      return cancelBatches(
        contextOf(() => undefined, signal),
        String(number),
        { resend },
      );
    },
    async sidecarFacts(signal) {
      const { sidecarFacts } = await import('../../pipeline/sidecar/facts.ts');
      return sidecarFacts(archive, new Date(), signal);
    },
    async settleConflict(photoId, field, keep) {
      const { openConflicts, settleConflicts } = await import('../../pipeline/sidecar/settle.ts');
      const conflict = openConflicts(catalog).find(
        (one) => one.photoId === photoId && one.field === field,
      );
      const photo = getPhoto(catalog, photoId);
      if (conflict !== undefined && photo !== undefined)
        settleConflicts(archive, photo, keep, conflict.field);
    },
    async embedFacts(signal) {
      const { embedFacts } = await import('../../pipeline/embed/facts.ts');
      return embedFacts(archive, signal);
    },
    summary() {
      const { photos, accepted, rejected } = countReviews(catalog);
      const money = moneyOf(archive);
      return {
        photos,
        accepted,
        rejected,
        embedded: overviewOf(catalog).done,
        dollars: money.spent,
        dollarsPerPhoto: money.perAccepted ?? 0,
        reviewSeconds: reviewTime(catalog).seconds,
        edited: countEdited(catalog),
      };
    },
    run: (stage, report, signal) => runs[stage](contextOf(report, signal)),
    async collectOnce(report, signal) {
      const { collect } = await import('../../pipeline/collect.ts');
      return collect(contextOf(report, signal));
    },
    async undoEmbedding(what, report, signal) {
      const { undo } = await import('../../pipeline/undo.ts');
      const options = 'runId' in what ? { run: Number(what.runId) } : what;
      return undo(contextOf(report, signal), options);
    },
  };
}
