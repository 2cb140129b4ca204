/** Deliver, described: who gets how many photos, what is refused and why, and what each outlet gets of the photo in view. */
import { byteText, count, counted } from '../../amounts.ts';
import { deliveryFolder } from '../../catalog/outlets-in-use.ts';
import { csvNamesIn } from '../../catalog/uploads.ts';
import { pathInside } from '../../files/inside.ts';
import { mistakeLine } from '../../rules/mistakes.ts';
import type { Outlet } from '../../rules/outlets/schema.ts';
import { capitalised } from '../../rules/texts/clean.ts';
import type { Archive } from '../archive/archive.ts';
import {
  type Action,
  type Column,
  type Fact,
  type FactGroups,
  factList,
  type Question,
  type Situation,
  type StageView,
  type TableCell,
  wayBack,
} from '../archive/stage-view.ts';
import { besideOf } from './beside.ts';
import { byHandLines, byHandLinesWithoutCsv } from './by-hand.ts';
import { outlookOf } from './kept-outlook.ts';
import { neededBytes } from './make-copies.ts';
import { lookAtOutlets, type Outlook, usedOutlets } from './outlook.ts';
import type { OutletPlan } from './plan.ts';
import { askForOutlets, askToDeliver, askWhere, lookAtRefused, whatIsDone } from './questions.ts';
import { wayText } from './way.ts';

export async function describeDeliver(situation: Situation): Promise<StageView> {
  const { archive, key } = situation;
  const { all, mistakes } = await archive.outlets();
  const used = await usedOutlets(situation);
  const choose = { label: 'Choose outlets', effect: { ask: () => askForOutlets(archive, all) } };
  const view = { outlets: choose } as const;
  if (mistakes.length > 0)
    return {
      ...view,
      facts: [mistakes.map((one) => ({ warning: `An outlet of yours: ${mistakeLine(one)}` }))],
      action: { refused: 'Mend the file first; it is read again when you come back here' },
    };
  if (used.length === 0)
    return {
      ...view,
      facts: [
        [
          { text: `No outlet is chosen: ${key('deliver.outlets')} chooses where your photos go.` },
          { text: 'Without one, this stage is over.', tone: 'quiet' },
        ],
        outletTable(all),
      ],
      action: onwards(situation),
    };
  const outlook = await outlookOf(situation, used);
  const refused = lookAtRefused(outlook);
  return {
    ...view,
    facts: factsOf(situation, outlook),
    besides: outlook.candidates.map((one) => besideOf(archive, used, one)),
    action: actionOf(situation, outlook),
    folder: { label: 'Choose where copies go', effect: { ask: () => askWhere(archive) } },
    refused:
      refused === undefined
        ? { refused: 'No photo is refused.' }
        : { label: 'Look at refused photos', effect: refused },
  };
}

/** The outlets there are, and how photos get there. */
function outletTable(all: readonly Outlet[]): readonly Fact[] {
  const rows = all.map((outlet) => [`  ${outlet.name}`, [wayText(outlet), 'quiet'] as const]);
  return [{ columns: [{ title: '' }, { title: '' }], rows }];
}

/** Leads on where nothing is left to do here. */
function onwards(situation: Situation): Action {
  return situation.counts.done > 0
    ? { label: 'See the summary', effect: { go: 'summary' } }
    : wayBack(situation, 'deliver', 'No photo is embedded yet');
}

function actionOf(situation: Situation, outlook: Outlook): Action {
  const { archive } = situation;
  const { changed, copies, plan, uploads } = outlook;
  const isMissing = archive.rehearsal && deliveryFolder(archive.catalog) === undefined;
  const confirm = (again: boolean) => async (): Promise<Question | readonly string[]> => {
    const looked = await lookAtOutlets(situation, await usedOutlets(situation), { again });
    // A folder that was just named may hold all of it already.
    if (looked.copies + looked.uploads === 0) return ['There is nothing to do there.'];
    return askToDeliver(archive, looked, { again });
  };
  if (copies + uploads > 0)
    return {
      label: capitalised(whatIsDone(outlook)),
      effect: isMissing
        ? { ask: () => askWhere(archive, confirm(false)) }
        : { call: confirm(false) },
    };
  if (plan.blocked.length > 0 && !situation.hasRun)
    return {
      label: 'Choose where the copies go',
      effect: { ask: () => askWhere(archive, confirm(false)) },
    };
  if (changed > 0)
    return {
      label: `Deliver ${counted(changed, 'photo')} again, whose text has changed`,
      effect: { call: confirm(true) },
    };
  return onwards(situation);
}

