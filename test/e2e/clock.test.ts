/** A clock that is wrong, or is set anew in the middle of the work: nothing is lost, waited for without end, or paid twice. */
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RehearsalServer, startRehearsalServer } from '../../src/rehearsal/server.ts';
import { makeArchive } from '../helpers/archive.ts';
import { type Finished, run } from '../helpers/program.ts';
import { runWarm } from '../helpers/warm-commands.ts';

let service: RehearsalServer;
beforeAll(async () => {
  service = await startRehearsalServer();
});
afterAll(() => service.close());

const photos = 3;
const day = 24 * 60 * 60 * 1000;
const year = 365 * day;
const clock = join(import.meta.dirname, '../helpers/jumping-clock.mjs');

/** Runs a command while the clock jumps, and its archive last. */
async function underClock(jumps: string, ...words: string[]): Promise<Finished> {
  const env = { JUMPS: jumps, NODE_OPTIONS: `--import=${clock}` };
  const finished = await run(words, { url: service.url, env });
  const { stdout, stderr } = finished;
  expect(stdout + stderr).not.toMatch(/bug in proofsheet|\n\s+at |Invalid time|NaN/);
  return finished;
}

const pictures = (root: string) =>
  globSync('**/*.jpg', { cwd: root })
    .toSorted()
    .map((path) =>
      createHash('sha256')
        .update(readFileSync(join(root, path)))
        .digest('hex'),
    );
const statusOf = async (root: string) =>
  JSON.parse((await runWarm(['status', '--json', root])).stdout);

describe('a clock', () => {
  it.each([
    ['that goes back and forth', `10:${year},40:${-day},80:${-20 * year},120:0`],
    ['that was never set', `0:${-56 * year}`],
  ])('%s gets every photo through once', async (_, jumps) => {
    const root = await makeArchive({ photos, edge: 48 });
    const before = pictures(root);
    const asked = service.stats().executedRequests;

    expect((await underClock(jumps, 'run', '--yes', root)).code).toBeLessThan(2);
    // By the true clock again, in case nobody waited any longer.
    expect((await runWarm(['collect', '--wait', root], { url: service.url })).code).toBe(0);
    expect(service.stats().executedRequests - asked).toBe(photos);

    expect((await runWarm(['review', '--accept-all', root])).code).toBe(0);
    expect((await underClock(jumps, 'sidecars', '--write-rehearsal', root)).code).toBe(0);
    const options = ['--yes', '--embed-rehearsal'];
    expect((await underClock(jumps, 'embed', ...options, root)).code).toBe(0);
    expect(await statusOf(root)).toMatchObject({ photos, done: photos });
    expect(pictures(root)).not.toEqual(before);
    expect((await underClock(jumps, 'undo', root)).code).toBe(0);
    expect(pictures(root)).toEqual(before);

    // Nothing changed on the disk, so nothing is read again, and a backup of whatever day stands beside the others.
    expect((await underClock(`0:${year}`, 'scan', root)).stdout).toContain('nothing changed');
    expect((await runWarm(['catalog', 'check', root])).stdout).toBe('The catalog is whole.\n');
    expect(await readdir(join(root, '.proofsheet/backups'))).not.toHaveLength(0);
  });
});
