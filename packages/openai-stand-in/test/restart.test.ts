/** A server that has a folder goes on where it was, whatever ended it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

it('keeps files and batches through a restart', async () => {
  const directory = folder();
  const first = await asking({ directory });
  const file = await upload(first.client, lines(5));
  const { id } = await create(first.client, lines(30));
  await toEnd(first.client, id);
  await first.server.close();

  const { client } = await asking({ directory });
  expect(await (await client.files.content(file.id)).text()).toBe(lines(5));
  const batch = await client.batches.retrieve(id);
  expect(batch.status).toBe('completed');
  expect(await results(client, batch.output_file_id)).toHaveLength(30);
});

it('goes on with a batch after being killed in the middle of it', async () => {
  const options = { directory: folder(), speed: { by: 'polls', running: 3 } } as const;
  const count = 120;
  let { child, url } = await serve(options);
  const { id } = await create(clientFor(url), await slowLines(count));
  await clientFor(url).batches.retrieve(id);
  for (let round = 0; round < 2; round += 1) {
    // A third of the lines is under way, and some of them are done, when the kill comes.
    const unheard = clientFor(url)
      .batches.retrieve(id)
      .catch(() => undefined);
    await expect
      .poll(async () => {
        const stats = await (await fetch(`${url}/stand-in/stats`)).json();
        return (stats as StandInStats).executedRequests;
      })
      .toBeGreaterThan(0);
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
});

it('ends a batch once more when its end was not kept, with the same files', async () => {
  const directory = folder();
  const options = {
    directory,
    speed: { by: 'polls', finalizing: 1 },
    faults: { lines: [{ fault: 'status', nth: [5, 10, 15] }] },
  } as const;
  const first = await asking(options);
  const { id } = await create(first.client, lines(40));
  while ((await first.client.batches.retrieve(id)).status !== 'finalizing');
  const kept = join(directory, 'batches', `${id}.json`);
  const finalizing = readFileSync(kept);
  const before = await toEnd(first.client, id);
  await first.server.close();
  writeFileSync(kept, finalizing);

  const { client } = await asking(options);
  const after = await toEnd(client, id);
  expect(after.output_file_id).toBe(before.output_file_id);
  expect(after.request_counts).toEqual({ total: 40, completed: 37, failed: 3 });
  expect(await results(client, after.output_file_id)).toHaveLength(37);
  expect(await results(client, after.error_file_id)).toHaveLength(3);
});

it('drops what an upload left that never ended', async () => {
  const directory = folder();
  const first = await asking({ directory });
  const { id } = await upload(first.client, lines(3));
  await first.server.close();
  writeFileSync(join(directory, 'contents', 'file-unfinished.partial'), 'abc');

  const { client } = await asking({ directory });
  expect((await client.files.list()).data.map((file) => file.id)).toEqual([id]);
  expect(readdirSync(join(directory, 'contents'))).toEqual([id]);
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
