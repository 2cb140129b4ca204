/**
 * A soak, run by hand: `node bench/soak-batches.ts [--photos 100000] [--kills 25] [--seed 1]`. That many requests go
 * through prepare, waves under a 2M queue limit and collect, while the program is killed at random moments. In the
 * end every photo must have its text or its issue, and the service must have been paid once for each.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { link, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type { StandInStats } from 'openai-stand-in';
import sharp from 'sharp';
import { openCatalog } from '../src/catalog/catalog.ts';

const { values } = parseArgs({
  options: {
    photos: { type: 'string', default: '100000' },
    kills: { type: 'string', default: '25' },
    seed: { type: 'string', default: '1' },
  },
});
const photos = Number(values.photos);
const kills = Number(values.kills);

/** A small generator of random numbers, so that a run can be repeated (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const draw = random(Number(values.seed));
const base = await mkdtemp(join(tmpdir(), 'proofsheet-soak-'));
const root = join(base, 'archive');
const started = performance.now();
const seconds = () => ((performance.now() - started) / 1000).toFixed(0).padStart(5);
const say = (text: string) => console.log(`${seconds()} s  ${text}`);

say(`drawing ${photos} photos in ${root}`);
await makeArchive();
const service = spawn(process.execPath, [
  join(import.meta.dirname, 'soak-service.ts'),
  join(base, 'service'),
  values.seed,
]);
service.stderr.pipe(process.stderr);
const [url] = (await once(createInterface(service.stdout), 'line')) as [string];
say(`the service is at ${url}`);

const killedIn = new Map<string, number>();
let starts = 0;
/** The most memory that a process had taken, in MB, by when it was looked at. */
const megabytes = new Map<string, number>();
const noteMemory = (when: string, most: number) =>
  megabytes.set(when, Math.max(megabytes.get(when) ?? 0, Math.round(most)));
try {
  await runToTheEnd();
  await report();
} finally {
  service.kill();
  await once(service, 'close');
  await rm(base, { recursive: true });
}

/** Starts the worker over and over; the first so many times it is killed at a random moment. */
async function runToTheEnd(): Promise<void> {
  let killed = 0;
  for (;;) {
    starts++;
    const { worker, stageOf, ended } = startWorker();
    const stop = killed < kills ? killLater(worker, stageOf) : () => undefined;
    const code = await ended;
    stop();
    if (worker.signalCode === 'SIGKILL') {
      killed++;
      killedIn.set(stageOf(), (killedIn.get(stageOf()) ?? 0) + 1);
      say(`killed for the ${killed}th time, in ${stageOf()}`);
    } else if (code === 0) {
      say('the work is done');
      return;
    } else {
      say(`a run ended with code ${code}; starting again`);
      if (starts > kills + 20) throw new Error('it does not come to an end');
    }
  }
}

/** A third of the kills may fall into preparing, which would otherwise take them all. */
function killLater(worker: ChildProcess, stageOf: () => string): () => void {
  let timer: NodeJS.Timeout;
  const arm = () => {
    timer = setTimeout(
      () => {
        const early = stageOf() === 'prepare' && (killedIn.get('prepare') ?? 0) >= kills / 3;
        if (early) arm();
        else kill(worker, stageOf());
      },
      500 + draw() ** 2 * 40_000,
    );
  };
  arm();
  return () => clearTimeout(timer);
}

function startWorker() {
  const worker = spawn(process.execPath, [join(import.meta.dirname, 'soak-worker.ts'), root, url]);
  let stage = 'start';
  createInterface(worker.stdout).on('line', (line) => {
    const memory = /^memory (\d+) (\w+)/.exec(line);
    if (memory === null) stage = line;
    else noteMemory(`after ${memory[2]}`, Number(memory[1]));
  });
  worker.stderr.pipe(process.stderr);
  const ended = once(worker, 'close').then(([code]) => code as number | null);
  return { worker, stageOf: () => stage, ended };
}

