/** The files of results that answer what was exported, as a batch service or a user's script would write them. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathOf } from './archive.ts';
import type { Made, ResultFile, Scene } from './case.ts';

export type Asked = { readonly made: Made; readonly scene: Scene; readonly customId: string };

/** Writes the files; returns what is imported together, in order. */
export async function writeResults(
  folder: string,
  asked: readonly Asked[],
): Promise<readonly (readonly string[])[]> {
  const imports: string[][] = [];
  const strangers = asked.filter(({ made }) => made.answer.address !== undefined);
  if (strangers.length > 0) imports.push(await writeTasks(folder, strangers));
  const own = asked.filter(({ made }) => made.answer.address === undefined);
  for (const [file, some] of Map.groupBy(own, ({ made }) => made.answer.file ?? 'usual')) {
    const path = join(folder, `results-${file}.jsonl`);
    await writeFile(path, bytesOf(file, some.map(resultLine)));
    imports.push([path]);
  }
  return imports;
}

/** Requests with ids of their own for the pictures' addresses, and the results for these. */
export async function writeTasks(
  folder: string,
  asked: readonly Omit<Asked, 'customId'>[],
): Promise<string[]> {
  const tasks = asked.map(({ made, scene }, index) =>
    JSON.stringify({
      custom_id: `task-${index}`,
      method: 'POST',
      url: '/v1/chat/completions',
      body: {
        model: 'gpt-4o-mini',
        messages: [
          { role: 'system', content: 'Write a description and keywords.' },
          {
            role: 'user',
            content: [{ type: 'image_url', image_url: { url: addressOf(made, scene) } }],
          },
        ],
      },
    }),
  );
  const results = asked.map((one, index) => resultLine({ ...one, customId: `task-${index}` }));
  const paths = ['tasks', 'task-results'].map((name) => join(folder, `${name}.jsonl`));
  await writeFile(paths[0] ?? '', `${tasks.join('\n')}\n`);
  await writeFile(paths[1] ?? '', `${results.join('\n')}\n`);
  return paths;
}

function addressOf({ answer }: Made, scene: Scene): string {
  const path = pathOf(scene);
  return (
    answer.address?.(path) ??
    `https://photos.example.org/${path.split('/').map(encodeURIComponent).join('/')}`
  );
}

function contentOf(made: Made, { usage }: Pick<Scene, 'usage'>): string {
  const { content, unsure = [] } = made.answer;
  if (typeof content === 'string') return content;
  const { description, shortTitle, keywords } = content;
  return JSON.stringify({ description, shortTitle, keywords, usage, usageReason: '', unsure });
}

function resultLine({ made, scene, customId }: Asked): string {
  if (made.answer.line !== undefined) return made.answer.line(customId);
  return JSON.stringify({
    id: `batch_req_${customId}`,
    custom_id: customId,
    response: {
      status_code: 200,
      request_id: `req_${customId}`,
      body: {
        id: `chatcmpl-${customId}`,
        object: 'chat.completion',
        model: 'gpt-6-luna',
        choices: [
          {
            index: 0,
            finish_reason: 'stop',
            message: { role: 'assistant', content: contentOf(made, scene), refusal: null },
          },
        ],
        usage: { prompt_tokens: 900, completion_tokens: 180, total_tokens: 1080 },
      },
    },
    error: null,
  });
}

function bytesOf(file: ResultFile, lines: readonly string[]): Buffer {
  const text = `${lines.join('\n')}\n`;
  switch (file) {
    case 'usual':
      return Buffer.from(text);
    case 'bom-crlf':
      return Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`);
    case 'utf-16le':
      return Buffer.from(`\ufeff${text}`, 'utf16le');
    case 'utf-16be':
      return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
    case 'nul-padded':
      return Buffer.concat([Buffer.from(text), Buffer.alloc(512)]);
    case 'array':
      return Buffer.from(`[\n${lines.join(',\n')}\n]\n`);
  }
}
