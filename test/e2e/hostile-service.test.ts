/** The built program against a service that sends more than anybody can hold, under a limit that Node nearly fills. */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { connect } from '../../src/openai/client.ts';
import { startRehearsalServer } from '../../src/rehearsal/server.ts';
import { makeArchive } from '../helpers/archive.ts';
import { type Finished, run } from '../helpers/program.ts';
import { runWarm } from '../helpers/warm-commands.ts';
import { type Oddity, startOddProxy } from '../pipeline/ask/odd-proxy.ts';

const megabyte = 1024 * 1024;

const prlimit = '/usr/bin/prlimit';
/**
 * What may be written to is limited: the address space that Node reserves is not memory. Node itself takes 650 MB of it,
 * so that `tooMuch` can be held nowhere.
 */
const limited = [prlimit, `--data=${800 * megabyte}`];
const tooMuch = 256 * megabyte;
const canLimit = existsSync(prlimit);

let closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.reverse()) await close();
  closing = [];
});

const photos = 3;
/** An archive whose photos are prepared, and the service that is asked about them. */
async function scene() {
  const service = await startRehearsalServer();
  closing.push(() => service.close());
  const proxy = await startOddProxy(service.url);
  closing.push(() => proxy.close());
  const root = await makeArchive({ photos, edge: 48 });
  const temporary = await mkdtemp(join(tmpdir(), 'proofsheet-limited-'));
  closing.push(() => rm(temporary, { recursive: true }));
  const env = { TMPDIR: temporary, NODE_OPTIONS: '--max-old-space-size=256' };
  const under = { url: proxy.url, env, through: limited };
  for (const stage of ['scan', 'prepare']) expect((await runWarm([stage, root])).code).toBe(0);
  return {
    service,
    proxy,
    root,
    submit: (...more: string[]) =>
      run(['submit', '--yes', '--set', 'probe=no', ...more, root], under),
    collect: () => run(['collect', root], under),
    /** It ends in a sentence, and leaves nothing lying about. */
    async endsWell({ stderr, code }: Finished) {
      expect(stderr).not.toMatch(/^\s+at \S.*:\d+:\d+/m);
      expect(stderr).not.toContain('bug in proofsheet');
      expect(stderr).not.toContain('out of memory');
      expect(code).not.toBeNull();
      expect(await readdir(temporary)).toEqual([]);
      const answers = await readdir(join(root, '.proofsheet', 'answers')).catch(() => []);
      expect(answers.filter((name) => name.includes('proofsheet-tmp'))).toEqual([]);
    },
  };
}

function* pieces<T>(head: T, piece: Buffer, times: number, tail: T) {
  yield head;
  for (let sent = 0; sent < times; sent++) yield piece;
  yield tail;
}

const spaces = Buffer.alloc(megabyte, ' ');
/** Sends JSON with spaces in it, for ever. */
const forever = (outgoing: ServerResponse) => {
  outgoing.writeHead(200, { 'content-type': 'application/json' });
  Readable.from(pieces('{"id":', spaces, Number.POSITIVE_INFINITY, '"x"}')).pipe(outgoing);
};
const packed = {
  head: gzipSync('{"id":'),
  spaces: gzipSync(spaces),
  tail: gzipSync('"x"}'),
};
/** Sends the same up to a gigabyte, packed piece by piece: a megabyte. */
const bomb = (outgoing: ServerResponse) => {
  const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
  outgoing.writeHead(200, headers);
  Readable.from(pieces(packed.head, packed.spaces, 1024, packed.tail)).pipe(outgoing);
};

const instead = (wanted: string, write: (outgoing: ServerResponse) => void): Oddity => {
  return ({ route }) => (route === wanted ? { body: null, write, swallow: true } : undefined);
};

describe.skipIf(!canLimit)(
  'in little memory (skipped where there is no prlimit)',
  { timeout: 240_000 },
  () => {
    it('a gigabyte, packed, or a reply without an end ends each step in a sentence, and the work goes on', async () => {
      const { proxy, root, submit, collect, endsWell, service } = await scene();
      for (const [route, write] of [
        ['GET /v1/batches', bomb],
        ['POST /v1/files', forever],
        ['POST /v1/batches', bomb],
      ] as const) {
        proxy.set(instead(route, write));
        const ended = await submit();
        await endsWell(ended);
        expect(ended.code).not.toBe(0);
        expect(ended.stderr).toContain('longer than');
        expect(proxy.calls(route)).toBeLessThanOrEqual(4);
      }
      proxy.set(undefined);
      expect((await submit()).code).toBe(0);
      proxy.set(instead('GET /v1/batches/batch', forever));
      await endsWell(await collect());
      proxy.set(undefined);
      for (let looks = 0; looks < 3; looks++) await runWarm(['collect', root], { url: proxy.url });
      expect(service.stats()).toMatchObject({ executedRequests: photos, picturesTwice: [] });
    });

    it('a live answer of a gigabyte stops the run in a sentence', async () => {
      const { proxy, submit, endsWell } = await scene();
      proxy.set(instead('POST /v1/chat/completions', bomb));
      const ended = await submit('--set', 'engine=live', '--set', 'live.concurrency=4');
      await endsWell(ended);
      expect(ended.code).not.toBe(0);
    });

    it('a line of an answer file that fits into no memory costs only its own photo an answer', async () => {
      const { proxy, submit, collect, endsWell, service, root } = await scene();
      expect((await submit()).code).toBe(0);
      const lines = await answersOf(service.url);
      const write = (outgoing: ServerResponse) => {
        outgoing.writeHead(200, { 'content-type': 'application/octet-stream' });
        const head = `${lines.slice(1).join('\n')}\n${lines[0]?.slice(0, 100)}`;
        const piece = Buffer.alloc(megabyte, 'x');
        Readable.from(pieces(head, piece, tooMuch / megabyte, '"}\n')).pipe(outgoing);
      };
      const sized = (text: string) => JSON.stringify({ ...JSON.parse(text), bytes: 0 });
      proxy.set(({ route }) => {
        if (route === 'GET /v1/files/file') return { body: null, change: sized };
        return route === 'GET /v1/files/file/content' ? { body: null, write } : undefined;
      });
      const ended = await collect();
      await endsWell(ended);
      expect(ended.code).toBe(0);
      for (const note of ['2 photos answered', '1 x line-damaged', '1 photo is asked again'])
        expect(ended.stdout).toContain(note);
      const { photos: counts } = JSON.parse((await runWarm(['status', '--json', root])).stdout);
      expect(counts).toBe(photos);
    });
  },
);

/** The lines that the service has for its one batch. */
async function answersOf(url: string): Promise<string[]> {
  const service = await connect({ apiKey: 'rehearsal', baseURL: url });
  for (let looks = 0; looks < 10; looks++)
    for await (const { outputFile } of service.list()) {
      if (outputFile === undefined) continue;
      const headers = { authorization: 'Bearer rehearsal' };
      const reply = await fetch(`${url}/files/${outputFile}/content`, { headers });
      return (await reply.text()).trim().split('\n');
    }
  throw new Error('The batch does not end');
}
