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
  { from: 'prepared', words: ['submit', '--yes', '--set', 'probe=no'], calls: asking },
  // One live answer comes in a run, before the batches.
  { from: 'prepared', words: ['submit', '--yes', '--set', 'engine=live'], calls: [] },
  { from: 'submitted', words: ['collect'], calls: collecting },
  {
    from: 'prepared',
    words: ['run', '--yes', '--accept', 'all', '--write-rehearsal'],
    calls: [...asking, ...collecting, 'chat'],
    waits: true,
  },
  { words: ['doctor'], calls: ['models.get', 'models.list'] },
];

/** Milliseconds after which what waits is interrupted. */
const patience = 12_000;
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
      for (const step of mine) await go(ground, templates, mode, step);
    },
  };
}

async function go(ground: Ground, templates: Templates, mode: Mode, step: Step): Promise<void> {
  if (step.from !== undefined) await templates.lay(ground, step.from);
  await ground.seal();
  const service = await startHostileService(ground.service);
  const { url } = service;
  try {
    service.set(mode);
    const of = step.from === undefined ? [] : [ground.root];
    const waits = mode.waits ?? step.waits;
    await ground.run([...step.words, ...of], { url, ...(waits === true ? { patience } : {}) });
    look(ground, service, mode, step);
    service.set(undefined);
    if (step.from !== undefined) await goOn(ground, mode, url);
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
async function goOn(ground: Ground, { at }: Mode, url: string): Promise<void> {
  await ground.run(['collect', ground.root], { url });
  if (at === 'all') return;
  await ground.run(['status', '--issues', ground.root], { url });
  if (at.includes('chat')) await ground.run(['review', '--export', ground.root]);
}
