/** A server that has a folder goes on where it was, whatever ended it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { StandInOptions } from '../src/stand-in.ts';
import type { StandInStats } from '../src/stats.ts';
import {
  asking,
  body,
  clientFor,
  create,
  lines,
  picture,
  results,
  toEnd,
  upload,
} from './asking.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'stand-in-restart-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

async function serve(
  options: Partial<StandInOptions>,
): Promise<{ child: ChildProcess; url: string }> {
  const script = join(import.meta.dirname, 'serve-process.ts');
  const child = spawn(process.execPath, [script, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const [first] = (await once(child.stdout.setEncoding('utf8'), 'data')) as [string];
  return { child, url: (JSON.parse(first) as { url: string }).url };
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'close');
}

async function statsOf(url: string): Promise<StandInStats> {
  return (await (await fetch(`${url}/stand-in/stats`)).json()) as StandInStats;
}

/** Lines with pictures that all differ, so that each takes a moment. */
async function slowLines(count: number): Promise<string> {
  const made = Array.from({ length: count }, async (_, index) =>
    JSON.stringify({
      custom_id: `photo-${index + 1}`,
      method: 'POST',
      url: '/v1/chat/completions',
      body: body({}, (await picture(index)).toString('base64')),
    }),
  );
  return (await Promise.all(made)).join('\n');
}

it('keeps files, batches and counters through a restart', async () => {
  const directory = folder();
  const first = await asking({ directory });
  const file = await upload(first.client, lines(5));
  const { id } = await create(first.client, lines(30));
  await toEnd(first.client, id);
  const before = first.server.stats();
  await first.server.close();

  const { client, server } = await asking({ directory });
  expect(server.stats()).toEqual(before);
  expect(await (await client.files.content(file.id)).text()).toBe(lines(5));
  const batch = await client.batches.retrieve(id);
  expect(batch.status).toBe('completed');
  expect(await results(client, batch.output_file_id)).toHaveLength(30);
});

it('goes on with a batch after being killed in the middle of it, each line executed once', async () => {
  const directory = folder();
  const options: Partial<StandInOptions> = { directory, speed: { by: 'polls', running: 3 } };
  const count = 240;
  let { child, url } = await serve(options);
  const { id } = await create(clientFor(url), await slowLines(count));
  const counts: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const client = clientFor(url);
    await client.batches.retrieve(id);
    // The next part is under way and not waited for when the kill comes.
    const unheard = client.batches.retrieve(id).catch(() => undefined);
    counts.push((await statsOf(url)).executedRequests);
    await kill(child);
    await unheard;
    ({ child, url } = await serve(options));
  }
  const client = clientFor(url);
  const batch = await toEnd(client, id);
  expect(batch).toMatchObject({
    status: 'completed',
    request_counts: { total: count, completed: count, failed: 0 },
  });
  const output = await results(client, batch.output_file_id);
  expect(output).toHaveLength(count);
  expect(new Set(output.map((one) => one.custom_id)).size).toBe(count);
  expect(await statsOf(url)).toMatchObject({ executedRequests: count, executedTwice: [] });
  // Otherwise no kill came in the middle of the work.
  expect(counts.some((executed) => executed > 0 && executed < count)).toBe(true);
});

it('forgets results that it wrote but had not noted when it ended', async () => {
  const directory = folder();
  const speed = { by: 'polls', running: 2 } as const;
  const first = await asking({ directory, speed });
  const { id } = await create(first.client, lines(40));
  await first.client.batches.retrieve(id);
  expect((await first.client.batches.retrieve(id)).request_counts?.completed).toBe(20);
  await first.server.close();
  appendFileSync(join(directory, 'files', `${id}.output.results`), '{"custom_id":"photo-39","resp');

  const { client, server } = await asking({ directory, speed });
  const batch = await toEnd(client, id);
  const output = await results(client, batch.output_file_id);
  expect(new Set(output.map((one) => one.custom_id)).size).toBe(40);
  expect(output).toHaveLength(40);
  expect(server.stats()).toMatchObject({ executedRequests: 40, executedTwice: [] });
});

it('ends a batch once more when its end was not noted, with the same files', async () => {
  const directory = folder();
  const faults = { lines: [{ fault: 'status', like: '[05]$' }] } as const;
  const first = await asking({ directory, faults });
  const { id } = await create(first.client, lines(40));
  const before = await toEnd(first.client, id);
  await first.server.close();
  const path = join(directory, 'journal.jsonl');
  const journal = readFileSync(path, 'utf8');
  writeFileSync(path, journal.slice(0, journal.lastIndexOf('{"batch":')));

  const { client } = await asking({ directory, faults });
  const after = await toEnd(client, id);
  expect(after.output_file_id).toBe(before.output_file_id);
  expect(after.request_counts).toEqual({ total: 40, completed: 32, failed: 8 });
  expect(await results(client, after.output_file_id)).toHaveLength(32);
  expect(await results(client, after.error_file_id)).toHaveLength(8);
});

it('drops a half-written last line of its journal, and what an unfinished upload left', async () => {
  const directory = folder();
  const first = await asking({ directory });
  const { id } = await upload(first.client, lines(3));
  await first.server.close();
  appendFileSync(join(directory, 'journal.jsonl'), '{"file":{"id":"file-half');
  appendFileSync(join(directory, 'files', 'file-unfinished.1.partial'), 'abc');

  const { client } = await asking({ directory });
  expect((await client.files.list()).data.map((file) => file.id)).toEqual([id]);
  expect(readdirSync(join(directory, 'files'))).toEqual([id]);
});

it('leaves nothing behind when it has no folder of its own', async () => {
  const before = new Set(readdirSync(tmpdir()));
  const { client, server } = await asking();
  await upload(client, lines(3));
  await server.close();
  const left = readdirSync(tmpdir()).filter(
    (name) => name.startsWith('openai-stand-in-') && !before.has(name),
  );
  expect(left).toEqual([]);
});
