/** Whatever a service answers, a user types or a file says: no output shows a secret, and none steers a terminal. */
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeArchive } from '../helpers/archive.ts';
import { runWarm } from '../helpers/warm-commands.ts';
import { copyOf } from '../ui/reviewed-archive.ts';

const key = 'sk-proj-TOPSECRETtopsecret0123456789';
const token = 'TOPSECRETtoken42';
const steering = '\u001B]0;pwned\u0007\u001B]8;;x:\u001B]52;c;cHduZWQ=\u0007\u009B2J\u202E\u200B';

/** What a service says that quotes all it was told, and more. */
const message = `no ${key} at http://u:TOPSECRETpass@h/?token=${token} ${steering}`;
const json = (response: ServerResponse, status: number, body: unknown) =>
  response
    .writeHead(status, { 'content-type': 'application/json', 'x-request-id': `\u009B2J${key}` })
    .end(JSON.stringify(body));

type Reply = (response: ServerResponse, request: IncomingMessage) => void;

/** Takes everything, and says of the batch that it has failed, in its own words. */
const failedBatch: Reply = (response, { method, url = '' }) => {
  const batch = {
    id: 'batch_1',
    status: 'failed',
    input_file_id: 'file-1',
    errors: { data: [{ code: message, message, param: message, line: 1 }] },
    metadata: { proofsheet: message, [message]: message },
  };
  if (url.includes('/models')) json(response, 200, { id: 'gpt', object: 'model' });
  else if (url.includes('/files'))
    json(response, 200, { id: 'file-1', object: 'file', bytes: 1, filename: message });
  else if (method === 'POST' || url.includes('/batches/')) json(response, 200, batch);
  else json(response, 200, { object: 'list', data: [batch], has_more: false });
};

const modes: Readonly<Record<string, Reply>> = {
  'a refused key': (response) => json(response, 401, { error: { message, code: key } }),
  'a bad request': (response) => json(response, 400, { error: { message, type: message } }),
  'no quota': (response) => json(response, 429, { error: { message, code: 'insufficient_quota' } }),
  'a page of HTML': (response) =>
    response.writeHead(403, { 'content-type': 'text/html' }).end(`<html>${message}</html>`),
  'text with 200': (response) => response.writeHead(200).end(message),
  'an odd model': (response) => json(response, 200, { id: message, object: message }),
  'a model that is gone': (response) =>
    json(response, 404, { error: { message, code: 'model_not_found', param: message } }),
  'a list of strangers': (response) =>
    json(response, 200, {
      object: 'list',
      data: [{ id: message, metadata: { proofsheet: message }, status: message }],
    }),
  'a batch that failed': failedBatch,
  'another address': (response) =>
    response.writeHead(302, { location: `http://127.0.0.1:9/${key}?token=${token}` }).end(),
};

let mode = '';
const server = createServer((request, response) => {
  request.resume();
  modes[mode]?.(response, request);
});
let address: string;
let root: string;
/** One that has been through all stages, in rehearsal. */
let lived: string;

