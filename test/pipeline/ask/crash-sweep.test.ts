/**
 * The program dies at a call to the service, before it is carried out or after, or at a step of its progress in between:
 * nothing that it had not written down until then is there at the next start. Each photo gets its text, and is paid for
 * once. Calls of each route and steps of each stage have their turn, and all with PROOFSHEET_EVERY=1.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Progress } from '../../../src/pipeline/archive/stage.ts';
import { collect } from '../../../src/pipeline/ask/collect.ts';
import { moneyOf } from '../../../src/pipeline/ask/money.ts';
import { prepare } from '../../../src/pipeline/ask/prepare.ts';
import { submit } from '../../../src/pipeline/ask/submit.ts';
import { someOf } from '../../helpers/some-of.ts';
import { type Moment, startDeadlyProxy } from './deadly-proxy.ts';
import {
  FakeClock,
  makeWorld,
  openWorld,
  preparedWorld,
  startService,
  statuses,
  type World,
} from './world.ts';

const photos = 4;
const settings = { probe: true, 'batch.maxRequests': 2 };

async function goOn({ context }: World): Promise<void> {
  await prepare(context);
  await submit(context);
  await collect(context, { wait: true });
}

type Death = Moment | { readonly step: number } | undefined;

/** Dies, starts again, goes on to the end. */
async function play(death: Death) {
  const clock = new FakeClock();
  const service = await startService(clock);
  const proxy = await startDeadlyProxy(service.url);
  const options = { url: proxy.url, clock, settings };
  // Preparing makes no call, so that only those who die between calls can die in it.
  const diesInCall = death !== undefined && 'call' in death;
  const world = await (diesInCall ? preparedWorld : makeWorld)({ ...options, photos });
  // A closed catalog keeps nothing, as a dead process writes nothing.
  const die = () => {
    proxy.die();
    world.close();
  };
  if (diesInCall) proxy.arm(death, die);
  const steps: string[] = [];
  const report = ({ stage, unit }: Progress) => {
    const step = steps.push(`${stage} ${unit}`);
    if (death !== undefined && 'step' in death && step === death.step) die();
  };
  await goOn({ ...world, context: { ...world.context, report } }).catch(() => undefined);
  const calls = [...proxy.calls()];
  proxy.revive();
  world.close();
  const last = await openWorld(world.root, options);
  await goOn(last);
  const played = {
    statuses: statuses(last.catalog),
    underWay: last.catalog.count("SELECT count(*) FROM request WHERE state = 'asking'"),
    paid: last.catalog.count("SELECT count(*) FROM attempt WHERE outcome = 'answered'"),
    unknown: moneyOf(last.archive).unknown.calls,
    stats: service.stats(),
    calls,
    steps,
    diedIn: proxy.diedIn(),
  };
  last.close();
  proxy.close();
  await service.close();
  return played;
}

let whole: Awaited<ReturnType<typeof play>>;
beforeAll(async () => {
  whole = await play(undefined);
});

/** Of what was done, by its kind: some of each kind, by its number. */
function numbersOf(kinds: readonly string[], most: number): readonly number[] {
  const numbers = kinds.map((_, index) => index + 1);
  return someOf(numbers, (number) => kinds[number - 1], most);
}

/** What holds in the end, however it died. */
function expectWhole(end: Awaited<ReturnType<typeof play>>, at: string): void {
  expect({ at, statuses: end.statuses }).toEqual({ at, statuses: { review: photos } });
  expect({ at, underWay: end.underWay, paid: end.paid }).toEqual({ at, underWay: 0, paid: photos });
  expect({ at, files: end.stats.files['batch'] ?? 0 }).toEqual({ at, files: 0 });
}

describe.each(['before', 'after'] as const)('dying %s a call is carried out', (when) => {
  const deadly = new Set<string>();

  it('loses no photo and pays none twice, whichever call it is', async () => {
    expect(whole.calls.length).toBeGreaterThan(15);
    for (const call of numbersOf(whole.calls, 1)) {
      const end = await play({ call, when });
      const at = `call ${call}, ${end.diedIn}`;
      deadly.add(end.diedIn ?? 'none');
      expectWhole(end, at);
      // Only a live call cannot be found again: its photo may be paid for once more, and the ledger says so.
      const live = end.diedIn === 'POST /v1/chat/completions';
      expect({ at, unknown: end.unknown }).toEqual({ at, unknown: live ? 1 : 0 });
      const twice = live && when === 'after' ? 1 : 0;
      expect({ at, twice: end.stats.picturesTwice.length }).toEqual({ at, twice });
    }
  });

  afterAll(() => {
    for (const route of ['POST /v1/files', 'POST /v1/batches', 'GET /v1/batches/batch'])
      expect([...deadly]).toContain(route);
  });
});

describe('dying between two calls', () => {
  it('loses no photo and pays none twice, whichever step it is', async () => {
    expect(whole.steps.length).toBeGreaterThan(15);
    for (const step of numbersOf(whole.steps, 2)) {
      const end = await play({ step });
      expectWhole(end, `step ${step}`);
      const twice = end.stats.picturesTwice.length;
      expect({ step, twice }).toEqual({ step, twice: 0 });
    }
  });
});
