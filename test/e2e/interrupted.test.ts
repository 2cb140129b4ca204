/** Ctrl-C on a real terminal, SIGTERM, and a terminal that is closed, in the middle of each stage that runs as a command. */
import { link, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RehearsalServer, startRehearsalServer } from '../../src/rehearsal/server.ts';
import { picture } from '../helpers/archive.ts';
import { environmentOf } from '../helpers/program.ts';
import { Terminal } from '../helpers/terminal.ts';
import { runWarm } from '../helpers/warm-commands.ts';
import { openAgain, readyArchive, usualFolder } from '../pipeline/embed/ready-archive.ts';
import { copyOf } from '../ui/reviewed-archive.ts';

const photos = 60;
/** Scanning reads only the heads of files: of so few it would be done before the key arrives. */
const names = 3000;
const program = new URL('../../dist/cli.js', import.meta.url).pathname;
const open: Terminal[] = [];
let service: RehearsalServer;
let plain: string;
/** The same files under many names. */
let crowded: string;
/** The same files, all accepted. */
let accepted: string;

beforeAll(async () => {
  service = await startRehearsalServer();
  plain = await mkdtemp(join(tmpdir(), 'interrupted-'));
  for (const [path, bytes] of await manyPhotos()) {
    await mkdir(dirname(join(plain, path)), { recursive: true });
    await writeFile(join(plain, path), bytes);
  }
  await runWarm(['scan', plain]);
  crowded = await mkdtemp(join(tmpdir(), 'interrupted-'));
  await mkdir(join(crowded, usualFolder), { recursive: true });
  for (let name = 0; name < names; name++)
    await link(
      join(plain, usualFolder, `${name % photos}.jpg`),
      join(crowded, usualFolder, `${name}.jpg`),
    );
  const archive = await readyArchive(await manyPhotos());
  archive.close();
  accepted = archive.root;
});
afterAll(async () => {
  for (const terminal of open) await terminal.kill();
  await service.close();
});

async function manyPhotos(): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (let index = 0; index < photos; index++)
    files.set(`${usualFolder}/${index}.jpg`, await picture(index, 48));
  return files;
}

/** An archive of them, all accepted, that wait for a stage. */
async function acceptedFor(stage: 'sidecars' | 'embed'): Promise<string> {
  const archive = await openAgain(await copyOf(accepted));
  archive.catalog.run('UPDATE photo SET status = ?', stage);
  archive.close();
  return archive.root;
}

function begin(...words: readonly string[]): Terminal {
  const terminal = new Terminal({
    command: process.execPath,
    words: [program, ...words],
    env: environmentOf({ url: service.url }),
  });
  open.push(terminal);
  return terminal;
}

const statusOf = async (root: string) =>
  JSON.parse((await runWarm(['status', '--json', root])).stdout) as {
    readonly done: number;
    readonly stages: readonly { readonly stage: string; readonly waiting: number }[];
  };

/** What is left on the screen is rows that begin at the left, the last of which says that nothing is lost. */
function expectGoodEnd(terminal: Terminal): void {
  const rows = terminal.lines.filter((row) => row !== '');
  expect(rows.at(-1)).toMatch(/^(?:Interrupted\. )?Everything done so far is kept|^Interrupted\./);
  expect(terminal.cursor.x).toBe(0);
  const afterKeys = rows.slice(rows.findIndex((row) => row.includes('^C')) + 1);
  expect(afterKeys[0]).toBe('Finishing what is in hand; Ctrl-C again ends at once.');
  expect(terminal.text).not.toContain('fault of proofsheet');
}

it.each([
  // Nothing may be known of any photo yet.
  ['scan', /scan: looking|scan \d+ of/, /^Interrupted/m],
  ['prepare', /prepare \d+ of/, /^Waiting: .*to be prepared/m],
  ['submit', /submit: asking/, /^Waiting: .*to be sent/m],
])('Ctrl-C in %s', async (stage, running, waits) => {
  const root = stage === 'scan' ? crowded : plain;
  const terminal = begin(stage, ...(stage === 'submit' ? ['--yes'] : []), root);
  await terminal.sees(running);
  terminal.press('ctrl+c');
  expect(await terminal.ends()).toBe(130);
  expectGoodEnd(terminal);
  expect(terminal.text).toMatch(waits);
  if (stage === 'scan')
    // As many as show that it goes on.
    for (let name = 2 * photos; name < names; name++)
      await rm(join(crowded, usualFolder, `${name}.jpg`));
  const again = stage === 'submit' ? [stage, '--yes', root] : [stage, root];
  expect((await runWarm(again, { url: service.url })).code).toBe(0);
});

it('Ctrl-C while answers are waited for', async () => {
  const terminal = begin('collect', '--wait', plain);
  await terminal.sees(/collect/);
  terminal.press('ctrl+c');
  expect(await terminal.ends()).toBe(130);
  expectGoodEnd(terminal);
  expect(terminal.text).toMatch(/^Waiting: .*with the service/m);
});

describe('where files are written', () => {
  it.each([
    ['sidecars', /^Waiting: .*accepted and/m],
    ['embed', /^embed: \d+ of 60 photos done\.$/m],
  ] as const)('Ctrl-C in %s, and going on', async (stage, says) => {
    const root = await acceptedFor(stage);
    const words = stage === 'embed' ? [stage, '--yes', root] : [stage, root];
    const terminal = begin(...words);
    await terminal.sees(new RegExp(`${stage} \\d+ of`));
    terminal.press('ctrl+c');
    expect(await terminal.ends()).toBe(130);
    expectGoodEnd(terminal);
    expect(terminal.text).toMatch(says);
    expect((await runWarm(words)).code).toBe(0);
    const { done, stages } = await statusOf(root);
    const toEmbed = stages.find((one) => one.stage === 'embed')?.waiting;
    expect(stage === 'embed' ? done : toEmbed).toBe(photos);
  });

  it('Ctrl-C twice, SIGTERM and a closed terminal in embed: whatever was in hand is whole', async () => {
    const root = await acceptedFor('embed');
    const embedding = async () => {
      const terminal = begin('embed', '--yes', root);
      await terminal.sees(/embed \d+ of/);
      return terminal;
    };
    const twice = await embedding();
    twice.press('ctrl+c');
    await twice.sees('Ctrl-C again ends at once');
    twice.press('ctrl+c');
    // It may have been done with what was in hand before.
    expect(await twice.ends()).toBe(130);
    expect(twice.cursor.x).toBe(0);

    const ended = await embedding();
    expect(await ended.signal('SIGTERM').ends()).toBe(130);
    expect(ended.text).toContain('Interrupted. Everything done so far is kept');

    const closed = await embedding();
    expect(await closed.close().ends()).toBe(130);

    const { done } = await statusOf(root);
    expect(done).toBeLessThan(photos);
    expect((await runWarm(['embed', '--yes', root])).code).toBe(0);
    expect((await statusOf(root)).done).toBe(photos);
    expect((await runWarm(['undo', root])).code).toBe(0);
  });
});