const poisoned = {
  photo: ['city', 'country', 'region', 'camera_make', 'camera_model'],
  issue: ['message', 'code'],
  request: ['model'],
  batch: ['model', 'failure', 'status', 'input_file', 'output_file', 'error_file'],
  attempt: ['model', 'code', 'message'],
  suggestion: ['model', 'hint'],
  review: ['description', 'short_title', 'caption', 'usage_reason'],
  step: ['label', 'action'],
  ignored_word: ['word', 'rule'],
  sidecar: ['hash', 'written_at'],
  embedding: ['copy'],
} as const;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1?token=${token}`;
  root = await makeArchive({ photos: 1 });
  await runWarm(['scan', root]);
  await runWarm(['prepare', root]);
  lived = await makeArchive({ photos: 2 });
  await runWarm(['rehearse', '--headless', '--write-rehearsal', '--embed-rehearsal', lived]);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const settings = () => mkdtempSync(join(tmpdir(), 'proofsheet-settings-'));

/** Runs the words and looks at all that they print. */
async function printed(
  words: readonly string[],
  env: Record<string, string> = {},
): Promise<string> {
  const { stdout, stderr } = await runWarm(words, {
    env: {
      OPENAI_API_KEY: key,
      OPENAI_BASE_URL: address,
      PROOFSHEET_CONFIG_DIR: settings(),
      ...env,
    },
  });
  const all = stdout + stderr;
  expect(all).not.toMatch(/TOPSECRET/i);
  expect(all.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069\u200B]/u);
  return all;
}

describe.each(Object.keys(modes))('a service that answers with %s', (name) => {
  it.each([[['doctor']], [['doctor', '--json']]])('%s', async (words) => {
    mode = name;
    expect(await printed([...words, root])).not.toBe('');
  });
});

describe.each(Object.keys(modes))('%s, to who sends', (name) => {
  it.each([[['submit', '--yes', '--set', 'probe=no']], [['batch', 'cancel', 'all', '--json']]])(
    '%s',
    async (words) => {
      mode = name;
      const copy = await copyOf(root);
      expect(await printed([...words, copy])).not.toMatch(/^$|bug in proofsheet/);
      expect(await printed(['status', '--issues', copy])).not.toContain('bug in proofsheet');
    },
  );
});

/** Every text of it, in the columns that take any. */
function poison(folder: string): void {
  const catalog = new DatabaseSync(join(folder, '.proofsheet/catalog.sqlite'));
  for (const [table, columns] of Object.entries(poisoned))
    for (const column of columns)
      catalog.prepare(`UPDATE ${table} SET ${column} = ? WHERE ${column} IS NOT NULL`).run(message);
  catalog.close();
}

describe('what a catalog says that came with an archive', () => {
  it.each([
    [['status', '--issues']],
    [['status', '--json']],
    [['review', '--accept-all']],
    [['batch', 'list']],
    [['batch', 'list', '--json']],
    [['undo', '--list']],
    [['undo']],
    [['scan', '--again']],
    [['sidecars', '--diff']],
    [['embed', '--dry-run']],
    [['prepare', '--sample']],
    [['catalog', 'check']],
    [['catalog', 'restore']],
    [['catalog', 'rebuild', '--yes']],
  ])('%s', async (words) => {
    mode = 'a refused key';
    const copy = await copyOf(lived);
    poison(copy);
    expect(await printed([...words, copy])).not.toMatch(/^$|bug in proofsheet/);
  });
});

it('shows own secrets in no text that is exported, and leaves others as they are', async () => {
  const copy = await copyOf(lived);
  poison(copy);
  const env = { OPENAI_API_KEY: key, OPENAI_BASE_URL: address, PROOFSHEET_CONFIG_DIR: settings() };
  const { stdout } = await runWarm(['review', '--export', copy], { env });
  expect(stdout).not.toContain(key);
  expect(stdout).not.toContain(token);
  const [line = ''] = stdout.split('\n');
  expect(JSON.parse(line)).toMatchObject({
    shortTitle: message.replace(key, '(the key)').replace(token, '(the key)'),
  });
});

describe('what is typed', () => {
  it.each([
    [['config']],
    [['config', '--json']],
    [['config', 'get', 'baseURL']],
    [['config', 'get', 'baseURL', '--json']],
    [['config', 'set', 'baseURL', 'http://u:TOPSECRETpass@h/v1']],
    [['config', 'set', 'baseURL', 'http://u:TOPSECRET/pass@h/v1', '--json']],
    [['config', 'set', 'model', steering]],
    [['config', 'set', steering, key]],
    [['status', '--set', 'baseURL=http://TOPSECRET@h/v1']],
    [['status', '--set', `${steering}=1`]],
    [['scan', `/nowhere${steering}`]],
    [['scan', `/nowhere${steering}`, '--json']],
    [['review', '--import', `/nowhere/${steering}.jsonl`]],
    [['batch', 'import', `/nowhere/${steering}.jsonl`]],
    [[`${steering}`, 'x']],
    [['scan', `--${steering}`]],
  ])('%j', async (words) => {
    mode = 'a refused key';
    const archive = words.some((word) => word.startsWith('/nowhere')) ? [] : [root];
    expect(await printed(words[0] === 'config' ? words : [...words, ...archive])).not.toBe('');
  });
});

describe('what files say', () => {
  it.each([
    ['{"path":"', 'a broken line'],
    [JSON.stringify({ path: `nowhere${steering}.jpg`, title: key }), 'a photo that is not there'],
    [JSON.stringify({ path: 'x', verdict: steering }), 'a word that is none'],
    [`${steering}\n${steering}`, 'no JSON'],
  ])('%j', async (text) => {
    const file = join(settings(), `texts${steering}.jsonl`);
    await writeFile(file, `${text}\n`);
    expect(await printed(['review', '--import', file, root])).not.toBe('');
    expect(await printed(['review', '--import', file, '--json', root])).not.toBe('');
    expect(await printed(['batch', 'import', file, '--archive', root])).not.toBe('');
  });

  it('is not shown of a damaged settings file, nor of keys', async () => {
    const folder = settings();
    await writeFile(join(folder, 'config.json'), `{"apiKey":"${key}", ${steering}`);
    expect(await printed(['status', root], { PROOFSHEET_CONFIG_DIR: folder })).not.toBe('');
    await writeFile(join(folder, 'config.json'), JSON.stringify({ apiKey: key, model: steering }));
    expect(await printed(['config'], { PROOFSHEET_CONFIG_DIR: folder })).not.toBe('');
  });
});
