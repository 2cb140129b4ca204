/** The stages as the screen sees them, over the pipeline and the catalog. */

import { lastEmbedding } from '../../catalog/journal.ts';
import { ledgerLines } from '../../catalog/ledger.ts';
import { overviewOf } from '../../catalog/overview.ts';
import { getPhoto, reasonsHeld } from '../../catalog/photos.ts';
import { countEdited, countReviews, rehearsalCode } from '../../catalog/reviews.ts';
import type { Stage } from '../../photo.ts';
import type { Archive } from '../../pipeline/archive/archive.ts';
import { systemClock } from '../../pipeline/archive/clock.ts';
import type { StageContext, StageSummary } from '../../pipeline/archive/stage.ts';
import { copyFacts } from '../../pipeline/ask/copies.ts';
import { moneyOf } from '../../pipeline/ask/money.ts';
import { tryAgain } from '../../pipeline/ask/upkeep.ts';
import { batchViews } from '../../pipeline/ask/watch.ts';
import { reviewTime } from '../../pipeline/review/time.ts';
import { scanFacts } from '../../pipeline/scan/facts.ts';
import type { AskedFacts } from '../model/stage-facts.ts';
import type { Running, StageModel } from '../model/stages.ts';
import { sendFacts } from './send-facts.ts';

type Run = (context: StageContext, insist: boolean) => Promise<StageSummary>;

/** Loaded when first run: each stage brings a heavy library of its own. */
const runs: Readonly<Record<Exclude<Stage, 'review'>, Run>> = {
  scan: async (context) => (await import('../../pipeline/scan/scan.ts')).scan(context),
  prepare: async (context) => (await import('../../pipeline/ask/prepare.ts')).prepare(context),
  submit: async (context) => (await import('../../pipeline/ask/submit.ts')).submit(context),
  collect: async (context) =>
    (await import('../../pipeline/ask/collect.ts')).collect(context, { wait: true }),
  sidecars: async (context, insist) =>
    (await import('../../pipeline/sidecars/sidecars.ts')).writeSidecars(context, {
      writeRehearsal: insist,
    }),
  embed: async (context, insist) =>
    (await import('../../pipeline/embed/embed.ts')).embed(context, { embedRehearsal: insist }),
};

/** Reasons for which photos are held back that are shown. */
const reasonsShown = 30;

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
    held: (stage) =>
      reasonsHeld(catalog, stage, reasonsShown).map(({ code, ...reason }) => ({
        ...reason,
        stays: code === rehearsalCode,
      })),
    retryHeld: (stage) => tryAgain(archive, stage),
    scanFacts: () => scanFacts(archive),
    prepareFacts: () => copyFacts(archive),
    sendFacts: () => sendFacts(archive),
    asked: () => ({ batches: batchViews(archive, new Date()), ...askedLive(archive) }),
    async cancelBatch(number, resend, signal) {
      const { cancelBatches } = await import('../../pipeline/ask/cancel.ts');
      return cancelBatches(
        contextOf(() => undefined, signal),
        String(number),
        { resend },
      );
    },
    async sidecarFacts(signal) {
      const { sidecarFacts } = await import('../../pipeline/sidecars/facts.ts');
      return sidecarFacts(archive, new Date(), signal);
    },
    async settleConflict(photoId, field, keep) {
      const { openConflicts, settleConflicts } = await import('../../pipeline/sidecars/settle.ts');
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
        estimated: money.estimated,
        underWay: money.underWay,
        dollarsPerPhoto: money.perAccepted ?? 0,
        reviewSeconds: reviewTime(catalog).seconds,
        edited: countEdited(catalog),
      };
    },
    run: (stage, report, signal, { insist = false } = {}) =>
      runs[stage](contextOf(report, signal), insist),
    async collectOnce(report, signal) {
      const { collect } = await import('../../pipeline/ask/collect.ts');
      return collect(contextOf(report, signal));
    },
    canUndo: (photoIds) =>
      photoIds.some((photoId) => lastEmbedding(catalog, photoId) !== undefined),
    async undoEmbedding(what, report, signal) {
      const { undo } = await import('../../pipeline/embed/undo.ts');
      const options = 'runId' in what ? { run: Number(what.runId) } : what;
      return undo(contextOf(report, signal), options);
    },
  };
}

/** What was asked one photo at a time, of all models together. */
function askedLive({ catalog }: Archive): Pick<AskedFacts, 'live'> {
  const lines = ledgerLines(catalog).filter(({ way }) => way === 'live');
  if (lines.length === 0) return {};
  const sum = (numbers: readonly (number | null)[]) =>
    numbers.includes(null)
      ? undefined
      : numbers.reduce<number>((total, number) => total + (number ?? 0), 0);
  return {
    live: {
      asked: sum(lines.map(({ asked }) => asked)) ?? 0,
      answered: sum(lines.map(({ answered }) => answered)) ?? 0,
      dollars: sum(lines.map(({ dollars }) => dollars)),
      estimated: sum(lines.map(({ estimated }) => estimated)),
    },
  };
}
