/** A prompt of the user's own, on its way into requests. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Facts, instructions, instructionsWith } from '../../src/openai/prompt.ts';
import { requestBody } from '../../src/openai/request.ts';
import { makeArchive } from '../helpers/archive.ts';
import { runWarm } from '../helpers/warm-commands.ts';

it('takes the place of ours, and keeps what the program relies on', () => {
  const facts: Facts = {
    usage: 'editorial',
    usageGiven: true,
    existing: { keywords: [] },
    notes: '',
    keywordsWanted: 50,
  };
  const profile = {
    model: 'gpt-6-luna',
    dialect: 'openai',
    detail: 'high',
    effort: 'none',
  } as const;
  const system = (prompt?: string) =>
    requestBody({ ...profile, prompt }, facts, 'data:').messages[0].content;
  expect(system()).toBe(instructions);
  expect(system('')).toBe(instructions);
  expect(system('Write like a botanist.')).toMatch(/^Write like a botanist\.\n\n/);
  for (const field of ['description:', 'shortTitle:', 'keywords:', 'usage:', 'unsure:'])
    expect(instructionsWith('Write like a botanist.')).toContain(`\n${field}`);
});

it('is shown, has photos prepared again when it changes, and stops only what needs it when it is gone', async () => {
  const root = await makeArchive({ photos: 1 });
  const file = join(await mkdtemp(join(tmpdir(), 'proofsheet-prompt-')), 'prompt.txt');
  const own = ['--set', `prompt.file=${file}`];
  const run = async (...words: string[]) => {
    const { code, stdout, stderr } = await runWarm([...words, ...own, root]);
    return { code, text: stdout + stderr };
  };
  await writeFile(file, '\ufeffWrite like a botanist.\r\n');
  await run('scan');
  expect((await run('prepare', '--sample')).text).toContain('Write like a botanist.\n\nAnswer in');
  await writeFile(file, 'Write like a sailor.');
  expect((await run('prepare')).text).toContain('1 of them again, because settings changed');
  await rm(file);
  expect((await run('status')).code).toBe(0);
  const stopped = await run('prepare');
  expect(stopped.code).toBe(2);
  expect(stopped.text).toContain(`Your prompt cannot be read. The file ${file} does not exist.`);
  expect(stopped.text).toContain('proofsheet config reset prompt.file');
  await writeFile(file, 'x'.repeat(20_001));
  expect((await run('prepare')).text).toContain('It has more than 20,000 characters.');
  // As an old editor saves it: thousands of questions would go out with a letter that is none.
  await writeFile(file, Buffer.from('Write about the caf\xe9.', 'latin1'));
  expect((await run('prepare')).text).toContain('It has letters that cannot be read. Save it as');
});
