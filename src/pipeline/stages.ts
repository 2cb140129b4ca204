/** Every stage in one table: what it is about, what it has to tell, and how it is run. */
import { count, counted } from '../amounts.ts';
import { type LeftFor, reasonsHeld } from '../catalog/issues.ts';
import { type Overview, overviewOf, type StageOverview } from '../catalog/overview.ts';
import { rehearsalCode } from '../catalog/review-to-write.ts';
import type { Archive } from './archive/archive.ts';
import type { StageContext, StageSummary } from './archive/stage.ts';
import {
  countsAt,
  type Fact,
  type PlainStage,
  type Situation,
  type StageView,
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
  deliver: async (context, insist) =>
    (await import('./deliver/run.ts')).deliverInUse(context, insist),
};

type Description = {
  /** One or two sentences under the heading. */
  readonly about: string;
  readonly describe: (situation: Situation) => StageView | Promise<StageView>;
};

const descriptions = {
  scan: {
    about: 'Reads place, date, usage and text of every photo. Nothing is changed, nothing is sent.',
    describe: describeScan,
  },
  prepare: {
    about: 'Makes a preview and a request for every photo. Nothing is sent yet.',
    describe: describePrepare,
  },
  submit: {
    about: 'Sends the requests to the model. This is what costs money.',
    describe: describeSubmit,
  },
  collect: {
    about:
      'Takes the answers in as batches end. You may close the program: batches go on without it.',
    describe: describeCollect,
  },
  sidecars: {
    about: 'Writes an XMP file beside every accepted photo. What other programs wrote in it stays.',
    describe: async (situation) =>
      (await import('./sidecars/describe.ts')).describeSidecars(situation),
  },
  embed: {
    about:
      'Writes title and keywords into the JPEGs and reads them back. Pixels stay, old values are kept.',
    describe: async (situation) => (await import('./embed/describe.ts')).describeEmbed(situation),
  },
  deliver: {
    about:
      'Copies every embedded photo for each outlet, with the text that it takes. Your photos are only read.',
    describe: async (situation) =>
      (await import('./deliver/describe.ts')).describeDeliver(situation),
  },
  summary: { about: 'What was done and what it took.', describe: describeSummary },
} as const satisfies Readonly<Record<PlainStage | 'summary', Description>>;

/** What has a screen of facts. */
export type Described = keyof typeof descriptions;

export const described = Object.keys(descriptions) as readonly Described[];

/** What a stage is about. */
export function aboutStage(stage: Described, { rehearsal }: Archive): string {
  return stage === 'submit' && rehearsal
    ? 'Sends the requests to a stand-in on this machine. Nothing leaves it, and nothing is paid.'
    : descriptions[stage].about;
}

export type { Overview, StageOverview };

/** Where the photos stand, stage by stage. */
export const countsOf = ({ catalog }: Archive): Overview => overviewOf(catalog);

/** What a stage has to tell, with the photos that are held back in it. @throws InterruptedError */
export async function viewOf(stage: Described, looked: Situation): Promise<StageView> {
  const { archive, choice } = looked;
  // Beside facts about the photos chosen stand their numbers alone.
  const counts =
    choice === undefined ? looked.counts : overviewOf(archive.catalog, { chosen: true });
  const situation = { ...looked, counts };
  const view = await descriptions[stage].describe(situation);
  const photos = stage === 'summary' ? 0 : countsAt(situation, stage).held;
  if (stage === 'summary' || photos === 0)
    return { ...view, retry: { refused: 'No photo is held back here.' } };
  const reasons = reasonsHeld(archive.catalog, stage, reasonsShown);
  // Text that a rehearsal made up stays what it is.
  const canRetry = reasons.some(({ code }) => code !== rehearsalCode);
  const key = canRetry ? situation.key('stage.retry') : undefined;
  return {
    ...view,
    facts: [...view.facts, heldFacts(photos, reasons, key)],
    retry: canRetry
      ? { label: 'Try again', effect: { call: async () => retry(archive, stage) } }
      : {
          refused:
            'That would change nothing: these texts are still made up. Write them anyway, or ask a model.',
        },
  };
}

/** Reasons for which photos are held back that are shown. */
const reasonsShown = 30;

/** Every reason once, with the first photos that it holds back. */
function heldFacts(
  photos: number,
  reasons: readonly LeftFor[],
  key: string | undefined,
): readonly Fact[] {
  const told = reasons.reduce((sum, reason) => sum + reason.photos, 0);
  return [
    {
      warning: `${count(photos)} held back`,
      note: key === undefined ? undefined : `${key} retries them`,
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
  return [`${counted(tryAgain(archive, stage), 'photo')} can be tried again.`];
}
