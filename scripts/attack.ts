/**
 * Attacks the built program on purpose, over loopback only: `npm run attack`. A hostile service, hostile names, files,
 * sidecars and catalogs, kills at random moments, full disks; every run of the program under a process limit of a
 * gigabyte and looked at by the same checks. Takes about half an hour on two cores. Writes what it found of each
 * whole group into bench/attack.md, as soon as that group is done. `--list` the attacks, `--only NAME` (a group, or a beginning of an attack's name; may be repeated), `--seed N`
 * for the moments of the kills, `--jobs N` for how many go on at once. Exit code 1 where something did not hold.
 */
import { mkdirSync } from 'node:fs';
import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pMap from 'p-map';
import { Ground } from './attack/ground.ts';
import { groupsOf } from './attack/groups.ts';
import { limiter } from './attack/limits.ts';
import { pageOf, type Results, sumOf } from './attack/page.ts';
import { Templates } from './attack/templates.ts';
import type { Group, Outcome, Trial } from './attack/trial.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    only: { type: 'string', multiple: true },
    list: { type: 'boolean', default: false },
    jobs: { type: 'string' },
  },
});

const { only, seed, jobs } = values;
const everything = groupsOf(seed);
const isMeant = (group: Group, trial: Trial) =>
  only === undefined ||
  only.some((one) =>
    everything.some(({ name }) => name === one) ? one === group.name : trial.name.startsWith(one),
  );
const chosen = everything
  .map((group) => ({ ...group, trials: group.trials.filter((trial) => isMeant(group, trial)) }))
  .filter(({ trials }) => trials.length > 0);

if (values.list || chosen.length === 0) {
  for (const group of values.list ? chosen : everything) {
    console.log(`${group.name}: ${group.title}`);
    for (const { name, what } of group.trials) console.log(`  ${name.padEnd(26)} ${what}`);
  }
  process.exit(chosen.length === 0 ? 2 : 0);
}
if (limiter === undefined) console.error('This system has no prlimit: nothing limits the memory.');

const page = join(import.meta.dirname, '../bench/attack.md');
const base = await realpath(await mkdtemp(join(tmpdir(), 'attack-')));
const home = join(base, 'home');
mkdirSync(home);
const templates = new Templates(base, home);

async function tried(trial: Trial): Promise<Outcome> {
  const ground = new Ground(base, home);
  const begun = performance.now();
  try {
    await trial.attack(ground, templates);
    await ground.leave();
  } catch (error) {
    ground.fault(`the attack itself failed: ${error instanceof Error ? error.stack : error}`);
  } finally {
    ground.remove();
  }
  const { ends, faults, skipped } = ground;
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  const held = skipped === undefined ? (faults.length === 0 ? 'held' : 'NOT HELD') : 'skipped';
  console.log(
    `${held.padEnd(9)} ${trial.name} (${seconds} s)${skipped === undefined ? '' : `: ${skipped}`}`,
  );
  for (const fault of faults) console.log(`          ${fault}`);
  return { trial, ends, faults, skipped };
}

/** Puts a group that was tried as a whole into the page. */
async function writeDown(result: Results[number]): Promise<void> {
  const { group } = result;
  const whole = everything.find(({ name }) => name === group.name);
  if (whole?.trials.length !== group.trials.length) return;
  const before = await readFile(page, 'utf8').catch(() => '');
  await writeFile(page, pageOf(before, everything, [result], seed));
}

try {
  const results = [];
  for (const group of chosen) {
    console.log(`\n${group.title}`);
    const begun = performance.now();
    const outcomes = await pMap(group.trials, tried, { concurrency: Number(jobs ?? group.atOnce) });
    console.log(`${sumOf(outcomes)}.`);
    const minutes = Math.ceil((performance.now() - begun) / 60_000);
    results.push({ group, outcomes, minutes });
    await writeDown({ group, outcomes, minutes });
  }
  const failed = results
    .flatMap(({ outcomes }) => outcomes)
    .filter(({ faults }) => faults.length > 0);
  console.log(failed.length === 0 ? '\nEverything held.' : `\n${failed.length} did not hold.`);
  process.exitCode = failed.length === 0 ? 0 : 1;
} finally {
  if (process.env['ATTACK_KEEP'] === undefined) await rm(base, { recursive: true, force: true });
  else console.log(`Kept: ${base}`);
}
