import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listIssues } from '../../../src/catalog/issues.ts';
import { getPhoto } from '../../../src/catalog/photos.ts';
import { latestSuggestion } from '../../../src/catalog/suggestions.ts';
import { exportBatches } from '../../../src/pipeline/ask/exchange.ts';
import { importResults } from '../../../src/pipeline/ask/import-results.ts';
import { moneyOf } from '../../../src/pipeline/ask/money.ts';
import { prepare } from '../../../src/pipeline/ask/prepare.ts';
import { dateline } from '../../../src/rules/datelines/dateline.ts';
import { lineProblems } from '../../openai/request-schema.ts';
import { makeWorld, photoPath, statuses, type World } from './world.ts';

const folder = () => mkdtemp(join(tmpdir(), 'proofsheet-exchange-'));

async function prepared(photos: number, settings: Parameters<typeof makeWorld>[0] = {}) {
  const world = await makeWorld({ photos, ...settings });
  await prepare(world.context);
  return world;
}

function resultLine(customId: string, content: string, more: object = {}): string {
  const message = { role: 'assistant', content };
  const usage = { prompt_tokens: 900, completion_tokens: 300 };
  const body = { model: 'gpt-6-luna', choices: [{ finish_reason: 'stop', message }], usage };
  return JSON.stringify({
    custom_id: customId,
    response: { status_code: 200, body },
    error: null,
    ...more,
  });
}

const answer = (word: string) =>
  JSON.stringify({
    description: `A ${word} by the water on a bright day in early summer`,
    shortTitle: `A ${word} by the water`,
    keywords: Array.from(
      { length: 55 },
      (_, index) =>
        `${word} ${'abcdefghijklmnopqrstuvwxyz'[index % 26]}${'xyz'[Math.floor(index / 26)]}`,
    ),
    usage: 'editorial',
    usageReason: 'people',
    unsure: [],
  });

async function idsIn(file: string): Promise<string[]> {
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  return lines.map((line) => (JSON.parse(line) as { custom_id: string }).custom_id);
}

describe('exportBatches', () => {
  it('writes files that the service would take, cut by lines, and stops', async () => {
    const world = await prepared(7, { settings: { 'batch.maxRequests': 3 } });
    const { files, photos } = await exportBatches(world.context, await folder());
    expect(photos).toBe(7);
    const ids: string[] = [];
    for (const file of files) {
      const lines = (await readFile(file, 'utf8')).trim().split('\n');
      expect(lines.length).toBeLessThanOrEqual(3);
      for (const line of lines) expect(lineProblems(line)).toEqual([]);
      ids.push(...(await idsIn(file)));
    }
    expect(files).toHaveLength(3);
    expect(new Set(ids).size).toBe(7);
    expect(statuses(world.catalog)).toEqual({ collect: 7 });
    world.close();
  });

  it('keeps within the bytes a file may have, each photo whole, in the order of the archive', async () => {
    const world = await prepared(40, { settings: { 'batch.maxMegabytes': 0.05 as never } });
    const { files } = await exportBatches(world.context, await folder());
    const order: string[] = [];
    for (const file of files) {
      expect((await stat(file)).size).toBeLessThanOrEqual(50_000);
      order.push(...(await idsIn(file)));
    }
    expect(files).toHaveLength(3);
    const rows = world.catalog.all<{ custom_id: string }>(
      'SELECT custom_id FROM request JOIN photo ON photo.id = photo_id ORDER BY path',
    );
    expect(order).toEqual(rows.map((row) => row.custom_id));
    world.close();
  });

  it('puts addresses instead of pictures where previews are delivered to a folder', async () => {
    const shown = await folder();
    const world = await prepared(2, {
      settings: {
        'preview.delivery': 'folder',
        'preview.folder': shown,
        'preview.baseUrl': 'https://photos.example/small',
      },
    });
    const { files } = await exportBatches(world.context, await folder());
    const text = await readFile(files[0] ?? '', 'utf8');
    expect(text).toContain(
      '"https://photos.example/small/Turkey/Istanbul/editorial/photo%2000000.jpg"',
    );
    expect((await stat(join(shown, photoPath(0)))).size).toBeGreaterThan(100);
    for (const line of text.trim().split('\n')) expect(lineProblems(line)).toEqual([]);
    world.close();
  });
});

