/** The screen while it takes answers in: the same process reads, checks and stores them and answers keys. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { link, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import sharp from 'sharp';
import { openArchive } from '../src/pipeline/archive/archive.ts';
import { systemClock } from '../src/pipeline/archive/clock.ts';
import { prepare } from '../src/pipeline/ask/prepare.ts';
import { submit } from '../src/pipeline/ask/submit.ts';
import { scan } from '../src/pipeline/scan/scan.ts';
import { defaultSettings } from '../src/settings.ts';
import { Terminal } from '../test/helpers/terminal.ts';
import { type Bench, type Measured, median, percentile } from './measure.ts';

const photos = 3000;
const program = join(import.meta.dirname, '../dist/cli.js');

export const collectKeyBench: Bench = {
  name: 'collect-key',
  about: `from key press to frame while the answers of ${photos} photos are taken in, p95`,
  unit: 'ms',
  target: { kind: 'at most', value: 50 },
  measure,
};

async function measure(): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'proofsheet-bench-collect-'));
  const root = join(folder, 'archive');
  const service = spawn(process.execPath, [program, 'rehearse', '--serve']);
  try {
    const url = await addressOf(service);
    await drawPhotos(root);
    await send(root, url);
    const { times, idle, seconds } = await pressWhileCollecting(root, url, folder);
    return {
      value: percentile(times, 95),
      notes: [
        `${times.length} presses in ${seconds.toFixed(1)} s: median ${median(times).toFixed(1)} ms, longest ${Math.max(...times).toFixed(0)} ms`,
        `with nothing under way: median ${median(idle).toFixed(1)} ms, p95 ${percentile(idle, 95).toFixed(1)} ms`,
      ],
    };
  } finally {
    service.kill();
    await once(service, 'close');
    await rm(folder, { recursive: true });
  }
}

async function addressOf({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('the service says nothing');
  const [line] = (await once(createInterface(stdout), 'line')) as [string];
  return (JSON.parse(line) as { url: string }).url;
}

async function drawPhotos(root: string): Promise<void> {
  const place = join(root, 'Portugal/Porto/editorial');
  await mkdir(place, { recursive: true });
  const first = join(place, 'photo-0.jpg');
  const create = { width: 64, height: 48, channels: 3, background: '#456' } as const;
  await writeFile(first, await sharp({ create }).jpeg().toBuffer());
  for (let index = 1; index < photos; index++) await link(first, join(place, `photo-${index}.jpg`));
}

/** Everything up to the moment at which the service has the photos. */
async function send(root: string, url: string): Promise<void> {
  const archive = await openArchive(root, {
    settings: { ...defaultSettings, probe: false, copies: 'each' },
    service: { apiKey: 'bench', baseURL: url },
    command: 'bench',
  });
  const { signal } = new AbortController();
  const context = { archive, signal, report: () => undefined, clock: systemClock };
  await scan(context);
  await prepare(context);
  await submit(context);
  archive.close();
}

/** Goes to and fro between two stages as long as one of them runs. */
async function pressWhileCollecting(root: string, url: string, settings: string) {
  const screen = new Terminal({
    command: process.execPath,
    words: [program, '--set', 'ui.picture=off', root],
    env: { OPENAI_BASE_URL: url, OPENAI_API_KEY: 'bench', PROOFSHEET_CONFIG_DIR: settings },
  });
  try {
    await screen.sees('Wait for the answers');
    const idle: number[] = [];
    for (let times = 0; times < 40; times++) {
      idle.push(await press(screen, '[', 'Sends the requests'));
      idle.push(await press(screen, ']', 'Takes the answers in'));
    }
    screen.press('enter');
    const began = performance.now();
    const times: number[] = [];
    while (!screen.text.includes('photos answered.')) {
      times.push(await press(screen, '[', 'Sends the requests'));
      times.push(await press(screen, ']', 'Takes the answers in'));
    }
    return { times, idle, seconds: (performance.now() - began) / 1000 };
  } finally {
    await screen.kill();
  }
}

async function press(screen: Terminal, key: string, expected: string): Promise<number> {
  const start = performance.now();
  screen.press(key);
  await screen.sees(expected);
  return performance.now() - start;
}
