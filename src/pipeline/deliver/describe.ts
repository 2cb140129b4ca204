/** Deliver, described: who gets how many photos, what is refused and why, and what each outlet gets of the photo in view. */
import { byteText, count, counted } from '../../amounts.ts';
import { atOutlets } from '../../catalog/at-outlet.ts';
import { deliveriesOf } from '../../catalog/deliveries.ts';
import { deliveryFolder } from '../../catalog/outlets-in-use.ts';
import { photoName } from '../../catalog/photo-names.ts';
import { csvNamesIn } from '../../catalog/uploads.ts';
import { freeBytes } from '../../files/space.ts';
import type { Outlet } from '../../rules/outlets/schema.ts';
import type { Archive } from '../archive/archive.ts';
import { mistakeLine } from '../archive/own-outlets.ts';
import {
  type Action,
  type Beside,
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
import { variantFor } from '../archive/variant-for.ts';
import { byHandLines } from './by-hand.ts';
import { existingParent } from './folder.ts';
import { neededBytes } from './make-copies.ts';
import { type Candidate, lookAtOutlets, type Outlook, usedOutlets } from './outlook.ts';
import type { OutletPlan } from './plan.ts';
import { askForFolder, askForOutlets, askToDeliver, lookAtRefused } from './questions.ts';
import { wayText } from './way.ts';

export async function describeDeliver(situation: Situation): Promise<StageView> {
  const { archive, key } = situation;
  const { all, mistakes } = await archive.outlets();
  const used = await usedOutlets(situation);
  const choose = { label: 'Choose outlets', effect: { ask: () => askForOutlets(archive, all) } };
  const view = { outlets: choose, brief: true } as const;
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
  const folder = deliveryFolder(archive.catalog);
  const outlook = await lookAtOutlets(situation, used, folder ?? archive.root);
  return {
    ...view,
    facts: await factsOf(situation, outlook, folder),
    besides: outlook.candidates.map((one) => beside(archive, used, one)),
    action: await actionOf(situation, outlook, folder),
    folder: { label: 'Choose the folder', effect: { ask: () => askForFolder(archive) } },
    refused:
      outlook.refused.length === 0
        ? { refused: 'No photo is refused.' }
        : { label: 'Look at refused photos', effect: lookAtRefused(outlook.refused) },
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

async function actionOf(
  situation: Situation,
  outlook: Outlook,
  folder: string | undefined,
): Promise<Action> {
  const { archive } = situation;
  const copies = outlook.plans.reduce((sum, plan) => sum + plan.copies, 0);
  const changed = outlook.plans.reduce((sum, { counts }) => sum + counts['sent-changed'], 0);
  if (copies + changed === 0) return onwards(situation);
  const confirm = async (): Promise<Question> => {
    const into = deliveryFolder(archive.catalog) ?? archive.root;
    const free = await freeBytes(existingParent(into));
    return askToDeliver(outlook, { folder: into, needed: neededBytes(outlook.plans), free });
  };
  return {
    label:
      copies > 0
        ? `Make ${counted(copies, 'copy', 'copies')}`
        : `Deliver ${counted(changed, 'photo')} again`,
    effect:
      folder === undefined ? { ask: () => askForFolder(archive, confirm) } : { call: confirm },
  };
}

async function factsOf(
  { archive, key }: Situation,
  outlook: Outlook,
  folder: string | undefined,
): Promise<FactGroups> {
  const { plans } = outlook;
  const copies = plans.reduce((sum, plan) => sum + plan.copies, 0);
  const byHand = plans.map((plan) => byHandFact(archive, plan));
  return [
    factList(
      copies > 0 && {
        label: 'To do',
        value: `${counted(copies, 'copy', 'copies')}, which ${copies === 1 ? 'needs' : 'need'} ${byteText(neededBytes(plans))}`,
      },
      {
        label: 'Folder',
        value:
          folder === undefined
            ? `one outside the archive; ${key('stage.act')} asks which`
            : `${folder}; ${key('deliver.folder')} chooses another`,
      },
      {
        label: 'Left by hand',
        value: 'what is there is not submitted: do that at each portal, as it says below',
      },
    ),
    [planTable(plans)],
    refusedFacts(outlook, key('deliver.refused')),
    noteFacts(plans),
    byHand.flat().length === 0
      ? []
      : [{ text: 'By hand, at the portals', tone: 'strong' }, ...byHand.flat()],
    archive.rehearsal
      ? [{ text: 'In a rehearsal nothing leaves this machine.', tone: 'quiet' }]
      : [],
  ];
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
      number('Ready'),
      number('Delivered'),
      number('Accepted', 70),
      number('Not chosen', 84),
      number('Size', 60),
      { title: 'Way', from: 76 },
    ],
    rows: plans.map(({ outlet, counts, states, bytes }) => [
      outlet.name,
      some(counts.new),
      some(counts.changed + counts['sent-changed']),
      some(counts.refused + states.refused, 'warn'),
      some(states.ready),
      some(states.delivered),
      some(states.accepted),
      some(counts['not-chosen']),
      bytes === 0 ? '' : byteText(bytes),
      [wayText(outlet), 'quiet'],
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
      warning: `Refused ${count(photos)} times; the other photos go`,
      note: `${key} shows them in the review`,
    },
    ...refused.slice(0, groupsShown).map(({ outlet, paths, photos: all, reason }) => ({
      paths,
      more: all - paths.length,
      reason: `${outlet.name}: ${reason}`,
    })),
    more > 0 && { text: `  and ${count(more)} more`, tone: 'quiet' },
  );
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

/** The steps at a portal, where something of ours lies ready for it. */
function byHandFact({ catalog }: Archive, { outlet, folder, states }: OutletPlan): readonly Fact[] {
  if (states.ready + states.delivered === 0) return [];
  const names = csvNamesIn(catalog, { id: outlet.id, folder });
  const lines = byHandLines(outlet, names.length === 0 ? ['the CSV'] : names);
  return lines.length === 0 ? [] : [{ label: outlet.name, value: lines.join(' ') }];
}

/** What each outlet would get of a photo, side by side, and what speaks against it. */
function beside(
  { catalog }: Archive,
  outlets: readonly Outlet[],
  { id, master, path }: Candidate,
): Beside {
  const deliveries = deliveriesOf(catalog, id);
  const saidAt = atOutlets(catalog, [id]).get(id);
  const facts = outlets.flatMap((outlet): readonly Fact[] => {
    const { description, done, keywords, notes, refusals, title } = variantFor(
      outlet,
      master,
      saidAt?.get(outlet.id),
    );
    const became = deliveries.get(outlet.id);
    const state = became === undefined ? [] : [`${became.state} as ${became.name}`];
    const texts = [...new Set([title, description])].filter((text) => text !== '');
    const isRefused = refusals.length > 0;
    return factList(
      {
        name: outlet.name,
        note: isRefused ? 'refuses it' : [...state, counted(keywords.length, 'keyword')].join(', '),
        inFull: true,
        lines: [
          ...refusals.map((text) => ({ sign: '-', text }) as const),
          ...(isRefused ? [] : texts).map((text) => ({ sign: '+', text }) as const),
          ...notes.map((text) => ({ sign: '?', text }) as const),
        ],
      },
      !isRefused && done.length > 0 && { text: `    ${done.join(', ')}`, tone: 'quiet' },
    );
  });
  return {
    photoIds: [id],
    facts: [[{ text: photoName(catalog, path), tone: 'strong' }, ...facts]],
  };
}