/** Notes how much memory the worker has taken, then ends it as a power cut would. */
function kill(worker: ChildProcess, stage: string): void {
  try {
    const status = readFileSync(`/proc/${worker.pid}/status`, 'utf8');
    noteMemory(`killed in ${stage}`, Number(/VmHWM:\s*(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  } catch {
    // Only Linux has /proc; then the figure is that of the last run alone.
  }
  worker.kill('SIGKILL');
}

async function makeArchive(): Promise<void> {
  const drawn: string[] = [];
  for (let index = 0; index < 200; index++) {
    const file = join(base, `drawn-${index}.jpg`);
    const background = { r: (index * 37) % 256, g: (index * 91) % 256, b: (index * 13) % 256 };
    await writeFile(
      file,
      await sharp({ create: { width: 32, height: 32, channels: 3, background } })
        .jpeg()
        .toBuffer(),
    );
    drawn.push(file);
  }
  const catalog = openCatalog(join(root, '.proofsheet'));
  const names = Array.from({ length: photos }, (_, index) => ({
    path: `Country ${Math.floor(index / 20_000)}/City ${Math.floor(index / 500)}/editorial/${index}.jpg`,
    file: drawn[index % drawn.length] ?? '',
  }));
  for (const { path, file } of names) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await link(file, join(root, path));
  }
  const facts = new Map(
    await Promise.all(
      drawn.map(async (file) => [file, await stat(file, { bigint: true })] as const),
    ),
  );
  catalog.transaction(() => {
    for (const { path, file } of names)
      catalog.run(
        `INSERT INTO photo (path, folder, bytes, mtime, width, height, orientation, city, country, place_source,
           usage, usage_given, taken_on, existing, status, scan)
         VALUES (?, ?, ?, ?, 32, 32, 1, ?, ?, 'folder', 'editorial', 1, '2019-05-14', '{"keywords":[]}', 'prepare', 1)`,
        path,
        dirname(path),
        Number(facts.get(file)?.size ?? 0n),
        String(facts.get(file)?.mtimeNs ?? 0n),
        path.split('/')[1],
        path.split('/')[0],
      );
  });
  catalog.close();
}

async function report(): Promise<void> {
  const reply = await fetch(`${url.replace('/v1', '')}/stand-in/stats`);
  const stats = (await reply.json()) as StandInStats;
  const catalog = openCatalog(join(root, '.proofsheet'));
  const count = (sql: string) => catalog.count(sql);
  const answered = count("SELECT count(*) FROM photo WHERE status = 'review'");
  const held = count('SELECT count(DISTINCT photo_id) FROM issue WHERE blocking = 1');
  const useless = new Set(
    catalog
      .all<{ id: string }>(
        "SELECT DISTINCT custom_id AS id FROM attempt JOIN request ON request.id = request_id WHERE outcome != 'answered' AND input > 0",
      )
      .map(({ id }) => id),
  );
  const ours = (id: string) =>
    catalog.count('SELECT count(*) FROM request WHERE custom_id = ?', id) > 0;
  const wronglyTwice = stats.executedTwice.filter((id) => ours(id) && !useless.has(id));
  const figures = {
    photos,
    kills: Object.fromEntries(killedIn),
    starts,
    answered,
    heldBack: held,
    lost: photos - answered - held,
    batches: stats.batches,
    batchesByStatus: stats.batchesByStatus,
    uploads: stats.uploads,
    paidAgainBecauseUseless: useless.size,
    paidTwiceWithoutNeed: wronglyTwice.length,
    liveCallsWithoutReply: count("SELECT count(*) FROM attempt WHERE outcome = 'lost'"),
    filesLeftAtTheService: stats.files['batch'] ?? 0,
    waits: count("SELECT count(*) FROM request WHERE state IN ('ready', 'released', 'asking')"),
    megabytes: Object.fromEntries(megabytes),
    seconds: Number(seconds()),
  };
  catalog.close();
  console.log(JSON.stringify(figures, null, 2));
  if (figures.lost !== 0 || wronglyTwice.length > 0 || figures.waits > 0) process.exitCode = 1;
}
