/** What is tried against each mode of the service, and what has to hold beside the usual. */
import type { Ground } from '../ground.ts';
import { type HostileService, type Route, startHostileService } from '../service.ts';
import { photos, type State, type Templates } from '../templates.ts';
import type { Trial } from '../trial.ts';
import type { Mode } from './mode.ts';

type Step = {
  /** The archive it begins with; none where it needs none. */
  readonly from?: State;
  readonly words: readonly string[];
  /** Calls that it makes. */
  readonly calls: readonly Route[];
  /** It waits for batches, whatever the mode. */
  readonly waits?: true;
  /** Whether work goes on with an honest service after it, and must be paid once. */
  readonly goesOn?: true;
};

const asking = ['files.create', 'batches.create', 'batches.list', 'files.list'] as const;
const collecting = [
  'batches.get',
  'batches.list',
  'files.get',
  'files.content',
  'files.delete',
] as const;

const steps: readonly Step[] = [
  {
    from: 'prepared',
    words: ['submit', '--yes', '--set', 'probe=no'],
    calls: asking,
    goesOn: true,
  },
  // One live answer comes in a run, before the batches.
  { from: 'prepared', words: ['submit', '--yes', '--set', 'engine=live'], calls: [] },
  { from: 'submitted', words: ['collect'], calls: collecting, goesOn: true },
  {
    from: 'prepared',
    words: ['run', '--yes', '--accept', 'all', '--write-rehearsal'],
    calls: [...asking, ...collecting, 'chat'],
    waits: true,
    goesOn: true,
  },
  { words: ['doctor'], calls: ['models.get', 'models.list'] },
];

/** Milliseconds after which what waits for a service that was hostile is interrupted. */
const patience = 8_000;
/** Calls of a step, unless a mode says otherwise. */
const usualMost = 60;
/** What is asked again is paid again: as often for each photo. */
const mostPaid = photos * 4;

/** The attack by one mode: every step that makes a call it is about, and the same archive with an honest service after it. */
export function trialOf(mode: Mode): Trial {
  const mine = steps.filter(
    ({ calls }) => mode.at === 'all' || calls.some((route) => mode.at.includes(route)),
  );
  return {
    name: mode.name,
    what: mode.what,
    async attack(ground, templates) {
      // What it leaves is listed after the last of them that goes on.
      const last = mine.findLast(({ goesOn }) => goesOn === true);
      for (const step of mine) await go(ground, templates, { mode, step, lists: step === last });
    },
  };
}

type Going = { readonly mode: Mode; readonly step: Step; readonly lists: boolean };

async function go(
  ground: Ground,
  templates: Templates,
  { mode, step, lists }: Going,
): Promise<void> {
  if (step.from !== undefined) await templates.lay(ground, step.from);
  await ground.seal();
  const service = await startHostileService(ground.service);
  const { url } = service;
  try {
    service.set(mode);
    const of = step.from === undefined ? [] : [ground.root];
    const waits = mode.waits ?? step.waits;
    const waiting = { milliseconds: patience, hasMet: () => service.hasBeenHostile };
    await ground.run([...step.words, ...of], {
      url,
      ...(waits === true ? { patience: waiting } : {}),
    });
    look(ground, service, mode, step);
    service.set(undefined);
    if (step.goesOn === true) await goOn(ground, mode, { url, lists });
    ground.expect(service.paid <= mostPaid, `${service.paid} requests were paid`);
  } finally {
    await service.close();
  }
  await ground.clear();
}

function look(ground: Ground, service: HostileService, mode: Mode, { words }: Step): void {
  const most = mode.most ?? usualMost;
  ground.expect(service.calls <= most, `${words[0]}: ${service.calls} calls of the service`);
  for (const what of service.betrayed)
    ground.fault(`${words[0]}: another machine was sent ${what}`);
}

/** The work goes on where it stopped, and tells what it was about. */
async function goOn(
  ground: Ground,
  { at }: Mode,
  { url, lists }: { readonly url: string; readonly lists: boolean },
): Promise<void> {
  await ground.run(['collect', ground.root], { url });
  if (!lists) return;
  await ground.run(['status', '--issues', ground.root], { url });
  if (at !== 'all' && at.includes('chat')) await ground.run(['review', '--export', ground.root]);
}
