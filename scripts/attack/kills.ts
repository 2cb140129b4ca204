/** SIGKILL at moments drawn from a seed, over the whole road, and going on to the end and back. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chance } from '../../packages/openai-stand-in/src/faults.ts';
import { startRehearsalServer } from '../../src/rehearsal/server.ts';
import type { Ground } from './ground.ts';
import { allStages } from './road.ts';
import { namesBelow } from './seal.ts';
import { drawPhotos } from './templates.ts';
import type { Trial } from './trial.ts';

const photos = 12;
const killsOfTrial = 10;
const trials = 5;

/** Live requests under way at once, unless set. */
const callsAtOnce = 4;

/** Runs that may end by themselves before a road counts as endless. */
const mostRuns = 30;

/** How long an undisturbed run took here, in milliseconds; moments are drawn from as long. */
let undisturbed = 15_000;

type Road = { readonly url: string; readonly draw: () => number; kills: number };

/** Runs words until a run that nobody killed says that all is done. */
async function untilDone(
  ground: Ground,
  words: readonly string[],
  road: Road,
  isDone: (said: string) => boolean,
): Promise<void> {
  for (let runs = 0; runs < mostRuns; runs++) {
    const isKilled = road.kills > 0;
    if (isKilled) road.kills -= 1;
    const killAfter = isKilled ? Math.round(200 + road.draw() * undisturbed) : undefined;
    const ended = await ground.run([...words, ground.root], {
      url: road.url,
      ...(killAfter === undefined ? {} : { killAfter }),
    });
    if (ended.end === 'itself' && isDone(ended.stdout + ended.stderr)) return;
  }
  ground.fault(`${words[0]} does not come to its end`);
}

/** The contents of every file but those of our own, by name. */
function contentsOf(root: string): Map<string, string> {
  const names = namesBelow(root, ['.proofsheet']).filter((name) => /\.(?:jpg|xmp)$/.test(name));
  const hash = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(root, name)))
      .digest('hex');
  return new Map(names.map((name) => [name, hash(name)]));
}

function differences(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>) {
  const names = new Set([...before.keys(), ...now.keys()]);
  return [...names].filter((name) => before.get(name) !== now.get(name));
}

type Killing = {
  readonly seed: string;
  readonly kills: number;
  /** A live call that is under way when the program dies is asked and paid again: nobody knows what became of it. */
  readonly live?: true;
};

async function killedRoad(ground: Ground, { seed, kills, live }: Killing): Promise<void> {
  await drawPhotos(ground.root, photos);
  await ground.seal();
  const before = contentsOf(ground.root);
  const service = await startRehearsalServer({ directory: ground.service });
  let drawn = 0;
  const road = { url: service.url, draw: () => chance(1, seed, drawn++), kills };
  try {
    const begun = performance.now();
    const words = [...allStages, '--set', live === true ? 'engine=live' : 'probe=no'];
    await untilDone(ground, words, { ...road, kills: Math.ceil(kills * 0.7) }, () => true);
    if (kills === 0) undisturbed = performance.now() - begun;
    const { stdout } = await ground.run(['status', ground.root]);
    ground.expect(stdout.includes(`${photos} done`), `not all is done: ${stdout.slice(0, 200)}`);
    const { executedRequests, picturesTwice } = service.stats();
    const most = live === true ? kills * callsAtOnce : 0;
    ground.expect(picturesTwice.length <= most, `${picturesTwice.length} photos were paid twice`);
    ground.expect(executedRequests <= photos + most, `${executedRequests} requests were paid`);
    const back = { ...road, kills: Math.floor(kills * 0.3) };
    // Each undo takes back the last run of writing.
    await untilDone(ground, ['undo'], back, (said) => /nothing to undo|no run/i.test(said));
    const left = differences(before, contentsOf(ground.root));
    ground.expect(left.length === 0, `after undo, other bytes than before: ${left.join(', ')}`);
  } finally {
    await service.close();
  }
}

/** @param seed of the moments */
export const killsOf = (seed: string): readonly Trial[] => [
  {
    name: 'kill-none',
    what: 'nobody kills it; how long that takes is what the moments of the others are drawn from',
    attack: (ground) => killedRoad(ground, { seed, kills: 0 }),
  },
  ...Array.from({ length: trials }, (_, index) => ({
    name: `kill-${index + 1}`,
    what: `${killsOfTrial} kills, ${Math.floor(killsOfTrial * 0.3)} of them while it is undone`,
    attack: (ground: Ground) =>
      killedRoad(ground, { seed: `${seed} ${index}`, kills: killsOfTrial }),
  })),
  {
    name: 'kill-live',
    what: `${killsOfTrial} kills where photos are asked live; what was under way is asked again`,
    attack: (ground) =>
      killedRoad(ground, { seed: `${seed} live`, kills: killsOfTrial, live: true }),
  },
];
