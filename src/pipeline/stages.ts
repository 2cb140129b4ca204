/** Every stage in one table: what it is about, what it has to tell, and how it is run. */
import { count } from '../amounts.ts';
import { type Overview, overviewOf, type StageOverview } from '../catalog/overview.ts';
import { type HeldFor, reasonsHeld } from '../catalog/photos.ts';
import { rehearsalCode } from '../catalog/reviews.ts';
import type { Archive } from './archive/archive.ts';
import type { StageContext, StageSummary } from './archive/stage.ts';
import {
  type Action,
  countsAt,
  type Fact,
  type Look,
  type StageView as OwnView,
  type PlainStage,
} from './archive/stage-view.ts';
import { describeCollect } from './ask/describe-collect.ts';
import { describePrepare } from './ask/describe-prepare.ts';
import { describeSubmit } from './ask/describe-submit.ts';
import { tryAgain } from './ask/try-again.ts';
import { describeScan } from './scan/describe.ts';
import { describeSummary } from './summary.ts';

/** Loaded when first run: each stage brings a heavy library of its own. */
export const runs: Readonly<
  Record<PlainStage, (context: StageContext, insist: boolean) => Promise<StageSummary>>
> = {
  scan: async (context) => (await import('./scan/scan.ts')).scan(context),
  prepare: async (context) => (await import('./ask/prepare.ts')).prepare(context),
  submit: async (context) => (await import('./ask/submit.ts')).submit(context),
  collect: async (context) => (await import('./ask/collect.ts')).collect(context, { wait: true }),
  sidecars: async (context, insist) =>
    (await import('./sidecars/sidecars.ts')).writeSidecars(context, { writeRehearsal: insist }),
  embed: async (context, insist) =>
    (await import('./embed/embed.ts')).embed(context, { embedRehearsal: insist }),
};

export type { Overview, StageOverview };

/** What has a screen of facts. */
export const described = [
  'scan',
  'prepare',
  'submit',
  'collect',
  'sidecars',
  'embed',
  'summary',
] as const;

export type Described = (typeof described)[number];

const descriptions: Readonly<Record<Described, (look: Look) => OwnView | Promise<OwnView>>> = {
  scan: describeScan,
  prepare: describePrepare,
  submit: describeSubmit,
  collect: describeCollect,
  sidecars: async (look) => (await import('./sidecars/describe.ts')).describeSidecars(look),
  embed: async (look) => (await import('./embed/describe.ts')).describeEmbed(look),
  summary: describeSummary,
};

/** Where the photos stand, stage by stage. */
export const countsOf = ({ catalog }: Archive): Overview => overviewOf(catalog);

/** What a stage is about, in a sentence or two. */
export function aboutStage(stage: Described, { rehearsal }: Archive): string {
  return stage === 'submit' && rehearsal
    ? 'Sends the requests to a stand-in on this machine. Nothing leaves it, and nothing is paid.'
    : abouts[stage];
}

const abouts: Readonly<Record<Described, string>> = {
  scan: 'Reads place, date, usage and text of every JPEG. Nothing is changed, nothing is sent.',
  prepare: 'Makes a small copy of every photo and its request. Nothing is sent yet.',
  submit: 'Sends the requests to the model. This is what costs money.',
  collect:
    'Takes the answers in as batches end. You may close the program: batches go on without it.',
  sidecars:
    'Writes an XMP file beside every accepted photo. What other programs wrote in it stays.',
  embed:
    'Writes title and keywords into the JPEGs and reads them back. Pixels stay, old values are kept.',
  summary: 'What was done and what it took.',
};

export type StageView = OwnView & {
  /** Lets photos that are held back be tried again. */
  readonly retry: Action;
};

/** What a stage has to tell, with the photos that are held back in it. @throws InterruptedError */
export async function viewOf(stage: Described, look: Look): Promise<StageView> {
  const view = await descriptions[stage](look);
  const photos = stage === 'summary' ? 0 : countsAt(look, stage).held;
  if (stage === 'summary' || photos === 0)
    return { ...view, retry: { refused: 'No photo is held back here.' } };
  const reasons = reasonsHeld(look.archive.catalog, stage, reasonsShown);
  // Text that a rehearsal made up stays what it is.
  const canRetry = reasons.some(({ code }) => code !== rehearsalCode);
  const key = canRetry ? look.key('stage.retry') : undefined;
  return {
    ...view,
    facts: [...view.facts, heldFacts(photos, reasons, key)],
    retry: canRetry
      ? { label: 'Try again', effect: { call: async () => retry(look.archive, stage) } }
      : {
          refused:
            'That would change nothing: their texts are still made up. Insist, or ask a model.',
        },
  };
}

/** Reasons for which photos are held back that are shown. */
const reasonsShown = 30;

/** Every reason once, with the first photos that it holds back. */
function heldFacts(
  photos: number,
  reasons: readonly HeldFor[],
  key: string | undefined,
): readonly Fact[] {
  const told = reasons.reduce((sum, reason) => sum + reason.photos, 0);
  return [
    {
      warning: `${count(photos)} held back`,
      note: key === undefined ? undefined : `${key} lets them be tried again`,
    },
    ...reasons.map(({ message, photos: all, paths }) => ({
      paths,
      more: all - paths.length,
      reason: message,
    })),
    ...(photos > told
      ? [{ text: `  and ${count(photos - told)} more`, tone: 'quiet' } as const]
      : []),
  ];
}

function retry(archive: Archive, stage: PlainStage): readonly string[] {
  return [`${count(tryAgain(archive, stage))} held back before can be tried again.`];
}