describe('exported requests for a model from a hub', () => {
  it('have the form that every server understands', async () => {
    const world = await prepared(1, { settings: { model: 'Qwen/Qwen3-VL-8B-Instruct' } });
    const { files } = await exportBatches(world.context, await folder());
    const { body } = JSON.parse(await readFile(files[0] ?? '', 'utf8')) as { body: object };
    expect(body).toMatchObject({
      model: 'Qwen/Qwen3-VL-8B-Instruct',
      max_tokens: expect.any(Number),
      response_format: { type: 'json_schema' },
    });
    for (const field of ['reasoning_effort', 'max_completion_tokens', 'seed'])
      expect(body).not.toHaveProperty(field);
    world.close();
  });
});

describe('importResults', () => {
  it('joins results by their ids in any order and checks them like all others', async () => {
    const world = await prepared(3);
    const place = await folder();
    const { files } = await exportBatches(world.context, place);
    const ids = await idsIn(files[0] ?? '');
    const results = join(place, 'results.jsonl');
    const lines = ids.map((id, index) =>
      resultLine(id, answer(['boat', 'tower', 'bridge'][index] ?? '')),
    );
    await writeFile(results, `${lines.reverse().join('\n')}\n`);
    const summary = await importResults(world.context, [results]);
    expect(summary).toMatchObject({ done: 3, issues: 0 });
    expect(statuses(world.catalog)).toEqual({ review: 3 });
    const rows = world.catalog.all<{ photo_id: number; custom_id: string }>(
      'SELECT photo_id, custom_id FROM request',
    );
    for (const { photo_id: photoId, custom_id: id } of rows) {
      const stored = latestSuggestion(world.catalog, photoId);
      expect(stored?.source).toBe('file');
      expect(stored?.suggestion.keywords).toHaveLength(50);
      expect(stored?.suggestion.description).toContain(
        ['boat', 'tower', 'bridge'][ids.indexOf(id)],
      );
    }
    const { spent } = moneyOf(world.archive);
    expect(await importResults(world.context, [results])).toMatchObject({ done: 0, issues: 0 });
    expect(moneyOf(world.archive).spent).toBe(spent);
    world.close();
  });

  it('counts what another engine did at no price, and what the service did at its own', async () => {
    const world = await prepared(2);
    const place = await folder();
    const { files } = await exportBatches(world.context, place);
    const [first = '', second = ''] = await idsIn(files[0] ?? '');
    const results = join(place, 'results.jsonl');
    const cluster = resultLine(second, answer('boat')).replace('gpt-6-luna', 'Qwen/Qwen3-VL-8B');
    await writeFile(results, `${resultLine(first, answer('tower'))}\n${cluster}\n`);
    await importResults(world.context, [results]);
    expect(moneyOf(world.archive).byModel).toMatchObject([
      { model: 'Qwen/Qwen3-VL-8B', way: 'file', dollars: 0 },
      { model: 'gpt-6-luna', way: 'file', dollars: (900 * 0.05 + 300 * 0.25) / 1e6 },
    ]);
    world.close();
  });

  it('keeps the photos that another engine could not answer, and sends them nowhere unasked', async () => {
    const world = await prepared(2);
    const place = await folder();
    const { files } = await exportBatches(world.context, place);
    const [first = '', second = ''] = await idsIn(files[0] ?? '');
    const results = join(place, 'results.jsonl');
    const failed = { custom_id: second, response: { status_code: 500, body: null }, error: null };
    await writeFile(results, `${resultLine(first, answer('boat'))}\n${JSON.stringify(failed)}\n`);
    const summary = await importResults(world.context, [results]);
    expect(summary.notes.join(' ')).toContain('1 got no answer');
    // Reading the same file once more is not another failure.
    await importResults(world.context, [results]);
    await importResults(world.context, [results]);
    expect(listIssues(world.catalog)).toMatchObject([
      {
        blocking: 0,
        message:
          'The service gave no answer (line 2 of results.jsonl: The service answered http-500); it will be sent again when you submit.',
      },
    ]);
    expect(statuses(world.catalog)).toEqual({ review: 1, submit: 1 });
    expect(world.catalog.count("SELECT count(*) FROM request WHERE state = 'released'")).toBe(0);
    world.close();
  });

  it('reads what a script made with ids of its own, by the addresses in its task file', async () => {
    const world = await makeWorld({ photos: 4 });
    const place = await folder();
    const task = (id: string, url: string) =>
      JSON.stringify({
        custom_id: id,
        method: 'POST',
        url: '/v1/chat/completions',
        body: {
          model: 'gpt-4o',
          messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url } }] }],
        },
      });
    const tasks = join(place, 'tasks.jsonl');
    const address = (index: number) =>
      `https://me.example/up/${photoPath(index).split('/').map(encodeURIComponent).join('/')}`;
    await writeFile(
      tasks,
      [
        task('task-0', address(0)),
        task('task-1', 'https://me.example/resized/photo%2000001.jpg'),
        task('task-2', 'https://me.example/elsewhere.jpg'),
      ].join('\n'),
    );
    const dated = `Istanbul, Turkey - May 14 2019: ${'Ferries cross the wide strait between two continents below a hill of houses and domes while gulls follow them at dusk in warm late light '.trim()}`;
    const description = `${dated.slice(0, 176).trimEnd()}`;
    const others = Array.from({ length: 44 }, (_, index) => {
      const noun = ['ferry', 'gull', 'dome', 'quay'][index % 4];
      return `${noun} ${'abcdefghijklmnopqrstuvwxyz'[Math.floor(index / 4)]}view`;
    });
    const keywords = ['Istanbul', 'Turkey', ...others];
    const results = join(place, 'results.jsonl');
    await writeFile(
      results,
      [0, 1, 2, 3]
        .map((index) => resultLine(`task-${index}`, `${description}\n\n${keywords.join(', ')}.`))
        .join('\n'),
    );
    const summary = await importResults(world.context, [results, tasks]);
    expect(summary).toMatchObject({ done: 2, issues: 2 });
    expect(summary.notes.join(' ')).toMatch(/2 results belong to no photo/);
    const { suggestion } = latestSuggestion(world.catalog, 1) ?? {};
    const photo = getPhoto(world.catalog, 1);
    if (suggestion === undefined || photo === undefined) throw new Error('nothing was imported');
    // The dateline is taken off and built anew, so the title comes out as it went in; 46 keywords stay 46.
    expect(dateline(photo) + suggestion.description).toBe(description);
    expect(suggestion.keywords).toHaveLength(46);
    expect(suggestion.keywords.at(-1)).not.toMatch(/\.$/);
    expect(await importResults(world.context, [results, tasks])).toMatchObject({ done: 0 });
    world.close();
  });

  it('makes an issue with its line of everything that is no answer, of our photos and of others', async () => {
    const world = await makeWorld({ photos: 6 });
    const place = await folder();
    const tasks = join(place, 'tasks.jsonl');
    const url = (index: number) => `https://me.example/small/photo+0000${index}.webp`;
    const task = (index: number) => ({
      custom_id: `task-${index}`,
      body: { input: [{ content: [{ type: 'input_image', image_url: url(index) }] }] },
    });
    await writeFile(tasks, JSON.stringify([0, 1, 2, 3, 4].map(task), null, 2));
    const results = join(place, 'results.jsonl');
    const error = { response: { status_code: 400, body: { error: { message: 'bad picture' } } } };
    const lines = [
      resultLine('task-0', "I'm sorry, I can't help with identifying people in this image."),
      resultLine('task-1', 'A bridge.'),
      JSON.stringify({ custom_id: 'task-2', ...error }),
      resultLine('task-3', answer('boat')).slice(0, -40),
      resultLine('task-4', answer('boat')),
      resultLine('task-8', answer('boat')),
      '{"custom_i',
      resultLine('\u001b[2Jphoto 00005.jpg', answer('gull')),
      resultLine('photo 00005.jpg', answer('gull')),
    ];
    await writeFile(results, Buffer.from(`\ufeff${lines.join('\r\n')}`, 'utf16le'));
    const summary = await importResults(world.context, [results, tasks]);
    expect(summary).toMatchObject({ done: 2, issues: 7 });
    const issues = listIssues(world.catalog);
    expect(issues.map(({ path, code, blocking }) => [path, code, blocking])).toEqual([
      [photoPath(1), 'not-understood', 0],
      [photoPath(3), 'not-understood', 0],
      [photoPath(0), 'refused', 0],
      [photoPath(2), 'service-failed', 0],
    ]);
    for (const [index, line] of [2, 4, 1, 3].entries())
      expect(issues[index]?.message).toContain(`(line ${line} of results.jsonl: `);
    expect(issues[1]?.message).toContain('its line is cut off');
    const notes = summary.notes.join('\n');
    expect(notes).toContain(`${photoPath(0)}: The model declines`);
    expect(notes).toContain(
      '2 results belong to no photo of this archive (task-8, line 6 of results.jsonl; [2Jphoto 00005.jpg, line 8 of results.jsonl)',
    );
    expect(notes).toContain('1 line cannot be read and names no photo (line 7 of results.jsonl)');
    // An answer that comes later takes the issue away.
    await writeFile(results, resultLine('task-1', answer('bridge')));
    await importResults(world.context, [results, tasks]);
    expect(listIssues(world.catalog)).toHaveLength(3);
    world.close();
  });

  it('does not guess between two photos, also where two task files use one id', async () => {
    const world = await makeWorld({ photos: 3 });
    const place = await folder();
    const task = (index: number) => {
      const content = [{ type: 'image_url', image_url: { url: `up/photo 0000${index}.jpg` } }];
      return JSON.stringify({ custom_id: 'task-0', body: { messages: [{ content }] } });
    };
    const files = [join(place, 'a.jsonl'), join(place, 'b.jsonl'), join(place, 'results.jsonl')];
    await writeFile(files[0] ?? '', task(0));
    await writeFile(files[1] ?? '', task(1));
    await writeFile(files[2] ?? '', resultLine('task-0', answer('boat')));
    const summary = await importResults(world.context, files);
    expect(summary).toMatchObject({ done: 0, issues: 1 });
    expect(summary.notes.join('\n')).toContain(
      `task-0, line 1 of results.jsonl: ${photoPath(0)}, ${photoPath(1)}`,
    );
    world.close();
  });

  it.each([
    ['{"id":"batch_1","object":"batch","output_file_id":"file-1"}', 'the description of a batch'],
    ['{"error":{"message":"No such File object"}}', 'an error message of a service'],
    ['{"path":"a.jpg","title":"A boat"}', 'a file of texts'],
    ['custom_id,content\n1,boat', 'neither a result file nor a task file'],
    ['<!doctype html><title>Sign in</title>', 'a web page (“Sign in”)'],
  ])('names a file that is no result file: %s', async (content, what) => {
    const world = await makeWorld();
    const file = join(await folder(), 'results.jsonl');
    await writeFile(file, content);
    await expect(importResults(world.context, [file])).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining(what),
    });
    world.close();
  });

  it('says what is wrong with files it cannot use', async () => {
    const world: World = await makeWorld();
    const place = await folder();
    const text = join(place, 'notes.txt');
    await writeFile(text, 'hello\n');
    await expect(importResults(world.context, [text])).rejects.toMatchObject({ code: 'usage' });
    await expect(importResults(world.context, [join(place, 'none')])).rejects.toMatchObject({
      message: expect.stringContaining('does not exist'),
    });
    expect(listIssues(world.catalog)).toEqual([]);
    world.close();
  });
});
