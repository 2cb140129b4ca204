/** Texts out for other programs and in again, by the built program. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { start } from '../helpers/program.ts';
import { runWarm } from '../helpers/warm-commands.ts';
import { reviewedArchive } from '../ui/reviewed-archive.ts';
import { closeScreens, openScreen } from '../ui/screen.ts';

closeScreens();

const linesOf = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

it('prints a line of JSON a photo and takes such lines in, naming those it cannot use', async () => {
  const root = await reviewedArchive(2);
  const out = await runWarm(['review', '--export', root]);
  expect(out.code).toBe(0);
  const [first, second] = linesOf(out.stdout);
  expect(first?.['path']).toBe('Turkey/Istanbul/editorial/photo-0000.jpg');
  const file = join(root, 'texts.jsonl');
  const changed = { path: second?.['path'], keywords: ['boat'], verdict: 'accepted' };
  await writeFile(
    file,
    [JSON.stringify(first), '', JSON.stringify(changed), '{"path":"none.jpg"}'].join('\r\n'),
  );

  const taken = await runWarm(['review', '--import', file, root]);
  expect(taken.code).toBe(1);
  expect(taken.stdout).toBe(
    [
      `${file}, line 3: accepted with 3 problems: 1 of 50 keywords. "Istanbul" is not among the keywords. "Turkey" is not among the keywords.`,
      `${file}, line 4: There is no photo none.jpg in this archive.`,
      'Texts: 1 changed, 1 as they were, 1 accepted with problems or doubts, 1 line not taken.\n',
    ].join('\n'),
  );
  const after = linesOf((await runWarm(['review', '--export', root])).stdout);
  expect(after[0]).toEqual(first);
  expect(after[1]).toMatchObject({
    keywords: ['boat'],
    verdict: 'accepted',
    title: second?.['title'],
  });
});

it('is told what is missing where accepted photos cannot be embedded yet', async () => {
  const root = await reviewedArchive(1);
  await runWarm(['review', '--accept-all', root]);
  const { code, stdout, stderr } = await runWarm(['embed', root]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'Nothing is waiting to be embedded.\n' });
  expect(stderr).toBe('1 photo waits for its sidecar; run `proofsheet sidecars` first.\n');
});

it('says when there is no such file', async () => {
  const root = await reviewedArchive(1);
  const { code, stderr } = await runWarm(['review', '--import', 'no-such.jsonl', root]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/no-such\.jsonl does not exist\.\nCheck its name/);
});

it('prints the texts beside a screen that is open on the archive', async () => {
  const root = await reviewedArchive(2);
  const screen = openScreen(root);
  await screen.sees('1 of 2');
  await screen.press('p').sees('Accepted photo-0000.jpg');
  const { code, stdout } = await runWarm(['review', '--export', root]);
  expect(code).toBe(0);
  expect(linesOf(stdout).map(({ verdict }) => verdict)).toEqual(['accepted', 'open']);
  expect((await runWarm(['scan', root])).stderr).toMatch(
    /Another proofsheet \(proofsheet review, .*, since \d\d:\d\d\) is working on this archive/,
  );
});

it('ends without a word when nobody reads on', async () => {
  const root = await reviewedArchive(3);
  const { process: program, finished } = start(['review', '--export', root]);
  program.stdout?.destroy();
  const { code, stderr } = await finished;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

it('takes in texts as a program on Windows wrote them, and names a file that is none', async () => {
  const root = await reviewedArchive(2);
  const lines = linesOf((await runWarm(['review', '--export', root])).stdout);
  const changed = lines.map((line) => ({ ...line, caption: 'Café', verdict: 'accepted' }));
  const file = join(root, 'texts.json');
  const list = JSON.stringify(changed, null, 2).replaceAll('\n', '\r\n');
  await writeFile(file, Buffer.from(`\ufeff${list}`, 'utf16le'));
  expect((await runWarm(['review', '--import', file, root])).stdout).toContain('Texts: 2 changed');
  const after = linesOf((await runWarm(['review', '--export', root])).stdout);
  expect(after.map(({ caption }) => caption)).toEqual(['Café', 'Café']);

  await writeFile(file, '<!doctype html><title>Sign in</title>');
  const refused = await runWarm(['review', '--import', file, root]);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('texts.json is a web page (“Sign in”).');
});