function factsOf(situation: Situation, outlook: Outlook): FactGroups {
  const { archive, key } = situation;
  const { copies, plan, uploads } = outlook;
  const folder = deliveryFolder(archive.catalog);
  const elsewhere = key('deliver.folder');
  const sending = uploads > 0 ? `; ${count(uploads)} of them are uploaded` : '';
  const byHand = plan.outlets.flatMap((one) => byHandFact(archive, one));
  return [
    plan.blocked.map(({ outlet, error }) => ({
      warning: `${outlet.name}: ${error.message} ${error.advice}`,
    })),
    factList(
      copies > 0 && {
        label: 'To do',
        value: `${counted(copies, 'copy', 'copies')}, which ${copies === 1 ? 'needs' : 'need'} ${byteText(neededBytes(plan.outlets))}${sending}`,
      },
      copies === 0 &&
        uploads > 0 && { label: 'To do', value: `${counted(uploads, 'copy', 'copies')} to upload` },
      {
        label: 'Where to',
        value: whereText({
          folder,
          isRehearsal: archive.rehearsal,
          act: key('stage.act'),
          elsewhere,
        }),
      },
      {
        label: 'Left by hand',
        value: 'what has arrived is not submitted; the steps stand below',
      },
    ),
    plan.outlets.length === 0 ? [] : [planTable(plan.outlets)],
    refusedFacts(outlook, key('deliver.refused')),
    portalFacts(outlook),
    noteFacts(plan.outlets),
    byHand.length === 0 ? [] : [{ text: 'By hand, at the portals', tone: 'strong' }, ...byHand],
    archive.rehearsal
      ? [{ text: 'In a rehearsal nothing leaves this machine.', tone: 'quiet' }]
      : [],
  ];
}

function whereText({
  folder,
  isRehearsal,
  act,
  elsewhere,
}: {
  readonly folder: string | undefined;
  readonly isRehearsal: boolean;
  readonly act: string;
  readonly elsewhere: string;
}): string {
  if (folder !== undefined) return `${folder}, and nothing is uploaded; ${elsewhere} changes that`;
  return isRehearsal
    ? `a folder outside the archive; ${act} asks which`
    : `to each outlet in its own way; ${elsewhere} puts all copies into a folder instead`;
}

const number = (title: string, from = 0): Column => ({ title, side: 'right', from });

/** One row an outlet; what there is none of stays empty, and a column that nobody needs is left out. */
function planTable(plans: readonly OutletPlan[]): Fact {
  const some = (amount: number, tone?: 'warn'): TableCell => {
    const text = amount === 0 ? '' : count(amount);
    return tone === undefined ? text : [text, tone];
  };
  return {
    columns: [
      { title: 'Outlet' },
      number('New'),
      number('Changed'),
      number('Refused'),
      number('Not chosen', 84),
      number('Ready'),
      number('Delivered'),
      number('Accepted', 70),
      number('Size', 60),
      { title: 'Way', from: 76 },
    ],
    rows: plans.map(({ outlet, counts, server, states, bytes }) => [
      outlet.name,
      some(counts.new),
      some(counts.changed + counts['sent-changed']),
      some(counts.refused + states.refused, 'warn'),
      some(counts['not-chosen']),
      some(states.ready),
      some(states.delivered),
      some(states.accepted),
      bytes === 0 ? '' : byteText(bytes),
      [server ?? wayText(outlet), 'quiet'],
    ]),
  };
}

const groupsShown = 12;

function refusedFacts({ refused }: Outlook, key: string): readonly Fact[] {
  if (refused.length === 0) return [];
  const photos = refused.reduce((sum, group) => sum + group.photos, 0);
  const more = refused.slice(groupsShown).reduce((sum, group) => sum + group.photos, 0);
  return factList(
    {
      warning: `${count(photos)} refused; the others go`,
      note: `${key} shows them`,
    },
    ...refused.slice(0, groupsShown).map(({ outlet, paths, photos: all, reason }) => ({
      paths,
      more: all - paths.length,
      reason: `${outlet.name}: ${reason}`,
    })),
    more > 0 && { text: `  and ${count(more)} more`, tone: 'quiet' },
  );
}

/** What portals have refused, by reason. */
function portalFacts({ portals }: Outlook): readonly Fact[] {
  return portals.slice(0, groupsShown).map(({ outlet, path, photos, reason }) => ({
    paths: [path],
    more: photos - 1,
    reason: `${outlet.name} refused ${photos === 1 ? 'it' : 'them'} at the portal: ${reason || 'no reason is known'}`,
  }));
}

/** What is worth knowing of photos that go all the same. */
function noteFacts(plans: readonly OutletPlan[]): readonly Fact[] {
  return plans.flatMap(({ outlet, notes }) =>
    [...notes].map(([note, photos]) => ({
      text: `${outlet.name}, ${counted(photos, 'photo')}: ${note}`,
      tone: 'quiet' as const,
    })),
  );
}

/** The steps at a portal; uploaded is not submitted. */
function byHandFact({ catalog }: Archive, plan: OutletPlan): readonly Fact[] {
  const { folder, outlet, remote } = plan;
  const names = csvNamesIn(catalog, { id: outlet.id, folder });
  const paths = remote === undefined ? names : names.map((name) => pathInside(folder, name));
  const goesAlong = remote !== undefined && outlet.delivery.value.csv;
  const lines = goesAlong ? byHandLinesWithoutCsv(outlet) : byHandLines(outlet, paths);
  return lines.length === 0 ? [] : [{ label: outlet.name, value: lines.join(' ') }];
}
